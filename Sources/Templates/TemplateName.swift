/// What a template may ask for. A name with a dot, `task.title`, is one within another.
public enum TemplateName: String, Hashable, Sendable, CaseIterable {
    // Of every notice.
    case recipient, occurrence, rule, role, late, nominal, start, due
    case isOverdue, daysOverdue, daysLeft, isAhead, isToday, firstDue, subjects, returned
    // Of those that are about a task.
    case programme, task, deadline, directing, lead, executing, coordinating, monitoring
    // Within them.
    case id, name, title, number
    // Of a digest, its groups and their items.
    case period, count, overdueCount, groups, heading, items
    // Of the letter around the notices.
    case escalations, reminders, digests, hasEscalations, hasReminders, hasDigests, many, contact
}

/// What stands under a name.
public enum TemplateValue {
    case missing
    case flag(Bool)
    case number(Int)
    case text(String)
    /// UTF-8 that was rendered before.
    case bytes([UInt8])
    case object(any TemplateObject)
    case list([any TemplateObject])
}

/// Gives the values of names, made when they are asked for.
public protocol TemplateObject {
    func value(of name: TemplateName) -> TemplateValue
}
