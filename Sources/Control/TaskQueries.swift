public import JSONText

/// The parameters of `ListTasks`: which tasks, in which order, and where the page begins.
public struct TaskQuery: Hashable, Sendable {
    /// Tasks of one answer at most.
    public static let pageLimit = 500

    /// `document`: as the programmes have them; `due`: by due date.
    public enum Order: String, Hashable, Sendable { case document, due }

    /// Ids, names or aliases: tasks in which one of them has a part.
    public var bodies: [String] = []
    /// Words of roles: the part has to be one of these.
    public var roles: [String] = []
    /// The body whose share it has to be; rows speak of the occurrence in which that share is the most urgent.
    public var owner: String?
    /// The programme's id; nil: all.
    public var programme: String?
    /// Words of statuses; none: what is open, in whatever way.
    public var statuses: [String] = []
    /// Words of marks: one of the task's shares has one of these.
    public var shares: [String] = []
    /// Due within so many days.
    public var dueWithin: Int?
    /// What is done, cancelled or past, too.
    public var withEnded = false
    /// A row for each occurrence, and not one for the task.
    public var every = false
    /// In the title, the task's number or the programme's.
    public var text: String?
    /// Rows of those alone whose standing occurrence fits.
    public var currentOnly = false
    /// What a line of a list shows and no more: neither shares nor what comes next, nor how many occurrences are overdue.
    public var brief = false
    /// In which `reading` and `standing` are worded; nil: they are not.
    public var language: String?
    /// Decides what ``after`` means: a page has to be asked for in the order of the one before.
    public var order = Order.document
    /// What the page before gave as `next`, as it was given; nil: the first page.
    public var after: String?
    /// 1…``pageLimit`` tasks.
    public var limit = pageLimit

    /// All open tasks, in the order of the documents.
    public init() {}

    init(_ reader: inout ParameterReader) throws(VarlinkError) {
        bodies = try reader.strings("bodies")
        roles = try reader.strings("roles")
        owner = try reader.string("owner")
        programme = try reader.string("programme")
        statuses = try reader.strings("statuses")
        shares = try reader.strings("shares")
        if let days = try reader.integer("dueWithin") {
            guard 0...36_600 ~= days else { throw .invalidParameter("dueWithin") }
            dueWithin = Int(days)
        }
        withEnded = try reader.flag("withEnded")
        every = try reader.flag("every")
        text = try reader.string("text")
        currentOnly = try reader.flag("currentOnly")
        brief = try reader.flag("brief")
        language = try reader.language()
        if let word = try reader.string("order") {
            guard let order = Order(rawValue: word) else { throw .invalidParameter("order") }
            self.order = order
        }
        after = try reader.string("after")
        limit = try reader.limit(TaskQuery.pageLimit)
        guard bodies.count <= 1000, roles.count <= 10, statuses.count <= 10, shares.count <= 10,
            text?.utf8.count ?? 0 <= 200
        else {
            throw .invalidParameter(bodies.count > 1000 ? "bodies" : "text")
        }
    }
}

extension TaskQuery {
    /// The call's parameters, without those that say nothing.
    public var parameters: [String: JSONValue] {
        var parameters: [String: JSONValue] = ["order": .string(order.rawValue), "limit": .integer(Int64(limit))]
        for (name, texts) in [("bodies", bodies), ("roles", roles), ("statuses", statuses), ("shares", shares)]
        where !texts.isEmpty {
            parameters[name] = .array(texts.map(JSONValue.string))
        }
        let texts = [
            ("owner", owner), ("programme", programme), ("text", text), ("language", language), ("after", after),
        ]
        for (name, text) in texts { if let text { parameters[name] = .string(text) } }
        if let dueWithin { parameters["dueWithin"] = .integer(Int64(dueWithin)) }
        let flags = [("withEnded", withEnded), ("every", every), ("currentOnly", currentOnly), ("brief", brief)]
        for (name, flag) in flags where flag { parameters[name] = true }
        return parameters
    }
}

/// The parameters of `DescribeTask`.
public struct TaskDemand: Hashable, Sendable {
    /// `programme/task`, perhaps `@occurrence`.
    public var task: String
    /// Bodies of whom it is asked which part they have.
    public var viewers: [String]
    /// The id of a report that was asked for.
    public var request: String?

    /// - Parameter request: the id of a report that may have been recorded; nil: none is asked for.
    public init(task: String, viewers: [String] = [], request: String? = nil) {
        self.task = task
        self.viewers = viewers
        self.request = request
    }

    init(_ reader: inout ParameterReader) throws(VarlinkError) {
        guard let task = try reader.string("task") else { throw .invalidParameter("task") }
        self.task = task
        viewers = try reader.strings("viewers")
        request = try reader.string("request")
    }
}

/// The parameters of `GetStats`: whose tasks are counted.
public struct StatsQuery: Hashable, Sendable {
    /// Ids, names or aliases; none: all.
    public var bodies: [String] = []
    /// Words of roles that the bodies have to have; none: any.
    public var roles: [String] = []
    /// The programme's id; nil: all.
    public var programme: String?

    init(_ reader: inout ParameterReader) throws(VarlinkError) {
        bodies = try reader.strings("bodies")
        roles = try reader.strings("roles")
        programme = try reader.string("programme")
    }
}

/// The parameters of `ListLetters` and `GetLetter`: who looks, for what.
public struct LetterQuery: Hashable, Sendable {
    /// Letters of one answer at most.
    public static let pageLimit = 200

    /// Id of a body, as the ledger has it; nil: any.
    public var recipient: String?
    /// The bodies of who looks: their own letters, and those in which a task stands that they direct or
    /// monitor. None: all.
    public var viewers: [String]
    /// The number before which the page begins.
    public var before: Int64?
    /// 1…``pageLimit`` letters.
    public var limit: Int

    init(_ reader: inout ParameterReader) throws(VarlinkError) {
        recipient = try reader.string("recipient")
        viewers = try reader.strings("viewers")
        before = try reader.integer("before")
        limit = try reader.limit(LetterQuery.pageLimit)
    }
}

/// The parameters of `Identify`.
public struct IdentityQuery: Hashable, Sendable {
    /// As the proxy named it; nil: only ``bodies`` count.
    public var login: String?
    /// Ids of bodies that the login is taken to report for, whatever `users` says.
    public var bodies: [String]

    init(_ reader: inout ParameterReader) throws(VarlinkError) {
        login = try reader.string("login")
        bodies = try reader.strings("bodies")
    }
}

/// The parameters of `Simulate`.
public struct SimulationQuery: Hashable, Sendable {
    /// Notices of one reply of the stream at most.
    public static let pageLimit = 500

    /// The first day: `YYYY-MM-DD`.
    public var from: String
    /// The last day, inclusive: `YYYY-MM-DD`.
    public var to: String

    init(_ reader: inout ParameterReader) throws(VarlinkError) {
        guard let from = try reader.string("from") else { throw .invalidParameter("from") }
        guard let to = try reader.string("to") else { throw .invalidParameter("to") }
        (self.from, self.to) = (from, to)
    }
}

extension ParameterReader {
    mutating func limit(_ most: Int) throws(VarlinkError) -> Int {
        let limit = try integer("limit") ?? Int64(most)
        guard 1...Int64(most) ~= limit else { throw .invalidParameter("limit") }
        return Int(limit)
    }
}
