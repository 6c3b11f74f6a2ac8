import Dates

/// The time that the figures of a report are of (Decree 09/2019/NĐ-CP, Article 12): "từ ngày 15 tháng trước đến ngày 14 của
/// tháng thuộc kỳ báo cáo", by quarters "… đến ngày 14 của tháng cuối quý", by years "từ ngày 15/12 năm trước đến ngày 14/12
/// của kỳ báo cáo".
extension Phrase {
    private enum Place { case none, previousMonth, previousYear, nextYear, reported, endOfQuarter }

    /// One side: a day, its month where it is said, and where the month lies.
    private struct Side {
        var day: Int
        var month = 0
        var place = Place.none
        var next: Int
    }

    /// At "từ" or "tính từ".
    func reportingPeriod(_ i: Int) -> Statement? {
        if let item = wholePeriod(i) { return item }
        guard let first = side(skip(i + 1, .day, .from)) else { return nil }
        let until = skip(first.next, .until, .untilEnd, .toward)
        guard until > first.next, let last = side(skip(until, .day)), let scope = scope(first, last) else { return nil }
        var item = Statement(role: .recurring, bound: .from, first: i, next: last.next)
        var window = Window(scope: scope, form: .day)
        var end = window
        let offset =
            first.place == .previousMonth ? -1 : first.place == .previousYear ? first.month - 13 : first.month - 1
        window.start = .day(month: offset, first.day)
        window.due = window.start
        end.start = .day(
            month: last.place == .nextYear
                ? last.month + 11 : last.month > 0 ? last.month - 1 : scope == .quarter ? 2 : 0, last.day)
        end.due = end.start
        item.window = window
        item.end = end
        item.isData = true
        return item
    }

    /// "từ ngày 01 đến ngày cuối cùng của tháng báo cáo": all of it.
    private func wholePeriod(_ i: Int) -> Statement? {
        let first = skip(i + 1, .day, .from)
        guard kind(first) == .number ? self[first].value == 1 : keyword(first) == .first || keyword(first) == .early
        else { return nil }
        let opening = skip(first + 1, .first, .of)
        // "từ ngày 01 tháng đầu quý đến ngày cuối cùng của tháng cuối quý"
        let isOfQuarter =
            keyword(opening) == .month && (keyword(opening + 1) == .early || keyword(opening + 1) == .first)
            && keyword(skip(opening + 2, .of)) == .quarter
        let until = isOfQuarter ? skip(opening + 2, .of) + 1 : skip(first + 1, .first)
        let last = skip(until, .until, .untilEnd, .toward, .day)
        guard last > until, keyword(last) == .last || keyword(last) == .late else { return nil }
        let j = skip(last + 1, .last, .of)
        if isOfQuarter {
            guard keyword(j) == .month, keyword(j + 1) == .late || keyword(j + 1) == .last else { return nil }
            let end = skip(j + 2, .of)
            guard keyword(end) == .quarter else { return nil }
            var item = Statement(
                role: .recurring, window: .months(1, 3, .span, scope: .quarter), first: i,
                next: skip(end + 1, .verb, .times))
            item.isData = true
            return item
        }
        let scope: Window.Scope
        switch keyword(j) {
        case .month: scope = .month
        case .quarter: scope = .quarter
        case .year: scope = .year
        default: return nil
        }
        guard keyword(j + 1) == .verb || keyword(j + 1) == .times else { return nil }
        let length = scope == .year ? 12 : scope == .quarter ? 3 : 1
        var item = Statement(role: .recurring, window: .months(1, length, .span, scope: scope), first: i, next: j + 2)
        item.isData = true
        return item
    }

    private func scope(_ first: Side, _ last: Side) -> Window.Scope? {
        switch first.place {
        case .previousMonth:
            guard last.month == 0 else { return nil }
            return last.place == .endOfQuarter ? .quarter : .month
        case .previousYear:
            return last.month > 0 && last.place != .previousYear && last.place != .nextYear ? .year : nil
        case .none, .reported:
            if last.place == .nextYear { return first.month > 0 && first.month > last.month ? .year : nil }
            return first.month > 0 && last.month > 0 && last.place == .reported
                && (first.month, first.day) < (last.month, last.day) ? .year : nil
        case .endOfQuarter, .nextYear: return nil
        }
    }

    private func side(_ i: Int) -> Side? {
        guard kind(i) == .number, 1...31 ~= self[i].value, self[i].digits <= 2 else { return nil }
        var side = Side(day: Int(self[i].value), next: i + 1)
        if kind(i + 1) == .slash || kind(i + 1) == .dash, kind(i + 2) == .number, self[i + 2].digits <= 2 {
            side.month = Int(self[i + 2].value)
            side.next = i + 3
        } else if keyword(i + 1) == .every, keyword(i + 2) == .month {
            side.place = .reported
            side.next = i + 3
            return side
        } else {
            let j = skip(i + 1, .of)
            guard keyword(j) == .month else { return nil }
            side.next = j + 1
            if let (month, next) = integer(j + 1) { (side.month, side.next) = (month, next) }
        }
        guard 0...12 ~= side.month, kind(side.next) != .slash else { return nil }
        place(&side)
        return side
    }

    /// Past the cycle that is named after "kỳ báo cáo": "năm", "6 tháng đầu năm".
    private func pastCycle(_ i: Int) -> Int {
        guard keyword(i - 1) == .times, let cycle = unitElement(i) else { return i }
        let isHalf = keyword(cycle.next) == .early || keyword(cycle.next) == .late
        let next = isHalf && keyword(cycle.next + 1) == .year ? cycle.next + 2 : cycle.next
        return endsDate(next) ? next : i
    }

    /// "trước liền kề kỳ báo cáo", "thuộc kỳ báo cáo", "cuối quý", "năm trước".
    private func place(_ side: inout Side) {
        var j = skip(side.next, .of)
        let isYear = keyword(j) == .year && !isFourDigits(j + 1)
        if isYear { j += 1 }
        switch keyword(j) {
        case .previous, .before:
            guard kind(j + 1) != .number, keyword(j + 1) != .day, isYear == (side.month > 0) else { return }
            side.place = isYear ? .previousYear : .previousMonth
            j = skip(j + 1, .adjacent)
        case .late where keyword(skip(j + 1, .of)) == .quarter && side.month == 0 && !isYear:
            // "tháng cuối quý trước" is the month before the quarter.
            let quarter = skip(j + 1, .of)
            let isPrevious = keyword(quarter + 1) == .before || keyword(quarter + 1) == .previous
            side.place = isPrevious ? .previousMonth : .endOfQuarter
            j = quarter + (isPrevious ? 2 : 1)
        // "tháng cuối của kỳ báo cáo", where quarters are spoken of before
        case .late, .last:
            let end = skip(j + 1, .last, .of)
            guard side.month == 0, !isYear, keyword(end) == .times, self[end].value == 1,
                (0..<j).contains(where: { keyword($0) == .quarter })
            else { return }
            side.place = .endOfQuarter
            j = end + 1
        // "tháng cuối kỳ báo cáo" too, where "cuối kỳ" is one word
        case .phaseEdge where self[j].value == 2:
            guard side.month == 0, !isYear, (0..<j).contains(where: { keyword($0) == .quarter }) else { return }
            side.place = .endOfQuarter
            j += 1
        // Not "từ 1-9 đến 30-9 báo cáo …".
        case .verb where side.month > 0 && j == side.next: return
        case .verb, .times: side.place = .reported
        case .this:
            guard isYear else { return }
            side.place = .reported
            j += 1
        case .after, .toward, .following:
            guard isYear, side.month > 0 else { return }
            side.place = .nextYear
            j = skip(j + 1, .adjacent, .following)
        default: return
        }
        // "tháng trước tháng báo cáo"
        if side.place == .previousMonth, keyword(j) == .month, keyword(j + 1) == .verb { j += 2 }
        // "… kỳ báo cáo đó"
        j = skip(j, .of, .times, .filler)
        if keyword(j) == .verb, self[j].value == 0, kind(j + 1) != .word { j = skip(j + 1, .filler) }
        if keyword(j) == .year, keyword(j + 1) == .verb { j += 2 }
        if side.place == .reported { j = pastCycle(j) }
        side.next = j
    }
}
