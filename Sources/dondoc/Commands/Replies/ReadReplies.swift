import ArgumentParser
import Control
import Dates
import Deadlines
import Delivery
import Diagnostics
import Engine
import Handover
import JSONText
import Ledger
import Mail
import Planning
import Programmes
import Replies
import SiteFiles

/// `dondoc replies read`: what `dondoc-replies.service` runs.
struct ReadReplies: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "read",
            abstract: say(
                "Đọc thư mới trong hộp thư trả lời, rồi thôi.",
                "Reads what is new in the mailbox of answers, then ends."))
    }

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let loaded = try OpenSite.load(global)
        guard let settings = loaded.paths.replies else {
            let key = Wording(vi: "thư trả lời", en: "replies").spelt(in: loaded.site.settings.keyLanguage)
            throw Trouble.usage(
                "dondoc.yaml chưa có “\(key.vi)”; xem “man dondoc-replies”.",
                "dondoc.yaml has no `\(key.en)`; see `man dondoc-replies`.")
        }
        var counts: [KeptReply.State: Int] = [:]
        let store: ReplyStore
        do {
            let box = try ReplyBox(at: settings.maildir)
            store = try openReplies(loaded, global, .write)
            let reader = AnswerReader(loaded, settings, try openLedger(loaded))
            try box.forEach(unknownTo: store.knows) { message in
                guard let kept = try reader.read(message, knownTo: store) else { return }
                try keep(kept, in: store)
                if kept.files.count == 1 { counts[kept.state, default: 0] += 1 }
            }
        } catch let failure as ReplyBox.Failure {
            throw Trouble(wording: failure.wording, code: Trouble.cannotRun)
        }
        try recordForthwith(store, &counts)
        let console = global.console()
        console.line(
            counts.isEmpty
                ? say("Không có thư mới.", "Nothing new.")
                : say("Thư mới: ", "New: ")
                    + KeptReply.State.allCases.compactMap { state in counts[state].map { "\($0) \(state.shown)" } }
                    .joined(separator: ", "))
        try console.end()
    }

    private func openLedger(_ loaded: LoadedSite) throws -> (any LedgerReader)? {
        do throws(LedgerError) {
            return try LedgerPlace(loaded.paths, state: global.state ?? loaded.paths.state).openToRead()
        } catch .missing {
            return nil
        } catch {
            throw Trouble(error)
        }
    }

    /// Those that are to be recorded without asking, an earlier run's too: whether that had recorded one, the ledger knows.
    private func recordForthwith(_ store: ReplyStore, _ counts: inout [KeptReply.State: Int]) throws {
        for reply in store.replies where reply.state == .proposed && reply.isForthwith {
            var settled = reply
            settled.isForthwith = false
            do {
                _ = try record(reply.request(), global)
                settled.state = .reported
            } catch let trouble as Trouble where trouble.code == Trouble.wrongUsage {
                // It cannot be recorded so: a person has to look.
                settled.state = .unclear
                settled.because = trouble.wording.text(in: .ofReader)
            }
            try keep(settled, in: store)
            counts[.proposed, default: 0] -= 1
            counts[settled.state, default: 0] += 1
            counts = counts.filter { $0.value > 0 }
        }
    }
}

extension KeptReply.State {
    fileprivate var shown: String {
        switch self {
        case .proposed: say("chờ ghi nhận", "proposed")
        case .unclear: say("cần người đọc", "to be read")
        case .undelivered: say("thư không đến được", "not delivered")
        case .ignored: say("tự động, bỏ qua", "automatic, passed over")
        case .reported: say("đã tự ghi nhận", "recorded at once")
        case .accepted: say("đã ghi nhận", "accepted")
        case .rejected: say("đã bỏ", "rejected")
        }
    }
}

/// Makes of a message what is kept of it.
private struct AnswerReader {
    let loaded: LoadedSite
    let settings: ReplySettings
    let ledger: (any LedgerReader)?

    init(_ loaded: LoadedSite, _ settings: ReplySettings, _ ledger: (any LedgerReader)?) {
        self.loaded = loaded
        self.settings = settings
        self.ledger = ledger
    }

    /// - Returns: nil where nothing is to be kept.
    func read(_ message: ReplyBox.Message, knownTo store: ReplyStore) throws -> KeptReply? {
        let mail = readMail(message.bytes)
        let lines = mail.ownLines
        let messageID = messageIDs(mail.header["message-id"] ?? "").first ?? ""
        let from = singleLine(decodeWords(mail.header["from"] ?? ""), limit: 200)
        let id = AnswerReader.id(messageID, from, lines, message.bytes)
        if var known = store.reply(id: id) {
            // Delivered twice: one answer.
            known.files.append(message.file)
            return known
        }
        let came = Instant(seconds: Int64(message.at))
        let letter = try letter(of: mail, on: loaded.site.settings.zone.day(at: came))
        var kept = KeptReply(
            id: id, at: message.at, files: [message.file], messageID: messageID, from: from,
            subject: singleLine(decodeWords(mail.header["subject"] ?? ""), limit: 200),
            text: singleLine(lines.prefix(3).joined(separator: " / "), limit: 300), letter: letter?.messageID,
            body: letter?.recipient, tasks: letter?.tasks.map(\.reference) ?? [], state: .unclear)
        judge(mail, letter, came: loaded.site.settings.zone.day(at: came), &kept)
        return kept
    }

    private func judge(_ mail: Mail, _ letter: AnsweredLetter?, came day: Day, _ kept: inout KeptReply) {
        let site = loaded.site
        let context = ReadingContext(
            issued: day, policy: site.settings.reading, calendar: site.calendar, terms: site.settings.terms)
        let judgement = judgeReply(
            mail, to: letter, sender: loaded.paths.sender, authenticator: settings.authenticated, in: context)
        switch judgement {
        case .ignored(let automation):
            (kept.state, kept.because) = (.ignored, automation.wording.text(in: site.settings.language))
        case .unclear(let doubt):
            (kept.state, kept.because) = (.unclear, doubt.wording.text(in: site.settings.language))
            // Which task, the clerk may say.
            if doubt == .severalTasks, let letter,
                let reply = readReply(mail.ownLines, tasks: letter.tasks, in: context)
            {
                kept.report = request(reply, nil, letter, kept, came: day).parameters
            }
        case .undelivered(let why): (kept.state, kept.because) = (.undelivered, singleLine(why, limit: 300))
        case .report(let reply, let task):
            guard let letter else { return }
            kept.state = .proposed
            kept.tasks = [task.reference]
            kept.report = request(reply, task, letter, kept, came: day).parameters
            kept.isForthwith = settings.accept && reply.isCertain
        }
    }

    private func request(
        _ reply: Reply, _ task: LetterTask?, _ letter: AnsweredLetter, _ kept: KeptReply, came day: Day
    ) -> ReportRequest {
        // What it says nothing of was so when it came, and not when somebody accepts it.
        let on = (reply.on ?? day).description
        var request = ReportRequest(kind: .done, task: task?.reference, bodies: [letter.recipient])
        switch reply.kind {
        case .done: request.on = on
        case .acknowledged: request.kind = .ack
        case .progress(let value):
            (request.kind, request.value, request.on) = (.progress, value, on)
        case .askExtension(let until, let reason):
            (request.kind, request.until, request.reason) = (.askExtension, until.description, reason)
        }
        request.document = reply.document
        if reply.document != nil { request.documentDate = reply.documentDate?.description }
        request.by = kept.from
        request.note =
            say("thư trả lời ", "answer by mail ") + (kept.messageID.isEmpty ? kept.id : "<\(kept.messageID)>")
        return request
    }

    /// The last of the letters named that is ours; of what a mail server returns, the one that it returns.
    private func letter(of mail: Mail, on day: Day) throws -> AnsweredLetter? {
        guard let ledger else { return nil }
        let ids =
            mail.returned + (mail.report == nil ? mail.quotedIDs : [])
            + messageIDs(mail.header["in-reply-to"] ?? "").reversed()
            + messageIDs(mail.header["references"] ?? "").reversed()
        var seen: Set<String> = []
        for id in ids where seen.insert(id).inserted {
            do throws(LedgerError) {
                if let letter = try ledger.letter(ofMessage: id) { return answered(letter, id, on: day) }
            } catch {
                throw Trouble(error)
            }
        }
        return nil
    }

    private func answered(_ letter: SentLetter, _ id: String, on day: Day) -> AnsweredLetter {
        var tasks: [LetterTask] = []
        for notice in letter.notices.map(\.identity) where !notice.task.isEmpty {
            let task = LetterTask(programme: notice.programme, task: notice.task, occurrence: notice.occurrence)
            if !tasks.contains(task) { tasks.append(task) }
        }
        return AnsweredLetter(
            messageID: id, recipient: letter.recipient, tasks: tasks,
            addresses: addresses(of: letter.recipient, on: day, tasks))
    }

    /// From which a body answers: its own, that of whom it is reached by, and those of the officers of the tasks.
    private func addresses(of recipient: String, on day: Day, _ tasks: [LetterTask]) -> Set<String> {
        let bodies = loaded.site.bodies
        var addresses: Set<String> = []
        func add(_ person: Person?) {
            if let email = person?.email { addresses.insert(email.lowercased()) }
            add(person?.outlets ?? [])
        }
        func add(_ choices: [OutletChoice]) {
            for choice in choices where choice.outlet == OutletProgram.mail {
                if let address = choice.address { addresses.insert(address.lowercased()) }
            }
        }
        if let body = bodies.body(named: recipient) {
            for index in [body, bodies.successor(of: body, on: day)] {
                if let email = bodies[index].email { addresses.insert(email.lowercased()) }
                add(bodies[index].contact)
                add(bodies[index].outlets)
            }
        }
        for programme in loaded.site.programmes {
            let wanted = Set(tasks.filter { $0.programme == programme.id }.map(\.task))
            guard !wanted.isEmpty else { continue }
            for task in programme.tasks where wanted.contains(task.id) { add(task.extra?.officer) }
        }
        return addresses
    }

    /// Of what was said: the same message again is the same answer, another under the same Message-ID is another.
    private static func id(_ messageID: String, _ from: String, _ lines: [String], _ bytes: [UInt8]) -> String {
        let said =
            messageID.isEmpty ? bytes : Array(([messageID, from] + lines.prefix(100)).joined(separator: "\n").utf8)
        return "mail-" + SHA256.hex(SHA256.hash(said).prefix(16))
    }
}
