public import Dates
public import Diagnostics
public import Ledger
import Planning
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
    /// `programme/task`; nil for an event.
    public var task: String?
    /// nil: the whole task.
    public var occurrence: String?
    /// Tasks (`programme/task`) whose waiting ended with it.
    public var events: [String]

    init(task: String?, occurrence: String?, events: [String]) {
        self.task = task
        self.occurrence = occurrence
        self.events = events
    }

    init(_ report: Report, waiting: [String]) {
        if let programme = report.programme, let task = report.task { self.task = programme + "/" + task }
        occurrence = report.occurrence
        events = waiting
    }
}
