import Control
import Dates
import Diagnostics
import Dispatch
import Engine
import JSONText
import Ledger
import Planning

/// Requests that were handed on to the leader, by number.
struct HandedOn {
    var waiting: [Int64: (reply: PendingReply, limit: any DispatchSourceTimer, language: Language)] = [:]
}

// Several hosts on one ledger: what others do, and what is done for others.
extension Daemon {
    /// A leader says so often, in seconds, that it is there.
    private static let heartbeat = 3
    /// How long, in seconds, a request waits for a leader.
    private static let patience = 20

    func watchLedger() {
        guard let engine, let shared = engine.shared else { return }
        shared.watch { [weak self] event in
            guard let daemon = self else { return }
            daemon.executor.queue.async { daemon.assumeIsolated { $0.take(event) } }
        }
        announce()
        beat()
    }

    /// While this host leads.
    private func beat() {
        heartbeat?.cancel()
        heartbeat = nil
        guard let engine, engine.isLeading, engine.shared != nil, !isStopping else { return }
        let beat = timer { daemon in
            daemon.engine?.shared?.keepAlive()
            if daemon.engine?.isLeading != true { daemon.beat() }
        }
        beat.schedule(
            deadline: .now() + .seconds(Self.heartbeat), repeating: .seconds(Self.heartbeat), leeway: .seconds(1))
        heartbeat = beat
    }

    private func take(_ event: LedgerEvent) {
        guard let engine, let clock, !isStopping else { return }
        switch event {
        case .changed:
            engine.noteChange()
        case .hosts:
            engine.compareHosts(at: clock.now(), announcing: false)
            advance()
        case .released:
            engine.publishLeft(at: clock.now())
            advance()
        case .requests:
            if engine.isLeading { answerHandedOn() }
            takeAnswers()
        case .leading:
            tell(.notice, Wording(vi: "máy này nay ghi sổ cái và gửi thông báo", en: "this host leads now"))
            engine.publishLeft(at: clock.now())
            beat()
            announce()
            answerHandedOn()
            advance()
        case .lost:
            tell(.warning, Wording(vi: "máy này không còn ghi sổ cái", en: "this host does not lead any more"))
            beat()
            advance()
        }
    }

    /// Tells the others what is in force here.
    func announce() {
        guard let engine, let clock else { return }
        engine.compareHosts(at: clock.now(), announcing: true)
    }

    // MARK: Requests

    /// Hands a report on to the host that leads.
    func handOn(_ call: VarlinkCall, _ language: Language) -> VarlinkReply {
        guard let shared = engine?.shared else { return .failure(ControlInterface.busy) }
        var json = JSONWriter()
        json.value(.object(call.parameters))
        do throws(LedgerError) {
            let number = try shared.handOn(String(decoding: json.bytes, as: UTF8.self), uid: call.peer.uid)
            let reply = PendingReply()
            let limit = timer { $0.giveUp(number) }
            limit.schedule(deadline: .now() + .seconds(Self.patience))
            handedOn.waiting[number] = (reply, limit, language)
            return .later(reply)
        } catch {
            return .failure(ControlInterface.ledgerUnavailable(error.wording.text(in: language)))
        }
    }

    private func takeAnswers() {
        guard let shared = engine?.shared else { return }
        for number in handedOn.waiting.keys.sorted() {
            guard let answer = (try? shared.answer(to: number)) ?? nil else { continue }
            finish(number, with: readAnswer(answer))
        }
    }

    private func finish(_ number: Int64, with reply: VarlinkReply) {
        guard let waiting = handedOn.waiting.removeValue(forKey: number) else { return }
        waiting.limit.cancel()
        waiting.reply.answer(reply)
    }

    /// Nobody leads. What is withdrawn will not be recorded; of what cannot be, nobody knows: asked again under its id it is
    /// answered.
    private func giveUp(_ number: Int64) {
        guard let engine, let shared = engine.shared else { return }
        if let answer = (try? shared.answer(to: number)) ?? nil { return finish(number, with: readAnswer(answer)) }
        _ = try? shared.withdraw(number)
        let why = Wording(vi: "chưa có máy nào ghi sổ cái; hãy thử lại", en: "no host leads at present; try again")
        let words = why.text(in: handedOn.waiting[number]?.language ?? language)
        finish(number, with: .failure(ControlInterface.ledgerUnavailable(words)))
    }

    /// Answers what others handed on to this host, which leads.
    private func answerHandedOn() {
        guard let engine, let shared = engine.shared, let clock, engine.isLeading else { return }
        guard let requests = try? shared.handedOn(), !requests.isEmpty else { return }
        for request in requests {
            let answer = report(request.request, uid: request.uid, engine, at: clock.now())
            // Lost on the way to it the answer is asked for again.
            guard engine.isLeading else { return }
            try? shared.answer(request.number, answer)
        }
        advance()
    }

    private func report(_ request: String, uid: UInt32, _ engine: Engine, at now: Instant) -> String {
        var answer: [String: JSONValue]
        do throws(VarlinkError) {
            guard let parameters = (try? JSONValue(parsing: Array(request.utf8), depth: 16))?.object else {
                throw ControlInterface.busy
            }
            answer = ["parameters": .object(try record(parameters, uid: uid, engine, at: now))]
        } catch {
            answer = ["error": .string(error.name), "parameters": .object(error.parameters)]
        }
        var json = JSONWriter()
        json.value(.object(answer))
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private func record(
        _ parameters: [String: JSONValue], uid: UInt32, _ engine: Engine, at now: Instant
    ) throws(VarlinkError) -> [String: JSONValue] {
        let request = try ReportRequest(parameters: parameters)
        let language = language(request.language)
        do throws(ReportFailure) {
            return try engine.report(request, uid: uid, at: now).parameters(in: language)
        } catch {
            throw encode(error, language)
        }
    }

    private func readAnswer(_ answer: String) -> VarlinkReply {
        guard let object = (try? JSONValue(parsing: Array(answer.utf8), depth: 16))?.object,
            let parameters = object["parameters"]?.object
        else { return .failure(ControlInterface.busy) }
        guard let error = object["error"]?.string else { return .success(parameters) }
        return .failure(VarlinkError(error, parameters))
    }
}
