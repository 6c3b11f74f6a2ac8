extension Combination {
    /// "báo cáo kết quả 6 tháng đầu năm trước ngày 15/6": a period and, right after it, a day by which. The day is due; the
    /// period says what is reported on, or more loosely when, and gives the day its year.
    static func bindPeriods(_ items: inout [Item], phrase: Phrase) {
        var i = 0
        while i + 1 < items.count {
            guard let period = period(items[i]), let date = items[i + 1].window, isCloser(items[i + 1], date, phrase),
                isNext(items[i + 1], to: items[i], phrase)
                    || isWithin(date, period) && items[i + 1].first == items[i].next + 1
                        && phrase.kind(items[i].next) == .comma
            else {
                i += 1
                continue
            }
            let isSubject = isReportedOn(items[i], i > 0 ? items[i - 1] : nil, phrase)
            // Two that are not of a report make one stretch, where the second has its own year.
            guard isSubject || date.scope == .year && date.year == 0 else {
                i += 1
                continue
            }
            if date.scope == .year, date.year == 0, period.year > 0, let month = month(of: date) {
                // A report is due when most of its time has passed; else the day lies within.
                let earliest = isSubject ? (period.first + period.last + 1) / 2 : period.first
                items[i + 1].window?.year = month >= earliest ? period.year : period.year + 1
            }
            items.remove(at: i)
        }
    }

    /// Months from 0, of a year that is 0 where none is written.
    private static func period(_ item: Item) -> (year: Int, first: Int, last: Int)? {
        guard item.role == .once, item.bound == .none, item.end == nil, item.time == nil, let window = item.window,
            window.scope == .year, window.form != .day, window.part == .none, !window.isRelative,
            case .day(let first, 1) = window.start, case .monthEnd(let last) = window.due
        else { return nil }
        return (window.year, first, last)
    }

    /// A day by which, or a month in which.
    private static func isCloser(_ item: Item, _ window: Window, _ phrase: Phrase) -> Bool {
        guard item.role == .once, item.end == nil, !item.joined else { return false }
        return switch window.form {
        case .day: item.bound == .before || item.bound == .by
        case .month: item.bound == .none && phrase.keyword(item.first) == .inside
        default: false
        }
    }

    /// With at most a word between: "gửi".
    private static func isNext(_ item: Item, to last: Item, _ phrase: Phrase) -> Bool {
        item.first == last.next || item.first == last.next + 1 && phrase.kind(last.next) == .word
    }

    private static func isWithin(_ date: Window, _ period: (year: Int, first: Int, last: Int)) -> Bool {
        month(of: date).map { period.first...period.last ~= $0 } ?? false
    }

    private static func isReportedOn(_ item: Item, _ last: Item?, _ phrase: Phrase) -> Bool {
        if let last, last.role == .review, last.next == item.first { return true }
        return switch phrase.keyword(item.first - 1) {
        case .record, .review, .duty, .verb: phrase.keyword(item.first) != .inside
        default: false
        }
    }

    private static func month(of window: Window) -> Int? {
        if case .day(let month, _) = window.start { month } else { nil }
    }
}
