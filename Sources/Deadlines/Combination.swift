import Dates

/// Decides what the statements of a phrase say together.
enum Combination {
    /// Drops what only repeats or colours the rest, and joins cycles with the dates they belong to.
    static func settle(_ items: inout [Item], phrase: Phrase) {
        items.removeAll { $0.role == .past }
        if items.count < 2 {
            if let only = items.first, only.isAttribute { items.removeAll() }
            return
        }
        items.removeAll { $0.isAttribute }
        bindPeriods(&items, phrase: phrase)
        joinLists(&items)
        joinEnds(&items, phrase: phrase)
        bindCycles(&items, phrase: phrase)
        drop(&items, phrase: phrase)
    }

    /// "ngày 5 và ngày 20 hằng tháng": the cycle after the last element is that of all.
    private static func joinLists(_ items: inout [Item]) {
        var repetition: Item.Repetition?
        var recurs = false
        for i in items.indices.reversed() {
            if repetition != nil || recurs, items[i].role == .once, items[i].window?.year == 0 {
                items[i].repetition = repetition
                items[i].role = .recurring
            }
            if items[i].joined, items[i].role == .from, i > 0 {
                // "năm 2022, 2023 và những năm tiếp theo"
                items[i - 1].role = .from
                items.remove(at: i)
                continue
            }
            recurs = items[i].joined && items[i].role == .recurring && items[i].window != nil
            repetition = recurs ? items[i].repetition : nil
        }
    }

    /// A cycle said apart from its date: "hằng năm, trước ngày 15/12"; or from its beginning and end.
    private static func bindCycles(_ items: inout [Item], phrase: Phrase) {
        if let c = items.firstIndex(where: { $0.role == .recurring && $0.window == nil }),
            let repetition = items[c].repetition
        {
            var bound = false
            for i in items.indices where i != c {
                guard let window = items[i].window else { continue }
                let apart = i < c ? items[c].first - items[i].next : items[i].first - items[c].next
                let between = i < c ? items[i].next : items[c].next
                let isYearless =
                    window.scope != .days && window.year == 0 && !window.isRelative && items[i].end?.year ?? 0 == 0
                if items[i].role == .recurring, items[i].repetition == nil, fits(window, repetition) {
                    bound = true
                } else if items[i].role == .once, isYearless, fits(window, repetition) {
                    // After the cycle at any distance; before it, only side by side.
                    guard i > c || apart <= 1 || !signs(phrase, items[i].next, items[c].first) else { continue }
                    items[i].role = .recurring
                    items[i].repetition = repetition
                    bound = true
                } else if items[i].role == .from || items[i].end != nil
                    || window.form == .span && window.part == .none && window.year > 0
                    || items[i].bound == .by && window.year > 0 && i == c + 1,
                    i > c ? apart <= 1 && phrase.keyword(between) != .and : apart == 0 && phrase.kind(between) != .comma
                {
                    items[c].window = window
                    items[c].bound = items[i].bound
                    items[c].end = items[i].end
                    items[c].fromNow = items[i].fromNow
                    items[i].role = .vague
                    items[i].window = nil
                }
            }
            if bound { items.remove(at: c) }
        }
        // "định kỳ báo cáo trước ngày 15/12" says no year: it comes back.
        if items.contains(where: { $0.role == .periodic }) {
            for i in items.indices {
                guard items[i].role == .once, let window = items[i].window, items[i].end == nil, window.scope != .days,
                    window.year == 0,
                    !window.isRelative
                else { continue }
                items[i].role = .recurring
            }
        }
    }

    /// "bắt đầu từ quý III, hoàn thành trong quý IV/2022" is one stretch; "trong quý I/2023, chậm nhất là ngày 15/3/2023"
    /// says its end more closely.
    private static func joinEnds(_ items: inout [Item], phrase: Phrase) {
        guard items.count == 2, let first = items[0].window, let second = items[1].window, items[1].role == .once,
            items[1].end == nil, items[0].end == nil, !items[1].joined, items[1].time == nil
        else { return }
        let isBound = items[1].bound == .by || items[1].bound == .before
        if items[0].role == .from, items[0].bound == .from, items[1].bound == .none || isBound,
            isBound || (items[0].next..<items[1].next).contains(where: { phrase.keyword($0) == .verb })
        {
            items[0].role = .once
        } else if items[0].role == .once, items[0].bound == .none, isBound, items[1].first - items[0].next <= 1,
            second.year > 0,
            second.year >= first.year
        {
            items[0].bound = .from
        } else {
            return
        }
        items[0].end = second
        items[0].endsBefore = items[1].bound == .before
        items[0].next = items[1].next
        items.removeLast()
    }

    private static func signs(_ phrase: Phrase, _ from: Int, _ to: Int) -> Bool {
        (from..<max(from, to)).contains { phrase.kind($0) != .word }
    }

    private static func fits(_ window: Window, _ repetition: Item.Repetition) -> Bool {
        switch repetition.unit {
        case .day: false
        case .week: window.scope == .week
        case .month: window.scope == .week || window.length <= repetition.every
        case .quarter: window.scope == .week || window.length <= 3 * repetition.every
        case .halfYear, .year: true
        }
    }

    private static func drop(_ items: inout [Item], phrase: Phrase) {
        let roles = items.map(\.role)
        let has = { (role: Item.Role) in roles.contains(role) }
        let isDated = has(.once) || has(.recurring)
        let isTimed = isDated || has(.from)
        let recurs = has(.recurring)
        let isPeriodic = has(.periodic) || has(.phased)
        let other = isTimed || isPeriodic || has(.review) || has(.continuous) || has(.needed) || has(.awaiting)
        let awaits = has(.awaiting)
        var seenAwaiting = false
        var kept: [Item] = []
        var condition: Range<Int>?
        for item in items {
            switch item.role {
            case .vague: if other { continue }
            case .review: if isTimed || isPeriodic || awaits { continue }
            case .periodic: if recurs || isTimed { continue }
            case .awaiting:
                let joined =
                    item.first > 0 && (phrase.keyword(item.first - 1) == .and || phrase.keyword(item.first - 1) == .or)
                if isTimed, !joined || item.isBefore {
                    condition = condition ?? item.name
                    continue
                }
                if seenAwaiting || has(.periodic) && !joined { continue }
                seenAwaiting = true
            case .continuous: if has(.periodic) || has(.from) || awaits && !has(.needed) { continue }
            default: break
            }
            if let last = kept.last, last.role == item.role, item.role != .once, item.role != .recurring,
                item.role != .from,
                item.role != .awaiting
            {
                continue
            }
            if item.role != .once, item.role != .recurring, item.role != .awaiting,
                kept.contains(where: { $0.role == item.role })
            {
                continue
            }
            kept.append(item)
        }
        if let condition, !kept.isEmpty { kept[0].condition = condition }
        items = kept
    }
}
