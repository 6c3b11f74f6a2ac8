public import Dashboard
import Dates
public import Ledger
import Planning

extension Overview {
    /// Looks up who was told of what is overdue, and when last.
    public mutating func tellNotices(from ledger: any LedgerReader) throws(LedgerError) {
        let names = (lists[.overdue] ?? []).map(name(of:))
        let found = try ledger.earlierMessages(
            of: names.map {
                NoticeIdentity(
                    programme: $0.programme, task: $0.task, occurrence: $0.occurrence, rule: "", step: 0,
                    repeatNumber: 0,
                    recipient: "")
            })
        for (name, messages) in zip(names, found) {
            guard let last = messages.map(\.at).max() else { continue }
            let latest = messages.filter { $0.at == last }
            var recipients: [String] = []
            for message in latest where !recipients.contains(message.recipient) { recipients.append(message.recipient) }
            notices[name] = NoticesSent(
                last: last, recipients: recipients, isEscalation: latest.contains { $0.kind == .escalation })
        }
    }
}
