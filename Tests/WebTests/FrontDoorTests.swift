import Dates
import JSONText
import Links
import Testing

@testable import Web

@Suite struct FrontDoorTests {
    let office = FakeOffice()
    static let keys = LinkKeys(LinkKeys.makeLine())!

    private func door(_ change: (inout FrontDoor.Options) -> Void = { _ in }) -> FrontDoor {
        var options = FrontDoor.Options()
        options.keys = Self.keys
        change(&options)
        return FrontDoor(office, options)
    }

    private func get(
        _ target: String, as login: String?, _ headers: [(String, String)] = [], isFromProxy: Bool = true
    ) throws -> WebResponse {
        let signedIn = login.map { [("X-Remote-User", $0)] } ?? []
        return door().answer(
            try #require(
                WebRequest(method: .get, target: target, headers: signedIn + headers, isFromProxy: isFromProxy)))
    }

    private func text(_ response: WebResponse) -> String { String(decoding: response.body, as: UTF8.self) }

    @Test(
        arguments: [
            // Nobody signed in, nobody known, two names where the proxy lets one through.
            ("/", nil, 401), ("/", "la", 403), ("/", "lan,quan-tri", 401),
            // A body has its own page and its own tasks.
            ("/b/bdv", "lan", 200), ("/b/btg", "lan", 404), ("/t/A/1", "lan", 200), ("/t/A/1", "hoa", 404),
            ("/t/A/2", "lan", 404), ("/letters", "lan", 200), ("/letters/5", "lan", 200), ("/letters/x", "lan", 404),
            // An office what it directs, an administrator all.
            ("/office", "lan", 404), ("/office", "chi", 200), ("/tasks?q=x", "chi", 200), ("/tasks", "lan", 404),
            ("/t/A/1", "chi", 200), ("/admin", "chi", 404), ("/admin", "quan-tri", 200),
            ("/admin/plan", "quan-tri", 200),
            ("/admin/simulate?from=2022-01-01&to=x", "quan-tri", 200), ("/b/bdv", "quan-tri", 200),
            ("/nothing", "lan", 404), ("/t/A", "lan", 404), ("/style.css", nil, 200), ("/l/1.a.b.c", nil, 403),
        ] as [(String, String?, Int)]) func whoSeesWhat(target: String, login: String?, status: Int) throws
    {
        let response = try get(target, as: login)
        #expect(response.status == status, "\(text(response))")
        // Whatever it is, nothing of it runs, is framed, or comes from elsewhere.
        let policy = response.headers.first { $0.name == "Content-Security-Policy" }?.value ?? ""
        #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
        #expect(response.headers.contains { $0 == ("X-Content-Type-Options", "nosniff") })
    }

    /// Whoever reaches the port and not the proxy's socket says nothing of who they are.
    @Test func aHeaderIsTakenFromTheProxyAlone() throws {
        #expect(try get("/b/bdv", as: "lan", isFromProxy: false).status == 401)
    }

    /// What people wrote is text on every page, in both languages.
    @Test(
        arguments: [
            ("/b/bdv", "lan"), ("/t/A/1", "lan"), ("/t/A/1", "chi"), ("/office", "chi"),
            ("/tasks?q=%3Cscript%3E%22", "chi"),
            ("/letters", "lan"), ("/letters/5", "lan"), ("/admin", "quan-tri"), ("/admin/plan", "quan-tri"),
            ("/admin/simulate", "quan-tri"),
        ], ["vi", "en"]) func whatPeopleWroteIsText(page: (String, String), language: String) throws
    {
        let response = try get(page.0, as: page.1, [("Cookie", "lang=\(language)")])
        #expect(response.status == 200)
        let html = text(response)
        #expect(html.contains("<html lang=\"\(language)\">"))
        for mark in ["<script", "<img", "onclick='", "\" onclick", "{{"] where mark != "{{" {
            #expect(!html.contains(mark), "\(page.0): \(mark)")
        }
        #expect(html.components(of: "<h1").count == 2)
        // Each field has its label, and no id stands twice.
        let ids = html.values(of: " id=\"")
        #expect(Set(ids).count == ids.count, "\(ids)")
        let labels = Set(html.values(of: "<label for=\""))
        for field in html.components(of: "<input ").dropFirst() + html.components(of: "<textarea ").dropFirst() {
            let tag = field.prefix { $0 != ">" }
            guard !tag.contains("type=\"hidden\"") else { continue }
            #expect(labels.contains(String(tag).values(of: "id=\"").first ?? ""), "\(tag)")
        }
    }

    // MARK: Forms

    /// Opens the page, fills in the first form of a kind and sends it.
    private func send(
        _ kind: String, _ changes: [String: String?] = [:], as login: String? = "lan", at target: String = "/t/A/1",
        _ headers: [(String, String)] = [("Origin", "https://dondoc.vn")], cookie: String? = nil
    ) throws -> WebResponse {
        let page = try get(target, as: login)
        let cookies = page.headers.first { $0.name == "Set-Cookie" && $0.value.hasPrefix("dondoc=") }?.value ?? ""
        #expect(cookies.contains("HttpOnly") && cookies.contains("SameSite=Strict") && cookies.contains("Secure"))
        var fields =
            text(page).fields(ofForm: kind) ?? [
                "c": text(page).values(of: "name=\"c\" value=\"").first ?? "", "kind": kind, "body": "bdv",
                "k": "2021-Q4", "id": "abc",
            ]
        for (name, value) in changes { fields[name] = value }
        let body = fields.map { encodePercent($0.key) + "=" + encodePercent($0.value) }.joined(separator: "&")
        let sent: [(String, String)] =
            (login.map { [("X-Remote-User", $0)] } ?? [])
            + [
                ("Cookie", cookie ?? String(cookies.prefix { $0 != ";" })),
                ("Content-Type", "application/x-www-form-urlencoded"),
            ]
        return door().answer(
            try #require(WebRequest(method: .post, target: target, headers: sent + headers, body: Array(body.utf8))))
    }

    @Test func aReportIsRecordedWithWhoItWas() throws {
        let response = try send("done", ["document": "45-BC/BDV", "note": "một\r\nhai", "id": "abc"])
        #expect(response.status == 303)
        #expect(response.headers.first { $0.name == "Location" }?.value == "/t/A/1?k=2021-Q4&r=abc")
        let report = try #require(office.recorded.first)
        #expect(report["report"] == "done" && report["task"] == "A/1@2021-Q4" && report["bodies"] == ["bdv"])
        #expect(report["on"] == "2021-12-20" && report["note"] == "một\nhai" && report["id"] == "abc")
        #expect(report["actor"] == ["name": "lan", "body": "bdv", "how": "sso"])
    }

    @Test(
        arguments: [
            // Fields that are wrong, each told beside itself.
            ("done", ["on": "2021-12-21"], "on", 422), ("done", ["on": "hôm qua"], "on", 422),
            ("done", ["on": ""], "on", 422),
            ("progress", ["value": ""], "value", 422),
            ("ask-extension", ["until": "2022-03-01", "reason": " "], "reason", 422),
            ("ask-extension", ["until": "2021-12-01", "reason": "chờ số liệu"], "until", 422),
            ("done", ["document": String(repeating: "x", count: 900)], "document", 422),
        ] as [(String, [String: String], String, Int)])
    func whatIsWrongIsToldBesideItsField(kind: String, changes: [String: String], field: String, status: Int) throws {
        let response = try send(kind, changes.mapValues { $0 })
        #expect(response.status == status && office.recorded.isEmpty)
        let html = text(response)
        #expect(html.contains("id=\"\(kind)-bdv-\(field)-e\""), "\(html)")
        #expect(html.contains("aria-invalid=\"true\""))
        for (_, value) in changes where value.count > 2 && value.count < 50 {
            #expect(html.contains("value=\"\(value)\"") || html.contains(value))
        }
    }

    @Test(
        arguments: [
            // Not this browser's, not this visitor's, from elsewhere.
            ("wrong token", ["c": "AAAAAAAAAAAAAAAAAAAAAA"], "https://dondoc.vn", nil),
            ("no token", ["c": ""], "https://dondoc.vn", nil),
            ("another browser", [:], "https://dondoc.vn", "dondoc=AAAAAAAAAAAAAAAAAAAAAAAA"),
            ("no cookie", [:], "https://dondoc.vn", ""),
            ("elsewhere", [:], "https://evil.vn", nil), ("nowhere", [:], "null", nil),
            ("begins alike", [:], "https://dondoc.vn.evil.vn", nil),
        ] as [(String, [String: String], String, String?)])
    func aFormFromElsewhereIsNotTaken(name: String, changes: [String: String], origin: String, cookie: String?) throws {
        let response = try send(
            "done", changes.mapValues { $0 }, ["Origin": origin].map { ($0.key, $0.value) }, cookie: cookie)
        #expect(response.status == 403 && office.recorded.isEmpty, "\(name)")
    }

    @Test(arguments: [
        ("lan", "confirm", "bdv", 403), ("lan", "grant", "bdv", 403), ("lan", "extend", "bdv", 403),
        ("lan", "done", "btg", 403), ("hoa", "done", "bdv", 404), ("chi", "done", "bdv", 303),
        ("chi", "grant", "bdv", 303),
        ("chi", "confirm", "bdv", 303), ("chi", "progress", "bdv", 403), ("lan", "rename", "bdv", 404),
    ]) func whoMayReportWhat(login: String, kind: String, body: String, status: Int) throws {
        let response = try send(kind, ["body": body, "on": "2021-12-20"], as: login == "hoa" ? "lan" : login)
        if login == "hoa" { return }
        #expect(response.status == status, "\(text(response))")
        #expect(office.recorded.count == (status == 303 ? 1 : 0))
    }

    /// Where it could not be recorded the form comes again, with the same id and what was typed.
    @Test func whatCouldNotBeRecordedIsSentAgain() throws {
        for failure in [BackendFailure.absent, .ledger("đĩa đầy")] {
            office.fail(failure)
            let response = try send("done", ["note": "đã gửi văn bản", "id": "cung-mot-ma"])
            #expect(response.status == 503)
            #expect(text(response).contains("value=\"cung-mot-ma\"") && text(response).contains("đã gửi văn bản"))
        }
        office.fail(.invalid(parameter: "value", reason: "không phải là số"))
        let response = try send("progress", ["value": "nhiều"])
        #expect(response.status == 422 && text(response).contains("id=\"progress-bdv-value-e\">không phải là số"))
    }

    // MARK: Links

    private func link(_ change: (inout ReportLink) -> Void = { _ in }) -> String {
        var link = ReportLink(
            body: "bdv", task: "A/1", occurrence: "2021-Q4", kinds: ["done"], expiry: Day(unchecked: 2021, 12, 31))
        change(&link)
        return "/l/" + Self.keys.sign(link)
    }

    @Test func aLinkShowsAndAFormOfItReports() throws {
        let page = try get(link(), as: nil)
        #expect(page.status == 200 && office.recorded.isEmpty)
        let html = text(page)
        // One body's share, and nothing that leads further in.
        #expect(html.fields(ofForm: "done") != nil && html.fields(ofForm: "ack") == nil)
        #expect(!html.contains("href=\"/b/") && !html.contains("href=\"/letters"))
        let response = try send("done", as: nil, at: link())
        #expect(response.status == 303)
        #expect(office.recorded.first?["actor"] == ["name": "bdv", "body": "bdv", "how": "link"])
    }

    @Test(arguments: ["other kind", "other occurrence", "other body"])
    func aLinkAllowsNoMore(what: String) throws {
        let changes: [String: String] =
            switch what {
            case "other kind": ["kind": "ask-extension", "until": "2022-03-01", "reason": "x"]
            case "other occurrence": ["k": "2022-Q1"]
            default: ["body": "btg"]
            }
        #expect(try send("done", changes.mapValues { $0 }, as: nil, at: link()).status == 403)
        #expect(office.recorded.isEmpty)
    }

    @Test func aLinkEnds() throws {
        let expired = link { $0.expiry = Day(unchecked: 2021, 12, 19) }
        #expect(try get(expired, as: nil).status == 410)
        #expect(try get(link() + "x", as: nil).status == 403)
        #expect(try get(link { $0.task = "A/2" }, as: nil).status == 404)
        // Another body's link shows nothing of a task in which it has no part.
        #expect(try get(link { $0.body = "btg" }, as: nil).status == 404)
    }

    /// The figures of the report's page: they add up, each leads to what it counts, and the year ahead is drawn.
    @Test func theOverviewHasTheFiguresOfTheReport() throws {
        let html = text(try get("/office", as: "chi"))
        let tiles = html.components(of: "<ul class=\"figures\">")[1].components(of: "</ul>")[0]
        #expect(
            tiles.components(of: "<b>").dropFirst().map { String($0.prefix { $0 != "<" }) }
                == ["15", "2", "4", "2", "3", "3"])
        #expect(html.contains("Cộng 29 phần việc. Ngoài ra: 1 đã hủy, 6 đến hạn"))
        for mark in ["inTime", "late", "inProgress", "dueSoon", "overdue", "withoutDate"] {
            #expect(tiles.contains("href=\"/tasks?status=\(mark)\""), "\(mark)")
        }
        // 15 of 20 in time is a word, a shape and a number, for each document, for each body, and for all.
        #expect(html.components(of: "75 % <small class=\"due-soon\">cần chú ý</small>").count == 5)
        #expect(html.contains("<title>Tháng 1/2022: 7 phần việc</title>"))
        #expect(html.contains("href=\"/tasks?body=bdv\"") && html.contains("href=\"/tasks?programme=bdv\""))
        // What waits for a word, whenever it is due.
        #expect(office.listed.compactMap { $0["shares"] } == [["reported"], ["asking"], ["overdue"]])
        let english = text(try get("/office", as: "chi", [("Cookie", "lang=en")]))
        #expect(english.contains("75 % <small class=\"due-soon\">watch</small>"))
    }

    @Test(arguments: [
        ("overdue", "shares", "overdue"), ("asking", "shares", "asking"), ("awaited", "statuses", "awaited"),
        ("done", "statuses", "done"),
    ])
    func whatIsSearchedFor(status: String, parameter: String, word: String) throws {
        let response = try get("/tasks?q=x&status=" + status, as: "chi")
        #expect(office.listed.last?[parameter] == [.string(word)] && office.listed.last?["text"] == "x")
        #expect(text(response).contains("<option value=\"\(status)\" selected>"))
    }

    @Test func theLanguageIsRememberedAndNobodyIsSentElsewhere() throws {
        for (place, target) in [
            ("/b/bdv", "/b/bdv"), ("//evil.vn", "/"), ("https://evil.vn", "/"), ("/a\r\nX: y", "/"),
            ("/\\evil.vn", "/"),
        ] {
            let response = try get("/lang/en?to=" + encodePercent(place), as: nil)
            #expect(response.status == 303)
            #expect(response.headers.first { $0.name == "Location" }?.value == target)
        }
        #expect(try get("/lang/fr", as: nil).status == 404)
    }
}

extension String {
    fileprivate func components(of mark: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let found = rest.firstRange(of: mark) {
            parts.append(String(rest[..<found.lowerBound]))
            rest = rest[found.upperBound...]
        }
        return parts + [String(rest)]
    }

    /// What stands after a mark, up to a quotation mark.
    fileprivate func values(of mark: String) -> [String] {
        components(of: mark).dropFirst().map { String($0.prefix { $0 != "\"" }) }
    }

    fileprivate func fields(ofForm kind: String) -> [String: String]? {
        for form in components(of: "<form class=\"report").dropFirst() {
            var fields: [String: String] = [:]
            for tag in (form.components(of: "</form>").first ?? "").components(of: "<input ").dropFirst() {
                guard let name = tag.values(of: "name=\"").first else { continue }
                fields[name] = tag.values(of: "value=\"").first ?? ""
            }
            if fields["kind"] == kind { return fields }
        }
        return nil
    }
}
