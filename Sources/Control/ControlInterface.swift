import JSONText

/// `io.dondoc`, as `io.dondoc.varlink` describes it.
public enum ControlInterface {
    /// The interface's name, which the names of its methods and errors begin with.
    public static let name = "io.dondoc"
    /// Where the daemon listens, and commands look for it, unless they are told otherwise.
    public static let defaultPath = "/run/dondoc/io.dondoc"
    /// The text of `io.dondoc.varlink`, the contract with every program that calls.
    public static let description = String(decoding: PackageResources.io_dondoc_varlink, as: UTF8.self)

    /// - Parameter version: that of the daemon, not of the interface.
    public static func service(version: String) -> VarlinkService {
        VarlinkService(
            vendor: "dondoc", product: "dondocd", version: version, url: "",
            interfaces: [.init(name: name, description: description)])
    }

    /// - Parameter what: the sentence for people, in the site's language, with what was likely meant.
    public static func notFound(_ what: String) -> VarlinkError {
        VarlinkError(name + ".NotFound", ["what": .string(what)])
    }
    /// - Parameters: `parameter` is the first that is wrong, `report` where the report as a whole is.
    public static func invalidArgument(_ parameter: String, reason: String) -> VarlinkError {
        VarlinkError(name + ".InvalidArgument", ["parameter": .string(parameter), "reason": .string(reason)])
    }
    /// - Parameter open: ids of the bodies whose shares are open.
    public static func ambiguous(open: [String]) -> VarlinkError {
        VarlinkError(name + ".Ambiguous", ["open": .array(open.map(JSONValue.string))])
    }
    /// The report was not recorded, and nothing was changed: the caller may ask again under the same id.
    public static func ledgerUnavailable(_ reason: String) -> VarlinkError {
        VarlinkError(name + ".LedgerUnavailable", ["reason": .string(reason)])
    }
    /// The caller's user may not do this; nothing was changed.
    public static let permissionDenied = VarlinkError(name + ".PermissionDenied")
    /// The service cannot do it at this moment: the same call is worth asking again.
    public static let busy = VarlinkError(name + ".Busy")
}

/// A call of `io.dondoc`, its parameters read.
public enum ControlRequest: Hashable, Sendable {
    /// - Parameter language: of the words in the answer; nil: the service's.
    case getStatus(language: String?)
    case reload(language: String?)
    case report(ReportRequest)
    case listNotices(NoticeQuery)
    case follow
    case getMetrics
    case describeSite
    case identify(IdentityQuery)
    case listTasks(TaskQuery)
    case describeTask(TaskDemand)
    case getStats(StatsQuery)
    case listLetters(LetterQuery)
    case getLetter(number: Int64, LetterQuery)
    case comparePlans
    case simulate(SimulationQuery)

    /// - Throws: `MethodNotFound`, or `InvalidParameter` with the name of the first parameter that is wrong or unknown.
    public init(_ call: VarlinkCall) throws(VarlinkError) {
        var reader = ParameterReader(call.parameters)
        switch call.name {
        case "GetStatus": self = .getStatus(language: try reader.language())
        case "Reload": self = .reload(language: try reader.language())
        case "Report": self = .report(try ReportRequest(&reader))
        case "ListNotices": self = .listNotices(try NoticeQuery(&reader))
        case "Follow":
            guard call.more else { throw .expectedMore }
            self = .follow
        case "GetMetrics": self = .getMetrics
        case "DescribeSite": self = .describeSite
        case "Identify": self = .identify(try IdentityQuery(&reader))
        case "ListTasks": self = .listTasks(try TaskQuery(&reader))
        case "DescribeTask": self = .describeTask(try TaskDemand(&reader))
        case "GetStats": self = .getStats(try StatsQuery(&reader))
        case "ListLetters": self = .listLetters(try LetterQuery(&reader))
        case "GetLetter":
            guard let number = try reader.integer("number") else { throw .invalidParameter("number") }
            self = .getLetter(number: number, try LetterQuery(&reader))
        case "ComparePlans": self = .comparePlans
        case "Simulate": self = .simulate(try SimulationQuery(&reader))
        default: throw .methodNotFound(call.method)
        }
        try reader.finish()
    }

    /// Whether it changes what is in force or recorded.
    public var changesState: Bool {
        switch self {
        case .reload, .report: true
        case .getStatus, .listNotices, .follow, .getMetrics, .describeSite, .identify, .listTasks, .describeTask,
            .getStats, .listLetters, .getLetter, .comparePlans, .simulate:
            false
        }
    }
}

/// The parameters of `ListNotices`.
public struct NoticeQuery: Hashable, Sendable {
    /// Rows of one answer at most.
    public static let pageLimit = 500

    /// `programme`, `programme/task` or `programme/task@occurrence`; nil: any.
    public var task: String?
    /// Id of a body, as the ledger has it; nil: any.
    public var recipient: String?
    /// The row after which the page begins.
    public var after: Int64?
    /// 1…``pageLimit``.
    public var limit: Int

    /// - Parameter limit: 1…``pageLimit``, or the answer is `InvalidParameter`.
    public init(task: String? = nil, recipient: String? = nil, after: Int64? = nil, limit: Int = pageLimit) {
        self.task = task
        self.recipient = recipient
        self.after = after
        self.limit = limit
    }

    init(_ reader: inout ParameterReader) throws(VarlinkError) {
        task = try reader.string("task")
        recipient = try reader.string("recipient")
        after = try reader.integer("after")
        limit = try reader.limit(NoticeQuery.pageLimit)
    }
}

/// Takes parameters by name and type; what nobody took is an error.
struct ParameterReader {
    private var rest: [String: JSONValue]

    init(_ parameters: [String: JSONValue]) { rest = parameters }

    mutating func string(_ name: String) throws(VarlinkError) -> String? {
        switch rest.removeValue(forKey: name) {
        case nil, .null: nil
        case .string(let text): text
        default: throw .invalidParameter(name)
        }
    }

    mutating func flag(_ name: String) throws(VarlinkError) -> Bool {
        switch rest.removeValue(forKey: name) {
        case nil, .null: false
        case .bool(let value): value
        default: throw .invalidParameter(name)
        }
    }

    mutating func strings(_ name: String) throws(VarlinkError) -> [String] {
        switch rest.removeValue(forKey: name) {
        case nil, .null: return []
        case .array(let values):
            let texts = values.compactMap(\.string)
            guard texts.count == values.count else { throw .invalidParameter(name) }
            return texts
        default: throw .invalidParameter(name)
        }
    }

    /// vi or en
    mutating func language() throws(VarlinkError) -> String? {
        let language = try string("language")
        guard language == nil || language == "vi" || language == "en" else { throw .invalidParameter("language") }
        return language
    }

    mutating func object(_ name: String) throws(VarlinkError) -> [String: JSONValue]? {
        switch rest.removeValue(forKey: name) {
        case nil, .null: nil
        case .object(let members): members
        default: throw .invalidParameter(name)
        }
    }

    mutating func integer(_ name: String) throws(VarlinkError) -> Int64? {
        switch rest.removeValue(forKey: name) {
        case nil, .null: nil
        case .integer(let number): number
        default: throw .invalidParameter(name)
        }
    }

    func finish() throws(VarlinkError) {
        if let name = rest.keys.min() { throw .invalidParameter(name) }
    }
}
