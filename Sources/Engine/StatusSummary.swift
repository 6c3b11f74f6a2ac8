public import Dates
public import Diagnostics
public import Planning
import RuleLanguage
public import SiteFiles

/// What stands where, in numbers: the STATUS line of the service, `dondoc status`, the metrics.
public struct StatusSummary: Sendable {
    /// Those in force.
    public var programmes = 0
    /// Those in force, without digests and mutes.
    public var rules = 0
    /// How the tasks stand.
    public var tasks = Summary()
    /// Sent since the ledger began.
    public var notices = 0
    /// When something next can happen; nil: nothing is foreseen.
    public var next: Instant?
    /// By the clock of then; nil: nothing was decided yet.
    public var lastDecision: Instant?
    /// What `dondoc.yaml` says of whether the site sends.
    public var live = Live.always
    /// Whether it does now.
    public var isLive = true
    /// In which the keys of dondoc.yaml are written; nil: not known.
    public var keyLanguage: Language?
    /// What fails at present.
    public var troubles: [Wording] = []
    /// The ledger's parts disagree; it is gone on with.
    public var isLedgerDamaged = false
    /// When that is tried again.
    public var retry: Instant?
    /// Files that do not check.
    public var setAside: [FileStatus] = []
    /// In order of path, then place; warnings too.
    public var diagnostics: [Diagnostic] = []

    /// Of an engine that is not there: every number is 0.
    public init() {}

    /// What the site's files say.
    init(_ loaded: LoadedSite) {
        programmes = loaded.site.programmes.count
        rules = loaded.site.ruleFiles.reduce(0) { $0 + $1.items.count(where: \.isRule) }
        setAside = loaded.setAside
        diagnostics = loaded.diagnostics
    }

    /// "186 nhiệm vụ, 3 quá hạn, thông báo kế tiếp 08:00 01/12/2026".
    public func line(in language: Language, zone: Zone) -> String {
        var parts = [
            Wording(vi: "\(tasks.tasks) nhiệm vụ", en: "\(tasks.tasks) \(tasks.tasks == 1 ? "task" : "tasks")"),
            Wording(vi: "\(tasks.overdue) quá hạn", en: "\(tasks.overdue) overdue"),
        ]
        if !isLive {
            parts.append(live.pending(keyLanguage))
        } else if let next {
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

extension Live {
    /// Of a site that does not send yet.
    /// - Parameter keyLanguage: in which the keys of dondoc.yaml are written.
    public func pending(_ keyLanguage: Language?) -> Wording {
        if case .from(let day) = self {
            return Wording(vi: "chưa gửi gì cho đến \(day.dayMonthYear)", en: "sends nothing until \(day)")
        }
        let line = Wording(vi: "gửi thật: không", en: "live: false").spelt(in: keyLanguage)
        return Wording(vi: "chưa gửi gì vì dondoc.yaml ghi “\(line.vi)”", en: "sends nothing yet (\(line.en))")
    }
}

extension Item {
    fileprivate var isRule: Bool { if case .rule = self { true } else { false } }
}
