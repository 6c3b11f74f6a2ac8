import Dates

/// Events and terms: "trong thời hạn 15 ngày làm việc kể từ ngày nhận đủ hồ sơ", "sau khi có hướng dẫn của tỉnh",
/// "chậm nhất 05 ngày làm việc trước ngày họp" (Civil Code 2015, Articles 144–148).
extension Phrase {
    /// Whether an event or a term may begin here; most words are seen from this alone to begin none.
    func mayBeEvent(_ i: Int) -> Bool {
        switch keyword(i) {
        case .within, .notBeyond, .atLatest, .inside, .after, .at, .copula, .until, .before, .ratio, .label, .numeral,
            .year, .day, .workingDay, .countingFrom, .from, .afterWhen, .rightAfter, .whenHas, .when, .beforeWhen,
            .accordingTo, .atMeeting, .holidays:
            true
        default: kind(i) == .number
        }
    }

    /// A term and what it is counted from; or an event, and the term after it.
    mutating func event(_ i: Int) -> Statement? {
        var item = Statement(role: .awaiting, first: i)
        let j = skip(i, .within, .notBeyond, .atLatest, .inside, .after, .at, .copula, .until, .before, .ratio, .label)
        if let (term, next) = term(j) {
            item.term = term
            let isWithin = (i..<max(i, j)).contains {
                keyword($0) == .within || keyword($0) == .inside || keyword($0) == .label && !isOverdue($0)
            }
            let isAfter = (i..<max(i, j)).contains { keyword($0) == .after }
            return counted(item, next, isWithin: isWithin, isAfter: isAfter, bare: j == i)
        }
        // "ngày thứ 10 kể từ ngày ký"
        if keyword(j) == .day || keyword(j) == .workingDay, let (n, next) = ordinal(j + 1), 1...10_000 ~= n,
            keyword(next) == .countingFrom || keyword(next) == .afterWhen
        {
            item.term = Term(n, keyword(j) == .day ? .day : .workingDay)
            return counted(item, next, isWithin: false, isAfter: false, bare: j == i)
        }
        return awaited(i, skip(i, .atLatest, .notBeyond, .at))
    }

    /// "trước thời hạn 15 ngày", "quá hạn 30 ngày": before or after a term, not within one.
    private func isOverdue(_ i: Int) -> Bool {
        i > 0 && (keyword(i - 1) == .before || self[i - 1].base == PhraseToken.base("qua"))
    }

    /// An event by the word that says when it is: "sau khi …", "trước ngày …", "tại kỳ họp …".
    /// - Parameter i: where the statement begins; `j` is past the bounds.
    private mutating func awaited(_ i: Int, _ j: Int) -> Statement? {
        var item: Statement { Statement(role: .awaiting, first: i) }
        switch keyword(j) {
        case .countingFrom, .from, .afterWhen:
            if let range = fromOwnIssue(j) { return range }
            if failure != nil { return nil }
            if let range = fromEvent(j) { return range }
        default: break
        }
        switch keyword(j) {
        case .afterWhen, .rightAfter, .whenHas:
            if let item = afterNamed(item, j + 1) { return item }
            // "sau khi hết quý 20 ngày"
            if let (scope, next) = ended(j + 1), let (term, end) = term(skip(next, .notBeyond, .atLatest)) {
                return afterClosing(Statement(role: .awaiting, term: term, first: i), scope, end)
            }
            guard !(kind(j + 1) == .number), !(keyword(j) == .rightAfter && isFeast(j + 1)) else { return nil }
            return named(item, after: j + 1, strip: true)
        case .when:
            let isFirst = j == 0 || kind(j - 1) != .word && kind(j - 1) != .number
            guard
                keyword(j + 1) == .verb || keyword(j + 1) == .meeting || isFirst && names(j + 1, .verb)
                    || isFirst && keyword(j + 1) != .blocked
                        && (isEventWord(j + 1) || isBareEvent(j + 1) || keyword(j + 1) == .untilEnd),
                endedPeriod(j + 1) == nil
            else { return nil }
            return named(item, after: j + 1, strip: false)
        case .countingFrom, .from:
            let k = skip(j + 1, .day, .when)
            guard keyword(k) != .numeral, kind(k) == .word, k > j + 1 || keyword(k) == .meeting,
                isEventWord(k) || k > j + 1,
                keyword(k) != .lunarDay, keyword(k) != .ordinal, keyword(k) != .early, keyword(k) != .late
            else { return nil }
            return named(item, after: k, strip: true)
        case .after: return afterEvent(i, j)
        case .before, .beforeWhen: return beforeEvent(i, j)
        case .accordingTo:
            // "trên cơ sở hướng dẫn của Trung ương" waits for it; on the ground of a numbered document nothing does.
            guard
                self[j].value == 0
                    // "chỉ đạo", "ý kiến"
                    || isUnknownWord(j + 1)
                        && (self[j + 1].base == PhraseToken.base("chi") || self[j + 1].base == PhraseToken.base("y"))
                    || (keyword(j + 1) == .document || keyword(j + 1) == .record || keyword(j + 1) == .meeting)
                        && keyword(j + 2) != .several && kind(j + 2) != .number
            else { return nil }
            return named(item, after: j, strip: false)
        case .atMeeting: return keyword(j + 1) == .blocked || isHeld(j + 1) ? nil : named(item, after: j, strip: false)
        case .holidays:
            let isTwo =
                (kind(j + 1) == .comma || keyword(j + 1) == .and)
                && (keyword(j + 2) == .tet || keyword(j + 2) == .occasion)
            let next = isTwo ? skip(j + 2, .tet, .occasion) : j + 1
            return Statement(role: .awaiting, name: j..<next, first: i, next: next)
        default: return nil
        }
    }

    /// "phiên họp ngày 28/7/2025", before the issue.
    private mutating func isHeld(_ i: Int) -> Bool {
        guard let day = (i..<i + 6).first(where: { keyword($0) == .day }) else { return false }
        let saved = (failure, refusal)
        defer { (failure, refusal) = saved }
        guard let (window, _) = numericDate(day + 1, marked: true, day: true), window.form == .day, window.year > 0
        else { return false }
        return (window.year, window.month, window.day) < today
    }

    /// At "sau": "sau Hội nghị Trung ương", "sau mỗi quý 10 ngày", "sau kiểm điểm".
    private mutating func afterEvent(_ i: Int, _ j: Int) -> Statement? {
        let item = Statement(role: .awaiting, first: i)
        switch keyword(j + 1) {
        case .meeting, .document, .ordinalName: return named(item, after: j + 1, strip: false)
        case .every where unit(j + 2) != nil:
            guard let scope = closed(j + 2), let (term, next) = term(j + 3) else { return nil }
            return afterClosing(Statement(role: .awaiting, term: term, first: i), scope, next)
        case .month, .quarter, .year:
            guard let (scope, end) = ended(j + 1), let (term, next) = term(skip(end, .notBeyond, .atLatest)) else {
                return nil
            }
            return afterClosing(Statement(role: .awaiting, term: term, first: i), scope, next)
        case _ where isEachEvent(j + 1) || (i == 0 || kind(i - 1) == .open) && isBareEvent(j + 1):
            return named(item, after: j + 1, strip: false)
        default: return nil
        }
    }

    /// At "trước" or "trước khi": "trước khi trình ký", "trước ngày thành lập Đảng (03/02)", "trước mỗi kỳ họp".
    private mutating func beforeEvent(_ i: Int, _ j: Int) -> Statement? {
        let item = Statement(role: .awaiting, isBefore: true, first: i)
        let isWhen = keyword(j) == .beforeWhen
        if !isWhen, isEachEvent(j + 1) { return named(item, after: j + 1, strip: false) }
        let k = isWhen ? j + 1 : skip(j + 1, .day)
        if let ended = beforeEnd(Statement(role: .awaiting, first: i), k) { return ended }
        // "trước khi nghỉ Tết" is a date.
        if isWhen, isFeast(k) { return nil }
        if isWhen { return endedPeriod(k) == nil ? named(item, after: k, strip: true) : nil }
        if k > j + 1 && isEventWord(k) || keyword(j + 1) == .occasion && occasion(j + 1) == nil,
            let dated = beforeNamedDay(k)
        {
            return dated
        }
        guard
            keyword(k) == .meeting || keyword(k) == .ordinalName || keyword(k) == .document && k > j + 1
                || k > j + 1 && (isEventWord(k) || keyword(k) == .untilEnd && keyword(k + 1) == .label)
                // "trước kỳ thi 15 ngày"
                || (isUnknownWord(k) || keyword(k) == .occasion && occasion(k) == nil) && leadsToTerm(k)
        else { return nil }
        return named(item, after: k, strip: false)
    }

    /// The document's own signing or issue: "ký", "ban hành", "ban hành Kế hoạch này".
    func ownIssue(_ i: Int) -> Int? {
        let isSigning = kind(i) == .word && keyword(i) == .none && self[i].base == PhraseToken.base("ky")
        guard isSigning || keyword(i) == .verb && self[i].value == 1 else { return nil }
        if keyword(i + 1) == .document { return keyword(i + 2) == .this ? i + 3 : nil }
        return i + 1
    }

    /// "từ ngày ban hành đến hết năm 2022": from the issue, whose date is known.
    private mutating func fromOwnIssue(_ i: Int) -> Statement? {
        switch keyword(i) {
        case .countingFrom, .from, .afterWhen: break
        default: return nil
        }
        guard let next = ownIssue(skip(i + 1, .day, .when)) else { return nil }
        var item = Statement(role: .once, bound: .from, first: i, next: next)
        item.fromNow = true
        guard let range = range(item, next), range.end != nil || range.role == .past else { return nil }
        return range
    }

    /// "từ ngày có hiệu lực đến hết năm 2022": its end is known, its beginning waits.
    private mutating func fromEvent(_ i: Int) -> Statement? {
        let from: Int
        switch keyword(i) {
        case .afterWhen: from = skip(i + 1, .filler)
        case .countingFrom, .from:
            from = skip(i + 1, .day, .when, .filler)
            guard from > i + 1 || keyword(from) == .meeting else { return nil }
        default: return nil
        }
        guard isEventWord(from) else { return nil }
        var j = from + 1
        while j < from + 12, kind(j) == .word, keyword(j) != .until, keyword(j) != .untilEnd,
            keyword(j) != .untilNow || self[j].value == 0
        {
            j += 1
        }
        guard kind(j) == .word, j < from + 12 else { return nil }
        var item = Statement(role: .once, bound: .from, first: i, next: j)
        item.fromNow = true
        let saved = (failure, refusal)
        guard let range = range(item, j), range.end != nil || range.role == .past else {
            (failure, refusal) = saved
            return nil
        }
        guard range.role != .past else { return range }
        item = range
        item.condition = from..<j
        return item
    }

    /// "mỗi kỳ họp", "mỗi đợt giám sát": something that happens, not a unit of the calendar.
    private func isEachEvent(_ i: Int) -> Bool {
        guard keyword(i) == .every, kind(i + 1) == .word else { return false }
        switch keyword(i + 1) {
        case .none, .meeting, .schoolYear, .duty, .verb: return true
        default: return false
        }
    }

    /// What is done once and not named as an event: "sau kiểm điểm", "sau sinh hoạt chi bộ".
    private func isBareEvent(_ i: Int) -> Bool {
        switch keyword(i) {
        case .duty, .review, .verb: true
        // "sau tập huấn", "sau lớp bồi dưỡng", "khi nghỉ hưu"
        case .ratio, .halt: isUnknownWord(i + 1)
        case .occasion: self[i].value == 1 && isUnknownWord(i + 1)
        default: isUnknownWord(i)
        }
    }

    /// "trước ngày Thương binh - Liệt sĩ 27/7", "trước ngày thành lập Đảng (03/02)": the date at the end of a day's name.
    private mutating func beforeNamedDay(_ name: Int) -> Statement? {
        var j = name
        while j < name + 10, kind(j) == .word || kind(j) == .dash || kind(j) == .open, keyword(j) != .year { j += 1 }
        guard kind(j) == .number, kind(j + 1) == .slash || isSeparator(j + 1) && isYear(j + 4), kind(j + 2) == .number,
            self[j + 2].digits <= 2
        else { return nil }
        let saved = (failure, refusal)
        guard let (window, next) = numericDate(j, marked: true, day: true), window.form == .day else {
            (failure, refusal) = saved
            return nil
        }
        var item = Statement(role: .once, bound: .before, window: window, first: name)
        item.next = kind(next) == .close && (name..<j).contains { kind($0) == .open } ? next + 1 : next
        finish(&item)
        return item
    }

    /// Whether a keyword stands among the next few words.
    private func names(_ i: Int, _ wanted: TimeKeyword) -> Bool {
        (i..<i + 6).contains { keyword($0) == wanted }
    }

    /// A word that may begin the name of an event: none of the grammar of dates.
    private func isEventWord(_ i: Int) -> Bool {
        guard kind(i) == .word else { return false }
        switch keyword(i) {
        case .none, .meeting, .document, .law, .verb, .halt, .several, .blocked, .vague, .ratio: return true
        // "lễ phát động"
        case .occasion: return self[i].value == 0 && isUnknownWord(i + 1) && !isFeast(i)
        default: return false
        }
    }

    /// What stands after a term.
    private mutating func counted(_ start: Statement, _ i: Int, isWithin: Bool, isAfter: Bool, bare: Bool) -> Statement?
    {
        var item = start
        let j = startOfCount(i)
        switch keyword(j) {
        case .countingFrom, .afterWhen, .from, .rightAfter, .after, .whenHas, .when:
            item.isFromThere = isAfter
            return countedFrom(item, i, j)
        case .compared, .until, .untilEnd:
            return comparedWith(item, i, j, isAfter: isAfter)
        case .before, .beforeWhen: return countedBack(item, i, j)
        // "sau 10 ngày kết thúc tháng"
        case _ where isAfter && ended(j) != nil:
            guard let (scope, next) = ended(j) else { return nil }
            return afterClosing(item, scope, next)
        // "trước 10 ngày diễn ra hội nghị"
        case _ where leadsToMeeting(j) && (item.first..<i).contains(where: { keyword($0) == .before }):
            item.isBefore = true
            return named(item, after: j, strip: false)
        // "3 ngày nữa"
        case .none where self[j].base == PhraseToken.base("nua") && i == j && keyword(j + 1) != .until:
            item.role = .once
            item.next = j + 1
            return item
        case .toward, .following:
            guard keyword(i) == keyword(j) else { return nil }
            // "trước 08 tháng tiếp theo": the 8th of the next month.
            if i > 2, item.term?.unit == .month, keyword(i - 3) == .before, kind(i - 2) == .number,
                self[i - 2].digits == 2
            {
                return nil
            }
            item.role = .once
            item.next = j + 1
            return item
        default:
            // "2 năm 2022 - 2023" names the years.
            if keyword(i - 1) == .year, kind(j) == .number || item.term.flatMap({ namedYears($0.count, i) }) != nil {
                return nil
            }
            if keyword(i) == .times || kind(i) == .slash || keyword(i) == .early || keyword(i) == .late { return nil }
            // "trong 03 ngày (15, 16, 17/4)" names the days.
            if kind(i) == .open,
                kind(i + 1) == .number || keyword(i + 1) == .from || keyword(i + 1) == .day
                    || pastWeekdays(i) > i
            {
                return nil
            }
            if isWithin, endsDate(i) || kind(i) == .end, keyword(i) != .year, keyword(i) != .every {
                item.role = .once
                item.next = i
                return item
            }
            if !bare || kind(i) == .end { refuse(.duration) }
            return nil
        }
    }

    /// Past what stands between a term and the word from which it counts.
    private mutating func startOfCount(_ i: Int) -> Int {
        var j = i
        // "10 ngày làm việc (không kể thời gian thẩm định) kể từ …"
        if kind(j) == .open, let close = (j + 1..<j + 14).first(where: { kind($0) == .close }),
            keyword(close + 1) == .countingFrom || keyword(close + 1) == .afterWhen
        {
            // "15 ngày (trường hợp phức tạp 30 ngày) kể từ …" has another for some.
            if condition.isEmpty, (j + 1..<close).contains(where: { kind($0) == .number }) { condition = j + 1..<close }
            j = close
        }
        // "45 ngày làm việc thực tế, kể từ ngày công bố", "15 ngày liên tục kể từ ngày niêm yết"
        if isUnknownWord(j) || keyword(j) == .continuous,
            let from = (j + 1..<j + 4).first(where: { !isUnknownWord($0) }),
            isCounting(kind(from) == .comma ? from + 1 : from)
        {
            j = from
        }
        if keyword(j) == .regarding, let from = countedAfterAll(j) {
            if condition.isEmpty { condition = j..<from }
            j = from
        }
        if kind(j) == .comma || kind(j) == .open || kind(j) == .close { j += 1 }
        // "trong 15 ngày tiếp theo kể từ khi kết thúc quý"
        if keyword(j) == .following, keyword(j + 1) == .countingFrom || keyword(j + 1) == .afterWhen { j += 1 }
        return j
    }

    private func leadsToMeeting(_ i: Int) -> Bool {
        guard isUnknownWord(i) || keyword(i) == .verb || keyword(i) == .meeting else { return false }
        return (i..<i + 3).contains { keyword($0) == .meeting }
    }

    /// "90 ngày đối với cấp tỉnh, 180 ngày đối với cấp Trung ương, kể từ ngày nhận": what all terms are counted from.
    private func countedAfterAll(_ i: Int) -> Int? {
        (i + 1..<i + 24).prefix { kind($0) != .end && kind($0) != .semicolon }.first {
            isCounting($0) || kind($0) == .comma && isCounting($0 + 1)
        }
    }

    private func isCounting(_ i: Int) -> Bool { keyword(i) == .countingFrom || keyword(i) == .afterWhen }

    /// A term and what it is counted from: "15 ngày kể từ ngày nhận", "30 ngày khi kết thúc quý".
    /// - Parameter i: past the term; `j` is the word that counts.
    private mutating func countedFrom(_ start: Statement, _ i: Int, _ j: Int) -> Statement? {
        if let found = afterFeast(start, j) { return found }
        // "05 ngày làm việc sau tháng báo cáo"
        if keyword(j) == .after, let (scope, next) = ended(j + 1) { return afterClosing(start, scope, next) }
        if keyword(j) == .from || keyword(j) == .after, keyword(j + 1) != .day, keyword(j + 1) != .when,
            keyword(j + 1) != .meeting,
            !isEventWord(j + 1) && !isEachEvent(j + 1) || keyword(j + 1) == .none && kind(j + 1) != .word
        {
            return nil
        }
        var item = start
        // "trước 30 ngày khi hết nhiệm kỳ"
        if keyword(j) == .when, (item.first..<i).contains(where: { keyword($0) == .before }) {
            item.isBefore = true
            return beforeEnd(item, j + 1) ?? named(item, after: j + 1, strip: false)
        }
        let closing = skip(j + 1, .day, .from)
        if let item = afterNamed(item, closing) { return item }
        if let (scope, next) = ended(closing) { return afterClosing(item, scope, next) }
        let k = skip(j + 1, .day, .when, .promptly)
        guard kind(k) == .number || keyword(k) == .month else { return named(item, after: k, strip: true) }
        guard let from = fromDay(item, j + 1, k) else { return nil }
        // "trong thời hạn 1 tháng (từ ngày 1/7 đến hết ngày 31/7 hằng năm)" says the month itself.
        let isRange = keyword(from.next) == .until || keyword(from.next) == .untilEnd || kind(from.next) == .dash
        return isRange ? nil : from
    }

    /// A term and what it is counted back from: "05 ngày trước ngày họp", "10 ngày trước Tết", "30 ngày trước khi hết năm".
    /// - Parameter i: past the term; `j` is the word that counts.
    private mutating func countedBack(_ start: Statement, _ i: Int, _ j: Int) -> Statement? {
        var item = start
        let k = skip(j + 1, .day, .when)
        if let ended = beforeEnd(item, k) { return ended }
        // "báo cáo 6 tháng, trước ngày 15/12": two statements.
        if kind(i) == .comma, kind(k) == .number, item.term?.unit != .day, item.term?.unit != .workingDay { return nil }
        if keyword(k) == .tet || keyword(k) == .newYear || keyword(k) == .occasion,
            let (window, next) = lunarPeriod(k) ?? occasion(k), window.feast != nil, let term = item.term
        {
            item.bound = .before
            item.window = window
            return measure(&item, term, next) ? item : nil
        }
        item.isBefore = true
        // "kế hoạch 05 năm trước ngày 31/7" counts no years back.
        // Nor is what "báo cáo 6 tháng trước ngày 15/6/2024" reports on.
        if kind(k) == .number {
            let unit = item.term?.unit
            guard unit != .year, unit != .month || !isReport(item.first) else { return nil }
            return eachYear(item, k) ?? fromDay(item, j + 1, k)
        }
        guard keyword(j) == .beforeWhen || k > j + 1 || isEventWord(k) else { return nil }
        return named(item, after: k, strip: true)
    }

    /// "05 ngày trước ngày 20/11 hằng năm": counted back from that day of each year.
    private mutating func eachYear(_ start: Statement, _ i: Int) -> Statement? {
        guard hasCycle, let term = start.term else { return nil }
        let saved = (failure, refusal)
        guard let (window, next) = numericDate(i, marked: true, day: true) ?? dayPeriod(i), window.scope == .year,
            window.form == .day, window.year == 0, !window.isRelative
        else {
            (failure, refusal) = saved
            return nil
        }
        var item = start
        item.isBefore = false
        item.bound = .before
        item.window = window
        guard measure(&item, term, next), item.term == nil else { return nil }
        repeated(&item)
        return item
    }

    /// "trước 15 ngày so với ngày họp", "trước 45 ngày đến thời điểm khai mạc"
    private mutating func comparedWith(_ start: Statement, _ i: Int, _ j: Int, isAfter: Bool) -> Statement? {
        var item = start
        let isBefore = (item.first..<i).contains { keyword($0) == .before }
        guard isBefore || isAfter && keyword(j) == .compared else {
            refuse(.duration)
            return nil
        }
        item.isBefore = isBefore
        let k = skip(j + 1, .day, .when, .at, .within, .filler)
        if kind(k) == .number { return fromDay(item, j + 1, k) }
        // "đến thời điểm hết hạn"
        return k > j + 1 || isEventWord(k) || isBareEvent(k) || keyword(k) == .untilEnd
            ? named(item, after: k, strip: true) : nil
    }

    /// A term that a day is said for.
    private mutating func fromDay(_ start: Statement, _ name: Int, _ i: Int) -> Statement? {
        guard let (window, next) = numericDate(i, marked: true, day: true) ?? dayPeriod(i), failure == nil,
            window.scope == .year, window.form == .day, case .day(let month, let day) = window.start
        else { return nil }
        var item = start
        item.eventDate = eventDay(window.year, month + 1, day, item)
        item.name = name..<next
        item.next = next
        return item
    }
}
