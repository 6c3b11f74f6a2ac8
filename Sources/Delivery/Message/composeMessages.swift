internal import Dates
internal import Diagnostics
internal import Ledger
internal import Planning
internal import Programmes
internal import RuleLanguage

/// A message as it will lie in a Maildir, and its row.
struct ComposedMessage: Sendable {
    var record: MessageRecord
    /// ``NoticeIdentity/key`` of each notice.
    var keys: [String]
    /// RFC 5322, lines ending in LF as Maildirs hold them.
    var bytes: [UInt8]
}

/// Makes the messages of a decision: for each body one, or one for each of its tasks or notices, as the rules say.
///
/// The same notices give the same bytes.
/// - Parameters:
///   - ruleSet: the digest of the rules in force.
///   - earlier: the messages that told of a notice's occurrence before.
func composeMessages(
    _ notices: [Notice], plan: Plan, letterhead: Letterhead, ruleSet: String,
    earlier: (NoticeIdentity) throws(LedgerError) -> [EarlierMessage]
) throws(LedgerError) -> [ComposedMessage] {
    let composer = Composer(plan: plan, letterhead: letterhead, ruleSet: ruleSet)
    return try draftMessages(notices, earlier: earlier).map { composer.compose($0.notices, thread: $0.thread) }
}

/// A message to be.
struct Draft {
    /// Of one recipient, at least one.
    var notices: [Notice]
    var thread: MessageThread
}

/// - Parameter earlier: the messages that told of a notice's occurrence before.
func draftMessages(
    _ notices: [Notice], earlier: (NoticeIdentity) throws(LedgerError) -> [EarlierMessage]
) throws(LedgerError) -> [Draft] {
    var drafts: [Draft] = []
    for group in grouped(notices) { drafts.append(Draft(notices: group, thread: try thread(of: group, earlier))) }
    return drafts
}

/// In the order of each message's first notice.
private func grouped(_ notices: [Notice]) -> [[Notice]] {
    struct Key: Hashable {
        var recipient: String
        var programme = ""
        var task = ""
        var index = -1
    }
    var places: [Key: Int] = [:]
    var groups: [[Notice]] = []
    for (index, notice) in notices.enumerated() {
        var key = Key(recipient: notice.identity.recipient)
        switch notice.grouping {
        case .recipient: break
        case .task: (key.programme, key.task) = (notice.identity.programme, notice.identity.task)
        case .none: key.index = index
        }
        if let place = places[key] {
            groups[place].append(notice)
        } else {
            places[key] = groups.count
            groups.append([notice])
        }
    }
    return groups
}

/// Message-IDs that a message goes back to, oldest first.
struct MessageThread {
    /// The last ones that are answered: In-Reply-To.
    var parents: [String] = []
    var references: [String] = []

    /// Of a message with very many notices: enough for any mail program to join the threads.
    static let limit = 20
}

/// An escalation, a later step and a repeat follow up what was sent of the same occurrence and rule; an escalation that
/// is a rule of its own, what was sent of the occurrence.
private func thread(
    of notices: [Notice], _ earlier: (NoticeIdentity) throws(LedgerError) -> [EarlierMessage]
) throws(LedgerError) -> MessageThread {
    var thread = MessageThread()
    for notice in notices {
        let identity = notice.identity
        guard notice.kind == .escalation || identity.step > 0 || identity.repeatNumber > 0, notice.kind != .digest
        else { continue }
        let all = try earlier(identity)
        let ofRule = all.filter { $0.rule == identity.rule }
        let chain = ofRule.isEmpty && notice.kind == .escalation ? all : ofRule
        guard let parent = chain.last?.messageID else { continue }
        if !thread.parents.contains(parent) { thread.parents.append(parent) }
        for message in chain where !thread.references.contains(message.messageID) {
            thread.references.append(message.messageID)
        }
        if thread.references.count > MessageThread.limit * 2 { break }
    }
    thread.parents = thread.parents.suffix(MessageThread.limit)
    thread.references = thread.references.suffix(MessageThread.limit)
    return thread
}
