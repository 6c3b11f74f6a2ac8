import Dates
import Diagnostics
import Planning
import Programmes

/// Reads the settings and the bodies of a site, and nothing else: for those who only have letters to take somewhere.
/// - Parameter previous: what is in force; of a file that does not check its last good version stays.
public func loadDirectory(at path: String, vendor: String? = nil, previous: LoadedSite? = nil) -> LoadedSite {
    var loader = SiteLoader(site: path, vendor: vendor, previous: previous)
    return loader.loadDirectory()
}

extension SiteLoader {
    fileprivate mutating func loadDirectory() -> LoadedSite {
        let (settings, paths) = loadSettings()
        let bodies = loadBodies()
        checkOutlets(paths)
        var loaded = LoadedSite(
            site: Site(settings: settings, bodies: bodies, programmes: [], ruleFiles: [], calendar: .vietnam),
            paths: paths)
        for path in order {
            memories[path]?.keepIfGood()
            loaded.diagnostics += memories[path]?.diagnostics ?? []
        }
        loaded.memories = memories
        return loaded
    }
}
