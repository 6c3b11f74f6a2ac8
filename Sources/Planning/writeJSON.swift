import Dates
public import JSONText
import Programmes

/// A notice as `simulate --json` prints it, one object without a newline.
public func writeJSON(_ notice: Notice, _ plan: Plan, to writer: inout JSONWriter) {
    let isDigest = notice.kind == .digest
    writer.beginObject()
    writer.key("at")
    writer.string(plan.almanac.zone.format(notice.at))
    writer.key("kind")
    writer.string(notice.kind.rawValue)
    writer.key("rule")
    writer.string(notice.identity.rule)
    writer.key("step")
    writer.integer(notice.identity.step)
    writer.key("repeat")
    writer.integer(notice.identity.repeatNumber)
    writer.key("programme")
    writer.string(isDigest ? nil : notice.identity.programme)
    writer.key("task")
    writer.string(isDigest ? nil : notice.identity.task)
    writer.key("occurrence")
    writer.string(notice.identity.occurrence)
    writer.key("start")
    writer.string(isDigest ? nil : notice.start.description)
    writer.key("due")
    writer.string(notice.due?.description)
    writer.key("recipient")
    writer.string(notice.identity.recipient)
    writer.key("role")
    writer.string(notice.roleText)
    writer.key("late")
    writer.bool(notice.late)
    writer.endObject()
}

extension Notice {
    /// `lead`, `superior of directing`, `body`.
    public var roleText: String {
        String(repeating: "superior of ", count: climbs) + (role?.text ?? "body")
    }
}

extension Role {
    fileprivate var text: String {
        switch self {
        case .directing: "directing"
        case .lead: "lead"
        case .executing: "executing"
        case .coordinating: "coordinating"
        case .monitoring: "monitoring"
        }
    }
}
