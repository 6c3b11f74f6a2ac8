internal import Planning

/// What was last reported of the shares that a notice is about.
struct SubjectReports {
    struct Return {
        /// The body's id; nil: nobody is responsible.
        var body: String?
        var reason: String
    }

    /// Of shares that were reported as done and given back, why.
    var returns: [Return] = []
    /// The number of the last paper that proves what was reported of them.
    var document: String?

    init() {}

    /// - Parameters:
    ///   - reports: about the notice's occurrence, in order.
    ///   - subjects: ids of the bodies.
    init(_ reports: [Report], subjects: [String]) {
        guard !reports.isEmpty else { return }
        for body in subjects.isEmpty ? [nil] : subjects.map(Optional.some) {
            var reason: String?
            for report in reports where report.bodies.isEmpty || body.map(report.bodies.contains) ?? false {
                switch report.kind {
                case .giveBack(let why): reason = why
                case .done, .reported, .confirm, .reopen, .cancel: reason = nil
                case .ack, .unack, .snooze, .progress, .extend, .askExtension, .grant, .refuse, .move, .event,
                    .withdraw, .renumber, .rename:
                    break
                }
                if let paper = report.document { document = paper.number }
            }
            if let reason { returns.append(Return(body: body, reason: reason)) }
        }
    }
}
