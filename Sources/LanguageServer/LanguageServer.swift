import Dates
public import Diagnostics
public import JSONText
import Planning
import Programmes
import RuleLanguage
import SiteFiles

/// A language server (LSP 3.17) over the files of sites. It never writes a file: edits are the client's to make.
///
/// Messages go in by ``receive(_:)`` and out by `send`; everything happens on the thread that calls it.
public final class LanguageServer {
    enum Stage { case waiting, running, shutDown }

    let options: ServerOptions
    private let send: (JSONValue) -> Void
    private(set) var stage = Stage.waiting
    /// The code to exit with, once `exit` came.
    public private(set) var exitCode: Int32?
    var client = ClientAbilities()
    var language: Language
    /// By URI.
    var documents: [String: OpenDocument] = [:]
    /// By the folder's path.
    var sites: [String: SiteModel] = [:]
    /// Documents of no site that changed since they were told of, by URI.
    var looseDirty: Set<String> = []
    /// Whether what takes long is to be left off, for the text it is about has changed meanwhile.
    var isOvertaken: () -> Bool = { false }
    /// Whether the client took the request back that is being answered.
    var isWithdrawn: () -> Bool = { false }
    private var lastRequest = 0
    /// What was told last, by URI.
    var published: [String: JSONValue] = [:]

    /// - Parameter send: is given each message to the client.
    public init(_ options: ServerOptions, send: @escaping (JSONValue) -> Void) {
        self.options = options
        self.send = send
        language = options.language ?? options.fallbackLanguage
    }

    func begin() { stage = .running }

    func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

    func say(_ wording: Wording) -> String { wording.text(in: language) }

    // MARK: Messages

    /// Takes a message of the client: answers a request, follows a notification.
    /// - Parameter isCancelled: the client does not wait for the answer any more.
    public func receive(_ message: JSONValue, isCancelled: Bool = false) {
        guard let members = message.object else {
            return answer(nil, RequestError(code: .invalidRequest, wording: Self.notAMessage))
        }
        guard let method = members["method"]?.string else {
            // An answer to a request of ours needs no answer; what is neither does.
            if members["result"] == nil, members["error"] == nil {
                answer(members["id"], RequestError(code: .invalidRequest, wording: Self.notAMessage))
            }
            return
        }
        let parameters = members["params"] ?? .null
        guard let id = members["id"] else { return follow(method, parameters) }
        do throws(RequestError) {
            guard id.string != nil || id.integer != nil else {
                throw RequestError(code: .invalidRequest, wording: Self.notAMessage)
            }
            if isCancelled {
                throw RequestError.withdrawn
            }
            let result = try respond(method, parameters)
            send(["jsonrpc": "2.0", "id": id, "result": result])
        } catch {
            answer(id, error)
        }
    }

    /// What takes long asks now and then whether anybody still waits for it.
    func goOn() throws(RequestError) {
        if isWithdrawn() { throw RequestError.withdrawn }
        if isOvertaken() { throw RequestError.overtaken }
    }

    private static let notAMessage = Wording(
        vi: "đây không phải là một thông điệp JSON-RPC", en: "this is not a message of JSON-RPC")

    /// A message that could not be read: it may have been a request, and its sender has to know.
    public func receiveUnreadable(_ reason: Wording) {
        answer(nil, RequestError(code: .parseError, wording: reason))
    }

    private func answer(_ id: JSONValue?, _ error: RequestError) {
        send([
            "jsonrpc": "2.0", "id": id ?? .null,
            "error": ["code": .integer(error.code.rawValue), "message": .string(say(error.wording))],
        ])
    }

    func notify(_ method: String, _ parameters: JSONValue) {
        send(["jsonrpc": "2.0", "method": .string(method), "params": parameters])
    }

    func request(_ method: String, _ parameters: JSONValue? = nil) {
        lastRequest += 1
        send(
            .members([
                ("jsonrpc", "2.0"), ("id", .string("dondoc-\(lastRequest)")), ("method", .string(method)),
                ("params", parameters),
            ]))
    }

    // MARK: Requests

    private func respond(_ method: String, _ parameters: JSONValue) throws(RequestError) -> JSONValue {
        switch stage {
        case .waiting:
            guard method == "initialize" else {
                throw RequestError(
                    code: .serverNotInitialized,
                    wording: Wording(vi: "phải gửi “initialize” trước", en: "“initialize” has to come first"))
            }
            return initialize(parameters)
        case .shutDown:
            throw RequestError(
                code: .invalidRequest,
                wording: Wording(vi: "máy chủ đã được yêu cầu dừng", en: "the server was asked to shut down"))
        case .running: break
        }
        if method == "shutdown" {
            stage = .shutDown
            return .null
        }
        if method == "initialize" {
            throw RequestError(
                code: .invalidRequest,
                wording: Wording(vi: "“initialize” chỉ gửi một lần", en: "“initialize” may come only once"))
        }
        guard let answer = Self.answers[method] else {
            throw RequestError(
                code: .methodNotFound,
                wording: Wording(
                    vi: "không có yêu cầu “\(printable(method))”", en: "there is no request “\(printable(method))”"))
        }
        try checkShape(of: parameters, for: method)
        checkDirty()
        return try answer(self)(parameters)
    }

    /// That a request names its text and, where it is about one, a place in it.
    private func checkShape(of parameters: JSONValue, for method: String) throws(RequestError) {
        func need(_ key: String, _ isThere: Bool) throws(RequestError) {
            guard !isThere else { return }
            throw RequestError(
                code: .invalidParams,
                wording: Wording(vi: "“\(method)” thiếu “\(key)”", en: "“\(method)” has no “\(key)”"))
        }
        guard method.hasPrefix("textDocument/") else { return }
        try need("textDocument", parameters.at("textDocument", "uri")?.string != nil)
        if Self.aboutPlaces.contains(method) { try need("position", parameters["position"]?.position != nil) }
        if Self.aboutRanges.contains(method) {
            try need(
                "range",
                parameters.at("range", "start")?.position != nil && parameters.at("range", "end")?.position != nil)
        }
    }

    private static let aboutPlaces: Set<String> = [
        "textDocument/completion", "textDocument/definition", "textDocument/documentHighlight", "textDocument/hover",
        "textDocument/prepareRename", "textDocument/references", "textDocument/rename",
    ]
    private static let aboutRanges: Set<String> = [
        "textDocument/codeAction", "textDocument/inlayHint", "textDocument/rangeFormatting",
        "textDocument/semanticTokens/range",
    ]

    private typealias Answer = (LanguageServer) -> (JSONValue) throws(RequestError) -> JSONValue

    nonisolated(unsafe) private static let answers: [String: Answer] = [
        "textDocument/codeAction": codeActions,
        "textDocument/codeLens": codeLenses,
        "textDocument/completion": completion,
        "textDocument/definition": definition,
        "textDocument/documentHighlight": highlights,
        "textDocument/documentSymbol": documentSymbols,
        "textDocument/foldingRange": foldingRanges,
        "textDocument/formatting": formatting,
        "textDocument/hover": hover,
        "textDocument/inlayHint": inlayHints,
        "textDocument/prepareRename": prepareRename,
        "textDocument/rangeFormatting": formatting,
        "textDocument/references": references,
        "textDocument/rename": rename,
        "textDocument/semanticTokens/full": semanticTokens,
        "textDocument/semanticTokens/range": semanticTokens,
        "workspace/executeCommand": execute,
        "workspace/symbol": workspaceSymbols,
    ]

    // MARK: Notifications

    private func follow(_ method: String, _ parameters: JSONValue) {
        if method == "exit" {
            exitCode = stage == .shutDown ? 0 : 1
            return
        }
        guard stage == .running else { return }
        switch method {
        case "initialized": start()
        case "textDocument/didOpen": open(parameters["textDocument"])
        case "textDocument/didChange": change(parameters)
        case "textDocument/didClose": close(parameters.at("textDocument", "uri")?.string)
        case "textDocument/didSave", "workspace/didChangeWatchedFiles":
            for site in sites.values {
                site.isDirty = true
                site.forgetSaved()
            }
        case "workspace/didChangeWorkspaceFolders":
            for folder in parameters.at("event", "removed")?.array ?? [] { closeFolder(folder["uri"]?.string) }
            for folder in parameters.at("event", "added")?.array ?? [] { openFolder(folder["uri"]?.string) }
        default: break
        }
    }

    /// The client has gone without a word.
    public func lostClient() { exitCode = exitCode ?? (stage == .shutDown ? 0 : 1) }

    // MARK: Checks

    public var isDirty: Bool { stage == .running && (sites.values.contains { $0.isDirty } || !looseDirty.isEmpty) }

    /// Checks what has changed, and tells what was found.
    func checkDirty(_ cancellation: Cancellation? = nil) {
        for site in sites.values.filter(\.isDirty).sorted(by: { $0.root < $1.root }) {
            guard site.check(unsaved: unsavedTexts, options, cancellation: cancellation) else { return }
            publish(site)
        }
        for uri in looseDirty.sorted() { publishLoose(uri) }
        looseDirty = []
    }

    /// The same, ended early where `cancellation` says so; what is left stays to be checked.
    func check(until cancellation: Cancellation?) { if isDirty { checkDirty(cancellation) } }

    /// As after a pause in typing.
    public func checkNow() { check(until: nil) }

    var unsavedTexts: [String: [UInt8]] {
        Dictionary(documents.values.compactMap { document in document.path.map { ($0, document.bytes) } }) { first, _ in
            first
        }
    }
}
