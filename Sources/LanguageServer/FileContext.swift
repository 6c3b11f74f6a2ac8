import Diagnostics
import Glibc
import JSONText
import Planning
import Programmes
import RuleLanguage
import SiteFiles

/// A file that a request is about, with what it is read against.
struct FileContext {
    let uri: String
    /// As diagnostics name it.
    let path: String
    let source: SourceFile
    let positions: TextPositions
    let site: SiteModel?
    /// nil for a file that nobody reads.
    let kind: FileStatus.Kind?

    var outline: SiteOutline? { kind.map { SiteOutline(source, kind: $0) } }

    /// The programme as it is in force; nil where the file does not give one.
    var programme: Programme? { site?.site.programmes.first { $0.path == path } }

    func text(_ span: Span) -> String { String(decoding: source.bytes[span.start..<span.end], as: UTF8.self) }
}

extension LanguageServer {
    /// What `textDocument` of a request names; nil for a text that the client has not opened and no site has.
    func context(_ parameters: JSONValue) -> FileContext? {
        parameters.at("textDocument", "uri")?.string.flatMap { context(ofURI: $0) }
    }

    func context(ofURI uri: String) -> FileContext? {
        let path = documents[uri]?.path ?? path(ofURI: uri)
        let site = path.flatMap(site(ofPath:))
        let shown = path.flatMap { path in site?.shownPath(path) } ?? path ?? uri
        if let document = documents[uri] {
            return context(uri, shown, SourceFile(path: shown, bytes: document.bytes), site)
        }
        guard let source = site?.checked.text(of: shown) else { return nil }
        return context(uri, shown, source, site)
    }

    /// A file of a site, whether it is open or not.
    func context(of path: String, in site: SiteModel) -> FileContext? {
        let whole = site.wholePath(path)
        let uri = documents.values.first { $0.path == whole }?.uri ?? uriOfPath(whole)
        return context(ofURI: uri)
    }

    /// As the client itself names the file, where it has it open.
    func uri(of path: String, in site: SiteModel) -> String {
        let whole = site.wholePath(path)
        return documents.values.first { $0.path == whole }?.uri ?? uriOfPath(whole)
    }

    private func context(_ uri: String, _ path: String, _ source: SourceFile, _ site: SiteModel?) -> FileContext {
        FileContext(
            uri: uri, path: path, source: source, positions: TextPositions(source.bytes, client.encoding), site: site,
            kind: site?.status(of: path)?.kind ?? kind(ofPath: path, inSite: site != nil))
    }

    private func kind(ofPath path: String, inSite: Bool) -> FileStatus.Kind? {
        if path.hasSuffix(".rules") { return .rules }
        if path.hasSuffix(".mustache") { return .template }
        let parts = path.split(separator: "/")
        switch parts.last {
        case "bodies.yaml": return .bodies
        case "dondoc.yaml": return .settings
        default: break
        }
        guard inSite, let folder = parts.dropLast().last else { return nil }
        switch folder {
        case "programmes": return .programme
        case "calendar": return .calendar
        default: return nil
        }
    }

    /// Every file of a site that is read, the vendor's among them.
    func files(of site: SiteModel) -> [FileContext] {
        site.checked.files.compactMap { context(of: $0.path, in: site) }
    }
}

/// ``uri(ofPath:)``, where a method of that name hides it.
func uriOfPath(_ path: String) -> String { uri(ofPath: path) }
