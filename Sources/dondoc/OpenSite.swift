import Dashboard
import Dates
import Diagnostics
import Engine
import Glibc
import Ledger
import Planning
import Programmes
import SiteFiles

/// The site that a command works on: as its files say, and where one of them does not check, as a service that reads them
/// has it in force.
struct OpenSite {
    let loaded: LoadedSite
    let plan: Plan
    let global: GlobalOptions
    private(set) var now: Instant
    /// What a service had in force, where programmes were edited since and it does not know.
    var former: FormerPlan?

    /// - Parameter day: what to take for today, where someone asks about another time.
    init(_ global: GlobalOptions, asOf day: Day? = nil) throws {
        let (loaded, former) = try Self.loadInForce(global)
        self.init(reading: loaded, global, asOf: day)
        self.former = former
        _ = Unmanaged.passRetained(Kept(plan))
    }

    /// What a command has read is not taken apart before its process ends: of 100,000 tasks that takes a seventh of a
    /// simulated day.
    private final class Kept: Sendable {
        let plan: Plan

        init(_ plan: Plan) { self.plan = plan }
    }

    /// The files as they are: of one that does not check, its good part.
    init(asWritten global: GlobalOptions, asOf day: Day? = nil) throws {
        self.init(reading: try Self.load(global), global, asOf: day)
    }

    private init(reading loaded: LoadedSite, _ global: GlobalOptions, asOf day: Day?) {
        self.init(loaded, global, asOf: day)
        // What is wrong with the files changes what is shown: said, but no reason to show nothing.
        let errors = loaded.diagnostics.count { $0.severity == .error }
        guard errors > 0 else { return }
        Program.note(
            say(
                "các tệp của đơn vị có \(errors) lỗi; xem “dondoc check”.",
                "the site's files have \(errors) error\(errors == 1 ? "" : "s"); see “dondoc check”."))
        for path in loaded.setAside.filter({ $0.state == .lastGood }).map(\.path) {
            Program.note(
                say(
                    "\(printable(path)): dùng bản đúng gần nhất, như dịch vụ vẫn dùng.",
                    "\(printable(path)): its last good version is used, as the service does."))
        }
    }

    /// As it would be if it sent from a day on.
    func supposedLive(from day: Day) -> OpenSite {
        var supposed = loaded
        supposed.site.settings.live = loaded.site.settings.live.supposed(from: day)
        if supposed.site.settings == loaded.site.settings { return self }
        return OpenSite(supposed, global, at: now)
    }

    /// With all that was reported on that day.
    func throughItsDay() -> OpenSite {
        var site = self
        let end = Instant(seconds: zone.instant(today + 1, .midnight).seconds - 1)
        site.now = max(now, min(.now, end))
        return site
    }

    private init(_ loaded: LoadedSite, _ global: GlobalOptions, at now: Instant) {
        self.loaded = loaded
        self.global = global
        self.now = now
        plan = makePlan(loaded.site, workers: .processors)
    }

    init(_ loaded: LoadedSite, _ global: GlobalOptions, asOf day: Day? = nil) {
        self.init(loaded, makePlan(loaded.site, workers: .processors), global, asOf: day)
    }

    /// - Parameter plan: of that site.
    init(_ loaded: LoadedSite, _ plan: Plan, _ global: GlobalOptions, asOf day: Day? = nil) {
        self.loaded = loaded
        self.global = global
        self.plan = plan
        let zone = loaded.site.settings.zone
        now = day.flatMap { $0 == zone.day(at: .now) ? nil : zone.instant($0, .midnight) } ?? .now
    }

    /// Files of programmes that have not changed since a service last read them come from its cache, where there is one.
    /// - Parameter isChecking: each is read as it is.
    static func load(_ global: GlobalOptions, isChecking: Bool = false) throws -> LoadedSite {
        try checkFolder(global)
        if isChecking { return loadSite(at: global.site, vendor: global.vendor) }
        return loadSite(at: global.site, vendor: global.vendor, cache: { Engine.cache(in: global.state ?? $0.state) })
    }

    static func checkFolder(_ global: GlobalOptions) throws {
        var status = stat()
        guard stat(global.site, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw Trouble.cannot(
                "không có thư mục “\(printable(global.site))”; dùng --site để chỉ thư mục của đơn vị.",
                "there is no folder “\(printable(global.site))”; name the site's folder with --site.")
        }
    }

    /// - Returns: the site, and what was in force before programmes of it were edited.
    static func loadInForce(_ global: GlobalOptions) throws -> (loaded: LoadedSite, former: FormerPlan?) {
        let files = try load(global)
        let state = global.state ?? files.paths.state
        let good = files.withLastGood(vendor: global.vendor, state: state)
        let former = good.former(state: state)
        let loaded = try good.withoutRenumbering(vendor: global.vendor, former: former) {
            try snapshot(from: LedgerPlace(files.paths, state: state))
        }
        return (loaded, former?.inForce)
    }

    /// nil where there is no ledger.
    static func snapshot(from place: LedgerPlace) throws -> LedgerSnapshot? {
        do throws(LedgerError) {
            return try place.openToRead().snapshot()
        } catch .missing {
            return nil
        } catch {
            throw Trouble(error)
        }
    }

    var zone: Zone { plan.site.settings.zone }
    var today: Day { zone.day(at: now) }
    var state: String { global.state ?? loaded.paths.state }
    /// Where the ledger is.
    var place: LedgerPlace { LedgerPlace(loaded.paths, state: state) }
    var spool: String { global.spool ?? loaded.paths.spool }

    func name(of body: BodyIndex) -> String { printable(plan.site.bodies[body].name) }

    /// With who has taken over from it, where it has ended.
    func nameToday(of body: BodyIndex) -> String { plan.site.bodies.describe(body, on: today, in: .ofReader) }

    func name(ofBody id: String) -> String {
        plan.site.bodies.body(named: id).map(name) ?? printable(id)
    }

    /// An instant as people write it: "01/12/2021 08:00".
    func shown(_ instant: Instant) -> String {
        let (day, time) = zone.local(instant)
        return day.shown + " " + time.shown
    }
}

extension Instant {
    static var now: Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(seconds: Int64(time.tv_sec))
    }
}

extension TimeOfDay {
    static let midnight = TimeOfDay(hour: 0)!
}
