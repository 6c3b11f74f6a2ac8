import Dates

/// The names of events: where they end, and the terms that stand in or after them.
extension Phrase {
    /// The event's name, up to the end of its clause or to a term: "sau khi có hướng dẫn của tỉnh 15 ngày".
    mutating func named(_ start: Statement, after i: Int, strip: Bool) -> Statement? {
        var item = start
        var j = i
        let from = i
        while j < count {
            let token = self[j]
            if token.kind == .semicolon || token.kind == .open || token.kind == .close || token.kind == .colon { break }
            // "sau kỳ họp từ ngày 15 đến ngày 20 tháng 7"
            if keyword(j) == .from || keyword(j) == .before, j > from,
                kind(keyword(j + 1) == .day ? j + 2 : j + 1) == .number, term(j + 1) == nil
            {
                break
            }
            // "…, nhưng không quá 45 ngày kể từ ngày …" is another.
            if j > from, keyword(j + 1) == .notBeyond, self[j].base == PhraseToken.base("nhung") { break }
            // "trước giờ khai mạc 15 phút": a term, though none that moves the day.
            if j > from, token.kind == .number, keyword(j + 1) == .minute, keyword(j - 1) != .hour { break }
            if token.kind == .comma || keyword(j) == .and {
                // The name goes on unless another statement begins.
                if startsStatement(j + 1) || startsTerm(j + 1) { break }
                if token.kind == .comma, !leadsToTerm(j + 1) { break }
            }
            if j > from, item.term == nil {
                let k = skip(j, .ratio, .notBeyond, .atLatest, .within, .at, .until)
                if let (term, next) = term(k),
                    kind(next) == .end || kind(next) == .comma || kind(next) == .close || keyword(next) == .times
                        || kind(next) == .semicolon || kind(next) == .dot || keyword(next) == .atLatest
                        || keyword(next) == .verb || endsDate(next)
                {
                    if keyword(next) != .times {
                        item.term = term
                        item.name = from..<j
                        item.next = next
                        date(&item)
                        return item
                    }
                }
            }
            j += 1
        }
        guard j > from else { return nil }
        item.name = from..<j
        item.next = j
        item.isOwnIssue = !item.isBefore && ownIssue(from) == j
        date(&item)
        // "…, chậm nhất 15 ngày"
        if kind(j) == .comma || kind(j) == .open, item.term == nil {
            let k = skip(j + 1, .within, .notBeyond, .atLatest, .inside, .at, .copula)
            if k > j + 1 || !item.isBefore, let (term, next) = term(k), closesLimit(next) || k > j + 1 && names(next) {
                item.term = term
                item.next = next
            }
        }
        return item
    }

    /// The event's own date at the end of its name or in parentheses after it, where the term may follow: "ngày bầu cử
    /// 23/5/2021", "Đại hội (ngày 15/10/2025)".
    private mutating func date(_ item: inout Statement) {
        let isOpen = kind(item.next) == .open
        guard item.term != nil || item.isBefore else { return }
        let saved = (failure, refusal)
        defer { (failure, refusal) = saved }
        let i = isOpen ? skip(item.next + 1, .day, .filler) : item.name.upperBound - 5
        guard i > item.name.lowerBound, kind(i) == .number,
            let (window, next) = numericDate(i, marked: true, day: true), window.form == .day, window.scope == .year,
            isOpen ? kind(next) == .close : next == item.name.upperBound
        else { return }
        // "trước ngày họp (dự kiến 19/12) 10 ngày"
        if isOpen, item.term == nil, let (term, end) = term(next + 1), closesLimit(end) {
            item.term = term
            item.next = end
        } else {
            guard window.year > 0 else { return }
            if isOpen { item.next = next + 1 }
        }
        item.eventDate = eventDay(window.year, window.month, window.day, item)
    }

    /// Whether more of the name follows a comma, and then its term: the "bế mạc 10 ngày" of "khai mạc, bế mạc 10 ngày".
    func leadsToTerm(_ i: Int) -> Bool {
        var j = i
        while j < i + 8, kind(j) == .word || kind(j) == .number, !startsStatement(j) {
            if j > i, let (_, next) = term(j) { return kind(next) != .word && kind(next) != .number }
            if kind(j) == .number || keyword(j) == .after { return false }
            j += 1
        }
        return false
    }

    private func closesLimit(_ i: Int) -> Bool {
        switch kind(i) {
        case .end, .open, .close, .comma, .semicolon, .dot, .colon: true
        default: keyword(i) == .filler
        }
    }

    /// Who does what within a term that was bounded: "…, chậm nhất 07 ngày phải gửi", "…, trong 15 ngày các đơn vị báo cáo".
    private func names(_ i: Int) -> Bool {
        switch keyword(i) {
        case .criterion, .verb, .duty, .all: true
        default: isUnknownWord(i)
        }
    }

    /// Whether a term of its own follows: the "05 ngày sau" of "15 ngày trước kỳ họp và 05 ngày sau kỳ họp".
    private func startsTerm(_ i: Int) -> Bool {
        guard let (_, next) = term(i) else { return false }
        switch keyword(next) {
        case .before, .beforeWhen, .after, .afterWhen, .rightAfter, .countingFrom: return true
        default: return false
        }
    }

    private func startsStatement(_ i: Int) -> Bool {
        switch keyword(i) {
        case .every, .periodic, .continuous, .needed, .before, .until, .atLatest, .notBeyond, .inside, .from, .untilEnd,
            .afterWhen,
            .rightAfter, .yearly, .within:
            true
        default: false
        }
    }
}
