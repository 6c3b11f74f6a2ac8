public import Dates
public import Diagnostics
public import JSONText
public import Ledger
import Planning
import Programmes
public import SiteFiles

/// What came of a step.
public struct StepOutcome: Sendable {
    /// In the order of their messages.
    public var sent: [NoticeRecord] = []
    /// When something next can happen; nil: nothing is foreseen.
    public var next: Instant?
    /// What fails at present; it is tried again at `retry`.
    public var troubles: [Wording] = []
    public var retry: Instant?
    /// Trying again does not help: the ledger is damaged.
    public var end: Wording?
}

/// What came of reading the files again.
public struct ReloadOutcome: Sendable {
    /// Something else is in force than before.
    public var changed: Bool
    /// Files that do not check.
    public var setAside: [FileStatus]
    public var diagnostics: [Diagnostic]
}

/// What became of a report.
public struct ReportOutcome: Hashable, Sendable {
    /// What a report of progress was understood to say.
    public struct Progress: Hashable, Sendable {
        /// As ``Quantity/plain`` writes it.
        public var value: String
        /// The target's; `%` where the task has no target, nil where that has no unit.
        public var unit: String?
        /// Of the target, rounded down; nil where there is none, or nothing.
        public var percent: Int?

        init(milli: Int, of target: Target?) {
            value = Quantity(milli: milli).plain
            guard let target else {
                (unit, percent) = ("%", nil)
                return
            }
            unit = target.unit
            let (hundredfold, overflow) = milli.multipliedReportingOverflow(by: 100)
            percent = target.milli == 0 || overflow ? nil : hundredfold / target.milli
        }
    }

    /// `programme/task`; nil for an event.
    public var task: String?
    /// nil: the whole task.
    public var occurrence: String?
    /// Tasks (`programme/task`) whose waiting ended with it.
    public var events: [String]
    public var progress: Progress?
}

extension ReportOutcome {
    init(_ report: Report, waiting: [String], target: Target?) {
        if let programme = report.programme, let task = report.task { self.task = programme + "/" + task }
        occurrence = report.occurrence
        events = waiting
        if case .progress(let milli) = report.kind { progress = Progress(milli: milli, of: target) }
    }

    /// As the method `Report` of the control interface answers.
    public var reply: [String: JSONValue] {
        [
            "task": task.map(JSONValue.string) ?? .null,
            "occurrence": occurrence.map(JSONValue.string) ?? .null,
            "events": .array(events.map(JSONValue.string)),
            "progress": progress?.reply ?? .null,
        ]
    }
}

extension ReportOutcome.Progress {
    fileprivate var reply: JSONValue {
        .object([
            "value": .string(value), "unit": unit.map(JSONValue.string) ?? .null,
            "percent": percent.map { .integer(Int64($0)) } ?? .null,
        ])
    }
}
