import Control
import Dates
import Diagnostics
import Dispatch
import Engine
import Glibc
import JSONText
import Planning
import SiteFiles

extension Daemon {
    func answer(_ call: VarlinkCall) -> VarlinkReply {
        if let obstacle { return .failure(ControlInterface.ledgerUnavailable(obstacle.wording.text(in: language))) }
        guard let engine, let clock, !isStopping else { return .failure(ControlInterface.busy) }
        engine.catchUp(at: clock.now())
        do throws(VarlinkError) {
            let request = try ControlRequest(call)
            guard call.peer.isAllowed else { throw ControlInterface.permissionDenied }
            switch request {
            case .getStatus(let asked):
                var status = engine.status(at: clock.now())
                if let doubt = clockDoubt { status.troubles.append(doubt) }
                status.troubles += publishing.failures
                return .success(["status": encode(status, engine.loaded, language(asked))])
            case .reload(let asked):
                let reply = PendingReply()
                vouchForClock()
                reload(for: ReloadUnderWay.Asking(reply: reply, language: asked))
                return .later(reply)
            case .report(let report):
                // Who it was is for the front door to say, and for nobody else.
                guard report.actor == nil || call.peer.isFrontDoor else { throw ControlInterface.permissionDenied }
                guard engine.isLeading else { return handOn(call, language(report.language)) }
                let outcome: ReportOutcome
                do throws(ReportFailure) {
                    outcome = try engine.report(report, uid: call.peer.uid, at: clock.now())
                } catch {
                    throw encode(error, language(report.language))
                }
                advance()
                return .success(outcome.parameters(in: language(report.language)))
            case .listNotices(let query): return try list(query, more: call.more)
            case .follow: return .follow
            case .getMetrics: return .success(["text": .string(engine.metrics(at: clock.now()))])
            case .describeSite, .identify, .listTasks, .describeTask, .getStats, .listLetters, .getLetter,
                .comparePlans, .simulate:
                return try look(request, engine, at: clock.now())
            }
        } catch {
            return .failure(error)
        }
    }

    /// The language that was asked for; else the service's.
    func language(_ asked: String?) -> Language { asked.flatMap(Language.init) ?? language }

    /// What only looks.
    private func look(_ request: ControlRequest, _ engine: Engine, at now: Instant) throws(VarlinkError) -> VarlinkReply
    {
        do {
            switch request {
            case .describeSite: return .success(engine.describeSite(at: now))
            case .identify(let query): return .success(engine.identify(query, at: now))
            case .listTasks(let query): return .written(try engine.listTasks(query, at: now))
            case .describeTask(let demand): return .written(try engine.describeTask(demand, at: now))
            case .getStats(let query): return .written(try engine.describeStats(query, at: now))
            case .listLetters(let query): return .written(try engine.listLetters(query, at: now))
            case .getLetter(let number, let query):
                guard let letter = try engine.describeLetter(number, query, at: now) else {
                    throw ControlInterface.notFound("\(number)")
                }
                return .written(letter)
            case .comparePlans, .simulate: return foresee(request, engine.foresee(at: now))
            case .getStatus, .reload, .report, .listNotices, .follow, .getMetrics:
                preconditionFailure("\(request) does more than look")
            }
        } catch let failure as ReportFailure {
            throw encode(failure, language)
        } catch let failure as EngineFailure {
            throw ControlInterface.ledgerUnavailable(failure.wording.text(in: language))
        } catch let error as VarlinkError {
            throw error
        } catch {
            preconditionFailure("\(error)")
        }
    }

    /// Answered beside the queue, on which notices go out meanwhile; one such question at a time.
    private func foresee(_ request: ControlRequest, _ foresight: Foresight) -> VarlinkReply {
        guard !isForeseeing else { return .failure(ControlInterface.busy) }
        isForeseeing = true
        let reply = PendingReply()
        let language = language
        DispatchQueue(label: "io.dondoc.foresight").async(group: readers) { [executor] in
            let answer: VarlinkReply
            switch request {
            case .simulate(let query):
                switch foresight.simulate(query) {
                case .success(let parameters): answer = .success(parameters)
                case .failure(let failure): answer = .failure(encode(failure, language))
                }
            default: answer = .success(foresight.comparePlans { encode($0, $1, language) })
            }
            executor.queue.async {
                self.assumeIsolated { $0.isForeseeing = false }
                reply.answer(answer)
            }
        }
        return .later(reply)
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

    /// The front door's own user, root, and the daemon's own where nobody set up more.
    fileprivate var isFrontDoor: Bool {
        if uid == 0 || uid == geteuid() { return true }
        guard let entry = getpwnam("dondoc-web") else { return false }
        return entry.pointee.pw_uid == uid
    }
}
