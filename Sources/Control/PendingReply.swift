/// A reply that comes later. Used on the server's queue alone.
public final class PendingReply: @unchecked Sendable {
    private var reply: VarlinkReply?
    private var deliver: ((VarlinkReply) -> Void)?

    /// For a handler that gives it back at once and answers later.
    public init() {}

    /// Gives the reply; a second one is thrown away.
    public func answer(_ reply: VarlinkReply) {
        guard self.reply == nil else { return }
        self.reply = reply
        deliver?(reply)
        deliver = nil
    }

    /// - Parameter deliver: called once, at once where the reply is known.
    func whenKnown(_ deliver: @escaping (VarlinkReply) -> Void) {
        if let reply { deliver(reply) } else { self.deliver = deliver }
    }
}
