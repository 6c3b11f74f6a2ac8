public import RuleLanguage

/// `outlets:` of `dondoc.yaml`: a way out for letters besides mail.
public struct OutletSettings: Hashable, Sendable {
    /// What bodies choose it by; `mail` is the built-in one.
    public var name: String
    /// A program's absolute path, then its arguments; of `mail`, whose command is `sendmail`, none.
    public var command: [String]
    /// Letters whose weightiest notice is less are not for it.
    public var from: Severity

    /// - Parameter command: empty for `mail` alone.
    public init(name: String, command: [String], from: Severity = .info) {
        self.name = name
        self.command = command
        self.from = from
    }

    /// What takes letters where nothing is chosen.
    public static let mail = "mail"

    static let severities: [(Severity, [String])] = [
        (.info, ["info", "thông tin"]), (.notice, ["notice", "lưu ý"]), (.warning, ["warning", "cảnh báo"]),
        (.critical, ["critical", "khẩn cấp"]),
    ]
}
