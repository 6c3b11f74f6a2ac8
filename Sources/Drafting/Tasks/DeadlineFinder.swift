import Dates
import Deadlines
import Diagnostics

/// Finds the words of a sentence that state its deadline, by asking the reader of deadlines.
///
/// A clause that reads as a deadline is narrowed from both ends as long as it reads as the same one. What stands in
/// quotation marks or belongs to a cited document is not asked about.
struct DeadlineFinder {
    /// Of a document's text.
    let context: ReadingContext
    /// Of a field or a table's cell, where two letters may say it all.
    private let cell: ReadingContext

    init(_ context: ReadingContext) {
        cell = context
        var text = context
        text.readsShorthand = false
        self.context = text
    }

    /// What a sentence says of when.
    struct Reading {
        var phrases: [String] = []
        /// Words that read as a deadline and may be said of something else: a period in a title, an event in passing.
        var doubtful: [String] = []
    }

    /// The longest phrase that a programme's file holds, in bytes.
    static let longestPhrase = 500
    /// More than a task of an office has.
    static let mostPhrases = 4

    func read(_ phrase: String, isCell: Bool = false) -> Deadline? {
        guard phrase.utf8.count <= Self.longestPhrase else { return nil }
        let deadline = readDeadline(phrase, in: isCell ? cell : context)
        return deadline.kind == .unreadable ? nil : deadline
    }

    /// Whether a phrase says when by words that no calendar has: "trong tuần 47", "trước mùa mưa".
    func isDateless(_ phrase: String) -> Bool {
        read(phrase, isCell: true).map { $0.kind == .vague && !$0.notes.isEmpty } ?? false
    }

    // MARK: Fields

    /// The phrases of a field; empty where it holds no deadline.
    func phrases(inField text: String) -> [String] {
        let whole = trimmed(text)
        // A CSV's lists are parted by semicolons, and each part is a phrase of its own.
        let parts = whole.split(separator: ";").map { trimmed(String($0)) }.filter { !$0.isEmpty }
        if parts.count > 1, parts.count <= Self.mostPhrases, parts.allSatisfy({ read($0, isCell: true) != nil }) {
            return parts
        }
        if !whole.contains(";"), let deadline = read(whole, isCell: true) {
            return [narrowed(whole, deadline, atMost: 10)]
        }
        let found = reading(of: whole, isField: true).phrases
        if !found.isEmpty { return found }
        // "Kỳ họp cuối năm 2026".
        if Self.meetings.length(in: Words(whole, limit: 3), at: 0) != nil, read("tại " + lowerFirst(whole)) != nil {
            return ["tại " + lowerFirst(whole)]
        }
        return parts.count > 1 ? Array(parts.filter { read($0, isCell: true) != nil }.prefix(Self.mostPhrases)) : []
    }

    private static let meetings = WordTable("kỳ họp, phiên họp, hội nghị, đại hội")

    /// With "ngày" before bare days of a month; in the cell's own words where it has words and these read as the same.
    func phrases(inCell text: String) -> [String] {
        let (own, spelled) = (phrases(inField: text), phrases(inField: spellDayMonths(text)))
        func meanings(_ phrases: [String]) -> [Deadline?] {
            phrases.map { read($0, isCell: true).map(Self.meaning) }
        }
        let hasWords = own.allSatisfy { $0.contains(where: \.isLetter) }
        return hasWords && meanings(own) == meanings(spelled) ? own : spelled
    }

    // MARK: Sentences

    /// "(tức ngày 23 tháng Chạp)": the day that stands before it, by the other calendar.
    private static let alias: Folded = "tức"
    /// "(thời điểm 30/9/2025)": what figures are of.
    private static let asOf = WordTable("thời điểm, tính đến, số liệu, tính từ, mốc, thời kỳ, niên độ")

    /// The deadlines in parentheses, which an office writes beside a task.
    func phrases(inParentheses text: String) -> [String] {
        var found: [String] = []
        for content in parentheses(of: text) {
            for part in content.split(separator: ";") {
                let phrase = dayAfterWho(trimmed(String(part)))
                guard Words(phrase, limit: 31).count <= 30, let deadline = read(phrase),
                    Self.asOf.length(in: Words(phrase, limit: 3), at: 0) == nil, Words(phrase).key(0) != Self.alias,
                    citedRanges(of: Words(phrase)).isEmpty
                else { continue }
                // "(do Sở Y tế chủ trì, hoàn thành trong quý II)" says more than when.
                if deadline.kind == .vague, Words(phrase).count > 6 { continue }
                append(narrowed(withoutWho(phrase, deadline), deadline, atMost: 14), to: &found)
            }
        }
        return found
    }

    /// Of "đ/c Hùng, 08/10" the day, as it is spelled in a sentence.
    private func dayAfterWho(_ phrase: String) -> String {
        guard let comma = phrase.ranges(of: ", ").last, BodyGrammar.isHead(Words(phrase, limit: 12), 0),
            case let day = String(phrase[comma.upperBound...]), Words(day, limit: 2).count == 1,
            day.contains("/"), read(phrase) == nil, read(spellDayMonths(day)) != nil
        else { return phrase }
        return spellDayMonths(day)
    }

    /// "Ban Phong trào tham mưu, tháng 3/2026": what stands after who does it, where that is the whole deadline.
    private func withoutWho(_ phrase: String, _ deadline: Deadline) -> String {
        guard BodyGrammar.isHead(Words(phrase, limit: 12), 0) else { return phrase }
        let meaning = Self.meaning(deadline)
        for comma in phrase.ranges(of: ", ").reversed() where read(String(phrase[..<comma.lowerBound])) == nil {
            let time = String(phrase[comma.upperBound...])
            if let own = read(time), Self.meaning(own) == meaning { return time }
        }
        return phrase
    }

    /// The deadlines that the words of a sentence state.
    func phrases(inProse text: String) -> [String] { reading(of: text).phrases }

    /// - Parameter isField: the text is there to state one, so that a bare "thường xuyên" does.
    func reading(of text: String, isField: Bool = false) -> Reading {
        var result = Reading()
        for clause in clauses(of: spellWeekdays(spellHours(withoutQuotations(text))))
        where Words(clause, limit: 1).key(0) != Self.alias
            && (isField || Self.asOf.length(in: Words(clause, limit: 3), at: 0) == nil)
        {
            let pieces = clause.utf8.count <= Self.longestPhrase ? [clause] : split(clause, at: ",")
            for stretch in pieces.flatMap({ uncited(Words($0)) }) {
                for found in phrases(inClause: stretch.text, isField: isField)
                where !isPaperThatIs(found, stretch) {
                    if !isField, isDoubtful(found.phrase, found.deadline, in: stretch) {
                        if result.doubtful.count < Self.mostPhrases { result.doubtful.append(found.phrase) }
                        // What another part of the clause says may have been passed over for it.
                        let others = split(stretch.text, at: ",").filter { !$0.contains(found.phrase) }
                        for other in others.flatMap({ phrases(inClause: $0, isField: false) })
                        where !isDoubtful(other.phrase, other.deadline, in: stretch) {
                            append(other.phrase, to: &result.phrases)
                        }
                    } else {
                        append(found.phrase, to: &result.phrases)
                    }
                }
            }
        }
        return isField ? result : withoutPeriods(result)
    }

    /// "theo Hướng dẫn số 12-HD/BTCTW" waits for nothing, "theo hướng dẫn dắt …" neither.
    private func isPaperThatIs(_ found: Phrase, _ stretch: Stretch) -> Bool {
        guard found.deadline.kind == .awaiting else { return false }
        return stretch.precedesCitation && stretch.text.hasSuffix(found.phrase)
            || Self.accords.length(in: Words(found.phrase, limit: 4), at: 0) != nil
            || Self.guiding.length(in: Words(found.phrase, limit: 5), at: 0) != nil
    }

    /// What work is done by, which says no time.
    private static let accords = WordTable("theo chỉ đạo, theo sự chỉ đạo, theo tinh thần, theo ý kiến, theo đề nghị")
    private static let guiding = WordTable("theo hướng dẫn dắt, theo hướng dẫn đầu, theo hướng dẫn tới")

    /// Where one phrase says by when, a bare period beside it says of which time the work is: "đảng phí quý I: xong trước 15/3".
    private func withoutPeriods(_ reading: Reading) -> Reading {
        func isBare(_ phrase: String) -> Bool { Self.quarters.contains(Words(phrase, limit: 1).key(0)) }
        guard reading.phrases.count > 1,
            reading.phrases.contains(where: { Self.finishers.length(in: Words($0, limit: 3), at: 0) != nil })
        else { return reading }
        var result = reading
        result.phrases = reading.phrases.filter { !isBare($0) }
        result.doubtful += reading.phrases.filter(isBare)
        return result
    }

    static let finishers = WordTable("trước, xong, hoàn thành, chậm nhất, muộn nhất")

    private typealias Phrase = (phrase: String, deadline: Deadline)

    private func phrases(inClause clause: String, isField: Bool) -> [Phrase] {
        let words = Words(clause)
        guard words.count > 0, let deadline = read(clause) else {
            return oftenAtFirst(words).map { [$0] } ?? afterDash(clause, isField: isField)
        }
        if let parts = reportsApart(words) { return parts.flatMap { phrases(inClause: $0, isField: isField) } }
        if let part = afterNamedDay(words) { return phrases(inClause: part, isField: isField) }
        if let parts = datedApart(words, deadline) { return parts.flatMap { phrases(inClause: $0, isField: isField) } }
        if let parts = withCycle(words) { return parts.flatMap { phrases(inClause: $0, isField: isField) } }
        if let parts = besideCycle(words, deadline) { return parts.flatMap { phrases(inClause: $0, isField: isField) } }
        if let part = partOfSameMeaning(clause, deadline) { return phrases(inClause: part, isField: isField) }
        if deadline.kind == .compound {
            // Each in its own words, where the commas part them.
            let parts = split(clause, at: ",").compactMap { part in read(part).map { (part, $0) } }
            var meanings: [Deadline] = []
            for part in parts where !meanings.contains(Self.meaning(part.1)) { meanings.append(Self.meaning(part.1)) }
            if meanings.count == deadline.parts.count {
                return parts.flatMap { phrases(inClause: $0.0, isField: isField) }
            }
        }
        // "thường xuyên theo dõi, định kỳ sơ kết": each is a duty of its own.
        if !isField, deadline.due == nil, [.periodic, .continuous, .compound].contains(deadline.kind),
            clause.contains(",")
        {
            let parts = split(clause, at: ",").filter { Words($0, limit: 3).count > 2 }
            if parts.count > 1 { return parts.flatMap { phrases(inClause: $0, isField: false) } }
        }
        guard let range = narrow(words, deadline), isField || isDuty(words, range, deadline) else { return [] }
        // "khách hàng tiêu thụ bất thường gửi phòng Kỹ thuật trước ngày 05 hằng tháng": what kind, and not when.
        if deadline.kind == .compound, words.matches(Self.unusual, at: range.lowerBound), range.lowerBound > 0,
            range.count > 2
        {
            return phrases(inClause: String(words.slice(range.lowerBound + 2..<words.count)), isField: isField)
        }
        let phrase = String(words.slice(extend(words, range, deadline)))
        if let dated = withoutWordsBefore(phrase, deadline) { return [dated] }
        return [(phrase, deadline)]
    }

    private static let unusual: [Folded] = ["bất", "thường"]

    /// "Trung tâm Giáo dục thường xuyên".
    private static let education: [Folded] = ["giáo", "dục"]

    /// "Thường xuyên đi sâu nắm tình hình": at the beginning, or right after who does it, it is no criterion.
    private func oftenAtFirst(_ words: Words) -> Phrase? {
        guard words.count > 2,
            let i = (0..<words.count - 2).first(where: { Self.often.length(in: words, at: $0) == 2 }),
            i == 0 || !words.matches(Self.education, at: i - 2) && OfficeList(words, from: 0, first: 0)?.next == i
        else { return nil }
        let phrase = String(words.slice(i..<i + 2))
        return read(phrase).map { (phrase, $0) }
    }

    /// "rà hồ sơ 12 tháng gần nhất - hạn 25/4": what a dash parts from words that say no time.
    private func afterDash(_ clause: String, isField: Bool) -> [Phrase] {
        guard clause.holds(" - "), let dash = clause.firstRange(of: " - "),
            Self.terms.length(in: Words(String(clause[dash.upperBound...]), limit: 3), at: 0) != nil
        else { return [] }
        return phrases(inClause: String(clause[dash.upperBound...]), isField: isField)
    }

    private static let terms = WordTable("hạn, thời hạn, hạn chót, xong, hoàn thành, trước, chậm nhất")

    /// "… kêu gọi đầu tư năm 2026, trình trước ngày 10/5": the part between commas that says it all.
    private func partOfSameMeaning(_ clause: String, _ deadline: Deadline) -> String? {
        guard clause.contains(","), deadline.kind == .once || deadline.kind == .recurring else { return nil }
        return split(clause, at: ",").last { read($0).map(Self.meaning) == Self.meaning(deadline) }
    }

    // MARK: Dates beside other words

    static let openers = WordTable(
        """
        trước ngày, trước tháng, xong trước, hoàn thành trước, hoàn thành trong, hoàn thành vào, chậm nhất, muộn nhất, trong tháng
        trong quý, trong năm, đến hết ngày, trước 30, hạn chót
        """)

    /// "sau khi sắp xếp bộ máy trước ngày 30/6/2026": the date is the deadline; as one awaited event nobody is reminded.
    private func datedApart(_ words: Words, _ deadline: Deadline) -> [String]? {
        guard deadline.kind == .awaiting, let range = narrow(words, deadline) else { return nil }
        for i in (range.lowerBound + 1)..<max(range.upperBound, range.lowerBound + 1)
        where Self.openers.length(in: words, at: i) != nil && !BodyGrammar.isVerb(words, i - 1, first: -1) {
            let rest = String(words.slice(i..<words.count))
            if let dated = read(rest), dated.kind == .once || dated.kind == .recurring { return [rest] }
        }
        return nil
    }

    /// "chào cờ đầu tuần trước ngày 10/4/2026": where a date stands, a bare word of time before it says something else.
    private func withoutWordsBefore(_ phrase: String, _ deadline: Deadline) -> Phrase? {
        let words = Words(phrase)
        guard words.count > 3 else { return nil }
        for i in 1..<words.count
        where Self.openers.length(in: words, at: i) != nil || Self.since.length(in: words, at: i) != nil {
            let isApart = i >= 2 && (!Self.isTimeWord(words, i - 1) || Self.finishing.contains(words.key(i)))
            guard deadline.kind == .once || isApart, !words.gap(before: i).contains(","),
                let dated = read(String(words.slice(i..<words.count))), dated.kind == .once, dated.due != nil,
                !(0..<i).contains(where: { isOfTime(words, $0) }),
                !isOpening(words, 0..<i), deadline.kind == .once || Self.isFull(words, i)
            else { continue }
            return (String(words.slice(i..<words.count)), dated)
        }
        return nil
    }

    /// A number that says a time, and not "04 trang".
    private func isOfTime(_ words: Words, _ i: Int) -> Bool {
        let text = words.key(i).text
        guard text.contains(where: \.isNumber), !words.key(i).isYear else { return false }
        return text.contains("/") || i == 0 || Self.units.contains(words.key(i - 1))
            || Self.units.contains(words.key(i + 1))
    }

    private static let since = WordTable("từ ngày, kể từ ngày")

    /// "trước ngày 10/4/2026", and not "trước ngày 25", which is of each month where "hằng tháng" stands before it.
    private static func isFull(_ words: Words, _ i: Int) -> Bool {
        (i..<words.count).contains { k in
            words.text(k).contains("/") || units.contains(words.key(k)) && words.key(k) != .day
        }
    }

    /// "hoàn thành" before "trước ngày" belongs to it.
    private func isOpening(_ words: Words, _ range: Range<Int>) -> Bool {
        var i = range.lowerBound
        while i < range.upperBound, let length = Self.before.length(in: words, at: i) { i += length }
        return i >= range.upperBound
    }

    private static let finishing: Set<Folded> = ["xong", "hoàn"]
    private static let timeWords: Set<Folded> = [
        "tháng", "quý", "năm", "tuần", "ngày", "thành", "xong", "nhất", "kỳ", "và",
    ]

    private static func isTimeWord(_ words: Words, _ i: Int) -> Bool {
        timeWords.contains(words.key(i)) || words.key(i).text.contains { $0.isNumber }
    }

    // MARK: Windows

    static let periodic = WordTable("định kỳ, định kì")

    /// The shortest stretch that reads as the whole does.
    private func narrow(_ words: Words, _ deadline: Deadline) -> Range<Int>? {
        let meaning = Self.meaning(deadline)
        func same(_ range: Range<Int>) -> Bool {
            guard !range.isEmpty, let other = read(String(words.slice(range))) else { return false }
            return Self.meaning(other) == meaning
        }
        var low = 0
        var high = words.count
        // What the marks at the ends said.
        guard same(low..<high) else { return nil }
        // "định kỳ" says it, where "sơ kết" and "tổng kết" stand beside it.
        if deadline.kind == .periodic,
            let i = (0..<words.count).first(where: { Self.periodic.length(in: words, at: $0) != nil }),
            same(i..<min(i + 2, words.count))
        {
            return i..<min(i + 2, words.count)
        }
        while low + 1 < high, same((low + 1)..<high) { low += 1 }
        while high - 1 > low, same(low..<(high - 1)) { high -= 1 }
        // "bố trí mỗi ngày 02 cán bộ": how many of what.
        if high - 2 > low, words.text(high - 2).allSatisfy(\.isNumber), same(low..<(high - 2)) { high -= 2 }
        return low..<high
    }

    private func narrowed(_ phrase: String, _ deadline: Deadline, atMost longest: Int) -> String {
        let words = Words(phrase)
        guard words.count > longest, let range = narrow(words, deadline) else { return phrase }
        return String(words.slice(extend(words, range, deadline)))
    }

    static let before = WordTable(
        """
        trong, trong vòng, vào, xong, hoàn thành, định kỳ, chậm nhất, bắt đầu, trước, đến, hết, từ, hạn, ngày, tháng, quý, năm, tuần, sau, ngay sau, sáng, chiều, tối, mỗi, ngay
        """)

    /// "khóa cổng sau trước ngày 20/01".
    private static let later: Folded = "sau"
    private static let ahead: Folded = "trước"
    /// "án quá hạn trước ngày 20/6".
    private static let term: Folded = "hạn"
    private static let overdue: Set<Folded> = ["quá", "đúng", "thời", "giới", "có", "ngắn", "dài", "trung"]

    /// With the words before and after that belong to it and change nothing: "hoàn thành trong", "khi cần thiết".
    private func extend(_ words: Words, _ range: Range<Int>, _ deadline: Deadline) -> Range<Int> {
        let meaning = Self.meaning(deadline)
        var low = range.lowerBound
        // "trong thời hạn 05 ngày làm việc": no half of a word.
        if words.key(low) == Self.term, words.key(low - 1) == "thời" { low -= 1 }
        // "hằng năm và khi có biến động"
        if Self.units.contains(words.key(low)), Self.every.contains(words.key(low - 1)) { low -= 1 }
        for _ in 0..<5 {
            guard
                let length = [2, 1].first(where: { Self.before.length(in: words, at: low - $0) == $0 })
                    ?? hourLength(words, low),
                words.gap(after: low - 1).allSatisfy({ $0 == " " }), length > 1 || !isUnitOfOther(words, low - 1),
                !(words.key(low - length) == Self.later && words.key(low) == Self.ahead),
                !(words.key(low - length) == Self.term && Self.overdue.contains(words.key(low - length - 1))),
                let other = read(String(words.slice((low - length)..<range.upperBound))),
                Self.meaning(other) == meaning
            else { break }
            low -= length
        }
        return low..<extendedEnd(words, low, range.upperBound, deadline, meaning)
    }

    /// "từ 8 giờ ngày 25/5 đến ngày 29/5": the hour before a day.
    private func hourLength(_ words: Words, _ low: Int) -> Int? {
        words.key(low - 1) == "giờ" && words.text(low - 2).contains(where: \.isNumber) && words.key(low) == .day
            ? 2 : nil
    }

    /// "bản tin cuối ngày từ quý III": a unit that no number follows is of what stands before it.
    private func isUnitOfOther(_ words: Words, _ i: Int) -> Bool {
        let next = words.text(i + 1)
        return Self.units.contains(words.key(i)) && !next.contains(where: \.isNumber)
            && !next.allSatisfy { "IVXivx".contains($0) } && !Self.units.contains(words.key(i + 1))
            && !Self.parts.contains(words.key(i + 1))
    }

    private static let every: Set<Folded> = ["hằng", "hàng"]
    private static let units: Set<Folded> = ["ngày", "tháng", "quý", "năm", "tuần"]
    /// "tháng đầu", "ngày làm việc", "năm học".
    private static let parts: Set<Folded> = [
        "đầu", "cuối", "làm", "học", "sau", "tới", "này", "thứ", "giữa", "cao", "kế", "mùng", "mồng", "một", "hai",
        "ba",
    ]

    /// With the words after that belong to it and change nothing: "khi cần thiết", "trong quý I năm 2022".
    private func extendedEnd(_ words: Words, _ low: Int, _ end: Int, _ deadline: Deadline, _ meaning: Deadline) -> Int {
        // "từ năm học 2026 - 2027".
        if end < words.count, words.key(end - 1).isYear, words.key(end).isYear,
            [" - ", " – ", "-"].contains(words.gap(before: end)),
            read(String(words.slice(low..<(end + 1)))).map(Self.meaning) == meaning
        {
            return end + 1
        }
        guard end < words.count, words.gap(before: end) == " " else { return end }
        var candidates: [Int] = []
        if deadline.kind == .awaiting {
            // The event's own words.
            var high = end
            while high < words.count, high < end + 8, words.gap(before: high) == " " { high += 1 }
            candidates.append(high)
        }
        // "từ ngày 01 tháng 8 năm 2025" in July.
        if words.key(end) == .month, words.text(end - 1).allSatisfy(\.isNumber) { candidates += [end + 4, end + 2] }
        // No word is cut: "những năm tiếp theo".
        if Self.halves[words.key(end - 1)] == words.key(end) { candidates.append(end + 1) }
        if let length = Self.after.length(in: words, at: end) { candidates.append(end + length) }
        if words.key(end) == .year, words.key(end + 1).isYear { candidates.append(end + 2) }
        // "đến hết tháng 6" in June, "trong quý II/2026" in April.
        if Self.units.contains(words.key(end - 1)), words.text(end).allSatisfy({ $0.isNumber || "IV/".contains($0) }) {
            if words.key(end + 1) == .year, words.key(end + 2).isYear { candidates.append(end + 3) }
            candidates.append(end + 1)
        }
        // "trước Tết Nguyên đán Bính Ngọ năm 2026".
        if words.key(end - 1) == "tết" {
            var high = end
            while high < words.count, high < end + 6, words.gap(before: high) == " ",
                words.isCapital(high) || words.key(high) == "đán" || words.key(high) == .year || words.key(high).isYear
            {
                high += 1
            }
            candidates.append(high)
        }
        // "vào cuối năm 2024".
        if words.key(end - 1) == .year, words.key(end).isYear { candidates.append(end + 1) }
        return candidates.first { high in
            high <= words.count && read(String(words.slice(low..<high))).map(Self.meaning) == meaning
        } ?? end
    }

    private static let halves: [Folded: Folded] = [
        "tiếp": "theo", "cần": "thiết", "kế": "tiếp", "kịp": "thời", "sau": "đó",
    ]

    /// What ends a phrase and changes nothing.
    private static let after = WordTable(
        "thiết, trở đi, hằng tuần, hàng tuần, hằng tháng, hàng tháng, hằng quý, hàng quý, hằng năm, hàng năm, và những năm tiếp theo, và các năm tiếp theo, và hằng năm"
    )

    /// A reading without the words it was read from.
    private static func meaning(_ deadline: Deadline) -> Deadline {
        var meaning = deadline
        meaning.text = ""
        meaning.notes = []
        meaning.parts = deadline.parts.map(Self.meaning)
        return meaning
    }

    private func hasPeriodic(_ phrase: String) -> Bool {
        let words = Words(phrase)
        return (0..<words.count).contains { Self.periodic.length(in: words, at: $0) != nil }
    }

    private func append(_ phrase: String, to found: inout [String]) {
        guard found.count < Self.mostPhrases, let deadline = read(phrase) else { return }
        let meaning = Self.meaning(deadline)
        guard let same = found.firstIndex(where: { read($0).map(Self.meaning) == meaning }) else {
            return found.append(phrase)
        }
        if deadline.kind == .periodic, !hasPeriodic(found[same]), hasPeriodic(phrase) { found[same] = phrase }
    }
}

private func split(_ text: String, at mark: Character) -> [String] {
    text.split(separator: mark).map { trimmed(String($0)) }.filter { !$0.isEmpty }
}
