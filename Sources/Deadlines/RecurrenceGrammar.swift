import Dates

/// What makes a duty recur: "hằng năm", "2 lần/năm", "6 tháng một lần", "định kỳ 6 tháng".
extension Phrase {
    private func unit(_ i: Int) -> PeriodUnit? {
        switch keyword(i) {
        case .day, .workingDay: .day
        case .week: .week
        case .month: .month
        case .quarter: .quarter
        case .year, .schoolYear: .year
        default: nil
        }
    }

    /// A cycle at a token.
    func cycle(_ i: Int) -> (repetition: Item.Repetition, next: Int)? {
        if keyword(i) == .yearly { return (.init(every: 1, unit: .year), i + 1) }
        if keyword(i) == .every { return every(i) }
        if let (n, j) = integer(i, five: unit(i + 1) != nil) {
            // 2 lần/năm, một lần trong năm
            if keyword(j) == .times, n > 0, n <= 366, let (unit, next) = perUnit(j + 1) {
                return (divide(unit, by: n), next)
            }
            // 6 tháng một lần, 5 năm/lần; một năm hai lần
            if let unit = unit(j), n > 0, n <= 100, let (times, next) = timesAfter(j + 1) {
                return (
                    times == 1
                        ? .init(every: n, unit: unit) : n == 1 ? divide(unit, by: times) : .init(every: n, unit: unit),
                    next
                )
            }
            return nil
        }
        // quý/lần, tháng một lần
        if let unit = unit(i), let (times, next) = timesAfter(i + 1), times == 1 || kind(i + 1) != .slash {
            return (divide(unit, by: times), next)
        }
        return nil
    }

    /// "hằng năm", "mỗi 6 tháng", "mỗi năm một lần", "hằng năm 2 lần".
    private func every(_ i: Int) -> (repetition: Item.Repetition, next: Int)? {
        var j = skip(i + 1, .every)
        var n = 1
        if let (value, next) = integer(j), 1...100 ~= value, unit(next) != nil {
            n = value
            j = next
        }
        guard let unit = unit(j), !isFourDigits(j + 1) else { return nil }
        // "hằng ngày 20" is a slip for "ngày 20 hằng tháng"; "mỗi ngày càng" is no cycle.
        j += 1
        // "mỗi năm, 2 lần", "mỗi tháng ít nhất một lần"
        let k = skip(kind(j) == .comma ? j + 1 : j, .ratio, .at)
        if let (times, next) = integer(k), keyword(next) == .times, times > 0 {
            return (n == 1 ? divide(unit, by: times) : .init(every: n, unit: unit), next + 1)
        }
        return (.init(every: n, unit: unit), j)
    }

    /// "/năm", "trong năm", "một năm", "mỗi quý", "hằng năm".
    private func perUnit(_ i: Int) -> (unit: PeriodUnit, next: Int)? {
        var j = i
        if kind(j) == .slash {
            j += 1
        } else {
            j = skip(j, .inside, .every, .copula)
            guard j > i || integer(j)?.value == 1 else { return nil }
        }
        if let (value, next) = integer(j), value == 1 { j = next }
        guard let unit = unit(j), !isFourDigits(j + 1) else { return nil }
        return (unit, j + 1)
    }

    /// "một lần", "/lần", "1 lần", "hai lần".
    private func timesAfter(_ i: Int) -> (times: Int, next: Int)? {
        var j = skip(i, .ratio)
        let isSlash = kind(j) == .slash
        if isSlash { j += 1 }
        if keyword(j) == .times { return isSlash ? (1, j + 1) : nil }
        guard let (times, next) = integer(j), times > 0, times <= 366, keyword(next) == .times else { return nil }
        return (times, next + 1)
    }

    private func divide(_ unit: PeriodUnit, by n: Int) -> Item.Repetition {
        if n == 1 { return .init(every: 1, unit: unit) }
        let months = unit == .year ? 12 : unit == .quarter ? 3 : 0
        guard months > 0, months % n == 0 else { return .init(every: 1, unit: unit, times: n) }
        return .init(every: months / n, unit: .month)
    }

    /// A recurring statement that begins with its cycle, or with "định kỳ" and a length: "hằng tháng", "định kỳ 6 tháng".
    mutating func recurring(_ i: Int) -> Item? {
        if let report = reportDay(i) { return report }
        if failure != nil { return nil }
        var item = Item(role: .recurring, first: i)
        var j = i
        if keyword(i) == .periodic {
            j = skip(i + 1, .filler, .at, .inside, .every)
            if keyword(j - 1) == .every { j -= 1 }
            if let (repetition, next) = cycle(j) {
                item.repetition = repetition
                item.next = next
                return item
            }
            if let (n, k) = integer(j), 1...100 ~= n, let unit = unit(k), keyword(k + 1) != .early,
                keyword(k + 1) != .late,
                keyword(k) != .workingDay
            {
                item.repetition = .init(every: n, unit: unit)
                item.next = k + 1
                return item
            }
            if let unit = unit(j), j > i, endsDate(j + 1), unit != .day {
                item.repetition = .init(every: 1, unit: unit)
                item.next = j + 1
                return item
            }
            return nil
        }
        if keyword(i) == .filler || keyword(i) == .all {
            // "theo quý", "các tháng"
            guard let unit = unit(i + 1), unit != .day, kind(i + 2) == .end || kind(i + 2) == .comma,
                i == 0 || keyword(i) == .filler
            else { return nil }
            item.repetition = .init(every: 1, unit: unit)
            item.next = i + 2
            return item
        }
        if keyword(i) == .every, keyword(i + 1) == .semester || keyword(i + 1) == .term || keyword(i + 1) == .phase {
            item.role = .periodic
            item.next = i + 2
            return item
        }
        guard let (repetition, next) = cycle(j) else { return nil }
        item.repetition = repetition
        item.next = next
        return item
    }

    /// A period reported on, with its due date in parentheses: "6 tháng (trước 20/6)", "năm (trước ngày 15/12)".
    private mutating func reportDay(_ i: Int) -> Item? {
        var j = skip(i, .periodic, .every)
        var n = 1
        if let (value, next) = integer(j), 1...100 ~= value {
            n = value
            j = next
        }
        guard let unit = unit(j), unit != .day, kind(j + 1) == .open else { return nil }
        switch keyword(j + 2) {
        case .before, .until, .untilEnd, .atLatest, .notBeyond, .beforeAndIn: break
        default: return nil
        }
        guard var item = dated(j + 2), let window = item.window, item.end == nil, kind(item.next) == .close,
            item.role == .once || item.role == .recurring, window.form == .day, window.year == 0, !window.isRelative,
            window.feast == nil
        else { return nil }
        item.first = i
        item.next += 1
        item.role = .recurring
        switch window.scope {
        case .year: item.repetition = .init(every: 1, unit: .year)
        case .month, .quarter, .week: item.repetition = item.repetition ?? .init(every: n, unit: unit)
        default: return nil
        }
        return item
    }

    /// One more cycle of a list: the "quý", "năm" of "hằng tháng, quý, năm"; the "1 năm" of "định kỳ 6 tháng, 1 năm".
    mutating func followingCycle(_ item: Item) -> Item? {
        guard item.role == .recurring, item.window == nil else { return nil }
        var j = item.next
        guard kind(j) == .comma || keyword(j) == .and else { return nil }
        j = skip(j + 1, .and, .periodic)
        var n = 1
        if let (value, next) = integer(j), 1...100 ~= value {
            n = value
            j = next
        }
        guard let unit = unit(j), unit != .day, endsDate(j + 1), !isFourDigits(j + 1) else { return nil }
        var result = item
        result.first = j
        result.repetition = .init(every: n, unit: unit)
        result.next = j + 1
        return result
    }
}
