import Control
import Dates
import Diagnostics
import Engine
import Glibc
import JSONText
import Planning
import SiteFiles

extension Daemon {
    func answer(_ call: VarlinkCall) -> VarlinkReply {
        if let obstacle { return .failure(ControlInterface.ledgerUnavailable(obstacle.wording.text(in: language))) }
        guard let engine, let clock, !isStopping else { return .failure(ControlInterface.busy) }
        do throws(VarlinkError) {
            let request = try ControlRequest(call)
            guard call.peer.isAllowed else { throw ControlInterface.permissionDenied }
            switch request {
            case .getStatus:
                var status = engine.status(at: clock.now())
                if let doubt = clockDoubt { status.troubles.append(doubt) }
                status.troubles += publishing.failures
                return .success(["status": encode(status, engine.loaded, language)])
            case .reload:
                let reply = PendingReply()
                vouchForClock()
                reload(for: reply)
                return .later(reply)
            case .report(let report):
                let outcome: ReportOutcome
                do throws(ReportFailure) {
                    outcome = try engine.report(report, uid: call.peer.uid, at: clock.now())
                } catch {
                    throw encode(error, language)
                }
                advance()
                return .success(outcome.parameters(in: language))
            case .listNotices(let query): return try list(query, more: call.more)
            case .follow: return .follow
            case .getMetrics: return .success(["text": .string(engine.metrics(at: clock.now()))])
            }
        } catch {
            return .failure(error)
        }
    }

    private func list(_ query: NoticeQuery, more: Bool) throws(VarlinkError) -> VarlinkReply {
        guard more else {
            return .success(try page(query).parameters)
        }
        nonisolated(unsafe) var query = query  // used on the queue alone
        return .stream { [weak self] in
            guard let self else { return .failure(ControlInterface.busy) }
            return self.assumeIsolated { daemon in
                do throws(VarlinkError) {
                    let page = try daemon.page(query)
                    guard let next = page.next else { return .last(page.parameters) }
                    query.after = next
                    return .next(page.parameters)
                } catch {
                    return .failure(error)
                }
            }
        }
    }

    private func page(_ query: NoticeQuery) throws(VarlinkError) -> (parameters: [String: JSONValue], next: Int64?) {
        guard let engine else { throw ControlInterface.busy }
        do throws(EngineFailure) {
            let page = try engine.notices(query)
            return (encode(page, engine.loaded.site.settings.zone), page.next)
        } catch {
            throw ControlInterface.ledgerUnavailable(error.wording.text(in: language))
        }
    }
}

extension Peer {
    /// Root, the daemon's own user, and members of the socket's group.
    fileprivate var isAllowed: Bool { uid == 0 || uid == geteuid() || isMember }
}
