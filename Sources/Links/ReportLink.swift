public import Dates

/// What a link of a letter allows: some kinds of report of one body's share of one occurrence, until a day.
public struct ReportLink: Hashable, Sendable {
    /// The body's id.
    public var body: String
    /// `programme/task`.
    public var task: String
    /// The occurrence's id, as it was when the letter was written.
    public var occurrence: String
    /// Of `Report`: done, ack, progress, ask-extension.
    public var kinds: [String]
    /// The last day on which it holds.
    public var expiry: Day

    /// Nothing is checked here: what a link allows the daemon judges when it is used.
    public init(body: String, task: String, occurrence: String, kinds: [String], expiry: Day) {
        self.body = body
        self.task = task
        self.occurrence = occurrence
        self.kinds = kinds
        self.expiry = expiry
    }

    /// How long after its due date a link holds, in days.
    public static let grace = 30

    /// What a body may report of its own share.
    public static let ownKinds = ["ack", "done", "progress", "ask-extension"]
}

/// Why a link is not taken.
public enum LinkFault: Error, Hashable, Sendable {
    /// Not one that this office made, or one that was changed.
    case forged
    case expired(ReportLink)
}

/// The keys that links are signed with: the first signs, all are taken, so that a new one can come before the old one
/// goes.
public struct LinkKeys: Sendable {
    private struct Key: Sendable {
        var name: String
        var secret: [UInt8]
    }

    /// The name of the credential (systemd.exec(5), LoadCredential=) that holds them.
    public static let credential = "dondoc-web.key"
    /// Keys at once: the one that signs, and the one before it.
    public static let most = 2
    private static let version = "1"
    private static let secretCount = 32

    private let keys: [Key]

    /// - Parameter text: a line for each, its name and its secret in Base64; nil where a line is none, or there are more
    ///   than ``most``.
    public init?(_ text: some StringProtocol) {
        var keys: [Key] = []
        for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            let words = line.split(separator: " ")
            guard words.count == 2, LinkKeys.isName(words[0]), let secret = Base64.decode(words[1].utf8),
                secret.count == LinkKeys.secretCount
            else { return nil }
            keys.append(Key(name: String(words[0]), secret: secret))
        }
        guard 1...LinkKeys.most ~= keys.count, Set(keys.map(\.name)).count == keys.count else { return nil }
        self.keys = keys
    }

    /// A line for ``init(_:)``.
    public static func makeLine() -> String {
        let name = randomBytes(4).map { String($0 & 15, radix: 16) }.joined()
        return name + " " + Base64.encodeForURL(randomBytes(secretCount))
    }

    private static func isName(_ name: some StringProtocol) -> Bool {
        1...16 ~= name.utf8.count && name.utf8.allSatisfy { 0x30...0x39 ~= $0 || 0x61...0x7A ~= $0 }
    }

    /// What stands at the end of the link's address.
    public func sign(_ link: ReportLink) -> String {
        let fields = [
            link.body, link.task, link.occurrence, link.kinds.joined(separator: " "), link.expiry.description,
        ]
        let key = keys[0]
        let signed = [
            LinkKeys.version, key.name, Base64.encodeForURL(Array(fields.joined(separator: "\n").utf8)),
        ].joined(separator: ".")
        return signed + "." + Base64.encodeForURL(HMAC.sha256(signed.utf8, key: key.secret))
    }

    /// - Throws: `forged` for whatever this office did not sign, `expired` for a link that it did, with what it
    /// allowed.
    public func read(_ token: String, on today: Day) throws(LinkFault) -> ReportLink {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard token.utf8.count <= 2048, parts.count == 4, parts[0] == LinkKeys.version,
            let key = keys.first(where: { $0.name == parts[1] }), let code = Base64.decode(parts[3].utf8),
            HMAC.areEqual(code, HMAC.sha256(parts[0...2].joined(separator: ".").utf8, key: key.secret)),
            let bytes = Base64.decode(parts[2].utf8)
        else { throw .forged }
        let fields = String(decoding: bytes, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 5, let expiry = Day(fields[4]) else { throw .forged }
        let link = ReportLink(
            body: fields[0], task: fields[1], occurrence: fields[2],
            kinds: fields[3].split(separator: " ").map(String.init), expiry: expiry)
        guard today <= expiry else { throw .expired(link) }
        return link
    }
}
