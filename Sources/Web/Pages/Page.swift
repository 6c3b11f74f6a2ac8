import Diagnostics
import JSONText
import Links
import Templates

/// One visitor's look at one page.
struct Page {
    let door: FrontDoor
    let request: WebRequest
    let site: SiteFacts
    let words: PageWording
    let visitor: Visitor

    /// What the proxy puts before our paths.
    var base: String { request.isFromProxy ? site.base : "" }

    func call(_ method: String, _ parameters: [String: JSONValue] = [:]) throws(PageFailure) -> [String: JSONValue] {
        try door.ask { () throws(BackendFailure) in try door.backend.call(method, parameters) }
    }

    /// A whole page around some content.
    func render(
        _ name: PageTemplates.Name, _ view: View, title: String, current: String = "", status: Int = 200
    ) -> WebResponse {
        var view = view
        view[.base] = .text(base)
        view[.vi] = .flag(words.language == .vi)
        let content = door.templates.render(name, view)
        let other: Language = words.language == .vi ? .en : .vi
        // After a form was sent there is nothing to come back to but the page itself.
        let place = request.method == .post ? request.rawPath : request.rawPath + queryText
        let layout: View = [
            .language: .text(words.language.rawValue), .vi: .flag(words.language == .vi), .base: .text(base),
            .title: .words(title), .content: .bytes(content), .nav: .views(navigation(current)),
            .who: .words(who), .other: .text("\(base)/lang/\(other.rawValue)?to=" + encodePercent(base + place)),
        ]
        var response = WebResponse(status, door.templates.render(.layout, layout))
        if cookie == nil {
            let value = Base64.encodeForURL(randomBytes(16))
            response.body = replaceToken(in: response.body, with: token(cookie: value))
            let secure = site.isSecure && request.isFromProxy ? "; Secure" : ""
            response.headers.append(("Set-Cookie", "dondoc=\(value); Path=/; HttpOnly; SameSite=Strict" + secure))
        }
        return response
    }

    private var queryText: String {
        let fields = request.query.fields.sorted { $0.key < $1.key }
        guard !fields.isEmpty else { return "" }
        return "?" + fields.map { encodePercent($0.key) + "=" + encodePercent($0.value) }.joined(separator: "&")
    }

    /// Who the page takes the visitor for.
    private var who: String {
        let bodies = visitor.bodies.map(\.name).joined(separator: ", ")
        if visitor.link != nil { return bodies }
        return bodies.isEmpty ? visitor.name : visitor.name + " · " + bodies
    }

    private func navigation(_ current: String) -> [View] {
        guard visitor.link == nil else { return [] }
        var places = visitor.bodies.map {
            ("/b/" + encodePercent($0.id), visitor.bodies.count > 1 ? $0.name : words("Việc của cơ quan", "Our tasks"))
        }
        if visitor.isOffice {
            places += [("/office", words("Toàn cảnh", "Overview")), ("/tasks", words("Tìm nhiệm vụ", "Find a task"))]
        }
        places.append(("/letters", words("Thư đã gửi", "Letters")))
        if visitor.isAdmin { places.append(("/admin", words("Quản trị", "Administration"))) }
        return places.map { place, label in
            [.href: .text(base + place), .label: .words(label), .current: .flag(place == current)]
        }
    }

    /// The first page of whoever comes.
    func home() -> WebResponse {
        if visitor.isOffice, visitor.bodies.isEmpty || visitor.oversees {
            return WebResponse(seeOther: base + "/office")
        }
        return WebResponse(seeOther: base + "/b/" + encodePercent(visitor.bodies.first?.id ?? ""))
    }

    // MARK: Forms are ours

    private var cookie: String? {
        request.cookie("dondoc").flatMap { value in
            16...64 ~= value.utf8.count && value.utf8.allSatisfy { 0x21...0x7E ~= $0 } ? value : nil
        }
    }

    /// Ties a form to the browser that it was shown in and to who looked.
    private func token(cookie: String) -> String {
        let subject = if case .link(_, let token) = visitor.means { "link " + token } else { "login " + visitor.name }
        return Base64.encodeForURL(Array(HMAC.sha256(subject.utf8, key: Array(cookie.utf8)).prefix(16)))
    }

    /// What stands in a form; until the browser has its cookie, ``placeholder``.
    var token: String { cookie.map(token(cookie:)) ?? Page.placeholder }

    private static let placeholder = "AAAAAAAAAAAAAAAAAAAAAA"

    private func replaceToken(in body: [UInt8], with token: String) -> [UInt8] {
        let mark = Array("name=\"c\" value=\"\(Page.placeholder)\"".utf8)
        let text = Array("name=\"c\" value=\"\(token)\"".utf8)
        var result: [UInt8] = []
        result.reserveCapacity(body.count)
        var i = 0
        while i < body.count {
            if body[i] == mark[0], i + mark.count <= body.count, body[i..<i + mark.count].elementsEqual(mark) {
                result += text
                i += mark.count
            } else {
                result.append(body[i])
                i += 1
            }
        }
        return result
    }

    /// Whether a form that was sent is one that this browser was shown here.
    func checkForm(_ form: Form) throws(PageFailure) {
        guard isFromHere, let cookie, let sent = form.fields["c"],
            HMAC.areEqual(Array(sent.utf8), Array(token(cookie: cookie).utf8))
        else { throw .foreignForm }
    }

    /// Browsers say which page a form was sent from.
    private var isFromHere: Bool {
        if let fetch = request.headers["sec-fetch-site"], fetch != "same-origin" { return false }
        guard let origin = request.headers["origin"] else { return true }
        if request.isFromProxy, let url = site.url { return url == origin || url.hasPrefix(origin + "/") }
        guard let host = request.headers["host"] else { return false }
        return origin == "http://" + host || origin == "https://" + host
    }
}
