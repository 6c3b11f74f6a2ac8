import Diagnostics
import JSONText
import Planning
import Programmes
import RuleLanguage
import SiteFiles

extension LanguageServer {
    /// The offset that a request's `position` means.
    func offset(_ parameters: JSONValue, in file: FileContext) -> Int? {
        parameters["position"]?.position.map(file.positions.offset(of:))
    }

    private func location(_ file: FileContext, _ span: Span) -> JSONValue {
        ["uri": .string(file.uri), "range": file.positions.range(span)]
    }

    func definition(_ parameters: JSONValue) throws(RequestError) -> JSONValue {
        guard let file = context(parameters), let offset = offset(parameters, in: file),
            let mention = file.mention(at: offset)
        else { return .null }
        if case .template(let name) = mention.subject, let site = file.site,
            let template = site.checked.templates[name],
            let text = context(of: template.path, in: site)
        {
            return [location(text, Span(0, 0))]
        }
        let found = mentions(of: mention.subject, from: file).filter { $0.mention.isDeclaration }
        return .array(found.map { location($0.file, $0.mention.span) })
    }

    func references(_ parameters: JSONValue) throws(RequestError) -> JSONValue {
        guard let file = context(parameters), let offset = offset(parameters, in: file),
            let mention = file.mention(at: offset)
        else { return .null }
        let withDeclaration = parameters.at("context", "includeDeclaration")?.bool ?? true
        let found = mentions(of: mention.subject, from: file).filter { withDeclaration || !$0.mention.isDeclaration }
        return .array(found.map { location($0.file, $0.mention.span) })
    }

    func highlights(_ parameters: JSONValue) throws(RequestError) -> JSONValue {
        guard let file = context(parameters), let offset = offset(parameters, in: file),
            let mention = file.mention(at: offset)
        else { return .null }
        let same = file.mentions().filter { $0.subject == mention.subject }
        return .array(same.map { ["range": file.positions.range($0.span), "kind": $0.isDeclaration ? 3 : 2] })
    }
}
