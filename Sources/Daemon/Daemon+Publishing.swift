import Control
import Dates
import Diagnostics
import Dispatch
import Engine
import Planning
import Publishing
import SiteFiles

/// What has become of the page and the calendars.
struct Publishing {
    /// When they were begun last, and of what.
    var last: (at: Instant, edition: Int, day: Day)?
    var isUnderWay = false
    /// Of the last time.
    var failures: [Wording] = []
}

extension Daemon {
    /// Seconds between two: they are read by people, and each takes all that the ledger has.
    private static let publicationPause = 300

    /// Writes the page and the calendars beside the queue, where something has changed since the last time, or the day.
    func publish(at now: Instant) {
        guard let engine, !publishing.isUnderWay, publicationIsDue(engine, at: now),
            let publication = Publication(engine.loaded, engine.plan, place: engine.place, at: now)
        else { return }
        publishing.isUnderWay = true
        publishing.last = (now, engine.edition, engine.loaded.site.settings.zone.day(at: now))
        DispatchQueue(label: "io.dondoc.publication").async(group: readers) { [executor] in
            let failures = publication.write()
            executor.queue.async { self.assumeIsolated { $0.finishPublishing(failures) } }
        }
    }

    private func finishPublishing(_ failures: [Wording]) {
        publishing.isUnderWay = false
        for failure in failures where !publishing.failures.contains(failure) { tell(.error, failure) }
        if failures.isEmpty, !publishing.failures.isEmpty {
            tell(
                .notice,
                Wording(vi: "trang tổng hợp và lịch đã ghi được", en: "the page and the calendars are written again"))
        }
        publishing.failures = failures
        // What changed meanwhile is written later.
        advance()
    }

    private func publicationIsDue(_ engine: Engine, at now: Instant) -> Bool {
        guard let last = publishing.last else { return true }
        let isOther =
            last.edition != engine.edition || last.day != engine.loaded.site.settings.zone.day(at: now)
            || !publishing.failures.isEmpty
        // A clock that was set back is no reason to wait.
        return isOther && !(last.at..<last.at + Self.publicationPause).contains(now)
    }

    /// When it is looked at again: after the pause, where something has changed, else at midnight.
    func nextPublication(after now: Instant) -> Instant? {
        guard let engine, engine.loaded.paths.page != nil || engine.loaded.paths.feeds != nil else { return nil }
        let zone = engine.loaded.site.settings.zone
        let midnight = zone.instant(zone.day(at: now) + 1, TimeOfDay(hour: 0)!)
        guard let last = publishing.last, !publishing.isUnderWay else { return midnight }
        let isOther = last.edition != engine.edition || !publishing.failures.isEmpty
        return isOther ? min(midnight, last.at + Self.publicationPause) : midnight
    }
}
