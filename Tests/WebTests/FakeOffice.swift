import JSONText
import Synchronization

@testable import Web

/// A daemon that knows one task of one programme, and keeps what is reported.
final class FakeOffice: Backend {
    static let hostile = #"</title><script>x</script>" onclick='y' <img src=x> &amp; {{title}}"#

    private let reports = Mutex<[[String: JSONValue]]>([])
    var recorded: [[String: JSONValue]] { reports.withLock { $0 } }
    private let failing = Mutex<BackendFailure?>(nil)
    let site: [String: JSONValue]
    private let lists = Mutex<[[String: JSONValue]]>([])
    /// What `ListTasks` was asked.
    var listed: [[String: JSONValue]] { lists.withLock { $0 } }

    init(site: [String: JSONValue] = [:]) {
        self.site = [
            "language": "vi", "today": "2021-12-20", "live": true, "url": "https://dondoc.vn",
            "loginHeader": "X-Remote-User",
            "contact": nil,
        ].merging(site) { $1 }
    }

    /// Reports are answered so.
    func fail(_ failure: BackendFailure?) { failing.withLock { $0 = failure } }

    func call(_ method: String, _ parameters: [String: JSONValue]) throws(BackendFailure) -> [String: JSONValue] {
        switch method {
        case "DescribeSite": return site
        case "Identify": return identify(parameters)
        case "ListTasks":
            lists.withLock { $0.append(parameters) }
            return ["tasks": [.object(Self.task)], "next": nil, "total": 1, "names": .object(Self.names)]
        case "DescribeTask":
            guard parameters["task"]?.string?.hasPrefix("A/1") ?? false else { throw .notFound("") }
            return describe(parameters)
        case "GetStats":
            return [
                "total": Self.counts, "bodies": [Self.counts], "programmes": [Self.counts],
                "months": [["first": "2021-12-01", "shares": 3], ["first": "2022-01-01", "shares": 7]],
            ]
        case "ListLetters": return ["letters": [Self.letter], "next": 7]
        case "GetLetter":
            return ["letter": Self.letter, "subject": .string(Self.hostile), "text": .string(Self.hostile)]
        case "GetStatus": return ["status": ["line": .string(Self.hostile), "problems": [], "setAside": []]]
        case "ComparePlans": return ["changes": [], "total": 0, "problems": []]
        case "Simulate": return ["notices": [], "total": 0]
        case "Report":
            if let failure = failing.withLock({ $0 }) { throw failure }
            reports.withLock { $0.append(parameters) }
            return ["changed": true]
        default: throw .absent
        }
    }

    private func identify(_ parameters: [String: JSONValue]) -> [String: JSONValue] {
        func body(_ id: String) -> JSONValue { ["id": .string(id), "name": .string(Self.hostile)] }
        switch parameters["login"]?.string {
        case "lan": return ["bodies": [body("bdv")], "admin": false, "oversees": false]
        case "hoa": return ["bodies": [body("btg")], "admin": false, "oversees": false]
        case "chi": return ["bodies": [body("btv")], "admin": false, "oversees": true]
        case "quan-tri": return ["bodies": [], "admin": true, "oversees": false]
        case nil:
            return [
                "bodies": .array((parameters["bodies"]?.array ?? []).compactMap(\.string).map(body)), "admin": false,
                "oversees": false,
            ]
        default: return ["bodies": [], "admin": false, "oversees": false]
        }
    }

    private func describe(_ parameters: [String: JSONValue]) -> [String: JSONValue] {
        let viewers = (parameters["viewers"]?.array ?? []).compactMap(\.string)
        let roles: [JSONValue] = viewers.contains("btv") ? ["directing"] : viewers.contains("bdv") ? ["lead"] : []
        return [
            "task": .object(Self.task), "issued": "2021-09-30", "target": nil, "confirmation": "directing",
            "cancelled": false, "occurrences": [.object(Self.task)], "roles": .array(roles), "recorded": nil,
            "names": .object(Self.names),
            "story": [
                [
                    "type": "report", "at": "2021-12-01T08:00:00+07:00", "report": "progress", "bodies": ["bdv"],
                    "note": .string(Self.hostile), "actor": ["name": .string(Self.hostile), "how": "sso"],
                ]
            ],
        ]
    }

    static let names: [String: JSONValue] = ["bdv": .string(hostile), "btv": "Ban Thường vụ"]

    static let task: [String: JSONValue] = [
        "programme": "A", "task": "1", "title": .string(hostile), "deadline": [.string(hostile)], "kind": "once",
        "directing": ["btv"], "lead": ["bdv"], "occurrence": "2021-Q4", "due": "2021-12-31", "firstDue": "2021-12-31",
        "legalDue": "2021-12-31", "status": "open", "daysOverdue": 0, "programmeTitle": .string(hostile),
        "programmeNumber": .string(hostile), "period": .string(hostile), "overdue": 0, "officer": .string(hostile),
        "shares": [
            [
                "body": "bdv", "state": "open", "count": "inProgress", "due": "2021-12-31", "acknowledged": false,
                "askedUntil": "2022-02-01",
            ]
        ],
    ]

    private static let counts: JSONValue = [
        "key": "bdv", "name": .string(hostile), "tasks": 9, "notBegun": 1, "inProgress": 4, "reported": 1, "overdue": 3,
        "doneInTime": 15, "doneLate": 2, "withoutDate": 1, "awaiting": 2, "cancelled": 1, "history": 6, "dueSoon": 2,
    ]
    private static let letter: JSONValue = [
        "number": 5, "at": "2021-12-01T08:00:00+07:00", "recipientName": .string(hostile), "kind": "reminder",
        "text": .string(hostile), "notices": 2, "tasks": ["A/1"],
    ]
}
