public import Control
import Dates
public import Ledger

/// Notices that were sent, in order, and where the next page begins.
public struct NoticePage: Sendable {
    /// In the ledger's order, as many as the query asked for at most.
    public var notices: [NoticeRecord]
    /// The row after which to go on; nil: there are no more.
    public var next: Int64?
}

extension Engine {
    /// A page of the notices in the ledger.
    public func notices(_ query: NoticeQuery) throws(EngineFailure) -> NoticePage {
        var filter = AuditFilter(body: query.recipient)
        if let task = query.task {
            let parts = task.prefix { $0 != "@" }.split(separator: "/", maxSplits: 1)
            filter.programme = parts.first.map(String.init)
            filter.task = parts.count > 1 ? String(parts[1]) : nil
            filter.occurrence = task.firstIndex(of: "@").map { String(task[task.index(after: $0)...]) }
        }
        filter.after = query.after
        var page = NoticePage(notices: [], next: nil)
        var last: Int64 = 0
        do {
            try ledger.audit(filter) { row in
                guard case .notice(let notice, _) = row.content else { return }
                if page.notices.count == query.limit {
                    page.next = last
                    throw PageFull()
                }
                page.notices.append(notice)
                last = row.number
            }
        } catch is PageFull {
            // There are more.
        } catch let error as LedgerError {
            throw .ledger(error)
        } catch {
            preconditionFailure("\(error)")
        }
        return page
    }
}

private struct PageFull: Error {}
