import Dates

/// Goes through a phrase once and gathers its statements of time; words around them are passed over.
extension Phrase {
    /// More statements than a phrase of an office has; what follows is not read.
    static let maximumItems = 12

    mutating func items() -> [Statement] {
        var items: [Statement] = []
        var names = Names()
        var i = 0
        while i < count, items.count < Phrase.maximumItems, failure == nil {
            if let next = quotation(i, &items) ?? noDate(i, &names) ?? sign(i, &items, &names) ?? aside(i, &items) {
                i = next
                continue
            }
            expectedUnit = nil
            if cycleEnd > 0,
                cycleEnd == i || cycleEnd == i - 1 && (kind(i - 1) != .word || keyword(i - 1) == .verb),
                let unit = items.last?.repetition?.unit, unit == .month || unit == .quarter
            {
                expectedUnit = unit
            }
            if let item = statement(i) {
                append(judged(item, i, names), to: &items)
                i = max(items[items.count - 1].next, i + 1)
                names.noun = nil
                continue
            }
            if failure != nil { break }
            // A vision beyond the date does not set another.
            if keyword(i) == .edition, !items.isEmpty, let vision = dated(i + 1) {
                i = max(vision.next, i + 1)
                continue
            }
            word(i, &items, &names)
            i += 1
        }
        return items
    }

    /// What the words at hand may still belong to.
    private struct Names {
        /// A document or meeting.
        var noun: ReadingRefusal?
        /// The same beyond a comma, for terms and phases: "Kỳ họp thứ 5, HĐND tỉnh khóa XVIII, nhiệm kỳ 2021-2026".
        var name: ReadingRefusal?
        /// A record of which a verb says that it is to be made.
        var isDone = false
    }

    private mutating func noDate(_ i: Int, _ names: inout Names) -> Int? {
        guard kind(i) == .number || kind(i) == .word, let next = nonDate(i) else { return nil }
        if keyword(i) == .document || keyword(i) == .law { names.noun = .citation }
        if keyword(i) == .ordinalName { names.noun = .meeting }
        names.name = names.noun ?? names.name
        if keyword(i) == .halt, namesAssembly(i) { names.name = .meeting }
        return max(next, i + 1)
    }

    /// Past a sign, or a word that the grammar does not know.
    private mutating func sign(_ i: Int, _ items: inout [Statement], _ names: inout Names) -> Int? {
        let token = self[i]
        guard token.kind != .number, token.kind != .word || token.keyword == .none && !mayBeQuarter(i) && !isTomorrow(i)
        else {
            return nil
        }
        if token.kind == .word, token.base >> 10 == 0, readsShorthand,
            let item = shorthand(i, isBeside: !items.isEmpty)
        {
            items.append(item)
        }
        if isNot(i) { negation = i }
        // "Đại hội …, nhiệm kỳ 2020 - 2025" is one name.
        if token.kind != .word, token.kind != .dash, keyword(i + 1) != .term, keyword(i + 1) != .phase,
            keyword(i + 1) != .duty
        {
            names.noun = nil
        }
        return i + 1
    }

    /// Whether a statement is of a deadline at all, or of a name, figures, a sum of money or the past. A statement is copied for
    /// each question that it is handed to: what is easily seen is asked here.
    private mutating func judged(_ statement: Statement, _ i: Int, _ names: Names) -> Statement {
        var item = statement
        let noun = names.noun ?? (keyword(i) == .term || keyword(i) == .phase ? names.name : nil)
        item.isAttribute =
            noun != nil && item.role == .once && item.bound == .none && item.time == nil
            && keyword(i) != .inside && keyword(i) != .within && keyword(i) != .at
            && (keyword(i) != .copula || i > 0 && (keyword(i - 1) == .document || keyword(i - 1) == .vague))
        if noun == .record, item.isAttribute, let window = item.window {
            // What is done with the figures of the present year or quarter is due in it, where no day is said before:
            // "trước ngày 31/3/2025 nộp quyết toán thuế năm 2024".
            // A day that is not over has no figures yet: "thông báo kết quả thi ngày 12/6".
            item.isAttribute =
                window.form == .day
                ? hasBoundDay && isPast(item) : hasBoundDay || isOfFigures(window, item, isDone: names.isDone)
        }
        // "duyệt kế hoạch tuyển sinh ngày 20/6, …": no paper is dated ahead.
        if noun == .citation, item.window?.year == 0, item.window?.form == .day, isAhead(item) {
            item.isAttribute = false
        }
        // "khai giảng ngày 05/9/2024": a meeting to come is on its day.
        // So is one that is only expected: "Kỳ họp thứ 25 dự kiến cuối tháng 02/2025".
        if noun == .meeting, isAhead(item) || i > 0 && keyword(i - 1) == .filler && self[i - 1].base == Phrase.expected
        {
            item.isAttribute = false
            if let word = callsOff(i) {
                item.isAttribute = true
                refuse(.passedOver(word))
            }
        }
        setBeside(&item, i)
        // "…; tháng 12 gộp vào báo cáo năm" is told with the other exceptions.
        if cycleEnd > 0, exception.isEmpty, mergesReport(item.next), Phrase.months(of: item.window) != nil {
            exception = item.first..<item.next
        }
        if item.role == .once, let reason = reason(item, i, noun) {
            if reason == .record, isOfSum(item) {
                while continues(item.next), let next = following(item) { item.next = next.next }
            }
            item.isAttribute = true
            refuse(reason)
            if reason == .notDone { leaveOut(item) }
            if reason == .subject, condition.isEmpty { condition = item.first..<item.next }
        } else if item.isAttribute, let noun {
            refuse(noun == .record && item.window?.form != .year ? .recordPeriod : noun)
        }
        // "bình quân mỗi năm 2%", "không tổ chức hằng năm"
        if item.role == .recurring, item.window == nil,
            let reason: ReadingRefusal =
                isOfMean(item) ? .record : negation >= 0 && isNotDone(item) ? .notDone : nil
        {
            item.isAttribute = true
            refuse(reason)
        }
        // "không nhận hồ sơ sau ngày 15/8/2023": by that day.
        if item.bound == .after, item.end == nil, isDenied(before: item.first) {
            (item.role, item.bound) = (.once, .by)
        }
        return item
    }

    /// What stands beside a date, and tells of what or from when something is, not by when it is to be done.
    private mutating func setBeside(_ item: inout Statement, _ i: Int) {
        if isYearWorkedFor(item, i) {
            item.isAttribute = true
            passed.append(i)
        }
        if isOfData(before: item.first) {
            item.isData = true
            // "số liệu lũy kế từ đầu năm": only from when they are.
            if item.role == .from {
                item.isAttribute = true
                refuse(.record)
            }
        }
        guard item.role == .once, item.bound == .none, item.end == nil else { return }
        // "ký trước 15/4/2025 (đã có dự thảo ngày 01/3/2025)"
        if item.window?.form == .day, hasBoundDay, isPast(item), isAside(i) {
            item.isAttribute = true
            refuse(.pastDate)
        }
        // "chậm nhất ngày 05/10 đối với quý III": what the day is for.
        if item.window?.form != .day, i > 0, keyword(i - 1) == .regarding, hasBoundDay || isAside(i) {
            item.isAttribute = true
            refuse(.recordPeriod)
        }
    }

    /// "khai thuế năm sau từ 20/11 đến 05/12": what is done is for the year.
    private func isYearWorkedFor(_ item: Statement, _ i: Int) -> Bool {
        guard let window = item.window, window.isRelative, window.form == .year, window.year > today.year else {
            return false
        }
        return item.bound == .none && item.end == nil && i > 0 && isUnknownWord(i - 1) && keyword(item.next) == .from
    }

    /// "mỗi quý 1 lần, không tổ chức vào quý III": what comes back is not due then.
    private mutating func leaveOut(_ item: Statement) {
        guard cycleEnd > 0, exception.isEmpty, negation >= 0, let months = Phrase.months(of: item.window) else {
            return
        }
        exception = negation..<item.next
        exceptedMonths |= months
    }

    /// Why what is said once is of no deadline.
    private func reason(_ item: Statement, _ i: Int, _ noun: ReadingRefusal?) -> ReadingRefusal? {
        if item.bound == .none {
            if isAddressed { return .honorific }
            if keyword(item.first) == .day, isDateLine(item) { return .dateLine }
            // "Năm 2022: 350 triệu đồng"
            if item.window?.form != .day,
                kind(item.next) != .end && (isSpent(item) || isOfFigure(item)) || isOfSum(item)
            {
                return .record
            }
        }
        if item.bound != .after, isNotDone(item) { return .notDone }
        // "tính đến 31/5/2022 có 120 tổ chức đảng"
        if keyword(i) == .until || keyword(i) == .untilEnd,
            noun == .record && isPast(item) || self[i].value == 1 && isPast(item)
                || isCounted(item.next) && (isPast(item) || isShareReached(item))
        {
            return .pastDate
        }
        // What there is to be in a year that is named and not over, is aimed at.
        if keyword(i) == .until || keyword(i) == .untilEnd, item.end == nil, item.window?.year == 0 || isPast(item),
            isTotal(item.next)
        {
            return .recordPeriod
        }
        // "học sinh lớp 9 năm học 2022-2023"
        if keyword(i) == .schoolYear, isOfClass(i) { return .record }
        // "trong 9 tháng đã kết nạp 120 đảng viên"
        if item.term != nil, item.window == nil, keyword(item.next) == .already { return .past }
        switch item.bound {
        case .before, .by:
            if kind(item.next) != .end, isOfSubject(item) { return .subject }
            return item.bound == .by && isDone(item) ? .past : nil
        case .none: return isDone(item) || isJustOver(item.next) ? .past : nil
        default: return nil
        }
    }

    /// Whether a day lies after the issue; one without its year where a date with its year follows: "họp phiên thứ nhất ngày
    /// 20/8, phiên thứ hai ngày 20/9/2024".
    private func isAhead(_ item: Statement) -> Bool {
        guard let window = item.window else { return false }
        // "khai giảng đầu tháng 11/2023"
        if window.part != .none, keyword(item.first + 1) == .month, window.year > 0 { return !isPast(item) }
        guard window.day > 0 || window.scope == .days else { return false }
        if window.form == .lunar { return true }
        guard window.form == .day else { return false }
        if window.scope == .days { return window.first > issued }
        // "họp ngày 16 và 17/12/2024"
        if window.scope == .month, let k = (item.next..<min(item.next + 6, count)).first(where: isFullDate) {
            return (self[k + 4].value, self[k + 2].value, self[k].value) > (
                Int32(today.year), Int32(today.month), Int32(today.day)
            )
        }
        guard window.scope == .year else { return false }
        if window.year > 0 { return (window.year, window.month, window.day) > today }
        return kind(item.next) != .end && (today.year, window.month, window.day) > today
            && (item.next..<count).contains { isFullDate($0) && self[$0 + 4].value == today.year }
    }

    /// Whether a token stands in parentheses.
    private func isAside(_ i: Int) -> Bool {
        for k in stride(from: i - 1, through: 0, by: -1) where kind(k) == .open || kind(k) == .close {
            return kind(k) == .open
        }
        return false
    }

    /// The word before a date that puts off or cancels what is then: "hoãn cuộc họp ngày 12/8/2026".
    private func callsOff(_ i: Int) -> String? {
        for k in stride(from: i - 1, through: max(i - 6, 0), by: -1) {
            switch (self[k].base, self[k].marks) {
            case (PhraseToken.base("hoan"), PhraseToken.marks("hoãn")): return "hoãn"
            case (PhraseToken.base("huy"), PhraseToken.marks("hủy")): return "hủy"
            // "hoãn hội nghị sang ngày 20/8"
            default: if keyword(k) == .changed || kind(k) != .word { return nil }
            }
        }
        return nil
    }

    /// The "dự" of "dự kiến".
    static var expected: UInt64 { PhraseToken.base("du") }

    /// Whether a class is named before: "lớp 9", "lớp 10A1".
    private func isOfClass(_ i: Int) -> Bool {
        for k in stride(from: i - 1, through: max(i - 4, 1), by: -1) {
            guard kind(k) == .number || kind(k) == .word && self[k].base >> 5 == 0 else { return false }
            if keyword(k - 1) == .halt { return kind(k) == .number }
            if self[k].isSpaced { return false }
        }
        return false
    }

    /// A word that may be a statement by itself or begin a name, or a number that nothing takes up.
    private mutating func word(_ i: Int, _ items: inout [Statement], _ names: inout Names) {
        let token = self[i]
        switch token.strong {
        case .meeting:
            names.noun = .meeting
            names.name = .meeting
        // What a tax is of, where the day by which it is paid has been said.
        case .record where token.value == 3 && !hasBoundDay: break
        case .record:
            names.noun = names.noun ?? .record
            names.isDone = i > 0 && (keyword(i - 1) == .verb || keyword(i - 1) == .duty)
        case .vague where token.value == 1: names.noun = .citation
        case .verb, .before, .until, .atLatest, .inside, .from:
            names.noun = nil
            names.name = nil
        default: break
        }
        if token.strong == .week, let next = looseWeek(i) {
            items.append(Statement(role: .vague, first: i, next: next))
            passed.append(i)
        } else if let role = role(i, noun: names.noun) {
            items.append(Statement(role: role, first: i, next: i + 1))
        } else if token.kind == .number || isOfTime(i) || isWholeTerm(i)
            || (keyword(i) == .numeral || keyword(i) == .year) && term(i) != nil
        {
            passed.append(i)
        }
    }

    /// Past "tuần 47": a week by its number, but not of which month or year.
    private func looseWeek(_ i: Int) -> Int? {
        guard let (n, next) = ordinal(i + 1) ?? integer(i + 1), 1...53 ~= n, endsDate(next) else { return nil }
        return next
    }

    private mutating func statement(_ i: Int) -> Statement? {
        if keyword(i) == .from || keyword(i) == .countingFrom, let item = reportingPeriod(i) { return item }
        // "Thời gian: trước khi hết quý 10 ngày"; dates know the label.
        if kind(i + 1) == .colon, keyword(i) == .within || keyword(i) == .label {
            if let item = labelled(i + 2) { return item }
            return failure == nil ? dated(i) : nil
        }
        let recurs = mayRecur(i)
        let awaits = mayBeEvent(i)
        if recurs || awaits {
            if recurs, let item = recurring(i) { return item }
            if awaits, let item = event(i) { return item }
            if failure != nil { return nil }
        }
        return dated(i)
    }

    /// What is no date alone, after "Thời gian:".
    private mutating func labelled(_ i: Int) -> Statement? {
        if keyword(i) == .from || keyword(i) == .countingFrom, let item = reportingPeriod(i) { return item }
        if mayRecur(i), let item = recurring(i) { return item }
        return mayBeEvent(i) ? event(i) : nil
    }

    private mutating func append(_ item: Statement, to items: inout [Statement]) {
        var item = item
        if let last = items.last, isTermAlone(item) {
            if takesTerm(last, item) {
                items[items.count - 1].term = item.term
                items[items.count - 1].next = item.next
                return
            }
            // "từ 10/9 đến 30/9; giải trình trong 05 ngày làm việc tiếp theo" waits for what is before it.
            if keyword(item.next - 1) == .following, last.role == .once, last.window != nil, !last.isAttribute {
                item.role = .awaiting
                item.name = last.first..<last.next
            }
        }
        items.append(item)
        if item.role == .recurring { cycleEnd = item.next }
        if item.role == .once, item.bound == .none, item.window?.form != .day { periodEnd = item.next }
        if item.window?.form == .day, item.bound == .before || item.bound == .by { hasBoundDay = true }
        if item.role == .recurring, item.repetition?.unit == .day, item.window == nil, item.time == nil {
            // "hằng ngày trước 16 giờ"
            let j = skip(
                kind(item.next) == .open || kind(item.next) == .comma ? item.next + 1 : item.next,
                .before, .until, .atLatest, .notBeyond, .at, .inside)
            if let (time, next) = clock(j), endsDate(next) {
                item.time = time
                item.next = next
                items[items.count - 1] = item
            }
        }
        while items.count < Phrase.maximumItems, continues(item.next) {
            if let next = followingCycle(item) ?? following(item) {
                let isAttribute = item.isAttribute
                // "không thực hiện tháng 7, 8"
                if isAttribute, next.joined, !exception.isEmpty, exception.upperBound == item.next,
                    let months = Phrase.months(of: next.window)
                {
                    exception = exception.lowerBound..<next.next
                    exceptedMonths |= months
                }
                item = next
                // "khai giảng tháng 3, tháng 9 hằng năm" comes back; of "kỳ họp tháng 7 và tháng 12" both are names.
                if isAttribute, item.joined {
                    if item.role == .recurring {
                        items[items.count - 1].isAttribute = false
                    } else {
                        item.isAttribute = true
                    }
                }
                items.append(item)
            } else {
                break
            }
        }
        takeHour(&items[items.count - 1])
    }

    /// Whether a term does not say what it is counted from: "trong 30 ngày".
    private func isTermAlone(_ item: Statement) -> Bool {
        item.role == .once && item.term != nil && item.window == nil && item.name.isEmpty && !item.isAttribute
    }

    /// Whether a term is counted from the event said before it: "Sau khi có ý kiến của Sở, trình trong 5 ngày làm việc".
    private func takesTerm(_ event: Statement, _ item: Statement) -> Bool {
        guard event.role == .awaiting, event.term == nil, !event.isBefore,
            (event.next..<item.first).allSatisfy({ kind($0) == .word || kind($0) == .comma })
        else { return false }
        switch keyword(skip(event.first, .atLatest, .notBeyond, .at)) {
        case .afterWhen, .rightAfter, .whenHas, .when, .after: return true
        default: return false
        }
    }

    /// Whether a list may go on; most statements are seen from this alone to be the last of theirs.
    private func continues(_ i: Int) -> Bool {
        switch kind(i) {
        case .comma, .semicolon, .slash, .dash, .open: true
        default: keyword(i) == .and || keyword(i) == .or || keyword(i) == .early
        }
    }

    /// A word that is a statement by itself.
    private mutating func role(_ i: Int, noun: ReadingRefusal?) -> Statement.Role? {
        switch keyword(i) {
        case .continuous:
            // "phải sử dụng", "thường xuyên 25 người", "5 năm liên tục"
            if keyword(i + 1) == .criterion || kind(i + 1) == .number && i > 0
                || isUnknownWord(i + 1) && keyword(i + 2) == .criterion
                || i > 1 && unit(i - 1) != nil && kind(i - 2) == .number
            {
                refuse(.criterion)
                return nil
            }
            return .continuous
        case .periodic: return .periodic
        case .review:
            if noun == .meeting || noun == .citation {
                refuse(noun ?? .nothing)
                return nil
            }
            // "hằng năm, sơ kết 3 năm, tổng kết 5 năm"
            if hasCycle, let (n, next) = integer(i + 1), n > 1, keyword(next) == .year, kind(next + 1) != .number,
                kind(next + 1) != .word || keyword(next + 1) == .and
            {
                return .phased
            }
            return .review
        case .vague, .promptly: return .vague
        // "kiểm tra cuối kỳ II" is of a school's term.
        case .phaseEdge:
            return keyword(i + 1) == .year || keyword(i + 1) == .occasion || self[i + 1].flags.contains(.roman)
                ? nil : .phased
        case .phase:
            guard ownPhase(i) == nil, lacksPeriod else { return nil }
            return .vague
        case .needed: return .needed
        case .phased: return .phased
        case .semester: return i > 0 || keyword(i + 1) == .none ? .periodic : nil
        case .followingYears: return .vague
        case .untilNow:
            refuse(.past)
            return nil
        default: return nil
        }
    }

    /// Whether a period only says of when figures are: always without a verb, else one that has passed.
    private func isOfFigures(_ window: Window, _ item: Statement, isDone: Bool) -> Bool {
        guard item.end == nil else { return false }
        switch window.form {
        // "Chỉ tiêu năm 2024: 95%; năm 2025: 100%"
        case .year where kind(item.next) == .colon && kind(item.next + 2) == .percent: return window.year < today.year
        case .year: return !isDone || window.year < today.year
        case .quarter, .month, .span:
            guard window.scope == .year, window.part == .none else { return false }
            if isDone, window.year == 0 { return isPast(item) }
            guard isDone, case .monthEnd(let last) = window.due else { return !isDone }
            return window.year * 12 + last < today.year * 12 + today.month - 1
        default: return false
        }
    }

    /// "khóa XV": the term of office said after it is the assembly's own.
    func namesAssembly(_ i: Int, numbered: Bool = true) -> Bool {
        self[i].base == PhraseToken.base("khoa") && self[i + 1].flags.contains(.roman) == numbered
    }

    /// Whether the figures of a report are said to be of a time: "số liệu tính từ …".
    private func isOfData(before first: Int) -> Bool {
        var i = first - 1
        // "thời gian chốt số liệu báo cáo quý: ngày 14 tháng cuối quý"
        if i > 1, kind(i) == .colon, unit(i - 1) != nil, keyword(i - 2) == .verb { i -= 2 }
        // "kỳ chốt số liệu: ngày 15 tháng cuối quý"
        if i > 0, kind(i) == .colon, keyword(i - 1) == .record, self[i - 1].value == 2 { i -= 1 }
        while i >= 0, i > first - 5, kind(i) == .word {
            // "đối chiếu số liệu với Kho bạc trước ngày 05" is done with them.
            if keyword(i) == .record { return self[i].value == 2 && (keyword(first) != .before || first < i + 3) }
            // "kỳ báo cáo tính từ …"
            if keyword(i) == .times { return self[i].value == 1 }
            guard keyword(i) == .none || keyword(i) == .verb || keyword(i) == .filler else { return false }
            i -= 1
        }
        return false
    }

    /// Whether a day with its year, or a period, lies before the issue; a period without a year is of this one.
    func isPast(_ item: Statement) -> Bool {
        guard let window = item.window, item.end == nil, !window.isRelative else { return false }
        if window.scope == .days { return window.form == .span && !window.isOwnTerm && window.last < issued }
        guard window.scope == .year else { return false }
        if window.form == .day { return window.year > 0 && (window.year, window.month, window.day) < today }
        let year = window.year > 0 ? window.year : today.year
        switch window.due {
        case .monthEnd(let month): return year * 12 + month < today.year * 12 + today.month - 1
        case .day(let month, let day): return (year, month + 1, day) < today
        default: return false
        }
    }

    /// Past a quoted title; quotes around the whole phrase say nothing.
    private mutating func quotation(_ i: Int, _ items: inout [Statement]) -> Int? {
        switch kind(i) {
        case .quoteOpen, .quote:
            if i == count - 1, i > 0, kind(0) == .quote { return i + 1 }
            var j = i + 1
            while j < count, kind(j) != .quoteClose, kind(j) != .quote { j += 1 }
            if i == 0, j >= count - 1 { return i + 1 }
            if i == 0, kind(count - 1) == .dot, j == count - 2 { return i + 1 }
            if kind(i) == .quote, j == count, !self[i].isSpaced { return closing(i, &items) }
            if j - i > 2 { refuse(.quoted) }
            return j + 1
        case .quoteClose:
            if i == count - 1, self[0].kind == .quoteOpen || self[0].kind == .quote { return i + 1 }
            return closing(i, &items)
        default: return nil
        }
    }

    /// The end of a title whose beginning was cut off.
    private mutating func closing(_ i: Int, _ items: inout [Statement]) -> Int {
        if !items.isEmpty { refuse(.quoted) }
        items.removeAll()
        return i + 1
    }
}
