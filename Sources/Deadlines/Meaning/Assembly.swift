import Dates

/// Makes a deadline, or the parts of a compound, of the statements that remain.
struct Assembly {
    let phrase: Phrase
    let text: String
    let bytes: UnsafeBufferPointer<UInt8>

    /// - Parameter items: that were settled.
    func deadline(_ items: inout [Statement], _ context: borrowing ReadingContext) -> Deadline {
        guard !items.isEmpty else { return refused(text, phrase.refusal ?? phrase.serialDay ?? .nothing) }
        if let words = phrase.mover(items) { return refused(text, .passedOver(name(words))) }
        if let words = Combination.unplacedDay(items, phrase: phrase) { return refused(text, .passedOver(name(words))) }
        let resolution = Resolution(issued: context.issued, period: context.period, policy: context.policy)
        var parts: [Deadline] = []
        var i = 0
        var opening: Day?
        while i < items.count {
            // A list is read together, so that its elements complete one another.
            var j = i + 1
            while j < items.count, items[j].joined, items[j].role == items[i].role, items[i].window != nil,
                items[j].window != nil, items[i].daysBefore == 0, items[j].daysBefore == 0,
                // "tháng 2 - 3 và tháng 7 - 8 hằng năm": each range has an end of its own.
                items[i].role != .recurring || items[i].end == nil && items[j].end == nil
            {
                j += 1
            }
            switch items[i].role {
            case .once
            where items[i].window != nil && items[i].end == nil && items[i].bound != .after
                && items[i].term == nil:
                if let refusal = once(items[i..<j], resolution, context, into: &parts) { return refused(text, refusal) }
            case .once where items[i].window != nil && items[i].term != nil:
                parts.append(measured(items[i], resolution, context))
                j = i + 1
            case .recurring:
                let month = Combination.monthAfterFirst(i, items, phrase)
                if phrase.isAfterwards(items[i]) { opening = following(parts.last) ?? opening }
                parts.append(recurring(items[i..<j], opening: opening, after: month, resolution, context))
            default:
                guard let part = part(items[i], resolution, context) else { return refused(text, .backwards) }
                if items[i].role == .from { opening = part.start }
                if !items[i].isOpening { parts.append(part) }
                j = i + 1
            }
            i = j
        }
        var result = join(&parts, items, context)
        if let condition = items.first?.condition, !condition.isEmpty {
            result.notes.append(Notes.condition(name(condition)))
        }
        if !phrase.exception.isEmpty {
            let isTaken =
                result.cycles.contains { $0.skipped != 0 }
                || result.parts.contains { $0.cycles.contains { $0.skipped != 0 } }
            result.notes.append(Notes.exception(name(phrase.exception), isTaken: isTaken))
        }
        if !phrase.condition.isEmpty { result.notes.append(Notes.passedOver(name(phrase.condition))) }
        noteLeftovers(&result, items, context)
        if phrase.assumesSchoolYear, items.contains(where: { $0.window?.isOfSchool == true }) {
            result.notes.append(Notes.schoolYear)
        }
        if phrase.hasMoonDay { result.notes.append(Notes.civilMonth) }
        if result.kind == .vague,
            let words = items.first(where: {
                phrase.keyword($0.first) == .week || phrase.keyword($0.first) == .season
            })
        {
            result.notes.append(Notes.noDate(name(words.first..<words.next)))
        }
        if phrase.lacksPeriod, result.kind == .vague { result.notes.append(Notes.noPeriod) }
        addWeekdays(to: &result, context)
        return result
    }

    /// Weekdays that are not those of their dates, and months that may be weekdays.
    private func addWeekdays(to result: inout Deadline, _ context: borrowing ReadingContext) {
        if let days = phrase.lettersOfWeekdays {
            result.notes.append(Notes.weekdays(days.first, days.last, context))
        }
        guard phrase.mayNameWeekdays else { return }
        let days = ([result] + result.parts).flatMap {
            [$0.start, $0.due, $0.due.map { $0 + 1 }].compactMap(\.self)
        }
        result.notes += phrase.weekdaySlips(days)
    }

    /// The day after a part is over, where that is known.
    private func following(_ part: Deadline?) -> Day? {
        guard let part, let end = part.recurrence?.until ?? part.due else { return nil }
        return end + 1
    }

    /// - Parameter parts: of no use afterwards.
    private func join(_ parts: inout [Deadline], _ items: [Statement], _ context: borrowing ReadingContext) -> Deadline
    {
        var result: Deadline
        // A day that is said again in other words: "ngày 10/02/2024 (mùng 1 Tết)".
        var i = parts.count - 1
        while i > 0 {
            if isSaidAgain(parts[i], parts[i - 1]) { parts.remove(at: i) }
            i -= 1
        }
        if parts.count == 1 {
            result = parts.removeLast()
        } else {
            // The first due on or after the issue, else the last.
            let issued = context.issued
            let due = parts.compactMap(\.due).filter { $0 >= issued }.min() ?? parts.compactMap(\.due).max()
            result = Deadline(text: text, kind: .compound, due: due, parts: parts)
            result.start = parts.first { $0.due == due && due != nil }?.start ?? parts.lazy.compactMap(\.start).min()
            result.dueTime = parts.first { $0.due == due && due != nil }?.dueTime
            result.prudentDue = parts.first { $0.due == due && due != nil }?.prudentDue
            result.legalDue = parts.first { $0.due == due && due != nil }?.legalDue
            Notes.frames(parts, context, into: &result.notes)
            // "cuối tháng, cuối quý"
            let ends = items.filter { $0.role == .once && $0.window?.part ?? .none != .none && $0.window?.year == 0 }
            if Set(ends.compactMap(\.window?.scope)).intersection([.week, .month, .quarter]).count > 1
                || ends.count(where: { $0.window?.scope == .week }) > 1
            {
                result.notes.append(Notes.onceOrEach)
            }
        }
        addCorrections(to: &result.notes, items)
        return result
    }

    private func isSaidAgain(_ part: Deadline, _ before: Deadline) -> Bool {
        part.kind == .once && before.kind == .once && part.due == before.due && part.start == before.start
            && part.dueTime == before.dueTime
    }

    // MARK: Once

    /// One stretch, or several where a list leaves gaps.
    private func once(
        _ items: ArraySlice<Statement>, _ resolution: Resolution, _ context: borrowing ReadingContext,
        into parts: inout [Deadline]
    ) -> ReadingRefusal? {
        let item = items[items.startIndex]
        if items.count == 1, let window = item.window {
            let (start, due) = resolution.days(
                window, item.bound, hasTime: item.time != nil, daysBefore: item.daysBefore, context.calendar)
            // A bare date in digits before the issue is that of some document.
            if item.bound == .none, window.isNumeric, item.time == nil, due < context.issued { return .pastDate }
            var part = dated(start, due, item, context)
            if saysEarliest(item) { part.notes.append(Notes.beginning) }
            // Before an hour of a day is on that day, strictly and laxly.
            let bound = item.daysBefore == 0 && (item.time == nil || item.bound != .before) ? item.bound : .by
            if bound == .by, window.form == .year, !saysEnd(item) {
                Notes.beginningOfYear(window, start: start, into: &part.notes)
            }
            Notes.ambiguity(window, bound, start: start, due: due, resolution, context, into: &part.notes)
            if item.hasCarriedYear { part.notes.append(Notes.carriedYear(window, item.bound, resolution, context)) }
            // "đến Tết"
            if item.bound == .by, item.daysBefore == 0 { Notes.ownDay(window, .none, due, into: &part.notes) }
            if item.daysBefore < 0, let feast = window.feast {
                let other = feast.day(year: due.year) - item.daysBefore
                if other != due { part.notes.append(Notes.fromFeast(start, other)) }
            }
            parts.append(consume part)
            return nil
        }
        var windows = items.compactMap(\.window)
        Carrying.complete(&windows)
        var stretches: [(start: Day, due: Day)] = []
        var lasts: [(Day, Day)] = []
        for (index, window) in windows.enumerated() {
            let (start, due) = resolution.days(window, item.bound, hasTime: item.time != nil, context.calendar)
            // Under a bound only what itself adjoins: "đến năm 2025, 2030" are two dates.
            let own = item.bound == .none ? (start, due) : resolution.days(window, .none, context.calendar)
            let isApart = items[items.startIndex + index].isApart
            // "cuối quý III, đầu quý IV/2022" is one stretch; "giữa và cuối tháng" two, as is what has a year each.
            let before = index > 0 ? items[items.startIndex + index - 1].window : nil
            let isPart = window.part != .none && !(window.part == .early && before?.part == .late && before?.year == 0)
            let isBounded = item.bound != .none && window.form == .day
            if !isPart, !isApart, !isBounded, let last = lasts.last, own.0 <= last.1 + 1, own.0 >= last.0 {
                lasts[lasts.count - 1] = (last.0, max(last.1, own.1))
                stretches[stretches.count - 1].due = max(stretches[stretches.count - 1].due, due)
            } else {
                lasts.append(own)
                stretches.append((start, due))
            }
        }
        for stretch in stretches { parts.append(dated(stretch.start, stretch.due, item, context)) }
        if stretches.count < windows.count {
            Notes.joined(windows, item.bound, resolution, context, into: &parts[parts.count - stretches.count].notes)
        }
        return nil
    }

    func dated(_ start: Day, _ due: Day, _ item: Statement, _ context: borrowing ReadingContext) -> Deadline {
        var deadline = Deadline(text: text, kind: .once, start: start, due: due, dueTime: item.time)
        setDue(&deadline, context, rolls: item.daysBefore <= 0 && !(item.term != nil && item.bound == .before))
        return deadline
    }

    /// "trước ngày 20/11 05 ngày làm việc", "sau Tết một tháng": a term from or to a day that is known.
    private func measured(_ item: Statement, _ resolution: Resolution, _ context: borrowing ReadingContext) -> Deadline
    {
        guard let window = item.window, let term = item.term else { return Deadline(text: text, kind: .vague) }
        let isBefore = item.bound == .before
        let day = resolution.days(window, .none, context.calendar).due
        let end = min(term.end(from: day, isBefore: isBefore, context.calendar).day, Day.range.upperBound)
        return dated(min(context.issued, end), end, item, context)
    }

    private func setDue(_ deadline: inout Deadline, _ context: borrowing ReadingContext, rolls: Bool) {
        guard let due = deadline.due else { return }
        if context.calendar.isWorkingDay(due) {
            deadline.prudentDue = due
            deadline.legalDue = due
        } else {
            deadline.prudentDue = context.calendar.workingDay(onOrBefore: due)
            deadline.legalDue = rolls ? context.calendar.workingDay(onOrAfter: due) : due
            deadline.notes.append(Notes.dayOff(rolls: rolls))
            if !context.calendar.isDecreed(due.year) { deadline.notes.append(Notes.noDecree) }
        }
    }

    // MARK: Recurring

    private func recurring(
        _ items: ArraySlice<Statement>, opening: Day?, after month: Int?, _ resolution: Resolution,
        _ context: borrowing ReadingContext
    ) -> Deadline {
        let item = items[items.startIndex]
        let opening = opening ?? month.map { DueCycle.firstDay(ofMonth: $0) }
        var from = max(context.issued, opening ?? context.issued, item.within?.lowerBound ?? context.issued)
        // "từ 01/9 đến 31/5 năm sau": not the one that is in progress.
        if item.isData, case .day(12..., _)? = item.end?.due {
            from = max(from, Day(unchecked: context.issued.year + 1, 1, 1))
        }
        var until: Day?
        var cycles: [DueCycle] = []
        let isBounds =
            item.window.map { window in
                item.repetition != nil
                    && (window.scope == .days || window.year > 0 || item.end?.year ?? 0 > 0 || item.end?.scope == .days
                        || item.bound == .from && item.end == nil
                        || item.end != nil && item.repetition?.unit == .day && window.scope != .week)
            } ?? item.fromNow
        if isBounds, let repetition = item.repetition {
            if item.bound == .by, item.end == nil, let window = item.window {
                until = resolution.days(window, .by, context.calendar).due
            } else if let part = range(item, resolution, context) {
                from = max(context.issued, part.start ?? context.issued)
                until = part.due
            }
            cycles = resolution.cycles(repetition, from: from)
            if item.time != nil { for i in cycles.indices { cycles[i].dueTime = item.time } }
        } else if item.window != nil {
            var windows = items.compactMap(\.window)
            if windows.count > 1 { Carrying.complete(&windows) }
            for window in windows {
                var window = window
                if let month = item.end?.month, month > 0, item.end?.scope == .year { window.carry(month: month) }
                cycles.append(resolution.cycle(item, window, item.repetition, from: from))
            }
        } else if let repetition = item.repetition {
            cycles = resolution.cycles(repetition, from: from)
            if let month { for i in cycles.indices { cycles[i].origin = month } }
            if item.time != nil { for i in cycles.indices { cycles[i].dueTime = item.time } }
        }
        if let within = item.within { until = within.upperBound }
        if let opening, item.window == nil, phrase.isAfterwards(item) {
            for i in cycles.indices { cycles[i].begin(onOrAfter: opening, context.calendar) }
        }
        for i in cycles.indices {
            cycles[i].until = until
            // What is left out is reported on: its day may be in the cycle after it.
            let shift = item.window?.follows == true && cycles[i].length < 12 ? UInt16(cycles[i].length) : 0
            let reported = (item.excepted << shift | item.excepted >> (12 - shift)) & 0xFFF
            let excepted = phrase.exceptedMonths | reported
            if excepted != 0 { cycles[i].skipped = cycles[i].places(in: excepted, alone: item.window == nil) }
        }
        let apart = Combination.toldApart(from: item, phrase)
        let isLeftOut =
            apart.map { leaveOut($0.period, of: &cycles, follows: item.window?.follows == true, context) } ?? true
        var deadline = recurring(cycles, kind: .recurring, item.repetition, context)
        if let apart, !isLeftOut { deadline.notes.append(Notes.passedOver(name(apart.words))) }
        if item.isFromThere { deadline.notes.append(Notes.notBefore) }
        guard let window = item.window, let due = deadline.due else { return deadline }
        Notes.neighbours(window, cycles, due, context, into: &deadline.notes)
        if item.time == nil {
            Notes.dayBefore(window, item.bound, start: deadline.start, due: due, context, into: &deadline.notes)
        }
        return deadline
    }

    /// Of cycles as long as it the period that is told apart: "hằng năm …; riêng năm 2023 …", "hằng quý …; riêng quý IV/2023".
    /// - Parameter follows: they are due in the period after the one that they are of.
    /// - Returns: false where a cycle is of another length and cannot leave it out.
    private func leaveOut(
        _ period: CalendarPeriod, of cycles: inout [DueCycle], follows: Bool, _ context: borrowing ReadingContext
    ) -> Bool {
        let period = follows ? period.advanced(by: 1) : period
        for i in cycles.indices {
            let cycle = cycles[i]
            guard cycle.step == .months, cycle.length == period.end.month - period.start.month + 1 else { return false }
            let first = cycle.due(cycle.index(dueOnOrAfter: cycle.from, context.calendar), context.calendar)
            guard first <= period.end, cycle.until ?? period.end >= period.start else { continue }
            cycles[i].from = max(cycle.from, period.end + 1)
            guard first < period.start else { continue }
            // What is due before it.
            cycles.append(cycle)
            cycles[cycles.count - 1].until = period.start - 1
        }
        return true
    }

    private func recurring(
        _ cycles: [DueCycle], kind: DeadlineKind, _ repetition: Statement.Repetition?,
        _ context: borrowing ReadingContext
    ) -> Deadline {
        var deadline = Deadline(text: text, kind: kind, cycles: cycles)
        var opening: Day?
        for cycle in cycles {
            let k = cycle.index(dueOnOrAfter: cycle.from, context.calendar)
            let due = cycle.due(k, context.calendar)
            if deadline.due.map({ due < $0 }) ?? true {
                deadline.due = due
                deadline.start = cycle.start(k, context.calendar)
                deadline.dueTime = cycle.dueTime
                opening = cycle.opening(k)
            }
        }
        guard let cycle = cycles.first, let opening else { return deadline }
        var unit = repetition?.unit
        var every = repetition?.every ?? 1
        if unit == nil {
            switch (cycle.step, cycle.length) {
            case (.months, 12): unit = .year
            case (.months, 6): unit = .halfYear
            case (.months, 3): unit = .quarter
            case (.months, _):
                unit = .month
                every = cycle.length
            case (.weeks, _): unit = .week
            case (.days, _): unit = .day
            }
        }
        deadline.recurrence = Recurrence(every: every, unit: unit ?? .year, from: opening, until: cycle.until)
        if let repetition, repetition.times > 1, cycles.count == 1 {
            if cycle.step == .months, cycle.length != repetition.every * Resolution.months(repetition.unit) {
                deadline.recurrence?.every = cycle.length
                deadline.recurrence?.unit = .month
            } else {
                deadline.notes.append(Notes.uneven)
            }
        }
        setDue(&deadline, context, rolls: true)
        Notes.cycles(cycles, repetition, deadline.due, context, into: &deadline.notes)
        return deadline
    }

    private func policyCycles(_ cadence: Cadence, start: Day?, _ resolution: Resolution) -> [DueCycle] {
        resolution.cycles(
            .init(
                every: max(cadence.every, 1) * (cadence.unit == .halfYear ? 6 : 1),
                unit: cadence.unit == .halfYear ? .month : cadence.unit),
            from: max(start ?? resolution.issued, resolution.issued))
    }

    // MARK: The other kinds

    private func part(_ item: Statement, _ resolution: Resolution, _ context: borrowing ReadingContext) -> Deadline? {
        switch item.role {
        case .once where item.term != nil && item.window == nil: return fromIssue(item, context)
        case .once, .from:
            if item.end != nil || item.fromNow { return range(item, resolution, context) }
            return open(item, resolution, context)
        case .periodic, .review, .phased:
            if let cadence = context.policy.periodic {
                return recurring(
                    policyCycles(cadence, start: nil, resolution), kind: .periodic,
                    .init(every: cadence.every, unit: cadence.unit), context)
            }
            return Deadline(text: text, kind: .periodic, notes: [Notes.noCadence])
        case .continuous: return continuous(from: nil, resolution, context)
        case .needed: return Deadline(text: text, kind: .asNeeded)
        case .awaiting: return awaiting(item, context)
        case .vague, .recurring, .past: return Deadline(text: text, kind: .vague)
        }
    }

    func continuous(from start: Day?, _ resolution: Resolution, _ context: borrowing ReadingContext) -> Deadline {
        guard let cadence = context.policy.continuous else {
            return Deadline(text: text, kind: .continuous, start: start)
        }
        var deadline = recurring(
            policyCycles(cadence, start: start, resolution), kind: .continuous,
            .init(every: cadence.every, unit: cadence.unit), context)
        deadline.start = start ?? deadline.start
        return deadline
    }

    /// "trong thời hạn 15 ngày" without an event, "3 năm tới": counted from the issue.
    private func fromIssue(_ item: Statement, _ context: borrowing ReadingContext) -> Deadline {
        guard let term = item.term else { return Deadline(text: text, kind: .vague) }
        let end = term.end(from: context.issued, isBefore: false, context.calendar)
        var deadline = dated(context.issued, min(end.day, Day.range.upperBound), item, context)
        deadline.notes.append(Notes.fromIssue)
        return deadline
    }

    private func awaiting(_ item: Statement, _ context: borrowing ReadingContext) -> Deadline {
        var deadline = Deadline(text: text, kind: .awaiting)
        deadline.dueTime = item.time
        deadline.event = AwaitedEvent(
            name: name(item.name), term: item.term, isBefore: item.isBefore, date: item.eventDate)
        if item.isOwnIssue, let term = item.term {
            let end = term.end(from: context.issued, isBefore: false, context.calendar).day
            if Day.range.contains(end) { deadline.notes.append(Notes.ownIssue(context.issued, end)) }
        }
        if item.isFromThere { deadline.notes.append(Notes.notBefore) }
        if saysEarliest(item) { deadline.notes.append(Notes.beginning) }
        if let words = phrase.passedBefore(item) { deadline.notes.append(Notes.passedOver(name(words))) }
        return item.eventDate.map { deadline.resolved(event: $0, in: context) } ?? deadline
    }

    /// "sớm nhất trước 01 tuần so với ngày khai giảng", "sớm nhất 01/8/2025", "không sớm hơn 30 ngày trước ngày họp"
    private func noteLeftovers(_ result: inout Deadline, _ items: [Statement], _ context: borrowing ReadingContext) {
        for words in phrase.leftovers(items) {
            let month = phrase.month(named: words).flatMap { Notes.month($0, beside: result, context) }
            result.notes.append(Notes.passedOver(name(words), month))
        }
    }

    /// "hết năm 2025", "kết thúc năm 2025": no other day of it can be meant.
    private func saysEnd(_ item: Statement) -> Bool {
        (item.first..<item.next).contains { i in
            switch phrase.keyword(i) {
            case .untilEnd, .financialYear, .closing: true
            case .verb: phrase[i].value == 2
            default: false
            }
        }
    }

    private func saysEarliest(_ item: Statement) -> Bool {
        let i = phrase.keyword(item.first) == .from || item.first == 0 ? item.first : item.first - 1
        switch phrase.keyword(i) {
        case .vague: return i < item.first && phrase[i].value == 2
        case .from: return phrase[i].value == 1
        default: return false
        }
    }

    /// The words of the event, without "có", "được" and the like before it.
    func name(_ range: Range<Int>) -> String {
        guard !range.isEmpty else { return "" }
        let start = Int(phrase.tokens[range.lowerBound].start)
        let end = Int(phrase.tokens[range.upperBound - 1].end)
        guard start <= end, end <= bytes.count else { return "" }
        return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
    }

    // MARK: Corrections

    private func addCorrections(to notes: inout [ReadingNote], _ items: [Statement]) {
        if phrase.shortened != 0 {
            for i in 0..<min(phrase.count, 64) where phrase.shortened >> UInt64(i) & 1 == 1 {
                notes.append(Notes.shortened(name(i..<i + 1), phrase.meaning(i)))
            }
        }
        for i in 0..<phrase.count {
            let token = phrase.tokens[i]
            let isRoman = token.flags.contains(.romanCorrected) && token.keyword == .none
            guard isRoman || !token.flags.isDisjoint(with: [.corrected, .lost, .wrong]) else { continue }
            // "thang điểm" was not read as a month.
            if token.flags.contains(.weak), !items.contains(where: { $0.first..<$0.next ~= i }) { continue }
            if !phrase.isMarked, !isRoman, !token.flags.contains(.corrected) {
                notes.append(Notes.unmarked)
                return
            }
            let written = name(i..<i + 1)
            notes.append(Notes.correction(written, token))
        }
    }
}
