/// Whose parts an occurrence of a task consists of.
public enum Completion: UInt8, Hashable, Sendable, CaseIterable {
    /// Those of the lead; where there is none, of the executing bodies.
    case lead
    /// Those of the lead and of each executing body.
    case each
}

/// Who has to confirm what is reported as done.
public enum Confirmation: UInt8, Hashable, Sendable, CaseIterable {
    /// Nobody: reported is done.
    case none
    case monitoring, directing

    /// nil: nobody has to.
    public var role: Role? {
        switch self {
        case .none: nil
        case .monitoring: .monitoring
        case .directing: .directing
        }
    }
}
