import NIOCore
import NIOHTTP1
import NIOPosix
import Web

/// One connection: gathers a request, has it answered on a thread that may wait, and writes the answer. What is sent is
/// bounded in size and time.
final class PageHandler: ChannelInboundHandler, Sendable {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// Bytes of a form.
    private static let mostBody = 64 << 10
    /// Until a request is there whole, and until the answer has left.
    private static let patience = TimeAmount.seconds(20)
    private static let answerPatience = TimeAmount.seconds(60)
    /// Requests that wait for a thread; more are told to come again.
    private static let mostWaiting = 256

    private let door: FrontDoor
    private let pool: NIOThreadPool
    private let connections: ConnectionCount
    private let isFromProxy: Bool
    private let state: NIOLoopBoundBox<State>

    private struct State {
        var head: HTTPRequestHead?
        var body: [UInt8] = []
        /// The rest of a request that was refused is thrown away.
        var isRefused = false
        var deadline: Scheduled<Void>?
    }

    init(_ door: FrontDoor, _ pool: NIOThreadPool, _ connections: ConnectionCount, isFromProxy: Bool) {
        self.door = door
        self.pool = pool
        self.connections = connections
        self.isFromProxy = isFromProxy
        state = NIOLoopBoundBox(State(), eventLoop: MultiThreadedEventLoopGroup.currentEventLoop!)
    }

    func channelActive(context: ChannelHandlerContext) {
        connections.count += 1
        guard connections.count <= ConnectionCount.most else { return context.close(promise: nil) }
        expect(within: PageHandler.patience, context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        connections.count -= 1
        state.value.deadline?.cancel()
        context.fireChannelInactive()
    }

    /// Whoever takes longer is not waited for.
    private func expect(within time: TimeAmount, _ context: ChannelHandlerContext) {
        state.value.deadline?.cancel()
        let channel = context.channel
        state.value.deadline = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            state.value.head = head
            state.value.body = []
            state.value.isRefused = false
            let length = head.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
            if length > PageHandler.mostBody { refuse(413, context) }
        case .body(var buffer):
            guard !state.value.isRefused else { return }
            guard state.value.body.count + buffer.readableBytes <= PageHandler.mostBody else {
                return refuse(413, context)
            }
            state.value.body += buffer.readBytes(length: buffer.readableBytes) ?? []
        case .end:
            guard !state.value.isRefused, let head = state.value.head else { return }
            answer(head, context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func refuse(_ status: Int, _ context: ChannelHandlerContext) {
        state.value.isRefused = true
        write(door.refuse(status: status), isHead: false, keepAlive: false, context)
    }

    private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let method: WebRequest.Method
        switch head.method {
        case .GET: method = .get
        case .HEAD: method = .head
        case .POST: method = .post
        default: return refuse(405, context)
        }
        // A name that leads here from elsewhere (DNS rebinding) is none of ours.
        let host = (head.headers.first(name: "host") ?? "").split(separator: "]").first ?? ""
        let name = host.hasPrefix("[") ? host.dropFirst() : host.prefix { $0 != ":" }
        guard isFromProxy || isLoopback(name) else { return refuse(421, context) }
        guard
            let request = WebRequest(
                method: method, target: head.uri, headers: head.headers.map { ($0.name, $0.value) },
                body: state.value.body, isFromProxy: isFromProxy)
        else { return refuse(400, context) }
        guard connections.waiting < PageHandler.mostWaiting else { return refuse(503, context) }
        connections.waiting += 1
        expect(within: PageHandler.answerPatience, context)
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        pool.runIfActive(eventLoop: context.eventLoop) { [door] in door.answer(request) }
            .whenComplete { [self] result in
                connections.waiting -= 1
                let context = bound.value
                guard context.channel.isActive else { return }
                switch result {
                case .success(let response):
                    write(response, isHead: method == .head, keepAlive: head.isKeepAlive, context)
                case .failure: refuse(503, context)
                }
            }
    }

    private func write(_ response: WebResponse, isHead: Bool, keepAlive: Bool, _ context: ChannelHandlerContext) {
        var headers = HTTPHeaders(response.headers.map { ($0.name, $0.value) })
        headers.add(name: "Content-Length", value: String(response.body.count))
        if !keepAlive { headers.add(name: "Connection", value: "close") }
        let head = HTTPResponseHead(
            version: .http1_1, status: HTTPResponseStatus(statusCode: response.status), headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !isHead, !response.body.isEmpty {
            let buffer = context.channel.allocator.buffer(bytes: response.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
        }
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { [self] _ in
            if keepAlive { expect(within: PageHandler.patience, bound.value) } else { bound.value.close(promise: nil) }
        }
    }
}
