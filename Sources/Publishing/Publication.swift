import Dashboard
public import Dates
public import Diagnostics
import Engine
public import Ledger
public import Planning
import Programmes
public import SiteFiles

/// What the service keeps current for people who look at files: the page, and a calendar for each body.
///
/// It reads the ledger by itself, so that it can be made beside the queue on which notices go out.
public struct Publication: Sendable {
    private let loaded: LoadedSite
    private let plan: Plan
    /// Where the ledger is.
    private let place: LedgerPlace
    private let now: Instant

    /// nil: the site asks for none.
    public init?(_ loaded: LoadedSite, _ plan: Plan, place: LedgerPlace, at now: Instant) {
        guard loaded.paths.page != nil || loaded.paths.feeds != nil else { return nil }
        self.loaded = loaded
        self.plan = plan
        self.place = place
        self.now = now
    }

    /// Writes what has changed, each file whole.
    /// - Returns: what failed.
    public func write() -> [Wording] {
        do throws(LedgerError) {
            let ledger = try place.openToRead()
            let snapshot = try ledger.snapshot(at: now)
            return try writePage(snapshot, ledger) + writeFeeds(snapshot, siteName: try ledger.siteName())
        } catch {
            return [error.wording]
        }
    }

    private func writePage(_ snapshot: LedgerSnapshot, _ ledger: any LedgerReader) throws(LedgerError) -> [Wording] {
        guard let path = loaded.paths.page else { return [] }
        var overview = makeOverview(plan, snapshot, at: now)
        try overview.tellNotices(from: ledger)
        let page = DashboardPage(overview, in: plan.site.settings.language, office: loaded.paths.office)
        return [putFile(path, with: page.document(version: Version.current))].compactMap(\.self)
    }

    // MARK: Calendars

    private func writeFeeds(_ snapshot: LedgerSnapshot, siteName: String) -> [Wording] {
        guard let folder = loaded.paths.feeds else { return [] }
        let today = plan.site.settings.zone.day(at: now)
        // The same all day, where nothing else is: then the file stays as it is.
        let origin = CalendarOrigin(
            siteName: siteName, host: loaded.paths.host, language: plan.site.settings.language, today: today,
            stamp: plan.site.settings.zone.instant(today, TimeOfDay(hour: 0)!))
        let memory = Memory(plan, replaying: snapshot, at: now)
        let itemsOfBodies = items(memory, on: today)
        var failures: [Wording] = []
        for body in plan.site.bodies.indices where plan.site.bodies[body].members.isEmpty {
            let path = folder + "/" + plan.site.bodies[body].id + ".ics"
            let items = itemsOfBodies[body] ?? []
            if items.isEmpty, !isFile(path) { continue }
            let calendar = writeCalendar(items, of: plan, from: origin)
            if isFile(path, holding: calendar) { continue }
            guard let failure = putFile(path, with: calendar) else { continue }
            // The others would fail like it.
            failures.append(failure)
            break
        }
        return failures
    }

    /// What each body has to do with and is not over, groups and successors followed.
    private func items(_ memory: Memory, on today: Day) -> [BodyIndex: [CalendarItem]] {
        var found: [BodyIndex: [CalendarItem]] = [:]
        var reached: [BodyIndex: [BodyIndex]] = [:]
        for task in 0..<plan.taskCount where !memory.isCancelled(task: task, at: now) {
            var bodies: Set<BodyIndex> = []
            for assigned in Set(plan.task(task).assignments.map(\.body)) {
                let members =
                    reached[assigned]
                    ?? plan.site.bodies.indices.filter { plan.site.bodies.reaches($0, from: assigned, on: today) }
                reached[assigned] = members
                bodies.formUnion(members)
            }
            let items = occurrenceStates(plan, memory, task: task, at: now).filter { !$0.status.isEnded }.map {
                CalendarItem(task: task, occurrence: $0)
            }
            for body in bodies { found[body, default: []] += items }
        }
        return found
    }
}
