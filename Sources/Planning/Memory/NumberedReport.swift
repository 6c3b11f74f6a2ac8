import Dates

/// A report as far as it counts: what was said, and not by whom. Names are numbers of whoever keeps it.
struct NumberedReport: Hashable, Sendable {
    /// Its number among all reports.
    var order: Int
    var at: Instant
    /// Not of those that are about no task.
    var kind: Report.Kind
    var task: UInt32
    /// nil: the whole task, or the occurrence that is current.
    var occurrence: UInt32?
    /// Whose shares; empty: all.
    var bodies: [UInt32]
    /// nil: that of ``at``.
    var on: Day?
    var document: Report.Document?

    init(
        order: Int, at: Instant, kind: Report.Kind, task: UInt32, occurrence: UInt32?, bodies: [UInt32], on: Day?,
        document: Report.Document?
    ) {
        self.order = order
        self.at = at
        self.kind = kind
        self.task = task
        self.occurrence = occurrence
        self.bodies = bodies
        self.on = on
        self.document = document
    }

    init(_ report: Report, order: Int, task: UInt32, occurrence: UInt32?, bodies: [UInt32]) {
        self.init(
            order: order, at: report.at, kind: report.kind, task: task, occurrence: occurrence, bodies: bodies,
            on: report.on, document: report.document)
    }
}
