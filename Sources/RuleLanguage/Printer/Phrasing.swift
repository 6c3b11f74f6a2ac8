import Dates
import Deadlines
import Diagnostics
import Programmes

/// The words of the tree in one of the two spellings.
struct Phrasing {
    let language: Language

    func word(_ keyword: Keyword) -> String {
        language == .vi ? keyword.vietnamese[0] : keyword.english[0]
    }

    /// The other of two words of the table, where Vietnamese says it better in a place.
    private func word(_ keyword: Keyword, vi: String) -> String { language == .vi ? vi : keyword.english[0] }

    func string(_ text: String) -> String {
        quoted(text)
    }

    func day(_ day: Day) -> String {
        language == .vi ? day.dayMonthYear : day.description
    }

    // MARK: Instants

    func offset(_ offset: Offset) -> String {
        let (keyword, singular): (Keyword, String) =
            switch offset.unit {
            case .hours: (.hours, "hour")
            case .days: (.days, "day")
            case .workingDays: (.workingDays, "working day")
            case .weeks: (.weeks, "week")
            case .months: (.months, "month")
            case .quarters: (.quarters, "quarter")
            case .years: (.years, "year")
            }
        return "\(offset.count) "
            + (language == .vi ? keyword.vietnamese[0] : offset.count == 1 ? singular : keyword.english[0])
    }

    /// The pieces of a `when`, between which a line may break.
    func when(_ when: When) -> [String] {
        switch when {
        case .offset(let direction, let anchor, let offsets):
            let lead =
                direction == .after && anchor == .due && language == .vi
                ? Keyword.overdue.vietnamese[0]
                : word(direction == .before ? .before : .after) + " " + self.anchor(anchor, alone: false)
            var pieces = list(offsets.map(offset))
            if !pieces.isEmpty { pieces[0] = lead + " " + pieces[0] }
            return pieces
        case .on(let anchor): return [word(.on, vi: "đúng") + " " + self.anchor(anchor, alone: true)]
        case .every(let cycle): return [word(.every) + " " + self.cycle(cycle)]
        case .event(let name): return [word(.event) + " " + string(name.text)]
        case .report(let trigger): return [self.trigger(trigger)]
        }
    }

    private func trigger(_ trigger: ReportTrigger) -> String {
        switch trigger {
        case .reported: word(.reported, vi: "báo cáo xong")
        case .done: word(.done, vi: "hoàn thành")
        case .cancelled: word(.cancelled, vi: "hủy")
        case .returned, .extensionAsked, .extended, .extensionRefused: word(trigger.keyword)
        }
    }

    private func anchor(_ anchor: OffsetAnchor, alone: Bool) -> String {
        switch anchor {
        case .due: word(.due)
        case .start: word(.start, vi: alone ? "ngày bắt đầu" : "bắt đầu")
        case .issued: word(.issued, vi: alone ? "ngày ban hành" : "ban hành")
        }
    }

    func cycle(_ cycle: Cycle) -> String {
        let (keyword, singular): (Keyword, String) =
            switch cycle.unit {
            case .day: (.days, "day")
            case .week: (.weeks, "week")
            case .month: (.months, "month")
            case .quarter: (.quarters, "quarter")
            case .halfYear: (.halfYears, "half year")
            case .year: (.years, "year")
            }
        let unit = language == .vi ? keyword.vietnamese[0] : cycle.every == 1 ? singular : keyword.english[0]
        let head = cycle.every == 1 ? unit : "\(cycle.every) \(unit)"
        guard let day = cycle.day else { return head }
        return head + " " + word(.on) + " " + cycleDay(day)
    }

    private func cycleDay(_ day: CycleDay) -> String {
        let plain = word(.days, vi: "ngày").replacingLast("days", with: "day")
        let working = word(.workingDays, vi: "ngày làm việc").replacingLast("days", with: "day")
        switch day {
        case .weekday(let weekday):
            let names: [Keyword] = [.monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday]
            return word(names[Int(weekday.rawValue) - 1])
        case .day(let n): return "\(plain) \(n)"
        case .workingDay(let n): return "\(working) \(n)"
        case .lastDay: return language == .vi ? "\(plain) \(word(.last))" : "\(word(.last)) \(plain)"
        case .lastWorkingDay: return language == .vi ? "\(working) \(word(.last))" : "\(word(.last)) \(working)"
        }
    }

    // MARK: Recipients

    func recipient(_ recipient: Recipient) -> String {
        switch recipient {
        case .role(let role): word(role.keyword)
        case .superior(let inner): word(.superiorOf) + " " + self.recipient(inner)
        case .body(let name): word(.body) + " " + string(name.text)
        case .officer: word(.officer)
        case .confirming: word(.confirming)
        }
    }

    func list(_ parts: [String]) -> [String] {
        parts.enumerated().map { $0 < parts.count - 1 ? $1 + "," : $1 }
    }

    func action(_ action: Action) -> [String] {
        [word(action.kind == .remind ? .remind : .escalateTo)] + list(action.recipients.map(recipient))
    }

    // MARK: Conditions

    /// The pieces of a condition: a line may break before `and` and `or`.
    func condition(_ condition: Condition) -> [String] {
        switch condition {
        case .and(let left, let right):
            return enclosed(left, if: left.isOr) + joined(.and, enclosed(right, if: right.isAnd || right.isOr))
        case .or(let left, let right): return self.condition(left) + joined(.or, enclosed(right, if: right.isOr))
        case .not(.holds(.due, _)) where language == .en: return ["has no due date"]
        case .not(.holds(let fact, _)) where language == .vi: return [denied(fact)]
        case .not(let inner): return joined(.not, enclosed(inner, if: inner.isAnd || inner.isOr))
        case .defined(let name): return [name.text]
        case .compare(let fact, let comparison, let literal, _):
            return [word(fact.keyword) + " " + self.comparison(comparison) + " " + self.literal(literal)]
        case .holds(.officer, _): return [word(.officer, vi: "có người phụ trách")]
        case .holds(.due, _): return [language == .vi ? "có hạn" : "has due date"]
        case .holds(let fact, _): return [word(fact.keyword)]
        case .dueWithin(let offset, _):
            return [word(.due, vi: "đến hạn") + " " + word(.within) + " " + self.offset(offset)]
        }
    }

    /// In Vietnamese, where a fact that does not hold is mostly one that does not hold yet.
    private func denied(_ fact: Fact) -> String {
        switch fact {
        case .done: "chưa xong"
        case .acknowledged: "chưa tiếp nhận"
        case .cancelled: "chưa hủy"
        case .reported: "chưa báo cáo xong"
        case .late: "không xong muộn"
        case .officer: "không có người phụ trách"
        case .due: "không có hạn"
        default: "chưa " + fact.vietnamese
        }
    }

    private func joined(_ keyword: Keyword, _ pieces: [String]) -> [String] {
        [word(keyword) + " " + (pieces.first ?? "")] + pieces.dropFirst()
    }

    private func enclosed(_ condition: Condition, if isNeeded: Bool) -> [String] {
        var pieces = self.condition(condition)
        if isNeeded, !pieces.isEmpty {
            pieces[0] = "(" + pieces[0]
            pieces[pieces.count - 1] += ")"
        }
        return pieces
    }

    private func comparison(_ comparison: Comparison) -> String {
        switch comparison {
        case .equal: "="
        case .notEqual: "!="
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        case .has: word(.has)
        case .is: word(.is)
        }
    }

    func literal(_ literal: Literal) -> String {
        switch literal {
        case .string(let text): string(text)
        case .number(let number): String(number)
        case .percent(let number): "\(number)%"
        case .date(let day): self.day(day)
        case .offset(let offset): self.offset(offset)
        case .priority(let priority): self.priority(priority)
        case .status(let status): word(status == .open ? .open : status == .done ? .done : .cancelled)
        case .deadlineKind(let kind):
            switch kind {
            case .once: word(.once)
            case .recurring: word(.recurring)
            case .periodic: word(.periodic)
            case .continuous: word(.continuous)
            case .awaiting: word(.awaiting)
            case .asNeeded: word(.asNeeded)
            case .vague: word(.vague)
            case .compound: word(.compound)
            case .unreadable: word(.unreadable)
            }
        }
    }

    func priority(_ priority: Priority) -> String {
        switch priority {
        case .low: word(.low)
        case .normal: word(.normal)
        case .high: word(.high)
        case .urgent: word(.urgent)
        }
    }
}

extension Condition {
    fileprivate var isAnd: Bool { if case .and = self { true } else { false } }
    fileprivate var isOr: Bool { if case .or = self { true } else { false } }
}

extension String {
    /// "working days" as one: "working day".
    fileprivate func replacingLast(_ ending: String, with other: String) -> String {
        hasSuffix(ending) ? String(dropLast(ending.count)) + other : self
    }
}

/// A text as a rule file writes it: in quotation marks, those within it doubled.
func quoted(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x22 || $0 < 0x20 }) else { return "\"" + text + "\"" }
    var out = "\""
    for scalar in text.unicodeScalars {
        if scalar == "\"" { out += "\"" }
        // A tree that came from a file has no line breaks.
        out.unicodeScalars.append(scalar == "\n" || scalar == "\r" ? " " : scalar)
    }
    return out + "\""
}
