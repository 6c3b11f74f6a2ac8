public import Dates
public import Diagnostics
public import Ledger
public import Planning
public import Programmes
public import SiteFiles

/// What came of a step.
public struct StepOutcome: Sendable {
    /// In the order of their messages.
    public var sent: [NoticeRecord] = []
    /// When something next can happen; nil: nothing is foreseen.
    public var next: Instant?
    /// What fails at present; it is tried again at `retry`.
    public var troubles: [Wording] = []
    /// nil: nothing fails, or nothing is tried again.
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
    /// In order of path, then place; warnings too.
    public var diagnostics: [Diagnostic]
    /// What went with files that are gone.
    public var removals: [Wording] = []
}

/// What became of a report.
public struct ReportOutcome: Hashable, Sendable {
    /// As it was recorded; where nothing was changed, as it was asked for.
    public var kind: Report.Kind
    /// Why nothing was recorded: it is so already; nil: it was.
    public var because: Wording?
    /// `programme/task`; nil for an event.
    public var task: String?
    /// nil: the whole task.
    public var occurrence: String?
    /// Ids of the bodies whose shares it is about; empty: the occurrence or task as a whole.
    public var bodies: [String]
    /// Of the task, for progress.
    public var target: Target?
    /// Tasks (`programme/task`) whose waiting ended with it.
    public var events: [String]

    init(_ report: Report, target: Target?, waiting: [String]) {
        kind = report.kind
        if let programme = report.programme, let task = report.task { self.task = programme + "/" + task }
        occurrence = report.occurrence
        bodies = report.bodies
        self.target = target
        events = waiting
    }

    /// Nothing was changed.
    init(_ demand: ReportDemand, because: Wording) {
        kind = demand.kind
        self.because = because
        if let at = demand.reference.lastIndex(of: "@") {
            task = String(demand.reference[..<at])
            occurrence = String(demand.reference[demand.reference.index(after: at)...])
        } else {
            task = demand.reference.isEmpty ? nil : demand.reference
        }
        bodies = []
        events = []
    }

    /// Of progress: what was understood, in the target's unit or per cent.
    public var value: String? {
        if case .progress(let milli) = kind { Quantity(milli: milli).plain } else { nil }
    }

    /// Of progress: how much of the whole that is.
    public var percent: Int? {
        guard case .progress(let milli) = kind else { return nil }
        guard let target else { return milli / 1000 }
        guard target.milli > 0 else { return nil }
        let (product, overflow) = milli.multipliedReportingOverflow(by: 100)
        return overflow ? milli / target.milli * 100 : product / target.milli
    }

    /// Of snooze, extend and ask-extension: the day that was named; nil of the others.
    public var until: Day? {
        switch kind {
        case .snooze(let until), .extend(let until, _), .askExtension(let until, _): until
        default: nil
        }
    }
}
