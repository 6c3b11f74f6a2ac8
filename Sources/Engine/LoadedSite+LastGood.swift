import Diagnostics
public import Planning
public import SiteFiles

extension LoadedSite {
    /// The site as an engine that starts has it in force: of a file that does not check the last good version, where the
    /// copy in the state's folder has one.
    public func withLastGood(vendor: String?, state: String) -> LoadedSite {
        withLastGood(from: InForceCopy(in: state), vendor: vendor)
    }

    func withLastGood(from copy: InForceCopy, vendor: String?) -> LoadedSite {
        // A file that says nothing may have said something before.
        guard diagnostics.contains(where: { $0.severity == .error || $0.code == "S012" }),
            let good = copy.load(for: paths.site)
        else {
            return self
        }
        return loadSite(at: paths.site, vendor: vendor, previous: good)
    }

    /// What a service had in force, where a programme is another by now or has another file; nil where none is.
    public func former(state: String) -> FormerSite? {
        let copy = InForceCopy(in: state)
        guard copy.hasOtherProgrammes(than: self), let good = copy.load(for: paths.site) else { return nil }
        return FormerSite(
            site: good, inForce: FormerPlan(makePlan(good.site, workers: .processors), renamings: copy.renamings))
    }

    /// Of a programme that was edited while nothing ran, and whose tasks seem to have other numbers without saying so, the
    /// last good version: as a reload would have it.
    /// - Parameter snapshot: what the ledger says; asked only where a programme is another than in the state's copy.
    public func withoutRenumbering<Failure: Error>(
        vendor: String?, former: FormerSite?, _ snapshot: () throws(Failure) -> LedgerSnapshot?
    ) throws(Failure) -> LoadedSite {
        guard let former, let known = try snapshot() else { return self }
        var memory = Memory(former.inForce.plan)
        memory.replay(known)
        let made = makePlan(site, reusing: former.inForce.plan, workers: .processors)
        let renumbered = findRenumbered(former.inForce.plan, made, memory)
        guard !renumbered.isEmpty else { return self }
        return loadSite(at: paths.site, vendor: vendor, previous: former.site, unsaved: unsaved, refused: renumbered)
    }
}

/// A site as a service had it in force, by the copy in the state's folder.
public struct FormerSite: Sendable {
    let site: LoadedSite
    public let inForce: FormerPlan
}
