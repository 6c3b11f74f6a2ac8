internal import Delivery
public import Diagnostics
internal import Glibc
internal import RuleLanguage

/// Takes new messages of the spool to their recipients: hands them to the programs of the outlets they chose, one by one
/// through each, and all outlets beside one another.
///
/// A message moves to `cur/` only after every outlet that it goes through said yes, and what one of them said is on the disk
/// before anything else is done, so that a kill at any point loses none. One that is killed between the yes and that note is
/// handed over again: its Message-ID is the same, by which mail systems know it. Confined to whoever owns it.
public final class Courier {
    /// What the site says of ways out, read anew when its files change.
    public struct Settings: Hashable, Sendable {
        /// In the order of their names' importance: mail first.
        public var outlets: [OutletProgram]
        /// By id of the body, the default included.
        public var ways: [String: [Way]]
        /// In which events are told.
        public var language: Language
        /// Seconds that a command may take.
        public var timeout: Int
        /// Seconds until the second try.
        public var delay: Int

        /// - Parameter outlets: `mail` first.
        public init(
            outlets: [OutletProgram], ways: [String: [Way]], language: Language, timeout: Int = 120, delay: Int = 60
        ) {
            self.outlets = outlets
            self.ways = ways
            self.language = language
            self.timeout = timeout
            self.delay = delay
        }

        /// By mail alone.
        /// - Parameter addresses: by id of the body.
        public init(
            command: [String], addresses: [String: String], language: Language, timeout: Int = 120, delay: Int = 60
        ) {
            self.init(
                outlets: [OutletProgram(name: OutletProgram.mail, command: command)],
                ways: addresses.mapValues { [Way(outlet: OutletProgram.mail, address: $0)] }, language: language,
                timeout: timeout, delay: delay)
        }
    }

    /// What a round came to. A message counts once for each way it goes.
    public struct Round: Hashable, Sendable {
        /// Taken by the outlets' programs.
        public var accepted = 0
        /// Set aside in `.undeliverable`, for no new try would help.
        public var refused = 0
        /// Waiting for their next try, from earlier rounds too.
        public var deferred = 0
        /// Of bodies without an address.
        public var withoutAddress = 0
        /// Folders that could not be read, messages that could not be moved.
        public var failures = 0
        /// When to look again without being woken, in seconds since 1970.
        public var next: Int?

        /// Everything that has an address has gone there.
        public var isClean: Bool { refused == 0 && deferred == 0 && failures == 0 }
    }

    /// One outlet's queue, and what its program is at work on.
    private struct Lane {
        var outlet: OutletProgram
        var queue: ArraySlice<Handing> = []
        var running: (handing: Handing, letter: HandoverEvent.Letter, command: RunningCommand)?
        /// It asked to be left alone until then, in seconds since 1970.
        var notBefore = 0
    }

    /// What is changed counts from the next message on; one that a program has already is not taken back.
    public var settings: Settings
    private let spool: String
    private let signals: SignalQueue
    private let clock: () -> Int
    private let tell: (HandoverEvent) -> Void
    private let retries: RetryBook
    private let settled: SettledBook
    private var lanes: [Lane] = []
    private var tally = Round()
    /// All that is known to have to go somewhere still, by message.
    private var open: [Mailboxes.Message: [Handing]] = [:]
    private var facts: [Mailboxes.Message: LetterFacts] = [:]
    /// A command has them, and that could not be noted: they are not handed over again.
    private var taken: Set<String> = []
    private var toldWithoutAddress: Set<String> = []

    /// - Parameter clock: seconds since 1970.
    public init(
        spool: String, settings: Settings, signals: SignalQueue, clock: @escaping () -> Int = wallClock,
        tell: @escaping (HandoverEvent) -> Void
    ) throws(HandoverFailure) {
        self.spool = spool
        self.settings = settings
        self.signals = signals
        self.clock = clock
        self.tell = tell
        let mailboxes = try Mailboxes(at: spool)
        retries = try RetryBook(in: mailboxes, delay: settings.delay)
        settled = try SettledBook(in: mailboxes)
    }

    /// Hands over what is due, oldest first, and waits for what comes of it.
    public func round() throws(HandoverFailure) -> Round {
        tally = Round()
        try look()
        while work() { RunningCommand.wait(for: lanes.compactMap(\.running?.command)) }
        return summary
    }

    /// What came of it since ``look()`` found nothing at work.
    public var summary: Round {
        var round = tally
        round.deferred = retries.count
        var times = [retries.next].compactMap(\.self)
        if round.failures > 0 { times.append(clock() + 60) }
        times += lanes.filter { !$0.queue.isEmpty && $0.notBefore > 0 }.map(\.notBefore)
        round.next = times.min()
        return round
    }

    /// When to call ``work()`` again without being woken, in seconds since 1970.
    public var next: Int? {
        let running = lanes.compactMap(\.running?.command)
        let ends = running.map { clock() + ($0.isToBePolled ? 1 : $0.secondsLeft) }
        return ([summary.next].compactMap(\.self) + ends).min()
    }

    /// What becomes ready when a program that is at work has something to say.
    public var descriptors: [Int32] { lanes.compactMap(\.running?.command).flatMap(\.descriptors) }

    /// Waits for the programs that are at work, and starts no other: what they have taken is not to be handed over twice.
    public func finish() {
        for index in lanes.indices { lanes[index].queue = [] }
        while work() { RunningCommand.wait(for: lanes.compactMap(\.running?.command)) }
    }

    /// Finds what waits in the spool.
    public func look() throws(HandoverFailure) {
        let mailboxes = try Mailboxes(at: spool)
        if lanes.allSatisfy({ $0.running == nil }) { tally = Round() }
        tally.withoutAddress = 0
        settled.refresh()
        let messages = try waiting(mailboxes)
        facts = facts.filter { open[$0.key] != nil }
        settle(messages, mailboxes)
        let handings = messages.flatMap { open[$0] ?? [] }
        retries.keep(only: handings)
        taken.formIntersection(handings.map(\.key))
        arrange(handings)
    }

    /// Takes what the programs at work have come to, and gives the idle ones their next message.
    /// - Returns: whether any is at work.
    public func work() -> Bool {
        guard let mailboxes = try? Mailboxes(at: spool) else {
            tally.failures += 1
            return false
        }
        for index in lanes.indices {
            if let running = lanes[index].running {
                guard let verdict = verdict(of: running.command) else { continue }
                lanes[index].running = nil
                take(verdict, of: running.handing, running.letter, lane: index, mailboxes)
            }
            signals.take()
            start(lane: index, mailboxes)
        }
        return lanes.contains { $0.running != nil }
    }

    // MARK: What waits

    private func waiting(_ mailboxes: Mailboxes) throws(HandoverFailure) -> [Mailboxes.Message] {
        var all: [Mailboxes.Message] = []
        open = [:]
        for recipient in try mailboxes.recipients() {
            let messages: [Mailboxes.Message]
            do throws(FileFailure) {
                messages = try mailboxes.waiting(for: recipient)
            } catch {
                // A folder that is being made has no `new/` yet.
                guard error.errno != ENOENT else { continue }
                tally.failures += 1
                tell(.unreadable(path: spool + "/" + recipient, errno: error.errno))
                continue
            }
            let own = settings.ways[recipient] ?? []
            var withoutWay = 0
            for message in messages {
                guard let handings = handings(of: message, own, mailboxes) else { continue }
                if handings.isEmpty { withoutWay += 1 }
                open[message] = handings
                all.append(message)
            }
            if own.isEmpty, withoutWay > 0 {
                tally.withoutAddress += withoutWay
                if toldWithoutAddress.insert(recipient).inserted { tell(.withoutAddress(recipient: recipient)) }
            } else {
                toldWithoutAddress.remove(recipient)
            }
        }
        return all.sorted { ($0.name, $0.recipient) < ($1.name, $1.recipient) }
    }

    /// All the ways it goes, settled or not.
    /// - Returns: nil for what is no message.
    private func handings(of message: Mailboxes.Message, _ own: [Way], _ mailboxes: Mailboxes) -> [Handing]? {
        // Nothing that a header says would lead anywhere.
        if own.isEmpty, settings.outlets.count <= 1 { return [] }
        if facts[message] == nil {
            do throws(FileFailure) {
                guard let file = try mailboxes.open(message) else { return nil }
                facts[message] = mailboxes.facts(of: file)
            } catch {
                tally.failures += 1
                tell(.unreadable(path: "\(spool)/\(message.recipient)/new/\(message.name)", errno: error.errno))
                return nil
            }
        }
        guard let facts = facts[message] else { return nil }
        let names = Set(settings.outlets.lazy.filter { $0.from.rawValue <= facts.severity.rawValue }.map(\.name))
        let officers = facts.officers.filter { !own.contains($0) }
        return
            (own.map { Handing(message, $0, isOfficers: false) }
            + officers.map { Handing(message, $0, isOfficers: true) }).filter { names.contains($0.way.outlet) }
    }

    /// Moves what has gone all its ways, and forgets what is remembered of messages that are gone.
    private func settle(_ messages: [Mailboxes.Message], _ mailboxes: Mailboxes) {
        guard !settled.outcomes.isEmpty else { return }
        for message in messages {
            guard let handings = open[message], !handings.isEmpty else { continue }
            if handings.allSatisfy({ settled.outcomes[$0.key] != nil }) { leave(message, mailboxes) }
        }
        var known = Set(messages.flatMap { open[$0] ?? [] }.map(\.key))
        // Of what was set aside it stays known which outlets have it.
        let aside = Set(((try? mailboxes.recipients()) ?? []).flatMap { mailboxes.keysSetAside(of: $0) })
        for key in settled.outcomes.keys where aside.contains(where: { key == $0 || key.hasPrefix($0 + ":") }) {
            known.insert(key)
        }
        for key in settled.outcomes.keys where !known.contains(key) { settled.forget(key) }
    }

    /// Each outlet's queue.
    private func arrange(_ handings: [Handing]) {
        let former = Dictionary(lanes.map { ($0.outlet.name, $0) }, uniquingKeysWith: { first, _ in first })
        let isOpen = handings.filter { settled.outcomes[$0.key] == nil }
        let byOutlet = Dictionary(grouping: isOpen, by: \.way.outlet)
        lanes = settings.outlets.map { outlet in
            let queue = byOutlet[outlet.name] ?? []
            retries.take(outlet, waiting: queue)
            var lane = Lane(outlet: outlet, running: former[outlet.name]?.running)
            if former[outlet.name]?.outlet == outlet { lane.notBefore = former[outlet.name]?.notBefore ?? 0 }
            lane.queue = queue.filter { $0 != lane.running?.handing }[...]
            return lane
        }
        // One that is no longer named ends what it is at.
        let names = Set(settings.outlets.map(\.name))
        lanes += former.values.filter { !names.contains($0.outlet.name) && $0.running != nil }.map {
            Lane(outlet: $0.outlet, running: $0.running)
        }
    }

    // MARK: Handing over

    private func start(lane index: Int, _ mailboxes: Mailboxes) {
        let now = clock()
        // A clock that was set back makes nobody wait for long.
        if lanes[index].notBefore - now > RetryBook.longestAsked { lanes[index].notBefore = 0 }
        guard !signals.isStopping, lanes[index].notBefore <= now else { return }
        while let handing = lanes[index].queue.popFirst() {
            guard retries.isDue(handing, at: now) else { continue }
            do throws(FileFailure) {
                if taken.contains(handing.key) {
                    try note(handing, .taken, mailboxes)
                    taken.remove(handing.key)
                    continue
                }
                guard let file = try mailboxes.open(handing.message) else { continue }
                let letter = letter(of: handing)
                do throws(FileFailure) {
                    let command = try RunningCommand(
                        OutletProgram.arguments(lanes[index].outlet.command, to: handing.way.address), message: file,
                        timeout: settings.timeout)
                    lanes[index].running = (handing, letter, command)
                } catch {
                    take(.deferred(.cannotRun(errno: error.errno)), of: handing, letter, lane: index, mailboxes)
                    continue
                }
                return
            } catch {
                fail(handing.message, error)
            }
        }
    }

    private func verdict(of command: RunningCommand) -> Verdict? {
        do throws(FileFailure) {
            return try command.poll().map { Verdict($0) }
        } catch {
            return .deferred(.cannotRun(errno: error.errno))
        }
    }

    private func letter(of handing: Handing) -> HandoverEvent.Letter {
        HandoverEvent.Letter(
            recipient: handing.message.recipient, address: handing.way.address, file: handing.message.name,
            messageID: facts[handing.message]?.messageID ?? "", outlet: handing.way.outlet)
    }

    private func take(
        _ verdict: Verdict, of handing: Handing, _ letter: HandoverEvent.Letter, lane index: Int,
        _ mailboxes: Mailboxes
    ) {
        do throws(FileFailure) {
            switch verdict {
            case .accepted:
                tally.accepted += 1
                taken.insert(handing.key)
                try note(handing, .taken, mailboxes)
                taken.remove(handing.key)
                tell(.accepted(letter))
            case .deferred(let cause, let asked):
                let now = clock()
                if let asked { lanes[index].notBefore = now + asked }
                let because = singleLine(cause.wording.text(in: settings.language), limit: 200)
                if let entry = retries.postpone(handing, because: because, after: asked, at: now) {
                    tell(.deferred(letter, cause, tries: entry.tries, next: entry.next))
                } else {
                    try refuse(handing, letter, cause, gaveUp: true, mailboxes)
                }
            case .refused(let cause): try refuse(handing, letter, cause, gaveUp: false, mailboxes)
            }
        } catch {
            fail(handing.message, error)
        }
    }

    /// Told first: an entry that stands there twice is better than none.
    private func refuse(
        _ handing: Handing, _ letter: HandoverEvent.Letter, _ cause: Verdict.Cause, gaveUp: Bool,
        _ mailboxes: Mailboxes
    ) throws(FileFailure) {
        tally.refused += 1
        tell(.refused(letter, cause, gaveUp: gaveUp))
        try note(handing, .refused, mailboxes)
    }

    /// What a way came to. With the last of them the message leaves `new/`, and that says it.
    private func note(
        _ handing: Handing, _ outcome: SettledBook.Outcome, _ mailboxes: Mailboxes
    ) throws(FileFailure) {
        let others = (open[handing.message] ?? []).filter { $0 != handing }
        let isLast = others.allSatisfy { settled.outcomes[$0.key] != nil }
        if others.isEmpty {
            try move(handing.message, isTaken: outcome == .taken, mailboxes)
        } else {
            try settled.note(handing, outcome)
            if isLast { leave(handing.message, mailboxes) }
        }
        retries.forget(handing)
    }

    /// Of a message all whose ways are settled.
    private func leave(_ message: Mailboxes.Message, _ mailboxes: Mailboxes) {
        let keys = (open[message] ?? []).map(\.key)
        let isTaken = keys.allSatisfy { settled.outcomes[$0] == .taken }
        do throws(FileFailure) {
            try move(message, isTaken: isTaken, mailboxes)
            if isTaken { for key in keys { settled.forget(key) } }
            open[message] = nil
        } catch {
            fail(message, error)
        }
    }

    private func move(_ message: Mailboxes.Message, isTaken: Bool, _ mailboxes: Mailboxes) throws(FileFailure) {
        if isTaken { try mailboxes.keep(message) } else { try mailboxes.setAside(message) }
    }

    private func fail(_ message: Mailboxes.Message, _ failure: FileFailure) {
        tally.failures += 1
        tell(.unmovable(path: "\(spool)/\(message.recipient)/new/\(message.name)", errno: failure.errno))
    }
}

extension Courier {
    /// Puts what was set aside back where it is tried again, by the outlets that refused it.
    /// - Returns: how many.
    public static func takeBack(from spool: String) throws(HandoverFailure) -> Int {
        let mailboxes = try Mailboxes(at: spool)
        SettledBook(existingIn: mailboxes)?.forgetRefused()
        var count = 0
        for recipient in try mailboxes.recipients() {
            do throws(FileFailure) {
                count += try mailboxes.takeBack(of: recipient).count
            } catch {
                throw .spool(path: spool + "/" + recipient, errno: error.errno)
            }
        }
        return count
    }
}

/// Seconds since 1970.
public func wallClock() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec
}
