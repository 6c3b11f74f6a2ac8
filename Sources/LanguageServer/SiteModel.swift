import Dates
import Diagnostics
import Glibc
import Planning
import Programmes
import RuleLanguage
import SiteFiles

/// A site as its files and the texts that are open say.
final class SiteModel {
    let root: String
    let vendor: String?
    /// The files read, to be compared with at the next load.
    private var read: LoadedSite?
    /// With everything that `dondoc check` finds.
    private(set) var checked: LoadedSite
    /// Of ``checked``; made when it is first asked for.
    private var madePlan: Plan?
    private var madeForecast: [RuleKey: Int]?
    private var knownOutcomes: [String: [TestOutcome]] = [:]
    var isDirty = true
    /// The files that the client was told something of, by path.
    var told: Set<String> = []
    /// Of what the texts that are open are compared with.
    private var saved: Plan?
    private var madeComparison: Comparison?

    init(root: String, vendor: String?) {
        self.root = root
        self.vendor = vendor
        checked = LoadedSite(
            site: Site(
                settings: Settings(), bodies: BodyDirectory([]), programmes: [], ruleFiles: [], calendar: .vietnam),
            paths: SitePaths(site: root))
    }

    /// - Parameter unsaved: by whole path.
    /// - Returns: false where it was cancelled.
    func check(unsaved: [String: [UInt8]], _ options: ServerOptions, cancellation: Cancellation?) -> Bool {
        let own = unsaved.filter {
            $0.key.hasPrefix(root + "/") || vendor.map { $0 + "/" }.map($0.key.hasPrefix) == true
        }
        let loaded = loadSite(
            at: root, vendor: vendor, previous: read?.withoutLastGood, unsaved: own, cancellation: cancellation)
        guard cancellation?.isCancelled != true else { return false }
        read = loaded
        var checked = options.besideLedger(loaded)
        let old = madePlan
        madePlan = nil
        madeForecast = nil
        madeComparison = nil
        knownOutcomes = [:]
        if !checked.diagnostics.contains(where: { $0.severity == .error }) {
            let plan = makePlan(checked.site, reusing: old, workers: .processors)
            madePlan = plan
            let today = checked.site.settings.zone.day(at: options.now())
            let found = reviewSite(plan, today: today) + options.reviewLedger(checked, plan)
            checked = checked.adding(
                found.filter { diagnostic in !(vendor.map { diagnostic.path.hasPrefix($0 + "/") } ?? false) })
        }
        self.checked = checked
        isDirty = false
        return true
    }

    var site: Site { checked.site }

    /// How many notices each rule and digest of the site would send in the next thirty days, from the files alone.
    func forecast(_ options: ServerOptions) -> [RuleKey: Int] {
        if let madeForecast { return madeForecast }
        var counts: [RuleKey: Int] = [:]
        let today = site.settings.zone.day(at: options.now())
        simulate(plan, from: today, through: today + 30) { (notice: Notice) in
            counts[RuleKey(rule: notice.identity.rule, path: notice.rulePath), default: 0] += 1
        }
        madeForecast = counts
        return counts
    }

    /// What the tests of a rule file come to.
    func outcomes(of path: String, _ options: ServerOptions) -> [TestOutcome] {
        if let known = knownOutcomes[path] { return known }
        let outcomes = options.runTests(checked, path)
        knownOutcomes[path] = outcomes
        return outcomes
    }

    var plan: Plan {
        if let madePlan { return madePlan }
        let plan = makePlan(checked.site, workers: .processors)
        madePlan = plan
        return plan
    }

    struct Comparison {
        let changes: [PlanChange]
        /// With what a service has in force; else with the files on the disk.
        let isWithService: Bool
    }

    /// What the texts that are open would change in the notices of the next year; nil where they change nothing.
    /// - Parameter hasUnsaved: some text that is open is another than the disk's.
    func comparison(_ options: ServerOptions, hasUnsaved: Bool) -> Comparison? {
        if let known = madeComparison { return known }
        let inForce = options.inForce(checked)
        guard inForce != nil || hasUnsaved else { return nil }
        let old = saved ?? makePlan((inForce ?? loadSite(at: root, vendor: vendor)).site, workers: .processors)
        saved = old
        let now = options.now()
        let today = site.settings.zone.day(at: now)
        var memory = Memory(old)
        for programme in old.site.programmes { memory.load(programme: programme.id, at: now) }
        let changes = comparePlans(old, plan, memory: memory, from: today, through: today.adding(months: 12))
        let comparison = Comparison(changes: changes, isWithService: inForce != nil)
        madeComparison = comparison
        return comparison
    }

    func forgetSaved() {
        saved = nil
        madeComparison = nil
    }

    func wholePath(_ path: String) -> String { path.hasPrefix("/") ? path : root + "/" + path }

    /// As the site's diagnostics name it; nil for a file that lies elsewhere.
    func shownPath(_ path: String) -> String? {
        if path.hasPrefix(root + "/") { return String(path.dropFirst(root.utf8.count + 1)) }
        if let vendor, path.hasPrefix(vendor + "/") { return path }
        return nil
    }

    func status(of path: String) -> FileStatus? { checked.files.first { $0.path == path } }
}

/// The folder of the site that a file lies in, as `dondoc check FILE` finds it.
/// - Parameter isThere: whether there is a file of that whole path.
func siteRoot(of path: String, isThere: (String) -> Bool) -> String? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let name = parts.last, let folder = parts.dropLast().last else { return nil }
    let isTop = ["dondoc.yaml", "bodies.yaml"].contains(name)
    guard isTop || ["programmes", "rules", "calendar", "templates"].contains(folder) else { return nil }
    let top = parts.dropLast(isTop ? 1 : 2).joined(separator: "/")
    return isThere(top + "/bodies.yaml") || isThere(top + "/dondoc.yaml") ? top : nil
}

/// The bytes on the disk; nil where there are none.
func diskBytes(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = fread(&chunk, 1, chunk.count, file)
        guard count > 0 else { return bytes }
        bytes += chunk[..<count]
    }
}

func isFile(_ path: String) -> Bool { access(path, F_OK) == 0 }
