public import Dates
public import Diagnostics

/// What stands where, in numbers: the STATUS line of the service, `dondoc status`, the metrics.
public struct StatusSummary: Sendable {
    public var programmes = 0
    public var tasks = 0
    public var rules = 0
    /// Occurrences by how they stand; those of the history are counted apart.
    public var occurrences = OccurrenceCounts()
    /// Sent since the ledger began.
    public var notices = 0
    /// When something next can happen; nil: nothing is foreseen.
    public var next: Instant?
    public var lastDecision: Instant?
    /// What fails at present.
    public var troubles: [Wording] = []
    /// When that is tried again.
    public var retry: Instant?
    public var setAside: [SetAside] = []
    public var diagnostics: [Diagnostic] = []

    public init() {}

    /// "186 nhiệm vụ, 3 quá hạn, thông báo kế tiếp 08:00 01/12/2026".
    public func line(in language: Language, zone: Zone) -> String {
        var parts = [
            Wording(vi: "\(tasks) nhiệm vụ", en: "\(tasks) \(tasks == 1 ? "task" : "tasks")"),
            Wording(vi: "\(occurrences.overdue) quá hạn", en: "\(occurrences.overdue) overdue"),
        ]
        if let next {
            let (day, time) = zone.local(next)
            let (year, month, dayOfMonth) = day.civil
            func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
            parts.append(
                Wording(
                    vi: "thông báo kế tiếp \(time) \(two(dayOfMonth))/\(two(month))/\(year)",
                    en: "next notice \(day) \(time)"))
        } else {
            parts.append(Wording(vi: "không có thông báo nào sắp tới", en: "no notice ahead"))
        }
        if !setAside.isEmpty {
            parts.append(Wording(vi: "\(setAside.count) tệp có lỗi", en: "\(setAside.count) files with errors"))
        }
        parts += troubles
        return parts.map { $0.text(in: language) }.joined(separator: ", ")
    }
}

public struct OccurrenceCounts: Hashable, Sendable {
    /// Neither ended, nor awaited, nor history; the overdue ones among them.
    public var open = 0
    public var overdue = 0
    public var done = 0
    public var cancelled = 0
    public var awaited = 0
    public var history = 0

    public init() {}
}

/// A file that does not check.
public struct SetAside: Hashable, Sendable {
    public var path: String
    /// The last version of it that did check is in force; otherwise nothing of it is.
    public var keepsLastGood: Bool

    public init(path: String, keepsLastGood: Bool) {
        self.path = path
        self.keepsLastGood = keepsLastGood
    }
}
