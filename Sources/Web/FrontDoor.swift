import Dates
import Diagnostics
import JSONText
public import Links

/// The front door: from a request to a page. It keeps nothing between two requests; whoever asks waits for the daemon's
/// answer, so that it is called on a thread that may wait.
public struct FrontDoor: Sendable {
    public struct Options: Sendable {
        /// What links of letters are signed with; nil: they are not taken.
        public var keys: LinkKeys?
        /// For trying: who is taken to have signed in where no proxy says it.
        public var trialLogin: String?
        /// The bodies of that one, whatever `users` says.
        public var trialBodies: [String] = []

        public init() {}
    }

    let backend: any Backend
    let options: Options
    let templates = PageTemplates()

    public init(_ backend: any Backend, _ options: Options) {
        self.backend = backend
        self.options = options
    }

    public func answer(_ request: WebRequest) -> WebResponse {
        if request.path == ["style.css"] { return style(request) }
        var words = PageWording(language: Language(rawValue: request.cookie("lang") ?? "") ?? .vi)
        do throws(PageFailure) {
            let site = try ask { () throws(BackendFailure) in try SiteFacts(backend.call("DescribeSite", [:])) }
            if request.cookie("lang") == nil { words = PageWording(language: site.language) }
            if request.path.first == "lang" { return try changeLanguage(request) }
            let visitor = try identify(request, site, words)
            let page = Page(door: self, request: request, site: site, words: words, visitor: visitor)
            return try route(page)
        } catch {
            return error.response(templates, words, base: "")
        }
    }

    /// What is wrong with a request before anybody looks at what it asks for.
    public func refuse(status: Int) -> WebResponse {
        PageFailure(
            status, Wording(vi: "Yêu cầu không hợp lệ", en: "Not a valid request"),
            Wording(
                vi: "Máy chủ không hiểu hoặc không nhận yêu cầu này.", en: "The server did not take this request.")
        ).response(templates, PageWording(language: .vi), base: "")
    }

    private func style(_ request: WebRequest) -> WebResponse {
        var response = WebResponse(200, type: "text/css; charset=utf-8", PageTemplates.style)
        response.replace("Cache-Control", "max-age=3600")
        return response
    }

    /// `/lang/en?to=/`: remembers the language, and goes back to where one was.
    private func changeLanguage(_ request: WebRequest) throws(PageFailure) -> WebResponse {
        guard request.path.count == 2, let language = Language(rawValue: request.path[1]) else { throw .notFound }
        let place = request.query["to"] ?? "/"
        let isHere =
            place.hasPrefix("/") && !place.hasPrefix("//") && place.utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != 0x5C }
        var response = WebResponse(seeOther: isHere ? place : "/")
        response.headers.append(
            ("Set-Cookie", "lang=\(language.rawValue); Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly"))
        return response
    }

    // MARK: Who it is

    private func identify(_ request: WebRequest, _ site: SiteFacts, _ words: PageWording) throws(PageFailure) -> Visitor
    {
        if request.path.first == "l" { return try identify(byLink: request, site) }
        var login: String?
        if request.isFromProxy, let header = site.loginHeader { login = request.headers[header.lowercased()] }
        let isTrial = login == nil && options.trialLogin != nil
        login = login ?? options.trialLogin
        // Two of that header is what a proxy lets through that does not take away what browsers say.
        guard let login, !login.isEmpty, !login.contains(",") else { throw .notSignedIn }
        let query: [String: JSONValue] = [
            "login": .string(login), "bodies": .array((isTrial ? options.trialBodies : []).map(JSONValue.string)),
        ]
        let found = try ask { () throws(BackendFailure) in try backend.call("Identify", query) }
        let visitor = Visitor(
            name: login,
            bodies: found.objects("bodies").map { Visitor.Body(id: $0.text("id") ?? "", name: $0.text("name") ?? "") },
            isAdmin: found.flag("admin"), oversees: found.flag("oversees"), means: .signedIn)
        guard visitor.isAdmin || !visitor.bodies.isEmpty else { throw .unknownLogin(login) }
        return visitor
    }

    private func identify(byLink request: WebRequest, _ site: SiteFacts) throws(PageFailure) -> Visitor {
        guard request.path.count == 2, let keys = options.keys else { throw .forgedLink }
        let link: ReportLink
        do throws(LinkFault) {
            link = try keys.read(request.path[1], on: site.today)
        } catch .expired {
            throw .expiredLink
        } catch {
            throw .forgedLink
        }
        let found = try ask { () throws(BackendFailure) in
            try backend.call("Identify", ["bodies": .array([.string(link.body)])])
        }
        let bodies = found.objects("bodies").map { Visitor.Body(id: $0.text("id") ?? "", name: $0.text("name") ?? "") }
        guard !bodies.isEmpty else { throw .forgedLink }
        return Visitor(
            name: link.body, bodies: bodies, isAdmin: false, oversees: false,
            means: .link(link, token: request.path[1]))
    }

    // MARK: Where to

    private func route(_ page: Page) throws(PageFailure) -> WebResponse {
        let path = page.request.path
        let isPost = page.request.method == .post
        if page.visitor.link != nil { return try isPost ? page.report() : page.task() }
        switch (path.first, path.count) {
        case ("t", 3): return try isPost ? page.report() : page.task()
        case (_, _) where isPost: throw .notFound
        case (nil, _): return page.home()
        case ("b", 2): return try page.body(path[1])
        case ("office", 1): return try page.office()
        case ("tasks", 1): return try page.search()
        case ("letters", 1): return try page.letters()
        case ("letters", 2): return try page.letter(path[1])
        case ("admin", 1): return try page.inForce()
        case ("admin", 2) where path[1] == "plan": return try page.plan()
        case ("admin", 2) where path[1] == "simulate": return try page.simulate()
        default: throw .notFound
        }
    }

    /// Asks the daemon where a failure is none of the visitor's.
    func ask<Answer>(_ question: () throws(BackendFailure) -> Answer) throws(PageFailure) -> Answer {
        do throws(BackendFailure) {
            return try question()
        } catch .notFound {
            throw .notFound
        } catch {
            throw .absent
        }
    }
}

/// What the daemon says of the site.
struct SiteFacts: Sendable {
    var language: Language
    var today: Day
    var url: String?
    var loginHeader: String?
    var contact: String?

    init(_ answer: [String: JSONValue]) {
        language = Language(rawValue: answer.text("language") ?? "") ?? .vi
        today = answer.text("today").flatMap { Day($0) } ?? Day(number: 0)
        url = answer.text("url")
        loginHeader = answer.text("loginHeader")
        contact = answer.text("contact")
    }

    /// The path that the proxy puts before ours; empty: none.
    var base: String {
        guard let url, let mark = url.firstRange(of: "://") else { return "" }
        return String(url[mark.upperBound...].drop { $0 != "/" })
    }

    var isSecure: Bool { url?.hasPrefix("https://") ?? false }
}
