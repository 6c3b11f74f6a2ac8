import Diagnostics
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
}
