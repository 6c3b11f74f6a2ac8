import Diagnostics

/// Puts the argument parser's own English sentences into Vietnamese. What it does not know stays as it is.
enum UsageText {
    static func localized(error text: String) -> String {
        let text = shortened(text.hasPrefix("Error: ") ? String(text.dropFirst(7)) : text)
        return Language.ofReader == .en ? text : replaced(text, errors + headings)
    }

    static func localized(help text: String) -> String {
        let text = shortened(text)
        return Language.ofReader == .en ? text : replaced(text, headings)
    }

    /// What every command takes is listed below its usage and need not stand in it.
    private static func shortened(_ text: String) -> String {
        text.replacing(
            " [--site <DIR>] [--vendor <DIR>] [--state <DIR>] [--spool <DIR>] [--socket <PATH>] [--lang <vi|en>] [--json] [--color <when>]",
            with: "")
    }

    /// In the order tried: a longer sentence before what it contains.
    private static let errors: [(String, String)] = [
        ("Unknown option '", "Không có tùy chọn '"),
        ("'. Did you mean '", "'. Có phải là '"),
        ("Missing value for '", "Thiếu giá trị cho '"),
        ("Missing expected argument '", "Thiếu đối số '"),
        ("Missing one of: '", "Thiếu một trong các đối số '"),
        ("Missing required subcommand.", "Thiếu tên lệnh."),
        ("Unexpected argument '", "Đối số thừa '"),
        (" unexpected arguments: '", " đối số thừa: '"),
        ("The option '", "Tùy chọn '"),
        ("' does not take any value, but '", "' không nhận giá trị, nhưng lại có '"),
        ("' was specified.", "'."),
        ("The value '", "Giá trị '"),
        ("' is invalid for '", "' không hợp lệ cho '"),
        (". Please provide one of ", ". Hãy dùng một trong "),
        (". Please provide one of the following:", ". Hãy dùng một trong các giá trị sau:"),
        ("Invalid option: ", "Tùy chọn không hợp lệ: "),
        ("Value to be set with flag ", "Giá trị của cờ "),
        (" had already been set with flag ", " đã được đặt bằng cờ "),
        ("Help:  ", "Giải thích:  "),
    ]

    private static let headings: [(String, String)] = [
        ("OVERVIEW: ", ""),
        ("Usage: ", "Cách dùng: "),
        ("USAGE: ", "CÁCH DÙNG: "),
        ("ARGUMENTS:", "ĐỐI SỐ:"),
        ("OPTIONS:", "TÙY CHỌN:"),
        ("SUBCOMMANDS:", "CÁC LỆNH:"),
        ("Show help information.", "Hiện phần trợ giúp này."),
        ("Show the version.", "Hiện phiên bản."),
        ("default:", "mặc định:"),
        ("' or '", "' hoặc '"),
        ("' and '", "' và '"),
        ("(values: ", "(các giá trị: "),
        ("<subcommand>", "<lệnh>"),
        (" for detailed help.", " để xem trợ giúp chi tiết."),
        (" for more information.", " để biết thêm."),
        ("  See '", "  Xem '"),
    ]

    private static func replaced(_ text: String, _ pairs: [(String, String)]) -> String {
        var text = text
        for (english, vietnamese) in pairs { text = text.replacing(english, with: vietnamese) }
        return text
    }
}
