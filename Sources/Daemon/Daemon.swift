import CLinux
import Control
import Dates
import Diagnostics
import Dispatch
import Engine
import Glibc
import Ledger
import Planning
import SiteFiles

/// The daemon: one actor on one queue, and all that can wake it. Its methods are synchronous, so that nothing comes
/// between a thought and its end.
public actor Daemon {
    nonisolated let executor = QueueExecutor(label: "io.dondoc")
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    nonisolated let options: DaemonOptions
    private let log = Log()
    var manager = ServiceManager() {
        didSet { if manager.isOwing != (tellingAgain != nil) { watchManager() } }
    }
    private var tellingAgain: (any DispatchSourceTimer)?
    private nonisolated let stopped = DispatchSemaphore(value: 0)

    // Set by start(), until stop().
    var engine: Engine?
    var clock: (any Clock)?
    var watcher: FolderWatcher?
    private var server: VarlinkServer?
    private var sources: [any DispatchSourceProtocol] = []
    private var settling: (any DispatchSourceTimer)?
    /// Why the ledger could not be opened yet, and when it is tried again.
    private(set) var obstacle: EngineFailure?
    private var opening: (any DispatchSourceTimer)?
    private var openingDelay = 1

    /// When the first of the changes not yet read was seen.
    var firstChange: DispatchTime?
    var reloading: ReloadUnderWay?
    /// Another is wanted after it, by these among others.
    var reloadAsked: [ReloadUnderWay.Asking]?
    var ledgerUpkeep: LedgerUpkeep?
    /// What reads beside the queue.
    nonisolated let readers = DispatchGroup()
    var language: Language
    /// Says that this host leads.
    var heartbeat: (any DispatchSourceTimer)?
    var handedOn = HandedOn()
    private var lastStatus = ""
    private var isStatusDue = false
    private var earliestStatus = DispatchTime.now()
    private var trust = ClockTrust()
    /// Looks again at a clock that is doubted.
    private var doubting: (any DispatchSourceTimer)?
    /// The page and the calendars, where the site asks for them.
    var publishing = Publishing()
    private var lastTroubles: [Wording] = []
    private var told: Set<Diagnostic> = []
    private var exitCode: Int32 = 0
    var isStopping = false
    /// A question about the coming time is being worked out.
    var isForeseeing = false

    public init(_ options: DaemonOptions) {
        self.options = options
        language = options.language ?? .vi
    }

    /// Runs until it is told to stop.
    /// - Returns: the process's exit code: 0, or 3 where it could not start, or the ledger is damaged.
    public nonisolated func run() -> Int32 {
        Self.holdSignals()
        executor.queue.async { self.assumeIsolated { $0.start() } }
        stopped.wait()
        let code = executor.queue.sync { assumeIsolated { $0.exitCode } }
        // What still reads is not to be met by the end of what it uses. That of a disk that hangs comes never.
        if readers.wait(timeout: .now() + .seconds(5)) == .timedOut { _exit(code) }
        return code
    }

    // MARK: Start and stop

    private func start() {
        do {
            watchSignals()
            let clock: any Clock =
                if let now = options.now {
                    try VirtualClock(start: now, speed: options.speed)
                } else {
                    try SystemClock()
                }
            self.clock = clock
            watchSettling()
            // Watched before it is read, so that no change falls in between.
            let watcher = try FolderWatcher()
            self.watcher = watcher
            watcher.watch(subjects(zone: nil))
            read(watcher.descriptor) { $0.takeFileChanges() }

            try listen()
            watchLimits()
            try open()
        } catch let failure as EngineFailure {
            fail(failure.wording)
        } catch let failure as ListeningSocket.Failure {
            fail(failure.wording)
        } catch let failure as SystemFailure {
            fail(failure.wording)
        } catch {
            preconditionFailure("\(error)")
        }
    }

    /// Opens the ledger and begins. A full disk or a lock may go away: it is tried again, and requests are told so.
    private func open() throws(EngineFailure) {
        guard let clock, let watcher, !isStopping else { return }
        do throws(EngineFailure) {
            let engine = try Engine(
                options.engine, at: clock.now(), journal: options.foreground ? ForegroundJournal() : nil)
            self.engine = engine
            trust.begin(after: engine.lastRecorded, uptime: uptime())
            if obstacle != nil { tellRelief() }
            obstacle = nil
            watcher.watch(subjects(zone: zoneInForce))
            tell(engine.loaded)
            read(clock.descriptor) { $0.takeTime() }
            tellHead()
            // Ready once files and ledger are read. To send what fell due while nothing ran may take longer than the manager
            // waits, who would end a service in the middle of it; whoever asks meanwhile is answered behind it.
            manager.ready()
            step()
            tellStatus()
            // What reading the site and the ledger took is not needed again: of 51 MiB at 10,000 tasks 28 stay.
            _ = malloc_trim(0)
            keepLedger()
            watchLedger()
        } catch {
            guard error.isTransient else { throw error }
            if obstacle != error { tell(.error, error.wording) }
            obstacle = error
            manager.status(error.wording.text(in: language))
            manager.ready()
            let again = timer { daemon in
                do throws(EngineFailure) { try daemon.open() } catch { daemon.fail(error.wording) }
            }
            again.schedule(deadline: .now() + .seconds(openingDelay))
            openingDelay = min(openingDelay * 2, 60)
            opening = again
        }
    }

    func fail(_ wording: Wording) {
        tell(.error, wording)
        manager.status(wording.text(in: language))
        exitCode = 3
        stop()
    }

    private func stop() {
        guard !isStopping else { return }
        isStopping = true
        manager.stopping()
        dropReload()
        ledgerUpkeep?.cancel()
        if let server { server.assumeIsolated { $0.stop() } }
        for source in sources { source.cancel() }
        sources = []
        settling?.cancel()
        settling = nil
        opening?.cancel()
        opening = nil
        tellingAgain?.cancel()
        tellingAgain = nil
        doubting?.cancel()
        doubting = nil
        heartbeat?.cancel()
        heartbeat = nil
        // What the sources watch is closed after their cancellation, which the queue sees first.
        executor.queue.async { self.assumeIsolated { $0.finish() } }
    }

    private func finish() {
        if let clock { engine?.writeMetrics(at: clock.now()) }
        server = nil
        watcher = nil
        clock = nil
        tellHead()
        if engine?.isLedgerDamaged == true { exitCode = 3 }
        engine?.close()
        engine = nil
        stopped.signal()
    }

    private func listen() throws(ListeningSocket.Failure) {
        var sockets = manager.activatedSockets()
        if sockets.isEmpty, let path = options.socket { sockets = [try ListeningSocket(path: path)] }
        guard !sockets.isEmpty else { return }
        var limits = VarlinkServer.Limits()
        // Some descriptors are kept for the ledger and the spool, whoever calls.
        limits.connections = min(limits.connections, max(16, raiseDescriptorLimit() - 64))
        let server = VarlinkServer(
            executor: executor, sockets: sockets, service: ControlInterface.service(version: Version.current),
            limits: limits
        ) { [weak self] call in
            // Called on the queue.
            self?.assumeIsolated { $0.answer(call) } ?? .failure(ControlInterface.busy)
        }
        self.server = server
        server.assumeIsolated { $0.start() }
    }

    // MARK: What wakes it

    private func read(_ descriptor: Int32, _ body: @escaping @Sendable (isolated Daemon) -> Void) {
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: executor.queue)
        source.setEventHandler { [weak self] in self?.assumeIsolated(body) }
        source.activate()
        sources.append(source)
    }

    /// Signals that come before their sources are there wait for them: libdispatch arms those some time later, and what
    /// is ignored meanwhile is lost. Its own threads hold them back as well.
    private nonisolated static func holdSignals() {
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGHUP, SIGTERM, SIGINT] { sigaddset(&signals, number) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    private func watchSignals() {
        signal(SIGPIPE, SIG_IGN)
        on(SIGHUP) { daemon in
            daemon.vouchForClock()
            daemon.reload()
        }
        on(SIGTERM) { $0.stop() }
        on(SIGINT) { $0.stop() }
    }

    private func on(_ number: Int32, _ body: @escaping @Sendable (isolated Daemon) -> Void) {
        let source = DispatchSource.makeSignalSource(signal: number, queue: executor.queue)
        source.setEventHandler { [weak self] in self?.assumeIsolated(body) }
        source.activate()
        sources.append(source)
    }

    func timer(_ body: @escaping @Sendable (isolated Daemon) -> Void) -> any DispatchSourceTimer {
        let timer = DispatchSource.makeTimerSource(queue: executor.queue)
        timer.setEventHandler { [weak self] in self?.assumeIsolated(body) }
        timer.activate()
        return timer
    }

    /// What it has no room for is told again every second, until it reads.
    private func watchManager() {
        tellingAgain?.cancel()
        tellingAgain = nil
        guard manager.isOwing, !isStopping else { return }
        let again = timer { $0.manager.tellAgain() }
        again.schedule(deadline: .now() + .seconds(1), repeating: .seconds(1))
        tellingAgain = again
    }

    /// The watchdog, fed from the queue that does the work; the end that was asked for.
    private func watchLimits() {
        if let microseconds = manager.watchdog {
            let feed = timer { $0.manager.alive() }
            let half = Int(min(microseconds / 2, UInt64(Int.max / 1000)))
            feed.schedule(deadline: .now(), repeating: .microseconds(half), leeway: .microseconds(half / 10))
            sources.append(feed)
        }
        if let seconds = options.seconds {
            let end = timer { $0.stop() }
            end.schedule(deadline: .now() + .seconds(seconds))
            sources.append(end)
        }
    }

    // MARK: Time

    private func takeTime() {
        guard let clock else { return }
        switch clock.acknowledge() {
        case .reached: advance()
        case .changed:
            tell(.notice, Wording(vi: "đồng hồ hệ thống đã được chỉnh", en: "the system clock was set"))
            advance()
        case .none: break
        }
    }

    /// Sends what is due, and waits for what comes next.
    func advance() {
        step()
        keepLedger()
        guard !isStatusDue else { return }
        isStatusDue = true
        // Of a large site the counts take longer than the report that somebody waits for, and many come at once.
        executor.queue.asyncAfter(deadline: earliestStatus) {
            self.assumeIsolated { daemon in
                daemon.isStatusDue = false
                let begun = DispatchTime.now()
                daemon.tellStatus()
                daemon.earliestStatus = Daemon.nextStatus(begun: begun, ended: .now())
            }
        }
    }

    /// A status that was asked for by nobody comes once a second, and takes no more than a twentieth of the time.
    static func nextStatus(begun: DispatchTime, ended: DispatchTime) -> DispatchTime {
        let taken = Int(clamping: ended.uptimeNanoseconds - begun.uptimeNanoseconds)
        return ended + .nanoseconds(min(max(1_000_000_000, taken * 20), 60_000_000_000))
    }

    /// A person who asks for something takes the clock for right.
    func vouchForClock() { trust.vouch() }

    /// Whether the clock is believed. One that was given is; another may have been set wrong.
    private func believesClock(_ now: Instant) -> Bool {
        guard options.now == nil else { return true }
        let isBelieved = trust.believes(
            now, uptime: uptime(), patience: clockPatience, isSynchronised: { dondoc_clock_is_synchronised() == 1 })
        if isBelieved {
            doubting?.cancel()
            doubting = nil
        } else if doubting == nil {
            let again = timer { $0.advance() }
            again.schedule(deadline: .now() + .seconds(1), repeating: .seconds(1))
            doubting = again
            if let doubt = clockDoubt { tell(.warning, doubt) }
        }
        return isBelieved
    }

    private var clockPatience: Int { engine?.loaded.site.settings.clockWait ?? 0 }

    /// Why nothing is sent, while the clock is doubted.
    var clockDoubt: Wording? {
        guard let engine, let clock else { return nil }
        return trust.doubt(at: clock.now(), patience: clockPatience, engine.loaded.site.settings.zone)
    }

    private func step() {
        guard let engine, let clock, !isStopping else { return }
        let now = clock.now()
        // That the clock is set again is another event.
        guard believesClock(now) else { return clock.arm(nil) }
        if let until = options.until, now >= until { return stop() }
        let outcome = engine.step(at: now)
        for sent in outcome.sent { tell(sent, engine.loaded.site) }
        tell(troubles: outcome.troubles)
        if let end = outcome.end { return fail(end) }
        // An instant that is not later than this one would be met at once, for ever.
        publish(at: now)
        var wakes = [outcome.next, outcome.retry, nextPublication(after: now)].compactMap {
            $0.map { max($0, now + 1) }
        }
        if let until = options.until { wakes.append(until) }
        clock.arm(wakes.min())
    }

    // MARK: Files

    var zoneInForce: String? { engine?.loaded.site.settings.zone.name }

    func subjects(zone: String?) -> [FolderWatcher.Subject] {
        var subjects: [FolderWatcher.Subject] = []
        for root in [options.engine.site, options.engine.vendor].compactMap({ $0 }) {
            subjects.append(.init(folder: root, names: ["dondoc.yaml", "bodies.yaml"]))
            // In a checkout, the vendor's rules stand in Rules.
            let more = root == options.engine.vendor ? ["Rules"] : []
            for folder in ["programmes", "rules", "calendar", "templates"] + more {
                subjects.append(.init(folder: root + "/" + folder, names: nil))
            }
        }
        for path in engine?.loaded.linkedFiles ?? [] { subjects += linkSubjects(of: path) }
        if let zone, let slash = zone.lastIndex(of: "/") {
            let folder = "/usr/share/zoneinfo/" + zone[..<slash]
            subjects.append(.init(folder: folder, names: [String(zone[zone.index(after: slash)...])]))
        }
        return subjects
    }

    private func takeFileChanges() {
        guard let watcher else { return }
        if watcher.takeEvents() == .some, firstChange == nil { firstChange = .now() }
        settle()
    }

    private func watchSettling() { settling = timer { $0.readSettledFiles() } }

    /// Waits for a quiet moment, but not for ever: whole bursts are read once. A file that is being written is waited
    /// for by itself; that it is closed is another change.
    func settle() {
        if let firstChange {
            settling?.schedule(deadline: min(.now() + .milliseconds(200), max(.now(), firstChange + .seconds(2))))
        } else if let end = watcher?.endOfPatience {
            settling?.schedule(deadline: end)
        }
    }

    private func readSettledFiles() {
        // What changes while a reload is under way is looked at when it is done.
        guard let watcher, reloading == nil else { return }
        if firstChange != nil || watcher.endOfPatience.map({ $0 <= .now() }) ?? false { reload() } else { settle() }
    }

    // MARK: What it says

    private func tell(_ sent: NoticeRecord, _ site: Site) {
        let notice = encode(sent, site.settings.zone)
        if let server { server.assumeIsolated { $0.publish(["notice": notice]) } }
        if options.foreground {
            let (day, time) = site.settings.zone.local(sent.at)
            log.show("\(day) \(time)  \(sent.text)")
        }
    }

    func tellStatus() {
        guard let engine, let clock, !isStopping else { return }
        engine.writeMetrics(at: clock.now())
        let status = engine.status(at: clock.now()).line(in: language, zone: engine.loaded.site.settings.zone)
        guard status != lastStatus else { return }
        lastStatus = status
        manager.status(status)
    }

    private func tell(troubles: [Wording]) {
        for trouble in troubles where !lastTroubles.contains(trouble) { tell(.error, trouble) }
        if troubles.isEmpty, !lastTroubles.isEmpty { tellRelief() }
        lastTroubles = troubles
    }

    private func tellRelief() {
        tell(
            .notice,
            Wording(vi: "đã hết trở ngại, thông báo được gửi tiếp", en: "the trouble is over, notices go out again"))
    }

    /// A witness beside the ledger: `dondoc audit verify --head` holds it against what is left later.
    private func tellHead() {
        guard !options.foreground, let head = engine?.ledgerHead, head.number > 0 else { return }
        tell(
            .info,
            Wording(
                vi: "sổ cái có \(head.number) dòng, mã cuối \(head.hash)",
                en: "the ledger has \(head.number) rows, its head is \(head.hash)"))
    }

    func tell(_ level: Log.Level, _ wording: Wording) { log(level, wording.text(in: language)) }

    /// What was not told before; the whole of it is for `dondoc check`.
    func tell(_ loaded: LoadedSite) {
        language = options.language ?? loaded.site.settings.language
        let new = loaded.diagnostics.filter { !told.contains($0) }
        told = Set(loaded.diagnostics)
        for diagnostic in new.prefix(Daemon.diagnosticsTold) {
            let text = renderDiagnostic(diagnostic, source: loaded.sources[diagnostic.path], language: language)
            log(diagnostic.severity == .error ? .error : .warning, text)
        }
        let rest = new.count - Daemon.diagnosticsTold
        if rest > 0 {
            tell(
                .warning,
                Wording(
                    vi: "và \(rest) lỗi, cảnh báo khác: xem “dondoc check”",
                    en: "and \(rest) more errors and warnings: see “dondoc check”"))
        }
    }

    private static let diagnosticsTold = 50
}
