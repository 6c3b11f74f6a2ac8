public import Ledger
public import Planning

/// A letter as it would go out, for a person to look at.
public struct LetterPreview: Sendable {
    /// The body's id.
    public var recipient: String
    /// "Ban Dân vận Tỉnh ủy <bdv@example.vn>".
    public var to: String
    /// Addresses with names, as the header has them; empty: answers go to the sender.
    public var replyTo: [String]
    /// Without encoding.
    public var subject: String
    /// The part of plain text.
    public var text: String
    /// The part of HTML.
    public var html: String
    /// The whole message.
    public var bytes: [UInt8]
}

/// The letters of some notices, one for each body, or as the rules group them.
/// - Parameters:
///   - before: what will have gone out by then, beside what the ledger knows.
///   - ledger: what was sent and reported; nil: nothing was.
public func previewLetters(
    _ notices: [Notice], before: [Notice] = [], plan: Plan, letterhead: Letterhead, ledger: (any LedgerReader)?
) throws(LedgerError) -> [LetterPreview] {
    let composer = Composer(plan: plan, letterhead: letterhead, ruleSet: "")
    let drafts = try draftMessages(
        notices, plan: plan, zone: letterhead.zone,
        reports: { identities throws(LedgerError) in
            try ledger?.reports(about: identities) ?? identities.map { _ in [] }
        },
        earlier: { identities throws(LedgerError) in
            let known = try ledger?.earlierMessages(of: identities) ?? identities.map { _ in [] }
            return zip(identities, known).map { identity, known in
                known
                    + before.map(\.identity).enumerated().filter { $1.isOfSameOccurrence(as: identity) }.map {
                        place, other in
                        EarlierMessage(
                            rule: other.rule, messageID: "\(place)", recipient: other.recipient,
                            kind: before[place].kind, at: before[place].at)
                    }
            }
        })
    return drafts.map(composer.preview)
}

extension NoticeIdentity {
    fileprivate func isOfSameOccurrence(as other: NoticeIdentity) -> Bool {
        programme == other.programme && task == other.task && occurrence == other.occurrence
    }
}
