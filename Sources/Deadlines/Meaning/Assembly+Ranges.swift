import Dates

/// What begins on a day, and ends on one or goes on.
extension Assembly {
    /// "từ …", "sau …", "… trở đi": a start and no end.
    func open(_ item: Statement, _ resolution: Resolution, _ context: borrowing ReadingContext) -> Deadline? {
        guard let window = item.window else { return continuous(from: context.issued, resolution, context) }
        let start = item.fromNow ? context.issued : opening(window, item.bound, resolution, context)
        var deadline = continuous(from: start, resolution, context)
        if phrase.keyword(item.first) == .from, phrase[item.first].value == 1 { deadline.notes.append(Notes.beginning) }
        return deadline
    }

    /// The first day of what begins with a window, or after it.
    private func opening(
        _ window: Window, _ bound: Statement.Bound, _ resolution: Resolution, _ context: borrowing ReadingContext
    ) -> Day {
        guard bound == .after else { return resolution.days(window, .none, context.calendar).start }
        guard let feast = window.feast else { return resolution.days(window, .none, context.calendar).due + 1 }
        guard case .feast(_, .last) = window.due else {
            return context.calendar.workingDay(onOrAfter: resolution.days(window, .none, context.calendar).due + 1)
        }
        var moved = window
        moved.due = .feast(feast, .workedAfter)
        return resolution.days(moved, .none, context.calendar).due
    }

    /// "từ A đến B".
    func range(_ item: Statement, _ resolution: Resolution, _ context: borrowing ReadingContext) -> Deadline? {
        guard let end = item.end else {
            if let window = item.window, item.bound != .from || window.form == .span && window.scope == .days {
                let (start, due) = resolution.days(window, .none, context.calendar)
                return dated(start, due, item, context)
            }
            return open(item, resolution, context)
        }
        let bound: Statement.Bound = item.endsBefore ? .before : .none
        guard let first = item.window, !item.fromNow else {
            let due = resolution.days(end, bound == .none ? .by : .before, hasTime: item.time != nil, context.calendar)
                .due
            var part = dated(min(context.issued, due), due, item, context)
            if bound == .none { Notes.ownDay(end, .none, due, into: &part.notes) }
            return part
        }
        var windows = [first, end]
        Carrying.complete(&windows)
        // "từ tháng 7 đến hết năm 2026": the next July, where it is not after the end.
        if first.scope == .year, first.year == 0, !first.isRelative, end.form == .year, end.scope == .year,
            opening(first, item.bound, resolution, context).year <= windows[1].year
        {
            windows[0].year = 0
        }
        if item.bound == .by {
            let due = resolution.days(windows[1], .by, context.calendar).due
            return dated(min(context.issued, due), due, item, context)
        }
        // "từ ngày 1/3 đến hết ngày 30/4 năm sau"
        if end.follows, end.scope == .year, windows[1].year == 0 {
            windows[1].year = context.issued.year + 1
            if first.scope == .year, windows[0].year == 0 { windows[0].year = windows[1].year }
        }
        if windows[1].year == 0, windows[1].scope == .year {
            let due = resolution.days(windows[1], bound, hasTime: item.time != nil, context.calendar).due
            var start = opening(windows[0], item.bound, resolution, context)
            if start > due, windows[0].scope == .year {
                windows[0].year = due.year
                start = opening(windows[0], item.bound, resolution, context)
                if start > due {
                    windows[0].year = due.year - 1
                    start = opening(windows[0], item.bound, resolution, context)
                }
            }
            return start <= due ? dated(start, due, item, context) : nil
        }
        var start = opening(windows[0], item.bound, resolution, context)
        var due = resolution.days(windows[1], bound, hasTime: item.time != nil, context.calendar).due
        if item.endsBefore { due = max(due, start) }
        if start > due, first.year == 0, windows[0].scope == .year {
            windows[0].year -= 1
            start = opening(windows[0], item.bound, resolution, context)
            guard start <= due else { return nil }
            var range = dated(start, due, item, context)
            range.notes.append(Notes.earlierYear(start))
            return range
        } else if start > due, end.year == 0, windows[1].scope == .year {
            windows[1].year += 1
            due = resolution.days(windows[1], bound, context.calendar).due
        } else if start > due, windows[0].scope == .month, case .day(_, let day) = windows[0].start,
            due.dayOfMonth >= day
        {
            // "từ ngày đầu tháng đến ngày cuối tháng"
            start = due - (due.dayOfMonth - day)
        } else if start > due, windows[0].scope == .month || windows[0].scope == .week {
            start = context.issued
        }
        return start <= due ? dated(start, due, item, context) : nil
    }
}
