public import JSONText

/// The parameters of `Report`, as they were written.
public struct ReportRequest: Hashable, Sendable {
    /// The words of the parameter `report`.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case done, confirm
        case giveBack = "return"
        case reopen, cancel, ack, unack, snooze, progress, extend
        case askExtension = "ask-extension"
        case grant, refuse, event
    }

    /// Decides which of the other fields may be given; what does not belong is refused when it is read.
    public var kind: Kind
    /// `programme/task[@occurrence]`.
    public var task: String?
    /// Of an event.
    public var name: String?
    /// The bodies whose shares it is about.
    public var bodies: [String]
    /// All open shares are meant.
    public var all: Bool
    /// The day it happened.
    public var on: String?
    /// Of snooze, extend and ask-extension: a date as people write it.
    public var until: String?
    /// Of progress: in the target's unit or per cent, as people write numbers.
    public var value: String?
    /// Of return, extend, ask-extension and refuse.
    public var reason: String?
    /// The number of the paper that proves it.
    public var document: String?
    /// The paper's date, as people write it.
    public var documentDate: String?
    /// The event is taken back.
    public var withdraw: Bool
    /// Who it was, in their own words; the caller's user id is recorded whatever it says.
    public var by: String?
    /// Free words for the ledger.
    public var note: String?
    /// Chosen by who asks: asked again under the same one, it is recorded once.
    public var id: String?
    /// Of whom another tells: taken from the front door alone.
    public var actor: ReportActor?
    /// Of the words in the answer: vi or en; nil: the service's.
    public var language: String?

    /// Nothing is checked here: the service does that.
    public init(
        kind: Kind, task: String? = nil, name: String? = nil, bodies: [String] = [], all: Bool = false,
        on: String? = nil, until: String? = nil, value: String? = nil, reason: String? = nil, document: String? = nil,
        documentDate: String? = nil, withdraw: Bool = false, by: String? = nil, note: String? = nil, id: String? = nil,
        actor: ReportActor? = nil, language: String? = nil
    ) {
        self.kind = kind
        self.task = task
        self.name = name
        self.bodies = bodies
        self.all = all
        self.on = on
        self.until = until
        self.value = value
        self.reason = reason
        self.document = document
        self.documentDate = documentDate
        self.withdraw = withdraw
        self.by = by
        self.note = note
        self.id = id
        self.actor = actor
        self.language = language
    }

    /// - Throws: `InvalidParameter` of `org.varlink.service`, with the name of the first that is wrong.
    public init(_ parameters: [String: JSONValue]) throws(VarlinkError) {
        var reader = ParameterReader(parameters)
        try self.init(&reader)
        try reader.finish()
    }

    /// As another host handed it on.
    /// - Throws: `InvalidParameter` with the name of the first parameter that is wrong or unknown.
    public init(parameters: [String: JSONValue]) throws(VarlinkError) {
        var reader = ParameterReader(parameters)
        try self.init(&reader)
        try reader.finish()
    }

    init(_ reader: inout ParameterReader) throws(VarlinkError) {
        guard let word = try reader.string("report"), let kind = Kind(rawValue: word) else {
            throw .invalidParameter("report")
        }
        self.kind = kind
        task = try reader.string("task")
        name = try reader.string("name")
        bodies = try reader.strings("bodies")
        all = try reader.flag("all")
        on = try reader.string("on")
        until = try reader.string("until")
        value = try reader.string("value")
        reason = try reader.string("reason")
        document = try reader.string("document")
        documentDate = try reader.string("documentDate")
        withdraw = try reader.flag("withdraw")
        by = try reader.string("by")
        note = try reader.string("note")
        id = try reader.string("id")
        actor = try reader.object("actor").map { (members) throws(VarlinkError) in try ReportActor(members) }
        language = try reader.language()
    }

    /// Its texts by their parameters' names.
    public var texts: [String: String] {
        let members: [(String, String?)] = [
            ("task", task), ("name", name), ("on", on), ("until", until), ("value", value), ("reason", reason),
            ("document", document), ("documentDate", documentDate), ("by", by), ("note", note), ("id", id),
        ]
        return Dictionary(uniqueKeysWithValues: members.compactMap { key, text in text.map { (key, $0) } })
    }

    /// The call's parameters, without those that say nothing.
    public var parameters: [String: JSONValue] {
        var parameters = texts.mapValues(JSONValue.string)
        parameters["report"] = .string(kind.rawValue)
        if !bodies.isEmpty { parameters["bodies"] = .array(bodies.map(JSONValue.string)) }
        if all { parameters["all"] = true }
        if withdraw { parameters["withdraw"] = true }
        if let actor { parameters["actor"] = .object(actor.parameters) }
        if let language { parameters["language"] = .string(language) }
        return parameters
    }
}

/// The person behind a report, as the front door knows it.
public struct ReportActor: Hashable, Sendable {
    /// The login; of a link the mailbox's body.
    public var name: String
    /// A body's id.
    public var body: String?
    /// shell, sso, link
    public var how: String

    /// - Parameter how: `shell`, `sso` or `link`; anything else is refused when it is read.
    public init(name: String, body: String? = nil, how: String) {
        self.name = name
        self.body = body
        self.how = how
    }

    init(_ members: [String: JSONValue]) throws(VarlinkError) {
        var reader = ParameterReader(members)
        guard let name = try reader.string("name"), let how = try reader.string("how") else {
            throw .invalidParameter("actor")
        }
        self.name = name
        self.how = how
        body = try reader.string("body")
        try reader.finish()
    }

    var parameters: [String: JSONValue] {
        var parameters: [String: JSONValue] = ["name": .string(name), "how": .string(how)]
        if let body { parameters["body"] = .string(body) }
        return parameters
    }
}
