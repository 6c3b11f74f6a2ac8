import CLinux
import Dispatch
import Glibc
public import JSONText

/// Serves Varlink (https://varlink.org) on a queue, never blocking it: what a client sends is bounded in size and time,
/// what it does not read is bounded too, and whoever oversteps is dropped.
public actor VarlinkServer {
    /// What one client, and all together, may take of the service.
    public struct Limits: Sendable {
        /// Bytes of one message.
        public var message = 1 << 20
        /// Beyond it whoever was idle longest is dropped for the newcomer.
        public var connections = 2048
        /// Bytes not yet handled or not yet read, over all clients; beyond it the one with most is dropped.
        public var buffered = 16 << 20
        /// Seconds for a message to be complete once begun, and for output to move.
        public var patience = 10.0
        /// As docs/engine.md, Bounded, has them.
        public init() {}
    }

    private nonisolated let executor: QueueExecutor
    /// The queue, on which the server lives with whoever shares it.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private let sockets: [ListeningSocket]
    private let limits: Limits
    private let service: VarlinkService
    private let handle: @Sendable (VarlinkCall) -> VarlinkReply

    private let epoll: Int32
    private var source: (any DispatchSourceRead)?
    private var timer: (any DispatchSourceTimer)?
    private var connections: [Int32: VarlinkConnection] = [:]
    private var followers: Set<Int32> = []
    /// Have whole messages left over when their share of a round was used up.
    private var waiting: Set<Int32> = []
    private var isRoundScheduled = false
    private var clock: UInt64 = 0
    /// When the timer fires, in nanoseconds of the monotonic clock.
    private var nextCheck = UInt64.max
    private var buffered = 0
    private var scratch = [UInt8](repeating: 0, count: 1 << 16)

    /// - Parameter handle: is called on the executor's queue, for methods of the service's own interfaces.
    public init(
        executor: QueueExecutor, sockets: [ListeningSocket], service: VarlinkService, limits: Limits = Limits(),
        handle: @escaping @Sendable (VarlinkCall) -> VarlinkReply
    ) {
        self.executor = executor
        self.sockets = sockets
        self.service = service
        self.limits = limits
        self.handle = handle
        epoll = epoll_create1(O_CLOEXEC)
        precondition(epoll >= 0, "epoll_create1: \(errno)")
    }

    /// Of this moment, idle ones too.
    public var connectionCount: Int { connections.count }

    /// To be called once, on the queue: from then on connections are taken.
    public func start() {
        for socket in sockets { register(socket.descriptor, EPOLLIN.rawValue, EPOLL_CTL_ADD) }
        let source = DispatchSource.makeReadSource(fileDescriptor: epoll, queue: executor.queue)
        source.setEventHandler { [weak self] in self?.assumeIsolated { $0.serveReady() } }
        source.setCancelHandler { [epoll] in close(epoll) }
        source.activate()
        self.source = source
        let timer = DispatchSource.makeTimerSource(queue: executor.queue)
        timer.setEventHandler { [weak self] in self?.assumeIsolated { $0.dropOverdue() } }
        timer.activate()
        self.timer = timer
    }

    /// Answers what was sent until now, and closes all: who gets no answer knows that nothing was done.
    public func stop() {
        guard let source else { return }
        source.cancel()
        self.source = nil
        timer?.cancel()
        timer = nil
        for connection in Array(connections.values) {
            finish(connection)
            drop(connection)
        }
        for socket in sockets {
            close(socket.descriptor)
            if let path = socket.path { unlink(path) }
        }
    }

    /// As much as a client may have sent; streams end where they are.
    private func finish(_ connection: VarlinkConnection) {
        var read = 0
        while read <= limits.message, connection.read(into: &scratch) == .some { read += scratch.count }
        while connection.activity.isIdle, connection.flush(), connection.pendingOutput <= limits.message,
            let message = connection.takeMessage(), let call = VarlinkCall(message: message, peer: connection.peer)
        {
            answer(call, connection)
        }
        _ = connection.flush()
    }

    /// To all who follow.
    public func publish(_ parameters: [String: JSONValue]) {
        guard !followers.isEmpty else { return }
        let bytes = encodeVarlink(parameters: parameters, continues: true)
        for descriptor in followers {
            guard let connection = connections[descriptor] else { continue }
            if connection.pendingOutput > limits.message {
                drop(connection)
            } else {
                account(connection) { $0.enqueue(bytes) }
                settle(connection)
            }
        }
    }

    // MARK: Events

    private func serveReady() {
        isRoundScheduled = false
        var events = [epoll_event](repeating: epoll_event(), count: 64)
        let count = max(0, Int(epoll_wait(epoll, &events, Int32(events.count), 0)))
        var isListenerReady = false
        for event in events[..<count] {
            // A connection that was dropped in this round is not found any more; new ones come last.
            if let connection = connections[event.data.fd] {
                serve(connection, event.events)
            } else {
                isListenerReady = true
            }
        }
        let round = waiting
        waiting = []
        for descriptor in round {
            if let connection = connections[descriptor] { process(connection) }
        }
        if isListenerReady { for socket in sockets { accept(socket) } }
    }

    /// Looks at a connection again in the next round, after the others.
    private func revisit(_ connection: VarlinkConnection) {
        waiting.insert(connection.descriptor)
        guard !isRoundScheduled else { return }
        isRoundScheduled = true
        executor.queue.async { [weak self] in self?.assumeIsolated { $0.serveReady() } }
    }

    private func accept(_ socket: ListeningSocket) {
        // A few at a time: the queue has other work, and the descriptor stays readable.
        for _ in 0..<64 {
            let descriptor = dondoc_accept(socket.descriptor)
            guard descriptor >= 0 else {
                // Out of descriptors: make room, else the listener would stay ready for ever.
                if errno == EMFILE || errno == ENFILE, dropIdlest() { continue }
                return
            }
            var (pid, uid, gid) = (Int32(0), UInt32(0), UInt32(0))
            guard dondoc_peer_credentials(descriptor, &pid, &uid, &gid) == 0 else {
                close(descriptor)
                continue
            }
            let isMember = dondoc_peer_in_group(descriptor, socket.group) == 1
            if connections.count >= limits.connections, !dropIdlest() {
                close(descriptor)
                continue
            }
            let connection = VarlinkConnection(
                descriptor: descriptor, peer: Peer(pid: pid, uid: uid, gid: gid, isMember: isMember))
            connection.events = EPOLLIN.rawValue
            connections[descriptor] = connection
            touch(connection)
            register(descriptor, connection.events, EPOLL_CTL_ADD)
        }
    }

    private func serve(_ connection: VarlinkConnection, _ events: UInt32) {
        touch(connection)
        if events & EPOLLIN.rawValue != 0 {
            var outcome = VarlinkConnection.ReadOutcome.nothing
            account(connection) { outcome = $0.read(into: &scratch) }
            if outcome == .failed { return drop(connection) }
        } else if events & (EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0 {
            return drop(connection)
        }
        process(connection)
    }

    /// Handles whole messages, some of them at a time so that nobody has the queue for himself.
    private func process(_ connection: VarlinkConnection) {
        for _ in 0..<16 {
            guard isReady(connection) else { return settle(connection) }
            var message: [UInt8]?
            account(connection) { message = $0.takeMessage() }
            guard let message else { return settle(connection) }
            guard message.count <= limits.message, let call = VarlinkCall(message: message, peer: connection.peer)
            else {
                return drop(connection)
            }
            answer(call, connection)
        }
        revisit(connection)
        settle(connection)
    }

    /// Its next message may be handled: the replies before have left, or nearly.
    private func isReady(_ connection: VarlinkConnection) -> Bool {
        connection.activity.isIdle && connection.pendingOutput <= limits.message
    }

    private func answer(_ call: VarlinkCall, _ connection: VarlinkConnection) {
        let reply: VarlinkReply =
            if call.interface == VarlinkService.interfaceName {
                service.answer(call)
            } else if service.interfaces.contains(where: { $0.name == call.interface }) {
                handle(call)
            } else {
                .failure(.interfaceNotFound(call.interface))
            }
        if call.oneway { return }
        give(reply, to: connection)
    }

    private func give(_ reply: VarlinkReply, to connection: VarlinkConnection) {
        switch reply {
        case .success(let parameters): send(connection, encodeVarlink(parameters: parameters))
        case .written(let parameters): send(connection, encodeVarlink(written: parameters))
        case .failure(let error): send(connection, error)
        case .stream(let next): connection.activity = .streaming(next)
        case .later(let pending):
            connection.activity = .waiting(pending)
            let descriptor = connection.descriptor
            pending.whenKnown { [weak self] reply in
                self?.assumeIsolated { $0.resume(descriptor, pending, with: reply) }
            }
        case .follow:
            connection.activity = .following
            followers.insert(connection.descriptor)
        }
    }

    private func resume(_ descriptor: Int32, _ pending: PendingReply, with reply: VarlinkReply) {
        // Who waited may be gone, and the descriptor another's.
        guard let connection = connections[descriptor], case .waiting(let awaited) = connection.activity,
            awaited === pending
        else { return }
        connection.activity = .idle
        give(reply, to: connection)
        revisit(connection)
        settle(connection)
    }

    private func send(_ connection: VarlinkConnection, _ bytes: [UInt8]) {
        account(connection) { $0.enqueue(bytes) }
    }

    private func send(_ connection: VarlinkConnection, _ error: VarlinkError) {
        send(connection, encodeVarlink(error: error.name, parameters: error.parameters))
    }

    /// Writes what can be written, and decides what to wait for.
    private func settle(_ connection: VarlinkConnection) {
        for _ in 0..<8 {
            pull(connection)
            var isAlive = true
            account(connection) { isAlive = $0.flush() }
            guard isAlive else { return drop(connection) }
            guard connection.activity.isStreaming, connection.pendingOutput == 0 else { break }
        }
        if connection.activity.isStreaming, connection.pendingOutput == 0 { revisit(connection) }

        let isWaiting = waiting.contains(connection.descriptor)
        let isOver = connection.isInputClosed && connection.pendingOutput == 0 && connection.activity.isIdle
        if isOver && !isWaiting { return drop(connection) }
        let isFull = connection.pendingInput > limits.message
        if isFull, !isWaiting, isReady(connection) || connection.activity.isFollowing { return drop(connection) }

        var events = UInt32(0)
        if !connection.isInputClosed, !isFull, connection.pendingOutput <= limits.message { events |= EPOLLIN.rawValue }
        if connection.pendingOutput > 0 { events |= EPOLLOUT.rawValue }
        if events != connection.events {
            connection.events = events
            register(connection.descriptor, events, EPOLL_CTL_MOD)
        }
        watchPatience(connection)
        if buffered > limits.buffered, let greediest = connections.values.max(by: { $0.buffered < $1.buffered }) {
            drop(greediest)
        }
    }

    /// The next of a stream's replies, once the one before has left.
    private func pull(_ connection: VarlinkConnection) {
        guard case .streaming(let next) = connection.activity, connection.pendingOutput == 0 else { return }
        switch next() {
        case .next(let parameters):
            return send(connection, encodeVarlink(parameters: parameters, continues: true))
        case .last(let parameters): send(connection, encodeVarlink(parameters: parameters))
        case .failure(let error): send(connection, error)
        }
        connection.activity = .idle
        revisit(connection)
    }

    // MARK: Bounds

    private func touch(_ connection: VarlinkConnection) {
        clock += 1
        connection.lastActive = clock
    }

    /// Keeps the sum of what is buffered.
    private func account(_ connection: VarlinkConnection, _ change: (VarlinkConnection) -> Void) {
        buffered -= connection.buffered
        change(connection)
        buffered += connection.buffered
    }

    private func dropIdlest() -> Bool {
        let idle = connections.values.lazy.filter { !$0.activity.isFollowing }
        guard let idlest = idle.min(by: { $0.lastActive < $1.lastActive }) ?? connections.values.first else {
            return false
        }
        drop(idlest)
        return true
    }

    private func drop(_ connection: VarlinkConnection) {
        guard connections.removeValue(forKey: connection.descriptor) != nil else { return }
        buffered -= connection.buffered
        followers.remove(connection.descriptor)
        waiting.remove(connection.descriptor)
        close(connection.descriptor)
    }

    /// Gives a client that owes us something a deadline, renewed with each message or reply that gets through.
    private func watchPatience(_ connection: VarlinkConnection) {
        let owes = connection.pendingOutput > 0 || (connection.pendingInput > 0 && isReady(connection))
        guard owes, !waiting.contains(connection.descriptor) else {
            connection.deadline = nil
            return
        }
        if connection.deadline == nil || connection.hasProgressed {
            connection.hasProgressed = false
            connection.deadline = DispatchTime.now().uptimeNanoseconds + UInt64(limits.patience * 1e9)
        }
        if let deadline = connection.deadline, deadline < nextCheck { scheduleCheck(deadline) }
    }

    private func dropOverdue() {
        let now = DispatchTime.now().uptimeNanoseconds
        for connection in Array(connections.values) {
            if let deadline = connection.deadline, deadline <= now { drop(connection) }
        }
        scheduleCheck(connections.values.compactMap(\.deadline).min() ?? .max)
    }

    private func scheduleCheck(_ deadline: UInt64) {
        nextCheck = deadline
        timer?.schedule(
            deadline: deadline == .max ? .distantFuture : DispatchTime(uptimeNanoseconds: deadline),
            leeway: .milliseconds(100))
    }

    private func register(_ descriptor: Int32, _ events: UInt32, _ operation: Int32) {
        var event = epoll_event()
        event.events = events
        event.data.fd = descriptor
        let result = epoll_ctl(epoll, operation, descriptor, &event)
        precondition(result == 0, "epoll_ctl: \(errno)")
    }
}
