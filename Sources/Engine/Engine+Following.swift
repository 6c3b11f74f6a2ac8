public import Dates
import Delivery
import Diagnostics
public import Ledger
import Planning
import SiteFiles

// A ledger that several hosts share: one decides and sends, the others know what it knows.
extension Engine {
    /// Whether this host decides and records: of several that share a ledger one does.
    public var isLeading: Bool { ledger.shared?.isLeading ?? true }

    /// nil: no other host knows of the ledger.
    public var shared: (any SharedLedger)? { ledger.shared }

    /// What a host that does not lead has to do: publish what it took on itself before, and what nobody else will.
    func follow(at now: Instant) -> StepOutcome {
        next = nil
        // What it staged while it led may be committed, though it was not told so.
        let isOwing = owes != nil || outbox.isStagingInDoubt
        let isRetryDue = backoff.isDue(at: now)
        if isOwing, isRetryDue {
            settle(outbox.recover(at: now))
        } else if let owes {
            failures = owes.failures.map(\.wording)
        }
        if failures.isEmpty { backoff.succeed() } else if isRetryDue { backoff.fail(at: now) }
        if let obstacle = ledger.shared?.obstacle { failures.append(obstacle.wording) }
        copyInForce()
        var outcome = StepOutcome()
        outcome.troubles = troubles
        outcome.retry = owes != nil || outbox.isStagingInDoubt ? retry : nil
        return outcome
    }

    /// A site that vanished is not put in force.
    func copyInForce() {
        guard inForce.isOwed, !isSiteMissing,
            let failure = inForce.write(loaded, renamings: memory.renamingCount)
        else { return }
        failures.append(failure)
    }

    /// Others have added rows: they are read when somebody asks.
    public func noteChange() {
        guard !isLeading else { return }
        isMemoryAhead = true
        edition += 1
    }

    /// What a host that follows tells is as new as the ledger.
    public func catchUp(at now: Instant) {
        guard !isLeading, isMemoryAhead, let snapshot = try? ledger.snapshot(at: now) else { return }
        memory = Memory(plan)
        memory.replay(snapshot)
        isMemoryAhead = false
        owesSettling = true
        summary = nil
    }

    /// What another host left, and what this one took on itself, is looked for.
    public func publishLeft(at now: Instant) { settle(outbox.recover(at: now)) }

    /// Tells the other hosts what is in force here, and finds out how theirs differs.
    public func compareHosts(at now: Instant, announcing: Bool) {
        guard let shared = ledger.shared else { return }
        let files = filesDigest
        if announcing { try? shared.announce(files: files, at: now) }
        guard let hosts = try? shared.hosts().filter(\.isConnected) else { return }
        hostTroubles = []
        if let isOnTwoDisks = try? shared.isOnTwoDisks(), !isOnTwoDisks {
            hostTroubles.append(
                Wording(
                    vi: "sổ cái chỉ ở một đĩa: hỏng đĩa là mất",
                    en: "the ledger is on one disk only, and would be lost with it"))
        }
        // What differs is told on the leader, and where it differs.
        let leader = hosts.first(where: \.isLeading)
        for host in hosts where host.files != (leader?.files ?? files) && (isLeading || host.files == files) {
            hostTroubles.append(
                Wording(
                    vi:
                        "các tệp của đơn vị trên \(host.name) khác máy đang gửi (\(leader?.name ?? "?")): tệp của máy đang gửi có hiệu lực",
                    en:
                        "the site's files on \(host.name) differ from those of \(leader?.name ?? "?"), which leads: the leader's are in force"
                ))
        }
        for host in hosts where abs(host.clockAhead) > 5 {
            hostTroubles.append(
                Wording(
                    vi: "đồng hồ của \(host.name) lệch \(host.clockAhead) giây so với máy chủ cơ sở dữ liệu",
                    en: "the clock of \(host.name) is \(host.clockAhead) seconds ahead of the database's"))
        }
    }

    /// Of the versions in force.
    private var filesDigest: String {
        let root = options.site + "/"
        let files = loaded.files.map { file in
            let path = file.path.hasPrefix(root) ? String(file.path.dropFirst(root.count)) : file.path
            return path + " " + file.digestInForce
        }
        // Where the ledger, the spool and the pages are may differ.
        let shared = files.filter { !$0.hasPrefix("dondoc.yaml ") }
        return SHA256.hex(SHA256.hash(Array(shared.sorted().joined(separator: "\n").utf8)).prefix(8))
    }
}
