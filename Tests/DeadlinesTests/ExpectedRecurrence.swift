import Dates
import Deadlines

/// The seventh column of a table of readings: parts between `+` or `&`, each a rule of RFC 5545 (`FREQ=…`), or a word for
/// what has no dates of its own: `TRIGGER`, with what is awaited and a distance, `PERIODIC`, `PHASE`, `CONTINUOUS`, `OPEN`.
///
/// What a rule means is worked out here day by day, in another way than `Deadlines` does.
struct ExpectedRecurrence: Sendable {
    private let parts: [String]

    init(_ column: String) {
        parts = column.replacing(" & ", with: " + ").split(separator: " + ").map(String.init)
    }

    /// How many dates are compared.
    private static let count = 30

    /// What is otherwise than expected, or nil.
    func difference(_ deadline: Deadline, in context: ReadingContext) -> String? {
        datesDifference(deadline, in: context) ?? kindDifference(deadline) ?? distanceDifference(deadline, in: context)
    }

    // MARK: Dates

    private func datesDifference(_ deadline: Deadline, in context: ReadingContext) -> String? {
        // "(review)": advice to look again, which nobody is held to.
        let rules = parts.filter { $0.hasPrefix("FREQ=") && !$0.hasSuffix("(review)") }.map(Rule.init)
        let endless = Schedule([deadline], in: context).series().filter(\.isEndless)
        guard let first = endless.compactMap({ $0.due(0) }).min() else {
            return rules.isEmpty ? nil : "does not recur"
        }
        if rules.isEmpty { return "recurs, first on \(first)" }
        var expected: [Day] = []
        var day = context.issued
        while expected.count < Self.count {
            if rules.contains(where: { $0.includes(day, from: first, context.calendar) }) { expected.append(day) }
            day = day + 1
        }
        let found = Set(endless.flatMap { series in (0..<Self.count).compactMap { series.due($0) } }).sorted()
        if let (a, b) = zip(found, expected).first(where: { $0 != $1 }) { return "recurs on \(a), expected \(b)" }
        for rule in rules {
            guard let start = rule.start else { continue }
            for series in endless {
                for k in 0..<4 {
                    guard let occurrence = series[k], let due = occurrence.due else { continue }
                    if occurrence.start != start(due) { return "begins on \(occurrence.start)" }
                }
            }
        }
        return nil
    }

    /// As much of RFC 5545 as the tables use.
    private struct Rule {
        private let fields: [Substring: [Substring]]

        init(_ text: String) {
            let rule = text.split(separator: " ")[0]
            fields = Dictionary(
                uniqueKeysWithValues: rule.split(separator: ";").map { field in
                    let sides = field.split(separator: "=")
                    return (sides[0], sides[1].split(separator: ","))
                })
        }

        /// `DURATION=Q4`: from the first day of that quarter on.
        var start: ((Day) -> Day)? {
            guard let quarter = fields["DURATION"]?.first.flatMap({ Int($0.dropFirst()) }) else { return nil }
            return { due in Day(unchecked: due.year, quarter * 3 - 2, 1) }
        }

        private func numbers(_ key: Substring) -> [Int]? { fields[key]?.compactMap { Int($0) } }

        func includes(_ day: Day, from first: Day, _ calendar: WorkCalendar) -> Bool {
            guard day >= first else { return false }
            if let months = numbers("BYMONTH"), !months.contains(day.month) { return false }
            let lastOfMonth = Day.daysInMonth(year: day.year, month: day.month)
            if let position = numbers("BYSETPOS")?.first {
                let working = (1...lastOfMonth).map { Day(unchecked: day.year, day.month, $0) }.filter(
                    calendar.isWorkingDay)
                return day == (position == 1 ? working.first : working.last)
            }
            if let days = numbers("BYMONTHDAY") {
                return days.contains(day.dayOfMonth) || days == [-1] && day.dayOfMonth == lastOfMonth
            }
            if let weekday = fields["BYDAY"]?.first {
                return ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][Int(day.weekday.rawValue) - 1] == weekday
            }
            let interval = numbers("INTERVAL")?.first ?? 1
            if fields["FREQ"] == ["WEEKLY"] { return (day - first) % (7 * interval) == 0 }
            // In months, on their last day.
            let months = (day.year - first.year) * 12 + day.month - first.month
            return months % interval == 0 && day.dayOfMonth == lastOfMonth
        }
    }

    // MARK: What has no dates

    private func kindDifference(_ deadline: Deadline) -> String? {
        let kinds = Set(([deadline] + deadline.parts).map(\.kind))
        // One that is not compound is of one kind, the first.
        for part in deadline.kind == .compound ? parts[...] : parts.prefix(1) {
            let allowed: Set<DeadlineKind> =
                switch part.prefix(while: \.isLetter) {
                case "TRIGGER": [.awaiting, .asNeeded]
                case "PERIODIC", "PHASE": [.periodic]
                case "CONTINUOUS", "OPEN": [.continuous]
                default: kinds
                }
            if kinds.isDisjoint(with: allowed) { return "\(part) is none of \(kinds)" }
        }
        return nil
    }

    /// `TRIGGER…;+P15D`, `-5WD`: from another day than the one that the table names.
    private func distanceDifference(_ deadline: Deadline, in context: ReadingContext) -> String? {
        guard let trigger = parts.first(where: { $0.hasPrefix("TRIGGER") && $0.contains(";") }) else { return nil }
        let distance = trigger.split(separator: ";")[1]
        let event = deadline.event?.date ?? Day(unchecked: 2023, 5, 17)
        let count = Int(distance.filter(\.isNumber)) ?? 0
        let isBefore = distance.hasPrefix("-")
        var expected = event
        switch distance.last {
        case "D" where distance.hasSuffix("WD"):
            var left = count
            while left > 0 {
                expected = expected + (isBefore ? -1 : 1)
                if context.calendar.isWorkingDay(expected) { left -= 1 }
            }
        case "D": expected = event + (isBefore ? -count : count)
        case "M": expected = event.adding(months: count)
        default: expected = event.adding(months: 12 * count)
        }
        let due = deadline.resolved(event: event, in: context).due
        return due == expected ? nil : "\(distance) from \(event) is \(due?.description ?? "-"), expected \(expected)"
    }
}
