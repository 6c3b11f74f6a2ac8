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
            let found =
                reviewSite(plan, today: today) + options.reviewLedger(checked, plan) + reviewOutlets(checked)
            checked = checked.adding(
                found.filter { diagnostic in !(vendor.map { diagnostic.path.hasPrefix($0 + "/") } ?? false) })
        }
        self.checked = checked
        isDirty = false
        return true
    }

    var site: Site { checked.site }

    /// How many notices each rule and digest of the site would send in the next thirty days, from the files alone.
    /// - Throws: where an edit comes first.
    func forecast(_ server: LanguageServer) throws(RequestError) -> [RuleKey: Int] {
        if let madeForecast { return madeForecast }
        var counts: [RuleKey: Int] = [:]
        let today = site.settings.zone.day(at: server.options.now())
        try notices(of: plan, from: today, through: today + 30, memory: nil, server) { notice in
            counts[RuleKey(rule: notice.identity.rule, path: notice.rulePath), default: 0] += 1
        }
        madeForecast = counts
        return counts
    }

    /// Notices one after the other, until an edit comes or nobody waits for them.
    private func notices(
        of plan: Plan, from: Day, through: Day, memory: Memory?, _ server: LanguageServer, _ each: (Notice) -> Void
    ) throws(RequestError) {
        var count = 0
        do {
            try simulate(plan, from: from, through: through, memory: memory) { (notice: Notice) throws in
                count += 1
                if count & 63 == 0 { try server.goOn() }
                each(notice)
            }
        } catch {
            throw error as? RequestError ?? .overtaken
        }
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

    /// What the texts that are open would change in the notices to come.
    struct Comparison {
        var added = 0
        var dropped = 0
        var moved = 0
        /// With what a service has in force; else with the files on the disk.
        let isWithService: Bool
        /// How far ahead; less where the site is large.
        let months: Int

        var isEmpty: Bool { added + dropped + moved == 0 }
    }

    /// - Parameter hasUnsaved: some text that is open is another than the disk's.
    /// - Returns: nil where there is nothing to compare.
    func comparison(_ server: LanguageServer, hasUnsaved: Bool) throws(RequestError) -> Comparison? {
        if let known = madeComparison { return known }
        let inForce = server.options.inForce(checked)
        guard inForce != nil || hasUnsaved else { return nil }
        let old = saved ?? makePlan((inForce ?? loadSite(at: root, vendor: vendor)).site, workers: .processors)
        saved = old
        let now = server.options.now()
        var memory = Memory(old)
        for programme in old.site.programmes { memory.load(programme: programme.id, at: now) }
        var comparison = Comparison(isWithService: inForce != nil, months: plan.taskCount > 2000 ? 1 : 12)
        let today = site.settings.zone.day(at: now)
        let end = today.adding(months: comparison.months)
        var before: [NoticeIdentity: Instant] = [:]
        try notices(of: old, from: today, through: end, memory: memory, server) { before[$0.identity] = $0.at }
        try notices(of: plan, from: today, through: end, memory: memory, server) { notice in
            if let at = before.removeValue(forKey: notice.identity) {
                if at != notice.at { comparison.moved += 1 }
            } else {
                comparison.added += 1
            }
        }
        comparison.dropped = before.count
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
