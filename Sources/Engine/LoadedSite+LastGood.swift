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

    /// Of a programme that was edited while nothing ran, and whose tasks seem to have other numbers without saying so, the
    /// last good version: as a reload would have it.
    /// - Parameter snapshot: what the ledger says; asked only where a programme is another than in the state's copy.
    public func withoutRenumbering<Failure: Error>(
        vendor: String?, state: String, _ snapshot: () throws(Failure) -> LedgerSnapshot?
    ) throws(Failure) -> LoadedSite {
        let copy = InForceCopy(in: state)
        guard copy.hasOtherProgrammes(than: self), let good = copy.load(for: paths.site), let known = try snapshot()
        else { return self }
        let old = makePlan(good.site, workers: .processors)
        var memory = Memory(old)
        memory.replay(known)
        let renumbered = findRenumbered(old, makePlan(site, reusing: old, workers: .processors), memory)
        guard !renumbered.isEmpty else { return self }
        return loadSite(at: paths.site, vendor: vendor, previous: good, unsaved: unsaved, refused: renumbered)
    }
}
