/// What a template is for: the names there are to ask for, and whether it escapes.
public enum TemplateKind: Sendable {
    /// Of letters and notices, which an office may write itself: plain text, so that nothing is escaped.
    case letter
    /// Of the pages of `dondoc web`: HTML, so that what `{{name}}` puts there is text, whatever it holds.
    case page

    var names: Set<TemplateName> {
        switch self {
        case .letter: LetterNames.names
        case .page: TemplateKind.pagesNames
        }
    }

    fileprivate static let pagesOwnNames: Set<TemplateName> = [
        .language, .base, .vi, .nav, .href, .current, .content, .who, .other, .tone, .notice, .problem, .search,
        .hidden, .options, .isSelected, .isOpen, .note, .progress, .forms, .fields, .value, .type, .error, .hint,
        .isRequired, .isArea, .describedBy, .action, .button, .story, .at, .detail, .figures, .anchor, .about, .columns,
        .rows, .cells, .style,
    ]

    private static let pagesNames = pagesOwnNames.union([
        .title, .heading, .sections, .count, .id, .due, .label, .more, .programme, .period, .deadline, .facts, .text,
        .items, .name,
    ])
}

/// The names there are to ask for in a letter, for who writes a template.
public enum LetterNames {
    /// In order.
    public static var all: [String] { names.map(\.rawValue).sorted() }

    /// What stands within a name, each as `task.title`.
    public static var parts: [String] {
        names.flatMap { name in
            name.partsInLetter.map { name.rawValue + "." + $0.rawValue }
        }.sorted()
    }

    static let names = Set(TemplateName.allCases).subtracting(TemplateKind.pagesOwnNames)
}

/// What a template may ask for. A name with a dot, `task.title`, is one within another.
public enum TemplateName: String, Hashable, Sendable, CaseIterable {
    // Of every notice.
    case recipient, occurrence, period, rule, role, late, nominal, start, due
    case isOverdue, daysOverdue, daysLeft, isAhead, isToday, firstDue, subjects, returned
    // Of those that are about a task.
    case programme, task, deadline, directing, lead, executing, coordinating, monitoring
    // Within them.
    case id, name, title, number
    // Of a digest, its groups and their items.
    case count, overdueCount, groups, heading, items
    // Of the letter around the notices.
    case escalations, reminders, digests, hasEscalations, hasReminders, hasDigests, many, contact
    // Of its sections, and of the lines of an item.
    case sections, opening, answer, facts, label, text, more
    // Of the pages of `dondoc web`, their lists, forms and stories.
    case language, base, vi, nav, href, current, content, who, other, tone, notice, problem, search, hidden, options
    case isSelected, isOpen, note, progress, forms, fields, value, type, error, hint, isRequired, isArea
    case describedBy, action, button, story, at, detail, figures, anchor, about, columns, rows, cells, style
}

extension TemplateName {
    /// What a letter has within this name.
    var partsInLetter: [TemplateName] {
        switch self {
        case .recipient: [.id, .name]
        case .programme: [.id, .title, .number]
        case .task: [.id, .title]
        case .many: [.escalations, .reminders, .digests]
        default: []
        }
    }
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
