import Glibc
public import Ledger
public import SiteFiles

extension LedgerPlace {
    /// As a site's files say.
    /// - Parameters:
    ///   - state: the state folder in force.
    ///   - spool: the spool in force: by it, and the machine's name, other hosts know this one.
    public init(_ paths: SitePaths, state: String, spool: String? = nil) {
        self.init(
            folder: state,
            database: paths.ledger.map {
                Database(
                    target: $0, acceptsOneDisk: paths.ledgerDisks == 1,
                    host: nodeName() + ":" + (spool ?? paths.spool))
            })
    }
}

private func nodeName() -> String {
    var name = utsname()
    uname(&name)
    return withUnsafeBytes(of: name.nodename) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
}
