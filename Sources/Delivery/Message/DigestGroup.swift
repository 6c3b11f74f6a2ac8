internal import Dates
internal import Diagnostics
internal import Planning
internal import Templates

/// The lines of a digest that stand under one heading.
final class DigestGroup: TemplateObject {
    let key: String?
    let heading: String?
    var items: [DigestLine]
    /// How many lines are left out after it.
    var more: String?

    init(key: String?, heading: String?, _ line: DigestLine) {
        self.key = key
        self.heading = heading
        items = [line]
    }

    func value(of name: TemplateName) -> TemplateValue {
        switch name {
        case .heading: heading.map { .text($0) } ?? .missing
        case .items: .list(items)
        case .more: more.map { .text($0) } ?? .missing
        default: .missing
        }
    }
}

/// A line of a digest: a task with one or more of its occurrences.
final class DigestLine: TemplateObject {
    let item: DigestItem
    let due: String?
    /// Of more than one that is due on the day.
    var periods: [String]
    /// The digest has its task for other periods too.
    var namesPeriod = false
    private let language: Language

    init(item: DigestItem, due: String?, language: Language) {
        self.item = item
        self.due = due
        self.language = language
        periods = [item.occurrence]
    }

    /// "hạn 30/09/2021, quá hạn 62 ngày".
    var note: String {
        var notes: [String] = []
        if let periodNames { notes.append(periodNames) }
        if let due { notes.append(say("hạn \(due)", "due \(due)")) }
        if item.daysOverdue > 0 {
            notes.append(say("quá hạn \(item.daysOverdue) ngày", "\(item.daysOverdue) days overdue"))
        }
        return notes.joined(separator: ", ")
    }

    /// nil: there is no other that it could be.
    private var periodNames: String? {
        // One that is called by its day, or by nothing at all, is told by its due date.
        guard periods.count > 1 || namesPeriod && Day(item.occurrence) == nil && item.due != nil else { return nil }
        let names = periods.map { id in
            let cycle = item.due.flatMap { due in
                CalendarUnit.allCases.lazy.map { CalendarPeriod($0, containing: due) }.first { $0.id == id }
            }
            return cycle.map { describe($0, language) } ?? singleLine(id, limit: 40)
        }
        return say("kỳ ", periods.count > 1 ? "periods " : "period ") + names.joined(separator: ", ")
    }

    private func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

    func value(of name: TemplateName) -> TemplateValue {
        switch name {
        case .programme: .text(item.programme)
        case .task: .text(item.task)
        case .title: .text(singleLine(item.title))
        case .occurrence: .text(item.occurrence)
        // A single one is not the digest's own, which stands outside.
        case .period: periodNames.map { .text($0) } ?? .flag(false)
        case .due: due.map { .text($0) } ?? .missing
        case .daysOverdue: .number(item.daysOverdue)
        case .isOverdue: .flag(item.daysOverdue > 0)
        default: .missing
        }
    }
}

extension DigestItem {
    /// The same duty, due on the same day, for another period.
    func isOfSameDuty(as other: DigestItem) -> Bool {
        due != nil && due == other.due && programme == other.programme && task == other.task && group == other.group
    }
}
