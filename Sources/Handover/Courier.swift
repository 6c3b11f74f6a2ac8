public import Diagnostics
internal import Glibc

/// Takes new messages of the spool to their recipients' addresses: hands them to a sendmail-compatible command, one by
/// one.
///
/// A message moves to `cur/` only after the command said yes, so that a kill at any point loses none. One that is killed
/// between the yes and the rename is handed over again: its Message-ID is the same, by which mail systems know it.
/// Confined to whoever owns it.
public final class Courier {
    public struct Settings: Hashable, Sendable {
        /// An absolute path, then arguments.
        public var command: [String]
        /// By id of the body.
        public var addresses: [String: String]
        public var language: Language
        /// Seconds that the command may take.
        public var timeout: Int
        /// Seconds until the second try.
        public var delay: Int

        public init(
            command: [String], addresses: [String: String], language: Language, timeout: Int = 120, delay: Int = 60
        ) {
            self.command = command
            self.addresses = addresses
            self.language = language
            self.timeout = timeout
            self.delay = delay
        }
    }

    /// What a round came to.
    public struct Round: Hashable, Sendable {
        public var accepted = 0
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

    public var settings: Settings
    private let spool: String
    private let signals: SignalQueue
    private let clock: () -> Int
    private let tell: (HandoverEvent) -> Void
    private let retries: RetryBook
    /// The command has them, and they could not be moved: they are not handed over again.
    private var taken: Set<Mailboxes.Message> = []
    private var toldWithoutAddress: Set<String> = []

    public init(
        spool: String, settings: Settings, signals: SignalQueue, clock: @escaping () -> Int = wallClock,
        tell: @escaping (HandoverEvent) -> Void
    ) throws(HandoverFailure) {
        self.spool = spool
        self.settings = settings
        self.signals = signals
        self.clock = clock
        self.tell = tell
        retries = try RetryBook(in: Mailboxes(at: spool), delay: settings.delay)
    }

    /// Hands over what is due, oldest first.
    public func round() throws(HandoverFailure) -> Round {
        let mailboxes = try Mailboxes(at: spool)
        var round = Round()
        let all = try waiting(mailboxes, &round)
        retries.keep(only: all)
        retries.take(command: settings.command)
        taken.formIntersection(all)
        let now = clock()
        let command = Sendmail(command: settings.command, timeout: settings.timeout)
        for message in all where retries.isDue(message, at: now) {
            signals.take()
            guard !signals.isStopping, let address = settings.addresses[message.recipient] else { continue }
            hand(message, to: address, by: command, mailboxes, &round)
        }
        round.deferred = retries.count
        round.next = retries.next
        if round.failures > 0 { round.next = min(round.next ?? .max, clock() + 60) }
        return round
    }

    /// Puts what was set aside back where it is tried again.
    /// - Returns: how many.
    public static func takeBack(from spool: String) throws(HandoverFailure) -> Int {
        let mailboxes = try Mailboxes(at: spool)
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

    private func waiting(_ mailboxes: Mailboxes, _ round: inout Round) throws(HandoverFailure) -> [Mailboxes.Message] {
        var all: [Mailboxes.Message] = []
        for recipient in try mailboxes.recipients() {
            let messages: [Mailboxes.Message]
            do throws(FileFailure) {
                messages = try mailboxes.waiting(for: recipient)
            } catch {
                // A folder that is being made has no `new/` yet.
                guard error.errno != ENOENT else { continue }
                round.failures += 1
                tell(.unreadable(path: spool + "/" + recipient, errno: error.errno))
                continue
            }
            if settings.addresses[recipient] == nil {
                round.withoutAddress += messages.count
                if !messages.isEmpty, toldWithoutAddress.insert(recipient).inserted {
                    tell(.withoutAddress(recipient: recipient))
                }
                continue
            }
            toldWithoutAddress.remove(recipient)
            all += messages
        }
        return all.sorted { ($0.name, $0.recipient) < ($1.name, $1.recipient) }
    }

    private func hand(
        _ message: Mailboxes.Message, to address: String, by command: Sendmail, _ mailboxes: Mailboxes,
        _ round: inout Round
    ) {
        do throws(FileFailure) {
            if taken.contains(message) {
                try mailboxes.keep(message)
                taken.remove(message)
                return
            }
            guard let file = try mailboxes.open(message) else { return }
            let letter = HandoverEvent.Letter(
                recipient: message.recipient, address: address, file: message.name,
                messageID: mailboxes.messageID(of: file))
            switch command.run(message: file, to: address) {
            case .accepted:
                round.accepted += 1
                taken.insert(message)
                try mailboxes.keep(message)
                taken.remove(message)
                retries.forget(message)
                tell(.accepted(letter))
            case .deferred(let cause):
                if let entry = retries.postpone(message, at: clock()) {
                    tell(.deferred(letter, cause, tries: entry.tries, next: entry.next))
                } else {
                    try setAside(message, letter, cause, gaveUp: true, mailboxes, &round)
                }
            case .refused(let cause): try setAside(message, letter, cause, gaveUp: false, mailboxes, &round)
            }
        } catch {
            round.failures += 1
            tell(.unmovable(path: "\(spool)/\(message.recipient)/new/\(message.name)", errno: error.errno))
        }
    }

    /// Told first: an entry that stands there twice is better than none.
    private func setAside(
        _ message: Mailboxes.Message, _ letter: HandoverEvent.Letter, _ cause: Verdict.Cause, gaveUp: Bool,
        _ mailboxes: Mailboxes, _ round: inout Round
    ) throws(FileFailure) {
        round.refused += 1
        tell(.refused(letter, cause, gaveUp: gaveUp))
        try mailboxes.setAside(message)
        retries.forget(message)
    }
}

/// Seconds since 1970.
public func wallClock() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec
}
