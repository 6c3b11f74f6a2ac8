import Dates

/// Cycles and months that are said once and are those of several days.
extension Combination {
    /// "từ 10 đến 15 và từ 25 đến 30/12": the month and year that the last of them names are those of all.
    static func shareMonths(_ items: inout [Statement], phrase: Phrase) {
        for i in items.indices.dropLast().reversed() {
            let next = items[i + 1]
            guard items[i].role == .once, items[i].window?.isDayAlone == true, items[i].end?.isDayAlone == true,
                next.role == .once, let last = next.end, last.scope == .year, last.form == .day, last.month > 0,
                next.first == items[i].next + 1,
                phrase.kind(items[i].next) == .comma || phrase.keyword(items[i].next) == .and
            else { continue }
            items[i].window?.carry(month: last.month)
            items[i].end?.carry(month: last.month)
            items[i].window?.year = last.year
            items[i].end?.year = last.year
        }
    }

    /// "trước ngày 15/6, trước ngày 15/12 hằng năm", "lần 1: tháng 6; lần 2: tháng 12 hằng năm": the cycle is said once, at
    /// the end.
    /// - Parameter isShared: the second has it from the one after.
    static func sharesCycle(_ first: Statement, _ second: Statement, isShared: Bool, _ phrase: Phrase) -> Bool {
        guard second.role == .recurring, let next = second.window,
            let repetition = second.repetition ?? ofQuarter(second, phrase),
            isYearless(second.end), second.next > second.first, first.role == .once, isYearless(first.end),
            let window = first.window, window.year == 0, window.scope != .days, !window.isRelative,
            isShared || phrase.keyword(second.next - 1) != .none || phrase.keyword(second.first) == .whole,
            fits(window, repetition), first.next < second.first
        else { return false }
        let isLast = isShared || phrase.kind(second.next) != .word && phrase.kind(second.next) != .comma
        var words = 0
        for i in first.next..<second.first {
            if i == first.next {
                guard
                    phrase.kind(i) == .comma || phrase.kind(i) == .semicolon || phrase.keyword(i) == .and
                        || phrase.keyword(i) == .or
                else { return false }
                continue
            }
            switch phrase.keyword(i) {
            case .none where phrase.kind(i) == .word && !phrase[i].flags.contains(.roman): words += 1
            case .none, .times, .blocked: break
            case .meeting, .halt, .law: guard window.form == .day, first.bound != .none else { return false }
            // The report that the second is the day of: "báo cáo năm", "tổng kết năm gửi".
            case .verb, .duty, .record, .review, .filler, .label, .year, .month, .quarter, .numeral, .early, .late,
                .whole:
                guard isLast else { return false }
            default: return false
            }
        }
        // "chi bộ họp trước ngày 05, đảng ủy họp trước ngày 10 hằng tháng", "cấp xã trước 05/10, cấp huyện trước 10/10 hằng năm"
        let isBoundDay = window.form == .day && first.bound != .none && isLast
        guard words <= (isBoundDay ? 5 : 1) else { return false }
        return second.first == first.next + 1 && phrase.kind(first.next) != .semicolon && first.bound == .none
            || (first.bound == second.bound || first.end != nil && second.bound != .none || window.isDayAlone && isLast)
                && window.form == next.form
    }

    /// "Quý I: trước 25/3; các quý còn lại: trước ngày 20 tháng cuối quý": of each year, and the rest without what was named.
    static func exceptNamed(_ items: inout [Statement], phrase: Phrase) {
        guard
            let rest = items.firstIndex(where: {
                ($0.role == .recurring || $0.window?.isDayAlone == true) && $0.window?.form == .day
                    && isOfRest($0, phrase)
            }),
            let scope = items[rest].window?.scope, scope == .month || scope == .quarter
        else { return }
        items[rest].role = .recurring
        var months: UInt16 = 0
        var named: [Int] = []
        for i in items[..<rest].indices where items[i].role == .once && items[i].end == nil {
            if let own = Phrase.months(of: items[i].window) {
                months |= own
                named.append(i)
                if let month = items[i].window?.month { items[i + 1].window?.carry(month: month) }
            } else if isDueDay(items[i]), let window = items[i].window, window.scope == .year, window.year == 0,
                let month = window.due.month
            {
                // What it is of has been said, else it is the period that it lies in.
                if named.last != i - 1 { months |= scope == .month ? 1 << UInt16(month) : 7 << UInt16(month / 3 * 3) }
                items[i].role = .recurring
                items[i].repetition = .init(every: 1, unit: .year)
            }
        }
        items[rest].excepted |= months
        for i in named.reversed() { items.remove(at: i) }
    }

    /// "các quý còn lại: …", "những tháng còn lại trước …"
    private static func isOfRest(_ item: Statement, _ phrase: Phrase) -> Bool {
        (max(item.first - 6, 0)..<item.first).contains {
            phrase[$0].base == PhraseToken.base("con") && phrase[$0 + 1].base == PhraseToken.base("lai") && $0 > 0
                && phrase.unit($0 - 1) != nil
        }
    }

    /// The cycle of a day in a month of each quarter: "ngày 15 tháng cuối quý".
    private static func ofQuarter(_ item: Statement, _ phrase: Phrase) -> Statement.Repetition? {
        guard let window = item.window, window.scope == .quarter, window.form == .day, window.day > 0,
            item.bound != .none
        else { return nil }
        return .init(every: 1, unit: .quarter)
    }

    /// "trước ngày 20/12 hằng năm; đối với trường học trước ngày 30/6", "cấp tỉnh gửi trước ngày 25 hằng tháng, cấp huyện gửi trước
    /// ngày 20": the same deed by another body, as often; so is another deed under the same bound, or beside a period of each
    /// year: "Quý I hằng năm, thẩm định trước 15/4".
    static func shareDeeds(_ items: inout [Statement], phrase: Phrase) {
        for i in items.indices.dropFirst().reversed() where isCloserDay(items[i], in: items[i - 1], phrase) {
            let (from, repetition) = (items[i - 1].first, items[i - 1].repetition)
            items.remove(at: i - 1)
            items[i - 1].first = from
            items[i - 1].role = .recurring
            items[i - 1].repetition = repetition
        }
        for i in items.indices.dropFirst() where items[i].role == .once {
            let (last, item) = (items[i - 1], items[i])
            // "trước 15/11 hằng năm, công bố tháng 12"
            if isLaterStep(item, after: last, phrase) {
                items[i].role = .recurring
                items[i].repetition = last.repetition
                continue
            }
            guard item.window?.form == .day else { continue }
            guard last.role == .recurring, let repetition = last.repetition, last.window?.scope == item.window?.scope,
                item.end == nil, !item.joined, isDate(item, of: last)
            else { continue }
            // "thứ Ba hằng tuần, trả kết quả vào thứ Sáu", "ngày 25 hằng tháng họp, ngày 28 gửi": there is one in each.
            let isOfEach =
                last.window?.form == .day
                && (item.window?.isDayAlone == true && repetition.isMonthly
                    || item.window?.scope == .week && repetition.unit == .week && repetition.every == 1)
            guard
                isOfEach
                    || (last.window?.form == .day && last.bound != .none
                        || repetition.unit == .year && last.window != nil)
                        && (item.bound != .none || item.first == last.next + 1 && last.window?.form == .day)
                        && isSameDeed(last, item, phrase)
            else { continue }
            items[i].role = .recurring
            items[i].repetition = last.repetition
            // "trước 15/6 hằng năm, 15/12"
            if item.bound == .none, !isOfEach { items[i].bound = last.bound }
        }
    }

    /// "trong quý II hằng năm tổ chức tổng kết, chậm nhất ngày 15/6": by which day of that time of each year.
    private static func isCloserDay(_ day: Statement, in period: Statement, _ phrase: Phrase) -> Bool {
        guard period.role == .recurring, period.repetition?.unit == .year, period.bound == .none, period.end == nil,
            let whole = period.window, whole.form != .day, whole.scope == .year, let first = whole.start.month,
            let last = whole.due.month, day.role == .once, !day.joined, day.bound == .by || day.bound == .before,
            day.end == nil, let date = day.window, date.form == .day, date.year == 0, date.scope == .year,
            let month = date.start.month, phrase.kind(day.first - 1) == .comma
        else { return false }
        return first...max(first, last) ~= month
            && (period.next..<day.first - 1).allSatisfy { phrase.kind($0) == .word && phrase.keyword($0) != .and }
    }

    /// Whether a month or quarter without its year, in which more is done, follows a day of each year.
    private static func isLaterStep(_ item: Statement, after last: Statement, _ phrase: Phrase) -> Bool {
        guard last.role == .recurring, let repetition = last.repetition, repetition.unit == .year,
            last.window?.form == .day, last.window?.scope == .year, item.bound == .none, item.end == nil, !item.joined,
            let window = item.window, window.scope == .year, window.form != .day, window.form != .year,
            window.feast == nil, isDate(item, of: last), phrase.kind(last.next) == .comma
        else { return false }
        return (last.next + 1..<max(last.next + 1, item.first)).contains { phrase.keyword($0) == .verb }
            && (last.next + 1..<item.first).allSatisfy { phrase.kind($0) == .word && phrase.keyword($0) != .filler }
    }

    /// Whether only a sign and words stand between, of which none tells another deed.
    private static func isSameDeed(_ a: Statement, _ b: Statement, _ phrase: Phrase) -> Bool {
        let between = a.next..<max(a.next, b.first)
        // "trước ngày 30/4 hằng năm để tổng hợp, trình trước ngày 30/6"
        let isPurpose = phrase.keyword(a.next) == .filler && between.contains { phrase.kind($0) == .comma }
        guard
            phrase.kind(a.next) == .comma || phrase.kind(a.next) == .semicolon || phrase.keyword(a.next) == .and
                || isPurpose, 1...9 ~= between.count
        else { return false }
        return between.dropFirst().allSatisfy { i in
            switch phrase.keyword(i) {
            // A day under the same bound comes back as the one before it does, whatever is done: "trước ngày 10 hằng tháng,
            // thẩm định trước ngày 15".
            case .verb, .duty, .record, .review:
                a.bound == b.bound || a.window?.form != .day
                    || (0..<a.first).contains {
                        phrase[$0].base == phrase[i].base && phrase.keyword($0) == phrase.keyword(i)
                    }
            case .none, .regarding, .apart, .halt, .all, .of, .blocked, .meeting, .and, .several:
                phrase.kind(i) == .word || isPurpose && phrase.kind(i) == .comma
            default: false
            }
        }
    }
}
