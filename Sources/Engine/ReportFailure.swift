public import Diagnostics
public import Planning

/// Why a report was not taken; nothing was changed.
public enum ReportFailure: Error, Hashable, Sendable {
    /// No such task, occurrence, event or body.
    case notFound(Wording)
    /// A parameter that is missing, unreadable, or has no place in this report.
    case invalid(parameter: String, Wording)
    /// Several shares are open, and it was not said whose is meant: the ids of their bodies.
    case ambiguous(open: [String], Wording)
    /// There is nothing to confirm, to return, to grant, to refuse or to take back.
    case pointless(Wording)
    /// It could not be recorded.
    case ledger(Wording)

    /// In the words of the core, which already say what would do instead.
    public init(_ refusal: Refusal) {
        self =
            switch refusal.kind {
            case .unknown: .notFound(refusal.wording)
            case .invalid(let parameter): .invalid(parameter: parameter, refusal.wording)
            case .ambiguous(let open): .ambiguous(open: open, refusal.wording)
            case .unchanged: .pointless(refusal.wording)
            }
    }

    /// With the parameter's name before it, where one is wrong.
    public var wording: Wording {
        switch self {
        case .notFound(let wording), .ledger(let wording), .pointless(let wording), .ambiguous(_, let wording): wording
        case .invalid(let parameter, let wording):
            Wording(vi: "\(parameter): \(wording.vi)", en: "\(parameter): \(wording.en)")
        }
    }

    /// The world failed, and not the one who reports.
    public var isLedgers: Bool {
        if case .ledger = self { true } else { false }
    }
}

extension Report.Kind {
    /// Asked for again, it is so already: the answer is no failure. Of the others there is nothing that it could be about.
    public var mayBeSo: Bool {
        switch self {
        case .done, .reported, .reopen, .cancel, .ack, .snooze, .progress, .extend, .askExtension, .move, .event: true
        case .confirm, .giveBack, .unack, .grant, .refuse, .withdraw, .renumber, .rename: false
        }
    }
}
