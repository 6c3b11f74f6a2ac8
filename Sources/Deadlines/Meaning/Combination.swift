import Dates

/// Decides what the statements of a phrase say together.
enum Combination {
    /// Drops what only repeats or colours the rest, and joins cycles with the dates they belong to.
    static func settle(_ items: inout [Statement], phrase: Phrase) {
        items.removeAll { $0.role == .past }
        bindMonthsOfCycles(&items, phrase: phrase)
        if items.count < 2 {
            if let only = items.first, only.isAttribute { items.removeAll() }
            return
        }
        bindEvents(&items, phrase: phrase)
        items.removeAll { $0.isAttribute }
        bindNeeds(&items, phrase: phrase)
        dropData(&items, phrase: phrase)
        bindRepeats(&items, phrase: phrase)
        dropHeading(&items, phrase: phrase)
        dropFrames(&items, phrase: phrase)
        dropParts(&items, phrase: phrase)
        dropMonths(&items, phrase: phrase)
        bindFeasts(&items, phrase: phrase)
        bindSubjects(&items, phrase: phrase)
        bindYears(&items, phrase: phrase)
        bindQuarters(&items, phrase: phrase)
        placeInPeriods(&items, phrase: phrase)
        lastOfEach(&items, phrase: phrase)
        dropMerged(&items, phrase: phrase)
        exceptNamed(&items, phrase: phrase)
        bindPeriods(&items, phrase: phrase)
        dropPastYears(&items, phrase: phrase)
        dropOwnYears(&items, phrase: phrase)
        dropPurposes(&items, phrase: phrase)
        spreadYears(&items)
        shareMonths(&items, phrase: phrase)
        joinLists(&items, phrase: phrase)
        bindDays(&items, phrase: phrase)
        joinEnds(&items, phrase: phrase)
        bindNextMonths(&items, phrase: phrase)
        followYears(&items, phrase: phrase)
        bindCycles(&items, phrase: phrase)
        dropCycleOfEvent(&items, phrase: phrase)
        drop(&items, phrase: phrase)
    }

    /// "khi có yêu cầu, trong vòng 5 ngày": counted from when it is needed.
    private static func bindNeeds(_ items: inout [Statement], phrase: Phrase) {
        var i = 0
        while i + 1 < items.count {
            defer { i += 1 }
            // "trong 02 giờ kể từ khi xảy ra sự cố, báo cáo chi tiết trong 24 giờ"
            if items[i].role == .awaiting, items[i].term != nil, !items[i].isBefore, items[i].eventDate == nil,
                items[i + 1].role == .once, items[i + 1].window == nil, items[i + 1].term != nil,
                !isApart(items[i], items[i + 1], phrase)
            {
                items[i + 1].role = .awaiting
                items[i + 1].name = items[i].name
                items[i + 1].isOwnIssue = items[i].isOwnIssue
                continue
            }
            // "bổ nhiệm kể từ ngày 01/4/2024, thời hạn 05 năm"
            // "sau ngày 30/4/2025, trong 5 ngày làm việc"
            if items[i].role == .from || items[i].bound == .after
                || items[i].role == .awaiting && items[i].term == nil && items[i].eventDate != nil,
                items[i + 1].role == .once, items[i + 1].window == nil, items[i + 1].term != nil,
                let day = phrase.firstDay(items[i]), !isApart(items[i], items[i + 1], phrase)
            {
                items[i + 1].role = .awaiting
                items[i + 1].name = items[i].first..<items[i].next
                items[i + 1].eventDate = day
                items.remove(at: i)
                continue
            }
            // "trong thời hạn 15 ngày; kể từ ngày nhận đủ hồ sơ"
            if items[i].role == .once, items[i].window == nil, items[i].term != nil, items[i + 1].role == .awaiting,
                items[i + 1].term == nil, !items[i + 1].isBefore, items[i + 1].first <= items[i].next + 1,
                phrase.keyword(items[i + 1].first) == .countingFrom
            {
                items[i + 1].term = items[i].term
                items[i + 1].first = items[i].first
                items.remove(at: i)
                continue
            }
            // "50% trong 30 ngày, 50% còn lại trong 90 ngày kể từ ngày nhận thông báo"
            if items[i].role == .once, items[i].window == nil, items[i].term != nil, items[i + 1].role == .awaiting,
                items[i + 1].term != nil, !items[i + 1].isBefore, items[i + 1].eventDate == nil,
                !isApart(items[i], items[i + 1], phrase)
            {
                items[i].role = .awaiting
                items[i].name = items[i + 1].name
                items[i].isOwnIssue = items[i + 1].isOwnIssue
                continue
            }
            guard items[i].role == .needed, items[i + 1].role == .once, items[i + 1].window == nil,
                items[i + 1].term != nil
            else { continue }
            items[i + 1].role = .awaiting
            items[i + 1].name = items[i].first..<items[i].next
            items.remove(at: i)
        }
    }

    /// "ngày 5 và ngày 20 hằng tháng": the cycle after the last element is that of all.
    private static func joinLists(_ items: inout [Statement], phrase: Phrase) {
        // "sơ kết trước 15/6, tổng kết trước 30/11 hằng năm": what is done stands between no more.
        if items.contains(where: { $0.role == .recurring && $0.window != nil }) {
            items.removeAll { $0.role == .review }
        }
        var repetition: Statement.Repetition?
        var recurs = false
        var isShared = false
        for i in items.indices.reversed() {
            // "thứ 2 và thứ 5 tuần đầu hằng tháng": both of that week.
            if i > 0, items[i].joined, case .weekday(let month, _, let n)? = items[i].window?.start,
                items[i - 1].window?.scope == .week, case .offset(let day)? = items[i - 1].window?.start,
                let weekday = Weekday(rawValue: UInt8(day + 1)), var window = items[i].window
            {
                window.start = .weekday(month: month, weekday, n)
                window.due = window.start
                items[i - 1].window = window
            }
            if repetition != nil || recurs, items[i].role == .once, let window = items[i].window, window.year == 0,
                !window.isRelative, repetition.map({ fits(window, $0) }) ?? true
            {
                items[i].repetition = repetition
                items[i].role = .recurring
            }
            if items[i].joined, items[i].role == .from, i > 0 {
                // "năm 2022, 2023 và những năm tiếp theo"
                items[i - 1].role = .from
                items.remove(at: i)
                continue
            }
            isShared = i > 0 && sharesCycle(items[i - 1], items[i], isShared: isShared, phrase)
            if isShared {
                // "cấp tỉnh trước ngày 18, cấp huyện trước ngày 15 tháng cuối quý": of that month too.
                if items[i].repetition == nil, let next = items[i].window { items[i - 1].window?.takeQuarter(of: next) }
                items[i - 1].role = .recurring
                items[i - 1].repetition = items[i].repetition
            }
            recurs = items[i].joined && items[i].role == .recurring && items[i].window != nil
            repetition = recurs ? items[i].repetition : nil
        }
    }

    /// "bắt đầu từ quý III, hoàn thành trong quý IV/2022" is one stretch; "trong quý I/2023, chậm nhất là ngày 15/3/2023"
    /// says its end more closely.
    private static func joinEnds(_ items: inout [Statement], phrase: Phrase) {
        guard let a = items.firstIndex(where: { $0.window != nil }), a + 1 < items.count else { return }
        let b = a + 1
        // "Học kỳ II: …" before them says no time, nor does "… theo quy định" after them.
        guard items[..<a].allSatisfy({ $0.role == .periodic }), items[(b + 1)...].allSatisfy({ $0.role == .vague }),
            let first = items[a].window, let second = items[b].window, items[b].role == .once, items[b].end == nil,
            items[a].end == nil,
            !items[b].joined, items[b].time == nil, first.scope != .month || second.scope == .month
        else { return }
        let isBound = items[b].bound == .by || items[b].bound == .before
        // An end that lies before the beginning is that of something else.
        if let from = opening(first), let to = opening(second), to < from { return }
        // "từ 01/7 áp dụng mức mới; truy lĩnh trước 31/8": two duties, where the second is not the first's end.
        // "từ 01/7 chính quyền hai cấp đi vào hoạt động, sắp xếp trụ sở xong trước 15/8" too.
        let comma = (items[a].next..<max(items[a].next, items[b].first)).last { phrase.kind($0) == .comma }
        let hasOwnDeed =
            comma.map { $0 > items[a].next && phrase.isUnknownWord($0 + 1) && phrase.isUnknownWord($0 + 2) } ?? false
        let areApart =
            hasOwnDeed
            || isApart(items[a], items[b], phrase)
                && !(items[a].next..<max(items[a].next, items[b].first)).contains {
                    phrase.keyword($0) == .verb && phrase[$0].value == 2
                }
        if items[a].role == .from, items[a].bound == .from, items[b].bound == .none || isBound, !areApart,
            isBound
                || (items[a].next..<max(items[a].next, items[b].next)).contains(where: { phrase.keyword($0) == .verb })
        {
            items[a].role = .once
        } else if items[a].role == .once, items[a].bound == .none, isBound, items[b].first - items[a].next <= 1,
            !isApart(items[a], items[b], phrase), phrase.keyword(items[a].next) != .and,
            second.year > 0,
            second.year >= first.year
        {
            items[a].bound = .from
        } else {
            return
        }
        items[a].end = second
        items[a].endsBefore = items[b].bound == .before
        items[a].next = items[b].next
        items.remove(at: b)
    }

    /// Whether a semicolon or the end of a sentence stands between: each says something by itself.
    static func isApart(_ a: Statement, _ b: Statement, _ phrase: Phrase) -> Bool {
        (a.next..<max(a.next, b.first)).contains { endsClause($0, phrase) }
    }

    /// Of the statements of a phrase one that has a clause to itself.
    private static func standsApart(_ item: Statement, _ phrase: Phrase) -> Bool {
        // "…; trình Quốc hội tại kỳ họp thứ 9": with the words that say what is done then.
        var first = item.first - 1
        while first > 0, phrase.kind(first) == .word, item.next == phrase.count { first -= 1 }
        return first >= 0 && endsClause(first, phrase)
            || item.next < phrase.count && endsClause(item.next, phrase)
    }

    /// "sau khi có hướng dẫn; hoàn thành trong quý IV/2022": one duty, whose beginning waits and whose end is said.
    private static func isEnded(_ item: Statement, _ items: [Statement], _ phrase: Phrase) -> Bool {
        guard item.term == nil, !item.isBefore, phrase.kind(item.next) == .semicolon,
            let end = items.first(where: { $0.first > item.next }), end.role == .once, end.window != nil
        else { return false }
        return phrase.keyword(item.next + 1) == .verb && phrase[item.next + 1].value == 2
            && !(item.next + 1..<end.first).contains { phrase.kind($0) != .word }
    }

    /// "…, thông báo kết quả trong 15 ngày kể từ ngày kết thúc", "sau khi có kết luận, trong 10 ngày ban hành văn bản; …": what
    /// is done within a term, and is not what the date is said of.
    private static func hasOwnDeed(_ item: Statement, _ items: [Statement], _ phrase: Phrase) -> Bool {
        guard item.term != nil else { return false }
        func isDated(_ other: Statement) -> Bool {
            other.role == .once || other.role == .recurring || other.role == .awaiting
        }
        guard let last = items.last(where: { $0.next <= item.first && isDated($0) }) else {
            guard let next = items.first(where: { $0.first >= item.next && isDated($0) }) else { return false }
            // "quyết toán chậm nhất 30 ngày sau khi bế mạc, lưu trữ hồ sơ trong quý IV"
            let j = item.next + 1
            return isApart(item, next, phrase)
                || phrase.kind(item.next) == .comma && j < next.first
                    && !(phrase.keyword(j) == .verb && phrase[j].value == 2)
                    && (0..<item.first).contains { phrase.keyword($0) == .verb || phrase.keyword($0) == .record }
        }
        guard let sign = (last.next..<item.first).first(where: { phrase.kind($0) != .word }) else { return false }
        guard phrase.kind(sign) == .comma else { return false }
        var words = 0
        for i in sign..<item.first {
            switch phrase.keyword(i) {
            case .verb, .record, .duty, .review: return true
            default: if phrase.isUnknownWord(i) { words += 1 }
            }
        }
        // "…, thanh lý hợp đồng trong 15 ngày kể từ ngày nghiệm thu"; not "…, nhưng không quá 15 ngày …".
        return words > 1
    }

    /// Whether two ways of doing something are of the same duty, as in "thường xuyên, định kỳ kiểm tra"; in "thường xuyên
    /// theo dõi, định kỳ sơ kết" each has its own.
    private static func isOneDuty(_ a: Statement, _ b: Statement, _ phrase: Phrase) -> Bool {
        let (first, second) = a.first < b.first ? (a, b) : (b, a)
        var isListed = false
        var isNamed = false
        for i in first.next..<max(first.next, second.first) {
            switch phrase.keyword(i) {
            case .and, .or: isListed = true
            case .vague, .needed, .continuous, .promptly: break
            default:
                if phrase.kind(i) == .word { isNamed = true } else { isListed = true }
            }
        }
        return !isListed || !isNamed
    }

    private static func endsClause(_ i: Int, _ phrase: Phrase) -> Bool {
        phrase.kind(i) == .semicolon || phrase.kind(i) == .dot && phrase.kind(i + 1) == .word && phrase[i + 1].isSpaced
    }

    static func signs(_ phrase: Phrase, _ from: Int, _ to: Int) -> Bool {
        (from..<max(from, to)).contains { phrase.kind($0) != .word }
    }

    static func fits(_ window: Window, _ repetition: Statement.Repetition) -> Bool {
        switch repetition.unit {
        // "15 ngày một lần vào ngày 15 và ngày cuối tháng"
        case .day: repetition.every >= 10 && window.scope == .month
        case .week: window.scope == .week
        // "ngày 5/4 và ngày 7 hằng tháng": the first is of one month.
        case .month where repetition.every == 1 && window.form == .day: window.scope != .year
        case .month: window.scope == .week || window.length <= repetition.every
        case .quarter: window.scope == .week || window.length <= 3 * repetition.every
        case .halfYear, .year: true
        }
    }

    /// "liên tục từ tháng 8 đến tháng 10": how it is done from day to day.
    private static func isOfStretch(_ item: Statement, _ items: [Statement]) -> Bool {
        items.contains { $0.end != nil && ($0.first == item.next || $0.next == item.first) }
    }

    /// "hằng năm, trước ngày khai giảng 15 ngày": the cycle has no day but that of the event.
    private static func dropCycleOfEvent(_ items: inout [Statement], phrase: Phrase) {
        if items.contains(where: { $0.role == .awaiting && $0.term != nil && $0.eventDate == nil }),
            items.allSatisfy({ $0.role == .awaiting || $0.role == .recurring && $0.window == nil && $0.time == nil }),
            !items.contains(where: { standsApart($0, phrase) })
        {
            items.removeAll { $0.role == .recurring }
        }
    }

    private static func drop(_ items: inout [Statement], phrase: Phrase) {
        let roles = items.map(\.role)
        let has = { (role: Statement.Role) in roles.contains(role) }
        let isDated = has(.once) || has(.recurring)
        let isTimed = isDated || has(.from)
        let recurs = has(.recurring)
        let isPeriodic = has(.periodic) || has(.phased)
        let other = isTimed || isPeriodic || has(.review) || has(.continuous) || has(.needed) || has(.awaiting)
        let awaits = has(.awaiting)
        var seenAwaiting = false
        var kept: [Statement] = []
        var condition: Range<Int>?
        for item in items {
            switch item.role {
            case .vague: if other { continue }
            case .review: if isTimed || isPeriodic || awaits { continue }
            case .periodic: if recurs || isTimed { continue }
            // "sơ kết giữa kỳ vào quý II/2028"
            case .phased where items.contains(where: { $0.role == .once && $0.first == item.next && $0.window != nil }):
                continue
            case .awaiting:
                let joined =
                    item.first > 0 && (phrase.keyword(item.first - 1) == .and || phrase.keyword(item.first - 1) == .or)
                if standsApart(item, phrase), !isEnded(item, items, phrase) {
                    if let last = kept.last, last.role == .awaiting, !isApart(last, item, phrase) { continue }
                    kept.append(item)
                    continue
                }
                if isTimed, !joined || item.isBefore && item.term == nil, !hasOwnDeed(item, items, phrase) {
                    condition = condition ?? (item.term == nil ? item.name : item.first..<item.next)
                    continue
                }
                // "đột xuất khi có chỉ đạo" says when it is needed.
                if let last = kept.last, last.role == .needed, last.next == item.first, item.term == nil { continue }
                if seenAwaiting {
                    // Of one event the first term, of another its own.
                    let isSame = kept.contains { $0.role == .awaiting && $0.name == item.name }
                    // "trước kỳ họp 15 ngày, sau kỳ họp 5 ngày" are two.
                    let hasOwnTerm = item.term != nil && kept.allSatisfy { $0.role != .awaiting || $0.term != nil }
                    guard !isSame, hasOwnTerm || hasOwnDeed(item, items, phrase) else { continue }
                }
                if has(.periodic), !joined { continue }
                seenAwaiting = true
            case .continuous:
                if has(.from) || isOfStretch(item, items) || awaits && !has(.needed) && !standsApart(item, phrase) {
                    continue
                }
                if let other = items.first(where: { $0.role == .periodic }), isOneDuty(item, other, phrase) { continue }
            default: break
            }
            if let last = kept.last, last.role == item.role, item.role != .once, item.role != .recurring,
                item.role != .from, item.role != .awaiting
            {
                continue
            }
            if item.role != .once, item.role != .recurring, item.role != .awaiting, item.role != .from,
                kept.contains(where: { $0.role == item.role })
            {
                continue
            }
            if item.role == .periodic, let other = kept.firstIndex(where: { $0.role == .continuous }) {
                // Of two without a due date the one that asks for more leads.
                kept.insert(item, at: other)
            } else {
                kept.append(item)
            }
        }
        if let condition, !kept.isEmpty { kept[0].condition = condition }
        items = kept
    }
}
