public import Ledger
public import SiteFiles

extension LedgerPlace {
    /// As a site's files say.
    /// - Parameter state: the state folder in force.
    public init(_ paths: SitePaths, state: String) { self.init(folder: state) }
}
