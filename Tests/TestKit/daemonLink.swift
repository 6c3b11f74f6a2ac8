import Foundation

/// Makes `dondocd`, the other name of `dondoc`, in the folder where that was built.
/// - Returns: its path.
public func daemonLink(in folder: String) -> String {
    let path = folder + "/dondocd"
    let draft = path + "-\(UUID().uuidString.prefix(8))"
    // Renamed into place: other tests may be starting it.
    guard symlink("dondoc", draft) == 0, rename(draft, path) == 0 else { fatalError("\(path): no link") }
    return path
}
