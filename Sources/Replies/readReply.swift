import Dates
public import Deadlines
import Diagnostics

/// Reads what the first lines of an answer say, as few words as people write: "Đã xong", "Hoàn thành ngày 5/6/2026, văn bản
/// 12/BC-UBND", "Tiến độ 60%", "Xin gia hạn đến 30/6/2026: chờ số liệu", in English too, with diacritics or without.
/// - Parameters:
///   - lines: what its author wrote, see ``Mail/Mail/ownLines``.
///   - tasks: that the letter is about.
///   - context: for days; its `issued` is the day on which the answer came.
/// - Returns: nil where it says something else, or not clearly.
public func readReply(_ lines: [String], tasks: [LetterTask], in context: ReadingContext) -> Reply? {
    let own = lines.prefix(40).drop { isGreeting($0) }
    guard let first = own.first else { return nil }
    var reader = ReplyReader(words: ReplyWord.words(of: first), tasks: tasks, context: context)
    return reader.read(following: own.dropFirst().prefix(10).joined(separator: " "))
}

private func isGreeting(_ line: String) -> Bool {
    let words = ReplyWord.words(of: line)
    guard words.count <= 14, let greeting = prefix(of: words[...], in: ReplyPhrases.greetings) else { return false }
    // "Chào anh, đã xong" on one line is more than a greeting.
    let rest = words.dropFirst(greeting)
    return rest.allSatisfy { word in
        ![ReplyPhrases.done, ReplyPhrases.acknowledged, ReplyPhrases.askExtension].contains {
            $0.contains { $0.first == word.key }
        }
    }
}

/// How many words of the longest phrase that they begin with.
private func prefix(of words: ArraySlice<ReplyWord>, in phrases: [[String]]) -> Int? {
    phrases.first { phrase in
        words.count >= phrase.count && zip(words, phrase).allSatisfy { $0.key == $1 }
    }?.count
}

private struct ReplyReader {
    let words: [ReplyWord]
    let tasks: [LetterTask]
    let context: ReadingContext
    private var at = 0
    private var reply = Reply(.done)

    init(words: [ReplyWord], tasks: [LetterTask], context: ReadingContext) {
        self.words = words
        self.tasks = tasks
        self.context = context
    }

    private var rest: ArraySlice<ReplyWord> { words[min(at, words.count)...] }

    mutating func read(following text: String) -> Reply? {
        takeTask()
        guard takeVerb() else { return nil }
        if case .askExtension = reply.kind { return readExtension(following: text) }
        while at < words.count { guard takeDetail() else { return nil } }
        return reply
    }

    // MARK: What is said

    /// "Đơn vị xin báo cáo: đã hoàn thành …"
    private mutating func takeVerb() -> Bool {
        // What stands before it, and names nobody else.
        for _ in 0..<5 {
            if take(ReplyPhrases.askExtension) {
                reply.kind = .askExtension(until: context.issued, reason: "")
                return true
            }
            if takeProgress() { return true }
            if take(ReplyPhrases.done) {
                reply.kind = .done
                return true
            }
            if take(ReplyPhrases.acknowledged) {
                reply.kind = .acknowledged
                return true
            }
            guard take(ReplyPhrases.openings) || takeTask() else { break }
        }
        // "Ban Dân vận Tỉnh ủy đã hoàn thành …": some name, and then it is said clearly.
        for start in at..<min(words.count, at + 12) {
            if ReplyPhrases.doubts.contains(words[start].key), words[start].key != "ban" { return false }
            if prefix(of: words[start...], in: [["co", "ban"]]) != nil { return false }
            guard words[start].key == "da" else { continue }
            at = start
            for (phrases, kind) in [(ReplyPhrases.done, Reply.Kind.done), (ReplyPhrases.acknowledged, .acknowledged)] {
                guard let count = prefix(of: rest, in: phrases) else { continue }
                at += count
                reply.kind = kind
                reply.isCertain = false
                return true
            }
            return false
        }
        return false
    }

    /// "Tiến độ: 60 %", "60%", "Đã hoàn thành 60%".
    private mutating func takeProgress() -> Bool {
        let start = at
        let isSaid = take(ReplyPhrases.progress)
        if !isSaid { _ = take(ReplyPhrases.done) }
        while at < words.count, words[at].key.isEmpty || words[at].key == "khoang" {
            if words[at].key == "khoang" { reply.isCertain = false }
            at += 1
        }
        guard at < words.count, words[at].isNumber else {
            at = start
            return false
        }
        let isPercent = words[at].isPercent || at + 1 < words.count && words[at + 1].text == "%"
        guard isPercent || isSaid else {
            at = start
            return false
        }
        let number = String(words[at].text)
        reply.kind = .progress(words[at].isPercent || !isPercent ? number : number + "%")
        at += isPercent && !words[at].isPercent ? 2 : 1
        return true
    }

    // MARK: What else is said of it

    /// - Returns: false where it is not what it seemed.
    private mutating func takeDetail() -> Bool {
        if words[at].key.isEmpty {
            at += 1
            return true
        }
        if takeTask() || takeDocument() || takeDay() || take(ReplyPhrases.fillers) { return true }
        // "Đã tiếp nhận, sẽ thực hiện": what is still to be done is no doubt of that.
        let isToCome = reply.kind == .acknowledged && ["se", "dang"].contains(words[at].key)
        if ReplyPhrases.doubts.contains(words[at].key), !isToCome { return false }
        // A number that nothing was said about: "hoàn thành 3 việc".
        if words[at].isNumber, !words[at].isDay { return false }
        reply.isCertain = false
        at += 1
        return true
    }

    /// "ngày 5/6/2026", "hôm nay", a bare date.
    private mutating func takeDay() -> Bool {
        let start = at
        let isNamed = take(ReplyPhrases.day)
        guard at < words.count, isNamed || words[at].isDay, let (day, count) = day(from: at, isNamed: isNamed) else {
            at = start
            return false
        }
        at += count
        if reply.document != nil, reply.documentDate == nil, isAfterDocument(start) {
            reply.documentDate = day
        } else if reply.on == nil {
            reply.on = day
        } else {
            reply.isCertain = false
        }
        // Nothing has happened in days to come.
        if (reply.on.map { $0 > context.issued } ?? false) || (reply.documentDate.map { $0 > context.issued } ?? false)
        {
            reply.isCertain = false
            if reply.on.map({ $0 > context.issued }) == true { reply.on = nil }
            if reply.documentDate.map({ $0 > context.issued }) == true { reply.documentDate = nil }
        }
        return true
    }

    private func isAfterDocument(_ place: Int) -> Bool {
        place > 0 && words[place - 1].mark == nil && reply.document.map { words[place - 1].text == $0[...] } ?? false
    }

    /// "văn bản 12/BC-UBND", "báo cáo số 45-BC/BTG", and a bare number of one.
    private mutating func takeDocument() -> Bool {
        let start = at
        let isNamed = take(ReplyPhrases.document)
        _ = take([["so"]])
        guard at < words.count, words[at].key.first?.isNumber == true, !words[at].isDay,
            isDocumentNumber(words[at], isNamed: isNamed),
            words[at].text.utf8.count <= 100, reply.document == nil
        else {
            at = start
            return false
        }
        reply.document = String(words[at].text)
        at += 1
        return true
    }

    private func isDocumentNumber(_ word: ReplyWord, isNamed: Bool) -> Bool {
        if isNamed { return word.key.contains("/") || word.key.contains("-") }
        return word.hasSlash && word.key.contains(where: \.isLetter)
    }

    // MARK: An extension

    private mutating func readExtension(following text: String) -> Reply? {
        var until: Day?
        while at < words.count, until == nil {
            if ReplyPhrases.doubts.contains(words[at].key), words[at].key != "con" { return nil }
            if takeTask() { continue }
            let start = at
            let isNamed = take(ReplyPhrases.until) || take(ReplyPhrases.day)
            if at < words.count, isNamed || words[at].isDay, let (day, count) = day(from: at, isNamed: isNamed) {
                until = day
                at += count
                break
            }
            at = start
            if !take(ReplyPhrases.fillers) {
                if !words[at].key.isEmpty { reply.isCertain = false }
                at += 1
            }
        }
        guard let until, until > context.issued else { return nil }
        while at < words.count, words[at].key.isEmpty || take(ReplyPhrases.reason) {
            if at < words.count, words[at].key.isEmpty { at += 1 }
        }
        var reason = rest.map { word in word.text + (word.mark.map { String($0) } ?? "") }.joined(separator: " ")
        if reason.isEmpty {
            reason = text
            let following = ReplyWord.words(of: text)
            if let count = prefix(of: following[...], in: ReplyPhrases.reason) {
                reason = following.dropFirst(count).map { $0.text + ($0.mark.map { String($0) } ?? "") }
                    .joined(separator: " ")
            }
        }
        guard !reason.isEmpty else { return nil }
        reply.kind = .askExtension(until: until, reason: String(reason.prefix(1_000)))
        return reply
    }

    // MARK: Days and tasks

    /// The day that begins at a word, and how many words it takes: to the next mark at most.
    private func day(from start: Int, isNamed: Bool) -> (Day, Int)? {
        if words[start].isDay {
            return read(String(words[start].text)).map { ($0, 1) }
        }
        guard isNamed else { return nil }
        var end = start
        while end < words.count, end - start < 8 {
            end += 1
            if words[end - 1].mark != nil { break }
        }
        // The longest stretch that is a day.
        for last in stride(from: end, to: start, by: -1) {
            let text = words[start..<last].map(\.text).joined(separator: " ")
            if let day = read(text) { return (day, last - start) }
        }
        return nil
    }

    private func read(_ text: String) -> Day? {
        if let day = Day(text) { return day }
        switch fold(text, .plain) {
        case "nay", "hom nay", "today": return context.issued
        case "qua", "hom qua", "yesterday": return context.issued - 1
        default: break
        }
        // Days alone are read here: "tháng 6" is no day on which something was done.
        let phrase = text.first?.isNumber == true ? "đến ngày " + inVietnamese(text) : "đến " + text
        let deadline = readDeadline(phrase, in: context)
        guard deadline.kind == .once, text.contains(where: \.isNumber) else { return nil }
        return deadline.due
    }

    /// "30 June 2026" as "30/6/2026".
    private func inVietnamese(_ text: String) -> String {
        let parts = text.split(separator: " ")
        let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        guard parts.count >= 2, let month = months.firstIndex(where: { parts[1].lowercased().hasPrefix($0) }) else {
            return text
        }
        return "\(parts[0])/\(month + 1)" + (parts.count > 2 ? "/\(parts[2])" : "")
    }

    /// "nhiệm vụ 1.1", "1.1:", "01-KH-TU/1.1".
    @discardableResult
    private mutating func takeTask() -> Bool {
        let start = at
        let isNamed = take(ReplyPhrases.taskWord)
        guard at < words.count else {
            at = start
            return false
        }
        let text = fold(String(words[at].text))
        let full = tasks.indices.filter {
            let name = fold(tasks[$0].programme + "/" + tasks[$0].task)
            return text == name || text == name + "@" + fold(tasks[$0].occurrence)
        }
        let short = tasks.indices.filter { fold(tasks[$0].task) == text }
        let isLabel = start == 0 && words[at].mark == ":"
        let meant = full.isEmpty && (isNamed || isLabel) ? short : full
        guard meant.count == 1, reply.task == nil || reply.task == meant[0] else {
            at = start
            return false
        }
        reply.task = meant[0]
        at += 1
        return true
    }

    private mutating func take(_ phrases: [[String]]) -> Bool {
        guard let count = prefix(of: rest, in: phrases) else { return false }
        at += count
        return true
    }
}
