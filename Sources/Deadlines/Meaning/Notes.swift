import Dates

/// The notes of readings, worded in one place.
enum Notes {
    static func dayOff(rolls: Bool) -> ReadingNote {
        rolls
            ? ReadingNote(
                kind: .dayOff,
                vi:
                    "hạn rơi vào ngày nghỉ: nên xong vào ngày làm việc liền trước; theo luật, hạn kéo đến hết ngày làm việc tiếp theo (Bộ luật Dân sự 2015, Điều 148 khoản 5)",
                en:
                    "due on a day off: prudently done by the working day before; by law it runs to the end of the next working day (Civil Code 2015, Article 148.5)"
            )
            : ReadingNote(
                kind: .dayOff,
                vi:
                    "hạn rơi vào ngày nghỉ: nên xong vào ngày làm việc liền trước; thời hạn tính lùi không kéo dài thêm",
                en:
                    "due on a day off: prudently done by the working day before; a term counted backwards is not prolonged"
            )
    }

    static let noDecree = ReadingNote(
        kind: .noDecree, vi: "chưa có quyết định về ngày nghỉ của năm này: ngày nghỉ được tính theo Bộ luật Lao động",
        en: "no decree on this year's days off was read: they are computed from the Labour Code")
    static let noCadence = ReadingNote(
        kind: .ambiguity, vi: "định kỳ nhưng không nói bao lâu một lần: chưa có hạn",
        en: "periodic, but not how often: no due date yet")
    static let fromIssue = ReadingNote(
        kind: .ambiguity, vi: "không nói tính từ khi nào: tính từ ngày ban hành",
        en: "not said from when it is counted: counted from the issue")

    static func ownIssue(_ issued: Day, _ due: Day) -> ReadingNote {
        ReadingNote(
            kind: .ambiguity, vi: "cách hiểu khác: tính từ ngày ghi trên văn bản này, coi là ngày ký, ban hành",
            en: "the other reading counts from the date of this document, as its signing or issue", start: issued,
            due: due)
    }

    static func condition(_ event: String) -> ReadingNote {
        ReadingNote(
            kind: .ambiguity, vi: "còn phụ thuộc sự kiện “\(event)”; hạn giữ theo ngày đã ghi",
            en: "it also depends on the event “\(event)”; the written date stands")
    }

    static func exception(_ words: String, isTaken: Bool) -> ReadingNote {
        if isTaken {
            return ReadingNote(
                kind: .ambiguity, vi: "“\(words)”: những kỳ ấy không có hạn",
                en: "“\(words)”: nothing is due then")
        }
        return ReadingNote(
            kind: .ambiguity, vi: "phần loại trừ “\(words)” không được tính: kỳ ấy vẫn hiện, khi đến thì hủy",
            en: "the exception “\(words)” is not taken out: that occurrence still shows; cancel it when it comes")
    }

    static func noDate(_ words: String) -> ReadingNote {
        ReadingNote(
            kind: .ambiguity, vi: "“\(words)” nói về thời gian nhưng không cho biết ngày nào: hãy ghi ngày",
            en: "“\(words)” speaks of time, but no date can be told from it: write the date")
    }

    static let noPeriod = ReadingNote(
        kind: .ambiguity, vi: "không rõ giai đoạn nào: chương trình chưa ghi thời kỳ của mình (`period`)",
        en: "it is not said which phase: the programme does not give its own `period`")
    static let missingYear = ReadingNote(
        kind: .carried, vi: "không ghi năm: hiểu là lần tới sau ngày ban hành, trong giai đoạn của chương trình nếu có",
        en: "no year is written: the next one after the issue, within the programme's period if it has one")
    static let uneven = ReadingNote(
        kind: .ambiguity, vi: "nhiều lần trong một kỳ: chỉ nhắc theo cuối kỳ",
        en: "several times in a cycle: due at the end of each cycle")
    static let unmarked = ReadingNote(
        kind: .correction, vi: "viết không dấu: đọc như có dấu",
        en: "written without diacritics: read as if they were there")

    static func fromFeast(_ start: Day, _ due: Day) -> ReadingNote {
        ReadingNote(
            kind: .ambiguity, vi: "tính từ ngày nghỉ cuối cùng của dịp ấy; cách hiểu khác: tính từ chính ngày lễ, Tết",
            en: "counted from the last of its days off; the other reading counts from the feast's own day",
            start: start, due: due)
    }

    static func shortened(_ written: String, _ meaning: Phrase.Meaning) -> ReadingNote {
        let meant =
            switch meaning {
            case .quarter: "quý \(written)"
            case .continuous: "thường xuyên"
            case .yearly: "hằng năm"
            case .needed: "đột xuất"
            case .month: "tháng"
            }
        if meaning == .month {
            return ReadingNote(
                kind: .correction, vi: "“\(written)” được đọc là “\(meant)”", en: "“\(written)” was read as “\(meant)”")
        }
        return ReadingNote(
            kind: .correction, vi: "viết tắt “\(written)” được đọc là “\(meant)”",
            en: "the abbreviation “\(written)” was read as “\(meant)”")
    }

    static func correction(_ written: String, _ token: PhraseToken) -> ReadingNote {
        var meant = TimeVocabulary.spelling(token.keyword, like: written)
        if token.keyword == .none {
            meant =
                token.flags.contains(.roman) ? roman(Int(token.value)) : token.kind == .number ? "\(token.value)" : ""
        }
        if meant.isEmpty || meant.utf8.elementsEqual(written.utf8) {
            return ReadingNote(
                kind: .correction, vi: "đã sửa lỗi chính tả ở “\(written)”",
                en: "a slip of spelling in “\(written)” was corrected")
        }
        return ReadingNote(
            kind: .correction, vi: "“\(written)” được đọc là “\(meant)”", en: "“\(written)” was read as “\(meant)”")
    }

    private static func roman(_ n: Int) -> String {
        ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"][min(max(n, 0), 12)]
    }

    /// A date that has passed when the document is issued: of a programme's own years, or one with its year.
    private static func beforeIssue(
        _ window: Window, _ bound: Statement.Bound, _ resolution: Resolution, _ context: borrowing ReadingContext
    ) -> ReadingNote {
        var next: (start: Day, due: Day)?
        if window.year == 0, window.scope == .year {
            let open = Resolution(issued: resolution.issued, period: nil, policy: resolution.policy)
            next = open.days(window, bound, context.calendar)
        }
        return ReadingNote(
            kind: .ambiguity, vi: "hạn này trước ngày ban hành" + (next == nil ? "" : "; lần tới sau ngày ban hành là"),
            en: "this lies before the issue" + (next == nil ? "" : "; the next after it is"), start: next?.start,
            due: next?.due)
    }

    /// "trước ngày 20": whether with that day or without it.
    static func dayBefore(
        _ window: Window, _ bound: Statement.Bound, start: Day?, due: Day, _ context: borrowing ReadingContext,
        into notes: inout [ReadingNote]
    ) {
        guard bound == .before, window.form == .day, window.feast == nil, due < Day.range.upperBound else { return }
        let isLax = context.policy.before == .lax
        notes.append(
            ReadingNote(
                kind: .ambiguity,
                vi: isLax
                    ? "“trước ngày” đọc rộng: kể cả ngày ấy; đọc chặt thì hết ngày liền trước"
                    : "“trước ngày” đọc chặt: hết ngày liền trước; đọc rộng thì kể cả ngày ấy",
                en: isLax
                    ? "“trước ngày” is read laxly, with that day; strictly it is the day before"
                    : "“trước ngày” is read strictly, up to the day before; laxly it takes that day in",
                start: start, due: isLax ? due - 1 : due + 1))
    }

    /// "đến năm 2025": its end, or its beginning; that of a year that has begun is no other reading.
    static func beginningOfYear(_ window: Window, start: Day, into notes: inout [ReadingNote]) {
        guard window.form == .year, window.year > 0, window.part == .none, Day(unchecked: window.year, 1, 1) > start
        else { return }
        notes.append(
            ReadingNote(
                kind: .ambiguity, vi: "“đến năm” hiểu là đến hết năm; cách hiểu khác: đến đầu năm",
                en: "“đến năm” is read as the end of the year; the other reading is its beginning", start: start,
                due: Day(unchecked: window.year, 1, 1)))
    }

    /// The other readings of a period, with their dates.
    static func ambiguity(
        _ window: Window, _ bound: Statement.Bound, start: Day, due: Day, _ resolution: Resolution,
        _ context: borrowing ReadingContext,
        into notes: inout [ReadingNote]
    ) {
        dayBefore(window, bound, start: start, due: due, context, into: &notes)
        if let point = resolution.point(window, near: due, context.calendar) {
            notes.append(
                ReadingNote(
                    kind: .ambiguity, vi: "cách hiểu khác theo Bộ luật Dân sự 2015, Điều 146",
                    en: "the other reading is the Civil Code's (2015, Article 146)", start: point, due: point))
        }
        if window.scope == .year, window.year == 0, window.feast == nil { notes.append(missingYear) }
        next(window, bound, start: start, context, into: &notes)
        eve(window, bound, due, into: &notes)
        around(window, due, resolution, context, into: &notes)
        ownDay(window, bound, due, into: &notes)
        if window.isOwnTerm { otherTerm(due, context, into: &notes) }
        if due < context.issued { notes.append(beforeIssue(window, bound, resolution, context)) }
    }
}

extension TimeVocabulary {
    /// How a word that stands for a keyword is spelt in a dictionary: the spelling with the same base letters. Only for
    /// notes; empty where there is none.
    static func spelling(_ keyword: TimeKeyword, like written: String) -> String {
        guard keyword != .none else { return "" }
        let letters = baseLetters(written)
        for word in words where word.keyword == keyword && word.value >= 0 {
            let text = UnsafeBufferPointer(start: word.spellings.utf8Start, count: word.spellings.utf8CodeUnitCount)
            for spelling in text.split(separator: UInt8(ascii: "|")) {
                let spelling = String(decoding: spelling, as: UTF8.self)
                if baseLetters(spelling) == letters { return spelling }
            }
        }
        return ""
    }

    /// Without marks, spaces or case.
    private static func baseLetters(_ text: String) -> [UInt8] {
        let table = Lexicon.shared.letters
        return text.unicodeScalars.compactMap { scalar in
            let letter = table.letter(scalar.value)
            return letter.isLetter ? letter.base : nil
        }
    }
}
