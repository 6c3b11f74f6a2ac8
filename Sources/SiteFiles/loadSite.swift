/// Reads a site's folder.
///
/// Never fails: a site without files is an empty one, and what is wrong is told in ``LoadedSite/diagnostics``.
/// - Parameters:
///   - path: the site's folder.
///   - vendor: the folder of the vendor's defaults; a file of the same name in the site takes its place, a link to
///     /dev/null there masks it.
///   - previous: what is in force. A file that has not changed is not read again, and of one that does not check the
///     version in force stays.
public func loadSite(at path: String, vendor: String? = nil, previous: LoadedSite? = nil) -> LoadedSite {
    preconditionFailure("the reader of sites is being built")
}
