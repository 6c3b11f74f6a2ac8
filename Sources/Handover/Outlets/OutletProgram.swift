public import RuleLanguage

/// A way out for letters: a program with sendmail's contract.
public struct OutletProgram: Hashable, Sendable {
    /// By which bodies choose it.
    public var name: String
    /// An absolute path, then arguments.
    public var command: [String]
    /// Letters whose weightiest notice is less are not for it.
    public var from: Severity

    /// What takes letters where a body chooses nothing.
    public static let mail = "mail"

    /// - Parameter command: not empty.
    public init(name: String, command: [String], from: Severity = .info) {
        self.name = name
        self.command = command
        self.from = from
    }

    /// As it is run for one recipient; where the command reads that from the headers (`-t`), it is not an argument.
    static func arguments(_ command: [String], to address: String) -> [String] {
        command.contains("-t") ? command : command + ["--", address]
    }
}

/// An outlet that somebody's letters go through, and the address there.
public struct Way: Hashable, Sendable {
    /// An ``OutletProgram/name``.
    public var outlet: String
    /// In the outlet's own terms: an e-mail address, a telephone number, a URL.
    public var address: String

    /// - Parameter address: passed to the program as it is, as one argument.
    public init(outlet: String, address: String) {
        self.outlet = outlet
        self.address = address
    }
}

/// A message and one of the ways it goes.
struct Handing: Hashable {
    var message: Mailboxes.Message
    var way: Way
    /// A file's name for what is remembered of it.
    let key: String

    /// - Parameter isOfficers: the way is an officer's, of whom a message may have several through one outlet.
    init(_ message: Mailboxes.Message, _ way: Way, isOfficers: Bool) {
        self.message = message
        self.way = way
        var key = message.key
        if way.outlet != OutletProgram.mail || isOfficers { key += ":" + way.outlet }
        if isOfficers { key += "." + Handing.digest(way.address) }
        // A file's name holds 255 bytes.
        self.key = key.utf8.count <= 240 ? key : ":" + Handing.digest(key) + ":" + way.outlet
    }

    /// FNV-1a, 64 bits: names apart what one message has.
    private static func digest(_ text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }
}
