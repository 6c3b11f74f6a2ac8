import Diagnostics

/// What would have been accepted at a place.
struct Expectation {
    struct Kinds: OptionSet {
        let rawValue: UInt16
        static let string = Kinds(rawValue: 1)
        static let number = Kinds(rawValue: 2)
        static let date = Kinds(rawValue: 4)
        static let time = Kinds(rawValue: 8)
        static let name = Kinds(rawValue: 16)
        static let comma = Kinds(rawValue: 32)
        static let equal = Kinds(rawValue: 64)
        static let comparison = Kinds(rawValue: 128)
        static let condition = Kinds(rawValue: 256)
        static let rightParenthesis = Kinds(rawValue: 512)
        static let value = Kinds(rawValue: 1024)
        static let item = Kinds(rawValue: 2048)
        static let clause = Kinds(rawValue: 4096)
        static let report = Kinds(rawValue: 8192)
    }

    var keywords = KeywordSet.empty
    /// Accepted too, but too many to list: covered by one of `kinds`.
    var unlisted = KeywordSet.empty
    var kinds: Kinds = []

    /// “a”, “b” or “c”, in both languages.
    var wording: Wording {
        Wording(vi: list(.vi), en: list(.en))
    }

    private func list(_ language: Language) -> String {
        let kindNames: [(Kinds, String, String)] = [
            (.condition, "một điều kiện (ví dụ: ưu tiên >= cao)", "a condition (for example: priority >= high)"),
            (.value, "một giá trị để so sánh", "a value to compare with"),
            (.string, "một chuỗi trong ngoặc kép", "a text in double quotes"), (.number, "một số", "a number"),
            (.date, "một ngày (31/01/2022)", "a date (2022-01-31)"), (.time, "một giờ (08:00)", "a time (08:00)"),
            (.name, "một tên", "a name"), (.comma, "dấu phẩy", "a comma"), (.equal, "“=”", "“=”"),
            (.comparison, "một phép so sánh (=, !=, <, <=, >, >=)", "a comparison (=, !=, <, <=, >, >=)"),
            (.rightParenthesis, "“)”", "“)”"),
            (.report, "một tin báo (hoàn thành, được gia hạn, …)", "a report (done, extended, …)"),
            (.clause, "một mệnh đề khác", "another clause"),
            (.item, "một mục mới (quy tắc, tổng hợp, …)", "a new item (rule, digest, …)"),
        ]
        var parts = keywords.elements.map { "“" + ((language == .vi ? $0.vietnamese : $0.english).first ?? "") + "”" }
        if parts.count > 12 { parts = Array(parts.prefix(12)) + ["…"] }
        parts += kindNames.compactMap { kinds.contains($0.0) ? (language == .vi ? $0.1 : $0.2) : nil }
        guard let last = parts.popLast() else { return language == .vi ? "phần tiếp theo" : "something else" }
        if parts.isEmpty { return last }
        return parts.joined(separator: ", ") + (language == .vi ? " hoặc " : " or ") + last
    }
}
