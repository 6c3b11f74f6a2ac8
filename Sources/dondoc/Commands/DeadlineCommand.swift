import ArgumentParser
import Dates
import Deadlines
import Diagnostics
import Glibc
import JSONText
import Planning
import SiteFiles

/// `dondoc deadline`: how phrases are read, and when they come next.
struct DeadlineCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "deadline",
            abstract: say("Đọc thời hạn và giải thích cách hiểu.", "Reads deadlines, and says how each was read."))
    }

    @OptionGroup var global: GlobalOptions

    @Argument(
        help: .words(
            "Các thời hạn; “-” đọc từng dòng của đầu vào chuẩn.", "Phrases; “-” reads the lines of standard input.",
            value: "PHRASE"))
    var phrases: [String]

    @Option(
        help: .words(
            "Ngày ban hành văn bản; mặc định là hôm nay.", "When the document was issued; else today.", value: "D"))
    var issued: Day?

    @Option(
        help: .words(
            "Ngày tính những gì còn lại; mặc định là ngày ban hành.",
            "The day that what is left is counted from; else that of the issue.", value: "D"))
    var now: Day?

    @Option(help: .words("Ngày sự kiện được chờ đã xảy ra.", "The day the awaited event happened.", value: "D"))
    var event: Day?

    @Option(help: .words("Số kỳ tiếp theo cần nêu.", "How many of the next occurrences to give.", value: "N"))
    var count = 3

    func validate() throws {
        guard 0...10_000 ~= count else {
            throw ValidationError(say("--count phải từ 0 đến 10000.", "--count is to be from 0 to 10000."))
        }
    }

    func run() throws {
        let console = global.console()
        var reading = Reading(
            try context(), now: now, event: event, count: count, asJSON: global.json, console: console)
        var isFirst = true
        for phrase in phrases {
            if phrase == "-" {
                try Lines.read(STDIN_FILENO) { line in reading.show(line, isFirst: &isFirst) }
            } else {
                reading.show(ArraySlice(phrase.utf8.dropFirst(phrase.hasPrefix(" -") ? 1 : 0)), isFirst: &isFirst)
            }
        }
        try console.end()
        if !reading.allReadable { throw Answer.no }
    }

    /// The same arguments, where a phrase that begins with a dash ("- Hoàn thành trước ngày 15/10") is no longer taken for
    /// options: a space goes before it. No option of one dash has a space or a mark in it.
    static func guarding(_ arguments: [String]) -> [String] {
        // Options may stand before it, with values of their own.
        guard arguments.contains("deadline") else { return arguments }
        return arguments.map { argument in
            let isPhrase =
                argument.hasPrefix("-") && !argument.hasPrefix("--")
                && argument.utf8.contains { $0 <= 0x20 || $0 >= 0x80 }
            return isPhrase ? " " + argument : argument
        }
    }

    private func context() throws -> ReadingContext {
        let settings = global.hasSite ? try OpenSite.loadInForce(global).loaded.site : nil
        let zone = settings?.settings.zone ?? .vietnam
        return ReadingContext(
            issued: issued ?? now ?? zone.day(at: .now), policy: settings?.settings.reading ?? ReadingPolicy(),
            calendar: settings?.calendar ?? .vietnam, terms: settings?.settings.terms ?? .standard)
    }

    /// The words for one phrase after another. A phrase that comes again is not read again.
    private struct Reading {
        /// Beyond that many different ones, phrases hardly come again.
        private static let remembered = 1 << 14

        private let context: ReadingContext
        private let now: Day
        private let event: Day?
        private let count: Int
        private let asJSON: Bool
        private let console: Console
        private var json = JSONWriter(reserving: 4096)
        private var answers: [ArraySlice<UInt8>: [UInt8]] = [:]
        private(set) var allReadable = true

        init(_ context: ReadingContext, now: Day?, event: Day?, count: Int, asJSON: Bool, console: Console) {
            self.context = context
            self.now = now ?? context.issued
            self.event = event
            self.count = count
            self.asJSON = asJSON
            self.console = console
        }

        mutating func show(_ phrase: ArraySlice<UInt8>, isFirst: inout Bool) {
            if !asJSON, !isFirst { console.line() }
            isFirst = false
            if let answer = answers[phrase] {
                console.write(answer)
                return
            }
            let answer = answer(String(decoding: phrase, as: UTF8.self))
            if answers.count < Self.remembered { answers[ArraySlice(Array(phrase))] = answer }
            console.write(answer)
        }

        private mutating func answer(_ phrase: String) -> [UInt8] {
            let deadline = readDeadline(phrase, in: context)
            if deadline.kind == .unreadable { allReadable = false }
            let schedule = Schedule([deadline], in: context)
            var next = schedule.next(count, dueOnOrAfter: now, event: event)
            // What comes once is shown even where it is past.
            if next.isEmpty, count > 0 { next = schedule.next(1, dueOnOrAfter: Day.range.lowerBound, event: event) }
            guard asJSON else {
                return Array(
                    describe(
                        deadline, next: next, now: now, calendar: context.calendar, language: console.language
                    ).utf8)
            }
            json.removeAll()
            writeJSON(deadline, next: next, to: &json)
            json.newline()
            return json.bytes
        }
    }
}
