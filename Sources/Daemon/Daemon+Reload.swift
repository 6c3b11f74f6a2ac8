import Control
import Diagnostics
import Dispatch
import Engine
import SiteFiles

/// A reload on its way: the files are read and planned beside the daemon's queue, on which notices go out, requests are
/// answered and the watchdog is fed meanwhile.
struct ReloadUnderWay {
    /// Who asked for it, and waits.
    struct Asking {
        let reply: PendingReply
        /// Of the words in the answer; nil: the service's.
        let language: String?
    }

    let cancellation = Cancellation()
    var waiting: [Asking]
    /// Ends the wait for it.
    var limit: (any DispatchSourceTimer)?
    /// It took too long: what it comes to is thrown away. Until it has come to that, no other begins.
    var isGivenUp = false
}

extension Daemon {
    /// Reads the files again. While that is done already, it is done once more after it, for what changed meanwhile.
    /// - Parameter asking: is answered when it is done.
    func reload(for asking: ReloadUnderWay.Asking? = nil) {
        guard let engine, let watcher, !isStopping else {
            asking?.reply.answer(.failure(ControlInterface.busy))
            return
        }
        guard reloading == nil else {
            reloadAsked = (reloadAsked ?? []) + (asking.map { [$0] } ?? [])
            // Who asks while one hangs is not to wait for it.
            if reloading?.isGivenUp ?? false { answerAsked(engine.giveUpReload(after: options.reloadLimit)) }
            return
        }
        // What has been seen to change by now is read now: it is no reason to read again.
        _ = watcher.takeEvents()
        firstChange = nil
        manager.reloading()
        var reload = ReloadUnderWay(waiting: asking.map { [$0] } ?? [])
        let limit = timer { $0.giveUpReload() }
        limit.schedule(deadline: .now() + .seconds(options.reloadLimit))
        reload.limit = limit
        reloading = reload
        let start = engine.beginReload(unfinished: watcher.filesBeingWritten())
        let cancellation = reload.cancellation
        DispatchQueue(label: "io.dondoc.reload").async(group: readers) { [executor] in
            let prepared = start.prepare(cancellation)
            executor.queue.async { self.assumeIsolated { $0.finishReload(prepared) } }
        }
    }

    private func finishReload(_ prepared: PreparedReload?) {
        guard let reload = reloading else { return }
        reload.limit?.cancel()
        reloading = nil
        guard let engine, let watcher, let clock, !isStopping else { return }
        if !reload.isGivenUp, let prepared {
            let outcome = engine.finishReload(prepared, at: clock.now())
            settle()
            watcher.watch(subjects(zone: zoneInForce))
            tell(engine.loaded)
            for removal in outcome.removals { tell(.notice, removal) }
            advance()
            // Whoever is answered finds the service's state to be that of the files as they are now.
            tellStatus()
            manager.ready()
            announce()
            answer(reload.waiting, outcome)
        }
        guard let asked = reloadAsked else { return settle() }
        reloadAsked = nil
        self.reload()
        reloading?.waiting += asked
    }

    /// What takes so long may hang for ever. What was in force stays.
    private func giveUpReload() {
        guard let engine, reloading?.isGivenUp == false else { return }
        reloading?.isGivenUp = true
        reloading?.cancellation.cancel()
        let outcome = engine.giveUpReload(after: options.reloadLimit)
        advance()
        tellStatus()
        manager.ready()
        answer(reloading?.waiting ?? [], outcome)
        answerAsked(outcome)
    }

    /// Answers those who wait for the next one; that there is to be one stays.
    private func answerAsked(_ outcome: ReloadOutcome) {
        answer(reloadAsked ?? [], outcome)
        if reloadAsked != nil { reloadAsked = [] }
    }

    private func answer(_ waiting: [ReloadUnderWay.Asking], _ outcome: ReloadOutcome) {
        guard let engine else { return }
        for asking in waiting {
            asking.reply.answer(.success(encode(outcome, engine.loaded, language(asking.language))))
        }
    }

    /// Those who wait are told that nothing comes of it.
    func dropReload() {
        reloading?.cancellation.cancel()
        for asking in (reloading?.waiting ?? []) + (reloadAsked ?? []) {
            asking.reply.answer(.failure(ControlInterface.busy))
        }
        reloading?.waiting = []
        reloadAsked = nil
    }
}
