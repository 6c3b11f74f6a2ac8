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
///   - reports: for each of some notices what was reported of its occurrence, see ``LedgerReader/reports(about:)``.
///   - earlier: for each of some notices the messages that told of its occurrence before.
func composeMessages(
    _ notices: [Notice], plan: Plan, letterhead: Letterhead, ruleSet: String,
    reports: ([NoticeIdentity]) throws(LedgerError) -> [[Report]] = { $0.map { _ in [] } },
    earlier: ([NoticeIdentity]) throws(LedgerError) -> [[EarlierMessage]]
) throws(LedgerError) -> [ComposedMessage] {
    let composer = Composer(plan: plan, letterhead: letterhead, ruleSet: ruleSet)
    return try draftMessages(notices, plan: plan, reports: reports, earlier: earlier).map(composer.compose)
}

/// A message to be.
struct MessageDraft {
    /// Of one recipient, at least one.
    var notices: [Notice]
    /// For each of them.
    var reports: [SubjectReports]
    /// For each of them the messages that told of its occurrence before, to anybody.
    var history: [[EarlierMessage]]
    var thread: MessageThread
}

/// - Parameters:
///   - reports: for each of some notices what was reported of its occurrence.
///   - earlier: for each of some notices the messages that told of its occurrence before. Each is asked once for all.
func draftMessages(
    _ notices: [Notice], plan: Plan, zone: Zone = .vietnam,
    reports: ([NoticeIdentity]) throws(LedgerError) -> [[Report]],
    earlier: ([NoticeIdentity]) throws(LedgerError) -> [[EarlierMessage]]
) throws(LedgerError) -> [MessageDraft] {
    let reported = zip(try reports(notices.map(\.identity)), notices).map {
        let day = zone.day(at: $1.at)
        return SubjectReports($0, subjects: $1.subjects, zone: zone) { plan.stands($1, for: $0, on: day) }
    }
    var chains = [[EarlierMessage]](repeating: [], count: notices.count)
    let ofTasks = notices.indices.filter { notices[$0].kind != .digest }
    if !ofTasks.isEmpty {
        for (index, messages) in zip(ofTasks, try earlier(ofTasks.map { notices[$0].identity })) {
            chains[index] = messages
        }
    }
    return grouped(notices).map { group in
        MessageDraft(
            notices: group.map { notices[$0] }, reports: group.map { reported[$0] },
            history: group.map { chains[$0] },
            // A thread is the recipient's own: it has none of the letters that others got.
            thread: MessageThread(
                following: group.lazy.map { index in
                    chains[index].filter { $0.recipient == notices[index].identity.recipient }
                }))
    }
}

/// A letter with more notices would be one that no mail program shows: there are several then.
private let mostNotices = 2000

/// By their indices, in the order of each message's first notice.
private func grouped(_ notices: [Notice]) -> [[Int]] {
    struct Key: Hashable {
        var recipient: String
        var programme = ""
        var task = ""
        var index = -1
    }
    var places: [Key: Int] = [:]
    var groups: [[Int]] = []
    for (index, notice) in notices.enumerated() {
        var key = Key(recipient: notice.identity.recipient)
        switch notice.grouping {
        case .recipient: break
        case .task: (key.programme, key.task) = (notice.identity.programme, notice.identity.task)
        case .none: key.index = index
        }
        if let place = places[key], groups[place].count < mostNotices {
            groups[place].append(index)
        } else {
            places[key] = groups.count
            groups.append([index])
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
    private static let limit = 20

    /// - Parameter chains: for each notice the messages that it follows.
    init(following chains: some Sequence<[EarlierMessage]>) {
        for chain in chains {
            guard let parent = chain.last?.messageID else { continue }
            if !parents.contains(parent) { parents.append(parent) }
            for message in chain.suffix(MessageThread.limit) where !references.contains(message.messageID) {
                references.append(message.messageID)
            }
            if references.count > MessageThread.limit * 2 { break }
        }
        parents = parents.suffix(MessageThread.limit)
        references = references.suffix(MessageThread.limit)
    }
}
