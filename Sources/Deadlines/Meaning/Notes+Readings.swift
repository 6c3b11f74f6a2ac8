import Dates

/// Notes on what a phrase leaves open: the other readings with their dates.
extension Notes {
    static let beginning = ReadingNote(
        kind: .ambiguity, vi: "“không sớm hơn”, “sớm nhất” chỉ nói thời điểm bắt đầu, không phải hạn hoàn thành",
        en: "“không sớm hơn” or “sớm nhất” says when it may begin, not by when it is to be done")
    static let notBefore = ReadingNote(
        kind: .ambiguity, vi: "“sau” một thời hạn: có thể là thời điểm bắt đầu, không phải hạn cuối",
        en: "“sau” before a term: its end may be meant as a beginning, not as a due date")

    static let civilMonth = ReadingNote(
        kind: .ambiguity, vi: "“mùng” hiểu là ngày dương lịch; nếu là âm lịch thì ghi rõ từng ngày",
        en: "“mùng” is read as a day of the civil month; if lunar days are meant, write each of them")

    static let schoolYear = ReadingNote(
        kind: .ambiguity,
        vi:
            "mốc của năm học, học kỳ là giả định (từ 05/9, hết học kỳ I ngày 15/01, hết năm học ngày 31/5): đối chiếu kế hoạch năm học của trường",
        en:
            "the days of the school year and its terms are assumed (from 05/9, first term to 15/01, to 31/5): check the school's own calendar"
    )

    /// - Parameter month: the month that the words are a name of.
    static func passedOver(_ words: String, _ month: CalendarPeriod? = nil) -> ReadingNote {
        ReadingNote(
            kind: .ambiguity, vi: "không xét “\(words)”: nếu phần ấy làm thay đổi ngày thì hãy ghi rõ",
            en: "“\(words)” was passed over: if it moves the date, write that date", start: month?.start,
            due: month?.end)
    }

    /// A month of the year that a deadline ends in; of one that comes back the next such month.
    static func month(
        _ month: Int, beside deadline: Deadline, _ context: borrowing ReadingContext
    ) -> CalendarPeriod? {
        guard let due = deadline.due else { return nil }
        let named = CalendarPeriod(.month, containing: Day(unchecked: due.year, month, 1))
        return deadline.kind == .recurring && named.end < context.issued ? named.advanced(by: 12) : named
    }

    /// Two periods side by side are read as one stretch; each may have its own duty.
    static func joined(
        _ windows: [Window], _ bound: Statement.Bound, _ resolution: Resolution, _ context: borrowing ReadingContext,
        into notes: inout [ReadingNote]
    ) {
        guard bound == .none, windows.count > 1, windows[0].form != .day, windows[0].form != .year else { return }
        let (start, due) = resolution.days(windows[0], .none, context.calendar)
        notes.append(
            ReadingNote(
                kind: .ambiguity,
                vi: "nhiều kỳ liền nhau được hiểu là một khoảng; nếu mỗi kỳ một việc, hạn đầu tiên là",
                en: "periods side by side are read as one stretch; if each has its own duty, the first is due on",
                start: start, due: due))
    }

    /// A cycle that ends soon after the issue, or that may be meant to begin elsewhere: it is longer than a year, or is
    /// counted in units that the calendar does not count.
    static func cycles(
        _ cycles: [DueCycle], _ repetition: Statement.Repetition?, _ due: Day?, _ context: borrowing ReadingContext,
        into notes: inout [ReadingNote]
    ) {
        guard let repetition, cycles.count == 1, let due, let cycle = cycles.first else { return }
        let issued = context.issued
        if repetition.every > 1, repetition.times == 1, cycle.length > 1, cycle.length <= 12, cycle.isWhole,
            cycle.from == issued
        {
            let other = cycle.step == .months ? issued.adding(months: cycle.length) : issued + cycle.days
            if other != due { notes.append(fromTheIssue(other)) }
        }
        if cycle.step == .weeks, cycle.length == repetition.every, cycle.length > 1, !cycle.isWhole {
            notes.append(
                ReadingNote(
                    kind: .ambiguity, vi: "không ghi kỳ đầu vào tuần nào; cách hiểu khác: từ tuần kế tiếp",
                    en: "it is not said which week is the first; the other reading begins with the week after",
                    due: due + 7))
        }
        guard cycle.step == .months, cycle.isWhole else { return }
        if cycle.length > 12 {
            guard cycle.origin == issued.year * 12 else { return }
            let earlier = due.adding(months: -12)
            let other = earlier >= issued ? earlier : due.adding(months: 12)
            notes.append(
                ReadingNote(
                    kind: .ambiguity,
                    vi: "không ghi kỳ đầu vào năm nào: tính từ năm ban hành; cách hiểu khác: hạn đầu tiên",
                    en: "the first year is not said: counted from that of the issue; the other reading is due on",
                    due: CalendarPeriod(.month, containing: other).end))
        } else if due - issued < cycle.length * 4 {
            notes.append(
                ReadingNote(
                    kind: .ambiguity,
                    vi: "kỳ đang diễn ra kết thúc ngay sau ngày ban hành; cách hiểu khác: làm từ kỳ sau",
                    en: "the cycle in progress ends soon after the issue; the other reading begins with the next one",
                    due: cycle.due(cycle.index(dueOnOrAfter: due + 1, context.calendar), context.calendar)))
        }
    }

    private static func fromTheIssue(_ due: Day) -> ReadingNote {
        ReadingNote(
            kind: .ambiguity,
            vi: "không ghi kỳ đầu bắt đầu từ ngày nào; cách hiểu khác: đủ một kỳ kể từ ngày ban hành",
            en: "it is not said when the first cycle begins; the other reading is a whole one from the issue", due: due)
    }

    /// "tháng sau", "năm trước": the month or year beside the one that is reported on, or beside that of the issue.
    static func neighbours(
        _ window: Window, _ cycles: [DueCycle], _ due: Day, _ context: borrowing ReadingContext,
        into notes: inout [ReadingNote]
    ) {
        guard window.follows || window.precedes, let cycle = cycles.first, case .months = cycle.step else {
            return
        }
        let (issued, calendar) = (context.issued, context.calendar)
        // The cycle that the issue lies in, and the one beside it.
        let present = floorDivide(issued.year * 12 + issued.month - 1 - cycle.origin, cycle.length)
        if window.precedes {
            let other = cycle.due(present - 1, calendar)
            guard other != due else { return }
            notes.append(
                ReadingNote(
                    kind: .ambiguity,
                    vi: "“năm trước” tính theo năm kế hoạch hoặc năm báo cáo; tính theo năm ban hành thì đã qua",
                    en:
                        "“năm trước” is the year before the one planned or reported on; before that of the issue it has passed",
                    due: other))
            return
        }
        let reported = CalendarPeriod(
            cycle.length == 12 ? .year : cycle.length == 6 ? .halfYear : cycle.length == 3 ? .quarter : .month,
            containing: due
        )
        .advanced(by: -1)
        let other = cycle.skipped == 0 ? cycle.due(present + 1, calendar) : due
        notes.append(
            ReadingNote(
                kind: .ambiguity,
                vi: "hạn này là của kỳ \(reported.id)"
                    + (other == due ? "" : "; tính từ kỳ của ngày ban hành thì hạn đầu tiên là"),
                en: "this is due for the period \(reported.id)"
                    + (other == due ? "" : "; counted from the period of the issue the first is due on"),
                due: other == due ? nil : other))
    }

    /// "trong tháng tiếp theo": the calendar's next month, or a month from the issue.
    static func next(
        _ window: Window, _ bound: Statement.Bound, start: Day, _ context: borrowing ReadingContext,
        into notes: inout [ReadingNote]
    ) {
        guard window.isRelative, bound == .none || bound == .by, window.part == .none, start > context.issued else {
            return
        }
        let months: Int
        switch window.form {
        case .month: months = 1
        case .quarter: months = 3
        case .year: months = 12
        case .day, .week, .span, .feast, .lunar: return
        }
        notes.append(
            ReadingNote(
                kind: .ambiguity,
                vi: "tính theo kỳ liền sau kỳ của ngày ban hành; cách hiểu khác: đủ một kỳ kể từ ngày ban hành",
                en: "the period after the one of the issue; the other reading is a whole one counted from the issue",
                due: context.issued.adding(months: months)))
    }

    /// "trước Tết": before its days off, or before the feast's own day.
    static func eve(
        _ window: Window, _ bound: Statement.Bound, _ due: Day, into notes: inout [ReadingNote]
    ) {
        guard bound == .before, let feast = window.feast,
            window.due == .feast(feast, .last) || window.due == .feast(feast, .offset(-1))
        else { return }
        // Days off may begin in the year before.
        let eve = [due.year, due.year + 1].lazy.map { feast.day(year: $0) - 1 }.first { $0 >= due }
        guard let eve, eve != due else { return }
        notes.append(
            ReadingNote(
                kind: .ambiguity,
                vi: "hết ngày trước kỳ nghỉ; cách hiểu khác: hết ngày trước chính ngày lễ, Tết",
                en: "up to the day before its days off; the other reading is the day before the feast itself", due: eve)
        )
    }

    /// Months by the letter T may be days of a week: "T2 - T6".
    static func weekdays(_ first: Int, _ last: Int, _ context: borrowing ReadingContext) -> ReadingNote {
        let week = CalendarPeriod(.week, containing: context.issued)
        let start = (week.start + first >= context.issued ? week.start : week.start + 7) + first
        return ReadingNote(
            kind: .ambiguity, vi: "“T” được hiểu là tháng; nếu là thứ trong tuần thì ghi “thứ”, và thời gian là",
            en: "“T” is read as a month; if days of the week are meant, write “thứ”: then it is", start: start,
            due: start + (last - first))
    }

    /// "trước và sau Tết": its days off, or done before them.
    static func around(
        _ window: Window, _ due: Day, _ resolution: Resolution, _ context: borrowing ReadingContext,
        into notes: inout [ReadingNote]
    ) {
        guard window.isAround, let feast = window.feast else { return }
        var before = window
        before.year = due.year
        before.due = .feast(feast, .workedBefore)
        notes.append(
            ReadingNote(
                kind: .ambiguity,
                vi: "không nói trước, sau mấy ngày: hiểu là kỳ nghỉ của dịp ấy; cách hiểu khác: xong trước kỳ nghỉ",
                en: "how long before and after is not said: read as its days off; the other reading is before them",
                due: resolution.days(before, .none, context.calendar).due))
    }

    /// "chào mừng Quốc khánh 2/9": its days off, or the feast's own day.
    static func ownDay(_ window: Window, _ bound: Statement.Bound, _ due: Day, into notes: inout [ReadingNote]) {
        guard bound == .none, !window.isAround, let feast = window.feast, case .feast(_, .last) = window.due else {
            return
        }
        let day = feast.day(year: due.year)
        guard day != due else { return }
        notes.append(
            ReadingNote(
                kind: .ambiguity, vi: "hiểu là kỳ nghỉ của dịp ấy; cách hiểu khác: chính ngày lễ, Tết",
                en: "read as its days off; the other reading is the feast's own day", start: day, due: day))
    }

    /// "từ 30/11 đến 15/01/2023": the beginning is in the year before, or the two were written the wrong way round.
    static func earlierYear(_ start: Day) -> ReadingNote {
        ReadingNote(
            kind: .carried, vi: "mốc đầu không ghi năm: hiểu là \(start.dayMonthYear), vì cùng năm thì sau mốc cuối",
            en: "the beginning has no year: read as \(start), for in the same year it would come after the end")
    }

    /// "năm học 2025-2026: nộp trước 31/5": in those years, or the next such day after the issue.
    static func carriedYear(
        _ window: Window, _ bound: Statement.Bound, _ resolution: Resolution, _ context: borrowing ReadingContext
    ) -> ReadingNote {
        var yearless = window
        yearless.year = 0
        let next = resolution.days(yearless, bound, context.calendar)
        return ReadingNote(
            kind: .ambiguity, vi: "không ghi năm: lấy theo những năm ghi trước; lần tới sau ngày ban hành là",
            en: "no year is written: that of the years before it; the next after the issue is", start: next.start,
            due: next.due)
    }

    /// The same term of office of the other kind of issuer.
    static func otherTerm(_ due: Day, _ context: borrowing ReadingContext, into notes: inout [ReadingNote]) {
        let others = context.issuer == .party ? context.terms.state : context.terms.party
        let (year, month, _) = context.issued.civil
        let isParty = context.issuer == .party
        // A state body's new term begins with the elections of May, the Party's with the congress in autumn.
        let turn = isParty ? 6 : 10
        guard
            let other = others.last(where: { $0.contains(year) && ($0.lowerBound < year || month >= turn) }),
            other.upperBound != due.year
        else { return }
        notes.append(
            ReadingNote(
                kind: .ambiguity,
                vi: isParty
                    ? "hiểu là nhiệm kỳ của Đảng; nếu là của cơ quan nhà nước"
                    : "hiểu là nhiệm kỳ của cơ quan nhà nước; nếu là của Đảng",
                en: isParty
                    ? "read as the Party's term of office; a state body's would be"
                    : "read as a state body's term of office; the Party's would be",
                start: Day(unchecked: other.lowerBound, 1, 1), due: Day(unchecked: other.upperBound, 12, 31)))
    }
}
