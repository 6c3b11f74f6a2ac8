import Diagnostics
import JSONText
import SiteFiles

/// A text that the client has open.
struct OpenDocument {
    let uri: String
    /// nil for one that is no file.
    let path: String?
    var version: Int64?
    var bytes: [UInt8]
}

/// What the client can do with what it is told.
struct ClientAbilities {
    var encoding = PositionEncoding.utf16
    var takesRelatedInformation = false
    var takesDocumentChanges = false
    var takesMarkdown = false
    var registersWatches = false
    var takesHierarchicalSymbols = false
    var refreshesLenses = false
    var refreshesHints = false
    /// It shows what a command answers itself, in a document of its own.
    var showsAnswers = false

    init() {}

    init(_ capabilities: JSONValue) {
        func has(_ keys: String...) -> Bool {
            var value: JSONValue? = capabilities
            for key in keys { value = value?[key] }
            return value?.bool ?? false
        }
        let encodings = capabilities.at("general", "positionEncodings")?.array?.compactMap(\.string) ?? []
        if encodings.contains("utf-8") { encoding = .utf8 }
        takesRelatedInformation = has("textDocument", "publishDiagnostics", "relatedInformation")
        takesDocumentChanges = has("workspace", "workspaceEdit", "documentChanges")
        let formats = capabilities.at("textDocument", "hover", "contentFormat")?.array?.compactMap(\.string)
        takesMarkdown = formats?.contains("markdown") ?? false
        registersWatches = has("workspace", "didChangeWatchedFiles", "dynamicRegistration")
        takesHierarchicalSymbols = has("textDocument", "documentSymbol", "hierarchicalDocumentSymbolSupport")
        refreshesLenses = has("workspace", "codeLens", "refreshSupport")
        refreshesHints = has("workspace", "inlayHint", "refreshSupport")
    }
}

// Lifecycle and texts.
extension LanguageServer {
    func initialize(_ parameters: JSONValue) -> JSONValue {
        begin()
        client = ClientAbilities(parameters["capabilities"] ?? .null)
        client.showsAnswers = parameters.at("initializationOptions", "showsAnswers")?.bool ?? false
        if options.language == nil, let locale = parameters["locale"]?.string {
            language = locale.lowercased().hasPrefix("vi") ? .vi : .en
        }
        if let site = options.site { openSite(simplified(site)) }
        let folders = parameters["workspaceFolders"]?.array?.compactMap { $0["uri"]?.string } ?? []
        let root = parameters["rootUri"]?.string ?? parameters["rootPath"]?.string.map(uriOfPath)
        for folder in folders.isEmpty ? [root].compactMap(\.self) : folders { openFolder(folder) }
        return [
            "serverInfo": ["name": "dondoc", "version": .string(options.version)],
            "capabilities": Self.capabilities(client.encoding),
        ]
    }

    private static func capabilities(_ encoding: PositionEncoding) -> JSONValue {
        [
            "positionEncoding": .string(encoding.rawValue),
            "textDocumentSync": ["openClose": true, "change": 1, "save": true],
            "codeActionProvider": ["codeActionKinds": ["quickfix", "source.fixAll"]],
            "documentFormattingProvider": true,
            "documentRangeFormattingProvider": true,
            "hoverProvider": true,
            "definitionProvider": true,
            "referencesProvider": true,
            "documentHighlightProvider": true,
            "renameProvider": ["prepareProvider": true],
            "documentSymbolProvider": true,
            "workspaceSymbolProvider": true,
            "foldingRangeProvider": true,
            "semanticTokensProvider": [
                "legend": ["tokenTypes": .strings(tokenTypes), "tokenModifiers": []], "full": true, "range": true,
            ],
            "inlayHintProvider": true,
            "codeLensProvider": ["resolveProvider": false],
            "executeCommandProvider": ["commands": ["dondoc.runTest", "dondoc.showNotices"]],
            "completionProvider": ["triggerCharacters": ["\"", " ", ":", "[", ",", ";", "{", "."]],
            "workspace": ["workspaceFolders": ["supported": true, "changeNotifications": true]],
        ]
    }

    /// The client is ready for requests of ours.
    func start() {
        guard client.registersWatches else { return }
        let patterns = ["**/*.rules", "**/*.yaml", "**/*.csv", "**/*.mustache"]
        let watchers = patterns.map { pattern -> JSONValue in ["globPattern": .string(pattern)] }
        request(
            "client/registerCapability",
            [
                "registrations": [
                    [
                        "id": "dondoc-files", "method": "workspace/didChangeWatchedFiles",
                        "registerOptions": ["watchers": .array(watchers)],
                    ]
                ]
            ])
    }

    func openFolder(_ uri: String?) {
        guard let folder = uri.flatMap(path(ofURI:)) else { return }
        if isFile(folder + "/bodies.yaml") || isFile(folder + "/dondoc.yaml") { openSite(folder) }
    }

    /// What was told of a folder's site is taken back, unless some text of it is open.
    func closeFolder(_ uri: String?) {
        guard let root = uri.flatMap(path(ofURI:)), let site = sites[root],
            !documents.values.contains(where: { $0.path.map { self.site(ofPath: $0) === site } ?? false })
        else { return }
        sites[root] = nil
        for path in site.told.sorted() { publish(self.uri(of: path, in: site), version: nil, []) }
    }

    func openSite(_ root: String) {
        if sites[root] == nil { sites[root] = SiteModel(root: root, vendor: options.vendor) }
    }

    // MARK: Texts

    func open(_ item: JSONValue?) {
        guard let uri = item?["uri"]?.string, let text = item?["text"]?.string else { return }
        let path = path(ofURI: uri)
        documents[uri] = OpenDocument(
            uri: uri, path: path, version: item?["version"]?.integer, bytes: Array(text.utf8))
        if let path, site(ofPath: path) == nil,
            let root = siteRoot(
                of: path, isThere: { file in isFile(file) || documents.values.contains { $0.path == file } })
        {
            openSite(root)
        }
        markDirty(uri)
    }

    func change(_ parameters: JSONValue) {
        guard let uri = parameters.at("textDocument", "uri")?.string, var document = documents[uri] else { return }
        for change in parameters["contentChanges"]?.array ?? [] {
            guard let text = change["text"]?.string else { continue }
            let span = change["range"].flatMap { TextPositions(document.bytes, client.encoding).span($0) }
            if let span {
                document.bytes.replaceSubrange(span.start..<span.end, with: text.utf8)
            } else {
                document.bytes = Array(text.utf8)
            }
        }
        document.version = parameters.at("textDocument", "version")?.integer ?? document.version
        documents[uri] = document
        markDirty(uri)
    }

    func close(_ uri: String?) {
        guard let uri, documents.removeValue(forKey: uri) != nil else { return }
        // Whoever opens it again is told again.
        published[uri] = nil
        if let path = path(ofURI: uri), let site = site(ofPath: path) {
            site.isDirty = true
        } else {
            looseDirty.remove(uri)
            publish(uri, version: nil, [])
        }
    }

    private func markDirty(_ uri: String) {
        if let path = documents[uri]?.path, let site = site(ofPath: path) {
            site.isDirty = true
            looseDirty.remove(uri)
        } else {
            looseDirty.insert(uri)
        }
    }

    /// The site that a file belongs to.
    func site(ofPath path: String) -> SiteModel? {
        if let root = siteRoot(of: path, isThere: { _ in true }), let site = sites[root] { return site }
        // Of the vendor's files any site may be asked.
        guard let vendor = options.vendor, path.hasPrefix(vendor + "/") else { return nil }
        return sites.values.min { $0.root < $1.root }
    }
}
