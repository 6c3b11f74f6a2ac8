public import Dates

/// A ledger that several hosts share: one of them leads, and alone adds rows; the others follow it.
public protocol SharedLedger: LedgerStore {
    /// Whether this host adds rows.
    var isLeading: Bool { get }
    /// Whether what the rows mean has to be read anew before any are added: another led meanwhile.
    var isToBeRead: Bool { get }
    /// Why this host cannot lead, though nobody else does; nil: it can, or waits for its turn.
    var obstacle: LedgerError? { get }
    /// Waits for what others do, on threads of its own, and for the lead.
    func watch(_ tell: @escaping @Sendable (LedgerEvent) -> Void)
    /// A leader says that it is there: without a word it is taken for gone.
    func keepAlive()

    /// Says what this host has in force.
    /// - Parameters:
    ///   - files: a digest of the site's files.
    ///   - now: by this host's clock.
    func announce(files: String, at now: Instant) throws(LedgerError)
    /// The hosts that ever announced themselves, by name.
    func hosts() throws(LedgerError) -> [LedgerHost]
    /// Whether what is acknowledged is on two disks: a synchronous standby is named.
    func isOnTwoDisks() throws(LedgerError) -> Bool
    /// Gives back what a host that will not come again took on itself to send and is not known to have sent.
    /// - Returns: how many messages.
    func release(host: String) throws(LedgerError) -> Int
    /// Ends the leader's session: another host, or the same, leads next.
    func endLead() throws(LedgerError)

    /// Hands a request on to the leader.
    /// - Returns: its number, for ``answer(to:)``.
    func handOn(_ request: String, uid: UInt32) throws(LedgerError) -> Int64
    /// What the leader answered; nil: nothing yet. What was answered is forgotten.
    func answer(to number: Int64) throws(LedgerError) -> String?
    /// - Returns: whether it will never be answered.
    func withdraw(_ number: Int64) throws(LedgerError) -> Bool
    /// Requests that others handed on and nobody has answered, in order.
    func handedOn() throws(LedgerError) -> [(number: Int64, uid: UInt32, request: String)]
    /// Answers a request that another host handed on.
    func answer(_ number: Int64, _ answer: String) throws(LedgerError)
}

/// A host that shares a ledger.
public struct LedgerHost: Hashable, Sendable {
    /// As its `dondoc.yaml` has it.
    public var name: String
    /// Whether it adds rows.
    public var isLeading: Bool
    /// Of the site's files in force there.
    public var files: String
    /// How many seconds its clock is ahead of the server's.
    public var clockAhead: Int
    /// Messages that it took on itself to send and is not known to have sent.
    public var unsent: Int
    /// Whether it has a session of the server's now.
    public var isConnected: Bool
}

extension LedgerStore {
    /// No other host knows of it.
    public var shared: (any SharedLedger)? { nil }
    /// Nothing: no other host adds to it.
    public func confirm() throws(LedgerError) {}
    /// None: every delivery is this host's.
    public func released() throws(LedgerError) -> [PendingDelivery] { [] }
    /// None: messages are on this host's disk alone.
    public func bytes(of delivery: PendingDelivery) throws(LedgerError) -> [[UInt8]] { [] }
    /// Never: there is none to claim.
    public func claim(_ delivery: PendingDelivery) throws(LedgerError) -> Bool { false }
}
