public import Dates
internal import Glibc
public import Ledger
public import Planning

/// Where decisions become messages and journal entries, each notice once, whatever fails or dies in between.
///
/// The order is: messages written to `staging/` and synced; the ledger commits them with their notices; one rename each
/// into the recipient's `new/` and the folders synced, and beside that the journal entries; the ledger's marks, which are
/// hints only. Composing, the files and the rows of the ledger go on beside each other up to the commit.
/// Confined to whoever owns it.
public final class Outbox {
    /// Replaced where it had to be opened anew.
    public var ledger: any LedgerStore
    private let spool: any SpoolDisk
    private let journal: any Journal
    /// Replaced after a reload.
    public var letterhead: Letterhead {
        didSet { composing = nil }
    }

    /// A commit failed, and only the ledger can tell later whether it holds what is staged.
    public private(set) var isStagingInDoubt = false
    /// What is committed and could not be published: should `staging/` vanish with the spool, it is staged again.
    private var unpublished: [String: [UInt8]] = [:]
    private var lastWritten: String?
    /// It failed in this call: to wait for it with each delivery anew would take minutes.
    private var isJournalFailing = false
    /// What the messages of a plan's notices are made with.
    private var composing: (plan: Plan, ruleSet: String, composer: Composer)?

    /// The three have to be of one site; nobody else writes to them meanwhile.
    public init(ledger: any LedgerStore, spool: any SpoolDisk, journal: any Journal, letterhead: Letterhead) {
        self.ledger = ledger
        self.spool = spool
        self.journal = journal
        self.letterhead = letterhead
    }

    /// - Throws: nothing of the decision is committed then, and nothing of it is seen by anyone: restore the memory
    ///   to what it was before ``decide(_:_:at:)`` and decide again later.
    public func deliver(_ decision: Decision, plan: Plan, at now: Instant) throws(DeliveryError) -> DeliveryOutcome {
        do throws(DeliveryError) {
            return try deliverWhole(decision, plan: plan, at: now)
        } catch {
            // The rows did not tell of what the ledger refuses as sent: what is left goes out.
            guard case .ledger(.duplicate) = error, let rest = try leavingOutRefused(decision) else { throw error }
            return try deliverWhole(rest, plan: plan, at: now)
        }
    }

    /// - Returns: nil where none of its notices is refused.
    private func leavingOutRefused(_ decision: Decision) throws(DeliveryError) -> Decision? {
        do throws(LedgerError) {
            let notices = try identified(decision.notices)
            let refused = try ledger.sentBefore(notices.map(\.identity))
            if refused.isEmpty { return nil }
            return Decision(
                notices: notices.filter { !refused.contains($0.identity) }, withheld: decision.withheld,
                next: decision.next)
        } catch {
            throw .ledger(error)
        }
    }

    /// With all of their identities: how often their names were another task's only the ledger knows.
    private func identified(_ notices: Notices) throws(LedgerError) -> [Notice] {
        var notices = Array(notices)
        for (index, generation) in try ledger.generations(of: notices.map(\.identity)).enumerated() {
            notices[index].identity.generation = generation
        }
        return notices
    }

    private func deliverWhole(
        _ decision: Decision, plan: Plan, at now: Instant
    ) throws(DeliveryError) -> DeliveryOutcome {
        let (ruleSet, composing) = composing(plan)
        var composer = composing
        let drafts = try draft(decision.notices, plan)
        if !drafts.isEmpty {
            try spool.open()
            if isStagingInDoubt { _ = try settleStaging() }
        }
        if !drafts.isEmpty, letterhead.archive != nil, let (number, hash) = try? ledger.head(), number > 0 {
            composer.head = "\(number) \(hash) \(letterhead.zone.format(now))"
        }
        // The spool is its own until it is joined, the ledger this thread's.
        let composition = Composition(drafts, by: composer)
        let staging = drafts.isEmpty ? nil : Companion { () throws(DeliveryError) in try self.stage(composition) }
        let entry = LedgerEntry(
            decidedAt: now, ruleSet: ruleSet, messages: drafts.indices.lazy.map { composition.message($0).record },
            withheld: decision.withheld, bytes: { composition.message($0).bytes })
        var outcome = DeliveryOutcome()
        guard let delivery = try commit(entry, after: staging) else { return outcome }
        let messages = drafts.indices.map(composition.message)
        outcome.notices = messages.flatMap(\.record.notices)
        outcome.messages = messages.count
        // Kept until it is known that they are published.
        for message in messages { unpublished[message.record.fileName] = message.bytes }
        isJournalFailing = false
        finish(
            delivery, messages.map(\.record), outcome.notices, messages.flatMap(\.keys), &outcome, isRecovery: false)
        return outcome
    }

    private func composing(_ plan: Plan) -> (ruleSet: String, composer: Composer) {
        if let composing, composing.plan === plan { return (composing.ruleSet, composing.composer) }
        let ruleSet = ruleSetDigest(of: plan.site)
        let composer = Composer(plan: plan, letterhead: letterhead, ruleSet: ruleSet)
        composing = (plan, ruleSet, composer)
        return (ruleSet, composer)
    }

    private func draft(_ notices: Notices, _ plan: Plan) throws(DeliveryError) -> [MessageDraft] {
        do throws(LedgerError) {
            return try draftMessages(
                identified(notices), plan: plan, zone: letterhead.zone,
                reports: { notices throws(LedgerError) in try ledger.reports(about: notices) },
                earlier: { notices throws(LedgerError) in try ledger.earlierMessages(of: notices) })
        } catch {
            throw .ledger(error)
        }
    }

    /// All or nothing.
    private func stage(_ messages: Composition) throws(DeliveryError) {
        var staged: [String] = []
        do throws(DeliveryError) {
            while case let next = messages.next(), !next.isEmpty {
                for message in next {
                    staged.append(message.record.fileName)
                    try spool.stage(message.bytes, as: message.record.fileName)
                }
            }
            try spool.syncStaged()
        } catch {
            // Room for others; what stays is removed at the next start.
            for name in staged { try? spool.removeStaged(name) }
            throw error
        }
    }

    /// The rows are written while messages still are composed and written; they are committed when those are on the disk.
    private func commit(
        _ entry: LedgerEntry, after staging: Companion<Void, DeliveryError>?
    ) throws(DeliveryError) -> PendingDelivery? {
        var failure: DeliveryError?
        let delivery: PendingDelivery?
        do throws(LedgerError) {
            delivery = try ledger.commit(
                entry,
                if: {
                    do throws(DeliveryError) { try staging?.join() } catch { failure = error }
                    return failure == nil
                })
        } catch {
            _ = try? staging?.join()
            // A commit that failed while it was synced may still be found after a crash: what is staged stays.
            isStagingInDoubt = true
            throw .ledger(error)
        }
        if let failure { throw failure }
        return delivery
    }

    // MARK: Recovery

    /// At start, and when something was left over: publishes what was committed, removes what was not, and writes the
    /// journal entries that the journal does not have.
    public func recover(at now: Instant) -> DeliveryOutcome {
        var outcome = DeliveryOutcome()
        isJournalFailing = false
        do throws(DeliveryError) {
            do throws(LedgerError) { try ledger.confirm() } catch { throw .ledger(error) }
            try spool.open()
            outcome.failures += try settleStaging()
            try claimReleased()
        } catch {
            outcome.failures.append(error)
            // Of a ledger that others share nothing is believed then.
            if case .ledger = error, ledger.shared != nil { return outcome }
        }
        do throws(LedgerError) {
            let isOwed = journal.isListening || journal.isExpected
            for delivery in try ledger.pendingDeliveries(includingStandardError: isOwed) {
                let messages = try ledger.messages(of: delivery)
                let notices = messages.flatMap(\.notices)
                finish(delivery, messages, notices, notices.map(\.identity.key), &outcome, isRecovery: true)
            }
        } catch {
            outcome.failures.append(.ledger(error))
        }
        var seen: Set<DeliveryError> = []
        outcome.failures.removeAll { !seen.insert($0).inserted }
        return outcome
    }

    /// Takes over what a host took on itself to send that will not come again: staged first, for a claim without a file
    /// would be a message in no spool.
    private func claimReleased() throws(DeliveryError) {
        func asking<Answer>(_ body: () throws(LedgerError) -> Answer) throws(DeliveryError) -> Answer {
            do throws(LedgerError) { return try body() } catch {
                // What became of a claim is asked the next time.
                isStagingInDoubt = true
                throw .ledger(error)
            }
        }
        for delivery in try asking({ () throws(LedgerError) in try ledger.released() }) {
            let messages = try asking { () throws(LedgerError) in try ledger.messages(of: delivery) }
            let bytes = try asking { () throws(LedgerError) in try ledger.bytes(of: delivery) }
            // Fewer: another has published it meanwhile.
            guard messages.count == bytes.count else { continue }
            for (message, bytes) in zip(messages, bytes) { try spool.stage(bytes, as: message.fileName) }
            try spool.syncStaged()
            guard try !asking({ () throws(LedgerError) in try ledger.claim(delivery) }) else { continue }
            for message in messages { try spool.removeStaged(message.fileName) }
        }
    }

    /// Afterwards `staging/` holds nothing but what is committed and cannot be published yet.
    ///
    /// Whether it was marked as published does not matter: a spool that was not mounted for a while may have it still.
    private func settleStaging() throws(DeliveryError) -> [DeliveryError] {
        var failures: [DeliveryError] = []
        for name in try spool.staged() {
            let recipient: String?
            do throws(LedgerError) {
                recipient = try ledger.recipient(ofFile: name)
            } catch {
                throw .ledger(error)
            }
            guard let recipient else {
                try spool.removeStaged(name)
                continue
            }
            do throws(DeliveryError) {
                if try spool.publish(name, to: recipient) { unpublished[name] = nil }
            } catch {
                failures.append(error)
            }
        }
        try spool.syncPublished()
        isStagingInDoubt = false
        return failures
    }

    // MARK: What is committed

    /// Journal entries beside renames. What fails stays pending, and does not stand in the way of the rest.
    private func finish(
        _ delivery: PendingDelivery, _ messages: [MessageRecord], _ notices: [NoticeRecord], _ keys: [String],
        _ outcome: inout DeliveryOutcome, isRecovery: Bool
    ) {
        // The spool and what is not published are its own until it is joined, the journal this thread's.
        let publishing = delivery.isPublished ? nil : Companion { self.publish(messages) }
        var journaled = delivery.journaled
        do throws(DeliveryError) {
            if !isJournalFailing {
                journaled = try writeEntries(notices, keys, delivery.journaled, isRecovery: isRecovery)
            }
        } catch {
            isJournalFailing = true
            outcome.failures.append(error)
        }
        if journaled == .written, delivery.journaled != .written {
            do throws(DeliveryError) {
                try checkEntries(keys)
            } catch {
                journaled = .owed
                isJournalFailing = true
                outcome.failures.append(error)
            }
        }
        if journaled == .standardError, journal.isExpected {
            if !isJournalFailing { outcome.failures.append(.journal(detail: String(cString: strerror(ECONNREFUSED)))) }
            outcome.unwrittenEntries += notices.count
        }
        if journaled == .owed { outcome.unwrittenEntries += notices.count }
        let publication = publishing?.join() ?? Publication()
        outcome.failures += publication.failures
        outcome.unpublishedMessages += publication.missing
        let isPublished = publication.missing == 0
        guard isPublished != delivery.isPublished || journaled != delivery.journaled else { return }
        do throws(LedgerError) {
            try ledger.mark(delivery, published: isPublished, journaled: journaled)
        } catch {
            // Only a hint: found out again at the next start.
        }
    }

    private func writeEntries(
        _ notices: [NoticeRecord], _ keys: [String], _ mark: JournalMark, isRecovery: Bool
    ) throws(DeliveryError) -> JournalMark {
        guard mark != .written else { return .written }
        guard journal.isListening else {
            if mark == .owed {
                for (notice, key) in zip(notices, keys) { journal.writeToStandardError(JournalEntry(notice, key: key)) }
            }
            return .standardError
        }
        var known: Set<String> = []
        if isRecovery { known = try journal.holding(Set(keys), last: nil) ?? [] }
        lastWritten = nil
        for (notice, key) in zip(notices, keys) where !known.contains(key) {
            try journal.write(JournalEntry(notice, key: key))
            lastWritten = key
        }
        return .written
    }

    /// A journal whose queue was lost with it, or whose limits were passed, takes entries that it never shows.
    private func checkEntries(_ keys: [String]) throws(DeliveryError) {
        guard let lastWritten, let held = try journal.holding(Set(keys), last: lastWritten) else { return }
        if held.count < keys.count { throw .journal(detail: "\(held.count)/\(keys.count)") }
    }

    /// What came of publishing.
    private struct Publication {
        var failures: [DeliveryError] = []
        /// How many are not known to be published, durably.
        var missing = 0
    }

    private func publish(_ messages: [MessageRecord]) -> Publication {
        var publication = Publication()
        var missing: [MessageRecord] = []
        var failed: Set<String> = []
        for message in messages.sorted(by: { $0.recipient < $1.recipient }) {
            guard !failed.contains(message.recipient) else {
                publication.missing += 1
                continue
            }
            do throws(DeliveryError) {
                if try spool.publish(message.fileName, to: message.recipient) {
                    unpublished[message.fileName] = nil
                } else if unpublished[message.fileName] != nil {
                    missing.append(message)
                }
                // Else it was renamed before, and is its reader's.
            } catch {
                // One body's folder is no matter of the others'.
                failed.insert(message.recipient)
                publication.failures.append(error)
                publication.missing += 1
            }
        }
        do throws(DeliveryError) {
            if !missing.isEmpty { try publishAgain(missing) }
            try spool.syncPublished()
        } catch {
            publication.failures.append(error)
            publication.missing += max(1, missing.count)
        }
        return publication
    }

    /// `staging/` vanished between the commit and the rename, and this process still has what was in it.
    private func publishAgain(_ messages: [MessageRecord]) throws(DeliveryError) {
        try spool.open()
        for message in messages { try spool.stage(unpublished[message.fileName] ?? [], as: message.fileName) }
        try spool.syncStaged()
        for message in messages where try spool.publish(message.fileName, to: message.recipient) {
            unpublished[message.fileName] = nil
        }
    }
}
