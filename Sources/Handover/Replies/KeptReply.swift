public import JSONText

/// An answer to a letter, as it is kept for the clerk.
public struct KeptReply: Hashable, Sendable {
    /// What is to become of it, or became.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// It says something that the clerk may accept.
        case proposed
        /// The clerk has to read it.
        case unclear
        /// A mail server says that the letter did not arrive: somebody has to mend the address, or send it otherwise.
        case undelivered
        /// No person wrote it to us.
        case ignored
        /// It was recorded at once.
        case reported
        case accepted, rejected
    }

    /// By which people call it; 1 is the first.
    public var number: Int
    /// Of what was sent: the report that comes of it is recorded once under it.
    public var id: String
    /// When it came, in seconds since 1970.
    public var at: Int
    /// Its files in the Maildir, without flags: one that was delivered twice has two.
    public var files: [String]
    /// The answer's own.
    public var messageID: String
    /// As its header says, which nobody vouches for; see ``isForthwith``.
    public var from: String
    /// With encoded words undone.
    public var subject: String
    /// What it says, its first lines.
    public var text: String
    /// Message-ID of the letter that it answers.
    public var letter: String?
    /// Id of the body that got that letter.
    public var body: String?
    /// The tasks of that letter, `programme/task@occurrence`.
    public var tasks: [String]
    /// The last line of an answer in the store counts.
    public var state: State
    /// It is to be recorded without asking.
    public var isForthwith: Bool
    /// Why it is unclear or ignored, in a word; why its report was refused, in a sentence.
    public var because: String
    /// The parameters of `Report`.
    public var report: [String: JSONValue]
    /// Who settled it.
    public var by: String

    /// Somebody has to do something about it.
    public var isOpen: Bool {
        switch state {
        case .proposed, .unclear: true
        // It stays undelivered when somebody has seen it.
        case .undelivered: by.isEmpty
        case .ignored, .reported, .accepted, .rejected: false
        }
    }

    /// - Parameter number: 0 until ``ReplyStore/keep(_:)`` gives one.
    public init(
        number: Int = 0, id: String, at: Int, files: [String], messageID: String, from: String, subject: String,
        text: String, letter: String? = nil, body: String? = nil, tasks: [String] = [], state: State,
        isForthwith: Bool = false, because: String = "", report: [String: JSONValue] = [:], by: String = ""
    ) {
        self.number = number
        self.id = id
        self.at = at
        self.files = files
        self.messageID = messageID
        self.from = from
        self.subject = subject
        self.text = text
        self.letter = letter
        self.body = body
        self.tasks = tasks
        self.state = state
        self.isForthwith = isForthwith
        self.because = because
        self.report = report
        self.by = by
    }
}

extension KeptReply {
    init?(_ json: JSONValue) {
        guard let number = json["number"]?.integer, number > 0, number < 1 << 40, let id = json["id"]?.string,
            let at = json["at"]?.integer, let state = json["state"]?.string.flatMap(State.init)
        else { return nil }
        func text(_ key: String) -> String { json[key]?.string ?? "" }
        func texts(_ key: String) -> [String] { (json[key]?.array ?? []).compactMap(\.string) }
        self.init(
            number: Int(number), id: id, at: Int(at), files: texts("files"), messageID: text("messageID"),
            from: text("from"), subject: text("subject"), text: text("text"), letter: json["letter"]?.string,
            body: json["body"]?.string, tasks: texts("tasks"), state: state,
            isForthwith: json["forthwith"]?.bool ?? false, because: text("because"),
            report: json["report"]?.object ?? [:], by: text("by"))
    }

    /// As a line of the store and `dondoc replies --json` have it.
    public var json: JSONValue {
        .object([
            "number": .integer(Int64(number)), "id": .string(id), "at": .integer(Int64(at)),
            "files": .array(files.map(JSONValue.string)), "messageID": .string(messageID), "from": .string(from),
            "subject": .string(subject), "text": .string(text), "letter": letter.map(JSONValue.string) ?? .null,
            "body": body.map(JSONValue.string) ?? .null, "tasks": .array(tasks.map(JSONValue.string)),
            "state": .string(state.rawValue), "forthwith": .bool(isForthwith), "because": .string(because),
            "report": .object(report), "by": .string(by),
        ])
    }
}
