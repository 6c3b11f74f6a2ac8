internal import Dates
internal import Planning

/// What was last reported of the shares that a notice is about.
struct SubjectReports {
    struct Return {
        /// The body's id; nil: nobody is responsible.
        var body: String?
        var reason: String
    }

    /// What one body said last.
    struct Said<Value> {
        var body: String?
        var value: Value
    }

    /// Of shares that were reported as done and given back, why.
    var returns: [Return] = []
    /// The number of the last paper that proves what was reported of them.
    var document: String?
    /// In the target's unit or per cent, in thousandths.
    var progress: [Said<Int>] = []
    /// An extension that is asked for and not decided.
    var asked: [Said<(until: Day, reason: String)>] = []
    /// The last extension that was given, with its reason.
    var extended: (until: Day, reason: String)?
    /// How often the due date of one of them was put off: of several the most.
    var extensions = 0
    /// On which day the body took note.
    var acknowledged: [Said<Day>] = []

    init() {}

    /// - Parameters:
    ///   - reports: about the notice's occurrence, in order.
    ///   - subjects: ids of the bodies.
    ///   - isAbout: whether what was reported under a name is a body's.
    init(
        _ reports: [Report], subjects: [String], zone: Zone = .vietnam,
        isAbout: (_ name: String, _ body: String) -> Bool
    ) {
        guard !reports.isEmpty else { return }
        for body in subjects.isEmpty ? [nil] : subjects.map(Optional.some) {
            var reason: String?
            var progress: Int?
            var asked: (until: Day, reason: String)?
            var noted: Day?
            var extensions = 0
            for report in reports
            where report.bodies.isEmpty || body.map({ body in report.bodies.contains { isAbout($0, body) } }) ?? false {
                switch report.kind {
                case .giveBack(let why): reason = why
                case .done, .reported, .confirm, .reopen, .cancel: reason = nil
                case .progress(let milli): progress = milli
                case .askExtension(let until, let why): asked = (until, why)
                case .extend(let until, let why):
                    extended = (until, why)
                    extensions += 1
                    asked = nil
                case .grant:
                    if let given = asked {
                        extended = given
                        extensions += 1
                    }
                    asked = nil
                case .refuse: asked = nil
                case .ack: noted = report.on ?? zone.day(at: report.at)
                case .unack: noted = nil
                case .snooze, .move, .event, .withdraw, .renumber, .rename: break
                }
                if let paper = report.document { document = paper.number }
            }
            if let reason { returns.append(Return(body: body, reason: reason)) }
            if let progress { self.progress.append(Said(body: body, value: progress)) }
            if let asked { self.asked.append(Said(body: body, value: asked)) }
            if let noted { acknowledged.append(Said(body: body, value: noted)) }
            self.extensions = max(self.extensions, extensions)
        }
    }
}
