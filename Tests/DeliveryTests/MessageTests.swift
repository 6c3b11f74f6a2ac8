import Dates
import Diagnostics
import Foundation
import Ledger
import Planning
import Programmes
import RuleLanguage
import TestKit
import Testing

@testable import Delivery

/// What one letter has and says.
@Suite struct MessageTests {
    /// Text and HTML of the letter, then its deadlines and the recipient's duties.
    static let types = [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar", "text/calendar",
    ]

    @Test func aReminderReadsAsAnOfficeLetter() throws {
        let message = try #require(try read(try compose([notice(0)])).first)
        #expect(message.defects == [])
        #expect(message.header("From") == ["Hệ thống đôn đốc nhiệm vụ <dondoc@tinhuy.vn>"])
        #expect(message.to == [["Ban Dân vận Tỉnh ủy", "bdv@example.vn"]])
        #expect(
            message.header("Subject")
                == [
                    "Nhắc việc: nhiệm vụ 1.1 Quán triệt Nghị quyết, “Học tập và làm theo” (hạn 31/12/2021, còn 30 ngày)"
                ])
        #expect(message.date == "2021-12-01T08:00:00+07:00")
        #expect(message.header("Auto-Submitted") == ["auto-generated"])
        #expect(message.header("X-Dondoc-Kind") == ["reminder"])
        #expect(message.header("X-Dondoc-Notice") == [notice(0).identity.key])
        #expect(message.header("In-Reply-To").isEmpty && message.header("References").isEmpty)
        #expect(message.types == Self.types)
        #expect(
            message.text == [
                """
                Kính gửi: Ban Dân vận Tỉnh ủy

                Đề nghị quan tâm thực hiện và báo cáo kết quả đúng hạn nhiệm vụ sau:

                - Nhiệm vụ 1.1: Quán triệt Nghị quyết, “Học tập và làm theo”
                  Văn bản: 01-KH/TU ngày 30/09/2021: Kế hoạch thực hiện Nghị quyết 02-NQ/TW
                  Thời hạn: “Trong quý IV/2021”, đến hạn ngày 31/12/2021 (còn 30 ngày)
                  Vai trò: chủ trì
                  Chỉ đạo: Ban Thường vụ Tỉnh ủy

                Trân trọng.

                --\u{20}
                Thư do hệ thống theo dõi, đôn đốc nhiệm vụ gửi tự động.
                """
            ])
        #expect(message.longest <= 78)
    }

    @Test func theCalendarHoldsTheDeadline() throws {
        let message = try #require(try read(try compose([notice(0)])).first)
        let calendar = try #require(message.calendar.first)
        let lines = calendar.components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 75 && !$0.contains("\n") } && lines.last == "")
        let unfolded = calendar.replacingOccurrences(of: "\r\n ", with: "").components(separatedBy: "\r\n")
        #expect(
            unfolded == [
                "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//dondoc//VN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
                "BEGIN:VEVENT", "UID:01-KH-TU/1.1@2021-Q4/9d2c61f0a7b3e854@may.tinhuy.vn",
                "DTSTAMP:20211201T010000Z", "SEQUENCE:0",
                "ORGANIZER;CN=\"Hệ thống đôn đốc nhiệm vụ\":mailto:dondoc@tinhuy.vn",
                "SUMMARY:1.1 Quán triệt Nghị quyết\\, “Học tập và làm theo”",
                "DESCRIPTION:Văn bản: 01-KH/TU ngày 30/09/2021: Kế hoạch thực hiện Nghị quyết 02-NQ/TW"
                    + "\\nThời hạn: “Trong quý IV/2021”\\, đến hạn ngày 31/12/2021 (còn 30 ngày)"
                    + "\\nVai trò: chủ trì\\nChỉ đạo: Ban Thường vụ Tỉnh ủy",
                "DTSTART;VALUE=DATE:20211231", "DTEND;VALUE=DATE:20220101", "TRANSP:TRANSPARENT", "BEGIN:VALARM",
                "ACTION:DISPLAY", "DESCRIPTION:1.1 Quán triệt Nghị quyết\\, “Học tập và làm theo”",
                "TRIGGER:-PT16H", "END:VALARM", "END:VEVENT", "END:VCALENDAR", "",
            ])
    }

    /// One kind of entry in a part, each with an organizer; an extension has the same UID and a later sequence.
    @Test(.enabled(if: readsCalendars)) func calendarsAsPeoplesProgramsReadThem() throws {
        var extended = notice(0)
        extended.identity.dueNumber = 2
        extended.due = Day("2022-01-31")
        extended.legalDue = extended.due
        var digest = notice(2, kind: .digest)
        (digest.identity.programme, digest.identity.task, digest.identity.occurrence) = ("", "", "2021-W48")
        digest.due = nil
        digest.items = [
            DigestItem(
                programme: "01-KH-TU", task: "1.2", title: "Rà soát", occurrence: "2021-Q3", due: Day("2021-09-30"),
                legalDue: nil, daysOverdue: 62, group: nil),
            DigestItem(
                programme: "01-KH-TU", task: "2.3", title: "Khi cần", occurrence: "vague", due: nil, legalDue: nil,
                daysOverdue: 0, group: nil),
        ]
        let message = try #require(try read(try compose([extended, digest])).first)
        let summary = message.entries.map {
            [$0["part"], $0["name"], $0["uid"], $0["sequence"], $0["due"]].map { $0 ?? "" }
        }
        let site = "/9d2c61f0a7b3e854@may.tinhuy.vn"
        #expect(
            summary == [
                ["0", "VEVENT", "01-KH-TU/1.1@2021-Q4" + site, "2", "2022-01-31"],
                ["0", "VEVENT", "01-KH-TU/1.2@2021-Q3" + site, "0", "2021-09-30"],
                ["1", "VTODO", "todo/01-KH-TU/1.1@2021-Q4" + site, "2", "2022-01-31"],
                ["1", "VTODO", "todo/01-KH-TU/2.3@vague" + site, "0", ""],
            ])
        #expect(
            message.entries.allSatisfy { $0["organizer"] == "mailto:dondoc@tinhuy.vn" && $0["method"] == "PUBLISH" })
        #expect(message.entries.map { $0["alarms"] } == ["1", "1", "1", "0"])
    }

    @Test func periodsAsPeopleCallThem() {
        for (unit, day, vi, en) in [
            (.week, "2024-12-30", "tuần 1 năm 2025 (từ 30/12/2024)", "week 1 of 2025 (from 2024-12-30)"),
            (.week, "2021-01-03", "tuần 53 năm 2020 (từ 28/12/2020)", "week 53 of 2020 (from 2020-12-28)"),
            (.day, "2021-12-05", "ngày 05/12/2021", "2021-12-05"),
            (.month, "2021-10-31", "tháng 10/2021", "October 2021"),
            (.quarter, "2021-10-31", "quý IV/2021", "Q4 2021"), (.quarter, "2022-01-01", "quý I/2022", "Q1 2022"),
            (.halfYear, "2022-07-01", "6 tháng cuối năm 2022", "second half of 2022"),
            (.year, "2022-07-01", "năm 2022", "2022"),
        ] as [(CalendarUnit, String, String, String)] {
            let period = CalendarPeriod(unit, containing: Day(day)!)
            #expect([describe(period, .vi), describe(period, .en)] == [vi, en])
        }
    }

    @Test func whatHasNoDueDateIsATodo() throws {
        var open = notice(0)
        open.due = nil
        open.legalDue = nil
        let message = try #require(try read(try compose([open])).first)
        #expect(message.calendar.count == 1)
        #expect(message.calendar[0].contains("BEGIN:VTODO\r\n") && !message.calendar[0].contains("\r\nDUE"))
        #expect(message.header("Subject") == ["Nhắc việc: nhiệm vụ 1.1 Quán triệt Nghị quyết, “Học tập và làm theo”"])
    }

    /// A thread is the recipient's own: all that it got about the occurrence, and nothing that others got.
    @Test func aLetterFollowsWhatItsRecipientGot() throws {
        let earlier = [
            EarlierMessage(rule: "qua-han", messageID: "a@h", recipient: "ban-dan-van"),
            EarlierMessage(rule: "nhac", messageID: "b@h", recipient: "so-noi-vu"),
            EarlierMessage(rule: "nhac", messageID: "c@h", recipient: "ban-dan-van"),
        ]
        func threads(_ notice: Notice) throws -> [[String]] {
            let message = try #require(try read(try compose([notice], earlier: earlier)).first)
            return [message.header("In-Reply-To"), message.header("References")]
        }
        let own = [["<c@h>"], ["<a@h> <c@h>"]]
        #expect(try threads(notice(0, kind: .escalation, rule: "qua-han", step: 1)) == own)
        #expect(try threads(notice(0, rule: "rieng")) == own)
        #expect(try threads(notice(0, to: "so-noi-vu")) == [["<b@h>"], ["<b@h>"]])
        #expect(try threads(notice(0, kind: .escalation, to: "ban-thuong-vu")) == [[], []])
    }

    /// By rank and by the moment: those above are informed or asked, and never told to do it.
    @Test func theWordsFitRankAndMoment() throws {
        func said(_ role: Role?, due: String, kind: NoticeKind = .reminder, to: String = "ban-dan-van") throws
            -> [String]
        {
            var notice = notice(0, kind: kind, to: to)
            (notice.role, notice.due, notice.legalDue) = (role, Day(due), Day(due))
            notice.firstDue = notice.due
            let message = try #require(try read(try compose([notice])).first)
            let lines = message.text[0].components(separatedBy: "\n")
            return [String(message.header("Subject")[0].prefix { $0 != ":" }), lines[2]]
        }
        #expect(
            try said(.lead, due: "2021-12-01") == [
                "Nhắc việc", "Hôm nay là hạn cuối. Đề nghị hoàn thành và báo cáo kết quả nhiệm vụ sau:",
            ])
        #expect(
            try said(.executing, due: "2021-11-20") == [
                "Nhắc việc",
                "Đề nghị khẩn trương hoàn thành, báo cáo kết quả và nêu rõ lý do chậm đối với nhiệm vụ sau, đã quá hạn:",
            ])
        #expect(
            try said(.coordinating, due: "2021-12-31") == [
                "Nhắc việc", "Đề nghị quan tâm phối hợp với cơ quan chủ trì trong nhiệm vụ sau:",
            ])
        for role in [Role.directing, .monitoring, nil] {
            #expect(
                try said(role, due: "2021-11-20", to: "ban-thuong-vu") == [
                    "Thông tin tiến độ", "Xin thông tin để Ban Thường vụ Tỉnh ủy nắm tình hình nhiệm vụ sau:",
                ])
        }
        #expect(
            try said(.directing, due: "2021-11-20", kind: .escalation, to: "ban-thuong-vu") == [
                "Báo cáo tiến độ",
                "Xin báo cáo và đề nghị cho ý kiến chỉ đạo đối với nhiệm vụ sau, đã quá hạn mà chưa có báo cáo kết quả:",
            ])
    }

    /// An escalation quotes what was sent and reported; a reminder says which one it is.
    @Test func whatWasSentBeforeIsQuoted() throws {
        func day(_ text: String) -> Instant { Instant(text + "T08:00:00+07:00")! }
        let earlier = [
            EarlierMessage(rule: "nhac", messageID: "a", recipient: "ban-dan-van", at: day("2021-11-01")),
            EarlierMessage(rule: "den-han", messageID: "b", recipient: "ban-dan-van", at: day("2021-11-20")),
            EarlierMessage(
                rule: "qua-han", messageID: "c", recipient: "ban-thuong-vu", kind: .escalation, at: day("2021-11-25")),
        ]
        var reminder = notice(0)
        (reminder.due, reminder.legalDue, reminder.firstDue) = (Day("2021-11-20"), Day("2021-11-22"), Day("2021-11-20"))
        let own = try #require(try read(try compose([reminder], earlier: earlier)).first)
        #expect(own.header("Subject")[0].hasSuffix("(hạn 20/11/2021, quá hạn 9 ngày, nhắc lần thứ 3)"))
        #expect(own.text[0].contains("\n  Đã gửi: 2 lần, lần trước ngày 20/11/2021\n"))
        var told = reminder
        (told.kind, told.role, told.subjects) = (.escalation, .directing, ["ban-dan-van"])
        told.identity.recipient = "ban-thuong-vu"
        let progress = Report(
            at: morning, kind: .progress(milli: 40_000), programme: "01-KH-TU", task: "1.1", occurrence: "2021-Q4",
            bodies: ["ban-dan-van"])
        let asked = Report(
            at: morning, kind: .askExtension(until: Day("2022-01-15")!, reason: "chờ kinh phí"), programme: "01-KH-TU",
            task: "1.1", occurrence: "2021-Q4", bodies: ["ban-dan-van"])
        let messages = try composeMessages(
            [told], plan: samplePlan(), letterhead: letterhead, ruleSet: "ab",
            reports: { $0.map { _ in [progress, asked] } }, earlier: { $0.map { _ in earlier } })
        let text = try #require(try read(messages).first?.text.first)
        for line in [
            "Chủ trì: Ban Dân vận Tỉnh ủy", "Chưa xong: Ban Dân vận Tỉnh ủy", "Tiến độ: Ban Dân vận Tỉnh ủy: 40%",
            "Xin gia hạn: Ban Dân vận Tỉnh ủy: đến 15/01/2022, chờ kinh phí",
            "Đã gửi: Ban Dân vận Tỉnh ủy 2 lần, gần nhất ngày 20/11/2021; Ban Thường vụ Tỉnh ủy ngày 25/11/2021",
        ] { #expect(text.contains("\n  \(line)\n"), "\(line)\n\(text)") }
    }

    /// A letter tells what was reported under the names that its subjects had, and of how often their own dates were put off.
    @Test func whatWasReportedUnderAFormerNameIsTold() {
        func report(_ kind: Report.Kind, _ body: String) -> Report {
            Report(at: morning, kind: kind, programme: "01-KH-TU", task: "1.1", occurrence: "2021-Q4", bodies: [body])
        }
        let reports = [
            report(.extend(until: Day("2022-01-15")!, reason: "chờ kinh phí"), "cu"),
            report(.askExtension(until: Day("2022-02-15")!, reason: "thiếu người"), "khac"), report(.grant, "khac"),
            report(.reported, "cu"), report(.giveBack(reason: "thiếu biểu"), "cu"), report(.grant, "cu"),
        ]
        let told = SubjectReports(reports, subjects: ["moi"]) { name, body in name == body || name == "cu" }
        #expect(told.returns.map(\.reason) == ["thiếu biểu"] && told.extensions == 1)
        #expect(told.extended?.until == Day("2022-01-15"))
        let both = SubjectReports(reports, subjects: ["moi", "khac"]) { name, body in
            name == body || body == "moi" && name == "cu"
        }
        #expect(both.extensions == 1 && both.returns.map(\.body) == ["moi"])
        let nobody = SubjectReports(reports, subjects: ["ai"]) { $0 == $1 }
        #expect(nobody.returns.isEmpty && nobody.extensions == 0)
    }

    /// Who is asked for direction is told when nobody answered, and is not informed of the same besides.
    @Test func anEscalationWithoutAnAnswer() throws {
        func told(_ kind: NoticeKind) -> Notice {
            var told = notice(0, kind: kind, rule: kind.rawValue, to: "ban-thuong-vu")
            (told.role, told.subjects) = (.directing, ["ban-dan-van"])
            (told.due, told.legalDue, told.firstDue) = (Day("2021-11-22"), Day("2021-11-22"), Day("2021-11-22"))
            return told
        }
        let earlier = [EarlierMessage(rule: "nhac", messageID: "a", recipient: "ban-dan-van", at: morning)]
        let message = try #require(
            try read(try compose([told(.reminder), told(.escalation)], earlier: earlier)).first)
        #expect(message.header("X-Dondoc-Notice").count == 2)
        #expect(message.text[0].components(separatedBy: "- Nhiệm vụ 1.1").count == 2, "\(message.text[0])")
        #expect(message.text[0].contains("\n  Đã gửi: Ban Dân vận Tỉnh ủy ngày 01/12/2021\n  Trả lời: chưa có\n"))
        #expect(!message.text[0].contains("nắm tình hình"))
        // Before anything was sent there is nothing to answer.
        let first = try #require(try read(try compose([told(.escalation)])).first)
        #expect(!first.text[0].contains("Trả lời"))
    }

    /// Two periods of a duty that are due on the same day are one item; others say which they are.
    /// The HTML part needs nothing from outside, and what it says in colour it says in words.
    @Test func theHTMLPartStandsByItself() throws {
        let plan = samplePlan(title: "A & <b> \"C\"")
        let html = try #require(try read(try compose([notice(0)], plan: plan)).first?.html.first)
        #expect(html.contains("<html lang=\"vi\">") && html.contains("<meta charset=\"utf-8\">"))
        #expect(html.contains("Nhiệm vụ 1.1: A &amp; &lt;b&gt; &quot;C&quot;"))
        for outside in ["http:", "https:", "src=", "href=", "url(", "<script", "@import"] {
            #expect(!html.contains(outside))
        }
        #expect(html.contains("đến hạn ngày 31/12/2021 (còn 30 ngày)"))
    }

    /// Titles that try to end a header, begin another, break out of the calendar, hide or turn the text around, or
    /// simply never end.
    @Test(arguments: [
        "a\r\nBcc: x@y\r\n\r\nbody", "a\u{85}b\u{2028}c\u{2029}d\u{0B}e", "\u{202E}gnort\u{2066}x\u{200F}",
        "=?UTF-8?B?QmNjOiB4?= x", "END:VEVENT\r\nBEGIN:VALARM", "; , \\ \" <b>&amp;</b>", "\u{0}\u{1}\u{7F}\u{1B}[31m",
        String(repeating: "Rất dài ", count: 12_500), "e" + String(repeating: "\u{301}", count: 50_000),
        "{{task.id}} {{{recipient}}} {{#late}}", "From someone\n.\n--=_dondoc_x--", "\u{E0041}\u{FEFF}\u{AD}a", "",
        "   ", "👨‍👩‍👧‍👦 🇻🇳", "\u{10FFFF}\u{FFFE}", String(repeating: "x", count: 5000),
    ])
    func aHostileTextHarmsNothing(text: String) throws {
        let plan = samplePlan(title: text)
        var odd = letterhead
        odd.sender = "a@b\r\nBcc: x@y"
        odd.host = "h\r\nx"
        let composed = try compose([notice(0), notice(1, kind: .escalation)], plan: plan, letterhead: odd)
        let message = try #require(try read(composed).first)
        #expect(message.defects == [])
        #expect(
            message.headers.map { $0[0] } == [
                "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Dondoc-Kind", "X-Dondoc-Severity",
                "X-Dondoc-Notice",
                "X-Dondoc-Notice", "MIME-Version", "Content-Type",
            ])
        #expect(message.types == Self.types)
        #expect(message.longest <= 78)
        #expect(message.calendar[0].components(separatedBy: "\r\nBEGIN:VEVENT\r\n").count == 3)
        // Its own alarms alone.
        #expect(message.calendar[0].components(separatedBy: "\r\nBEGIN:VALARM").count == 3)
        let visible = (message.text + message.header("Subject") + composed[0].record.notices.map(\.text)).joined()
        let bad = visible.unicodeScalars.filter { scalar in
            scalar != "\n"
                && [.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
        }
        #expect(bad.isEmpty)
        #expect(composed[0].bytes.count < 60_000)
    }

    @Test func theSameNoticesGiveTheSameBytes() throws {
        let notices = [notice(0), notice(1), notice(2, to: "so-noi-vu")]
        #expect(try compose(notices).map(\.bytes) == compose(notices).map(\.bytes))
        let ids = try compose(notices).map(\.record.messageID)
        #expect(Set(ids).count == 2)
        // The id follows from the notices and from nothing else.
        #expect(try compose(notices, plan: samplePlan(title: "khác")).map(\.record.messageID) == ids)
    }

    @Test func aSiteSetsItsOwnTexts() throws {
        var own = letterhead
        own.templates = [
            "reminder": "* {{task.title}} {{> reminder}}{{due}} & co.\n", "rieng": "Riêng {{task.id}}\n",
            "message": "{{{reminders}}}{{escalations}}", "escalation": "{{#unclosed}}",
        ]
        let notices = [notice(0), notice(1, template: "rieng"), notice(2, kind: .escalation, template: "không có")]
        let message = try #require(
            try read(try compose(notices, plan: samplePlan(title: "A & <B>"), letterhead: own)).first)
        let lines = message.text[0].split(separator: "\n")
        #expect(lines[0] == "* A & <B> 31/12/2021 & co.")
        #expect(lines[1] == "Riêng 1.2")
        #expect(lines[2] == "- Nhiệm vụ 2.3: A & <B>")
    }

    @Test func english() throws {
        var english = letterhead
        english.language = .en
        let message = try #require(try read(try compose([notice(0)], letterhead: english)).first)
        #expect(message.text[0].hasPrefix("To: Ban Dân vận Tỉnh ủy\n\nPlease see to the following"))
        #expect(message.text[0].contains("due 2021-12-31 (30 days left)\n  Your part: lead\n  Directing: "))
    }

    /// In lines of 76 columns, of whole words where they fit one, and without padding: some programs take that for the end.
    @Test func encodedWordsAreWholeWordsInShortLines() throws {
        func decoded(_ word: some StringProtocol) -> String? {
            guard word.hasPrefix("=?UTF-8?Q?"), word.hasSuffix("?="), word.utf8.count <= 75 else { return nil }
            return String(word.dropFirst(10).dropLast(2)).replacing("_", with: "%20").replacing("=", with: "%")
                .removingPercentEncoding
        }
        let sentence = "Đề nghị khẩn trương hoàn thành, báo cáo kết quả: nhiệm vụ 1.1 (hạn 31/12/2021, còn 30 ngày)?"
        for (text, length) in (1...120).flatMap({ [("ệ", $0), ("nghiêng ", $0), (sentence, $0 % 4 + 1)] }) {
            let text = String(repeating: text, count: length)
            var header = MessageHeader()
            header.field("Subject", text: text)
            let lines = String(decoding: header.bytes, as: UTF8.self).split(separator: "\n")
            #expect(lines.allSatisfy { $0.utf8.count <= 76 })
            var words: [String] = []
            if lines.count == 1 {
                let word = lines[0].drop { $0 != "=" }
                let data = Data(base64Encoded: String(word.dropFirst("=?UTF-8?B?".count).dropLast(2)))
                #expect(data.map { String(decoding: $0, as: UTF8.self) } == text)
                continue
            }
            for line in lines { words.append(try #require(decoded(line.drop { $0 != "=" }), "\(line)")) }
            #expect(words.joined() == text)
            if text.contains(" ") { #expect(words.dropLast().allSatisfy { $0.hasSuffix(" ") }, "\(words)") }
        }
    }

    private func text(_ notice: Notice, after reports: [Report] = []) throws -> String {
        let messages = try composeMessages(
            [notice], plan: samplePlan(), letterhead: letterhead, ruleSet: "ab", reports: { $0.map { _ in reports } },
            earlier: { $0.map { _ in [] } })
        return try #require(try read(messages).first?.text.first)
    }

    @Test func aLetterNamesTheSharesOfOthers() throws {
        var told = notice(0, kind: .escalation, to: "ban-thuong-vu")
        told.subjects = ["ban-dan-van", "so-noi-vu"]
        #expect(try text(told).contains("\n  Chưa xong: Ban Dân vận Tỉnh ủy, Sở Nội vụ\n"))
        // Who is told of its own knows whose it is.
        var own = notice(0)
        own.subjects = ["ban-dan-van"]
        #expect(try !text(own).contains("Chưa xong"))
    }

    @Test func aLetterSaysWhyWhatWasReportedCameBack() throws {
        func report(_ kind: Report.Kind, _ bodies: [String]) -> Report {
            Report(at: morning, kind: kind, programme: "01-KH-TU", task: "1.1", occurrence: "2021-Q4", bodies: bodies)
        }
        let back = [report(.reported, ["ban-dan-van"]), report(.giveBack(reason: "thiếu biểu\nsố 3"), ["ban-dan-van"])]
        var own = notice(0)
        own.subjects = ["ban-dan-van"]
        #expect(try text(own, after: back).contains("\n  Đã bị trả lại: thiếu biểu số 3\n"))
        #expect(try !text(own, after: back + [report(.reported, [])]).contains("trả lại"))
        var superior = notice(0, kind: .escalation, to: "ban-thuong-vu")
        superior.subjects = ["ban-dan-van", "so-noi-vu"]
        #expect(try text(superior, after: back).contains("Đã bị trả lại: Ban Dân vận Tỉnh ủy: thiếu biểu số 3\n"))
        own.subjects = ["so-noi-vu"]
        #expect(try !text(own, after: back).contains("trả lại"))
    }

    @Test func aLetterSaysTheFirstDueDateAndTheInstantThatWasMeant() throws {
        var late = notice(0, late: true)
        late.firstDue = Day("2021-11-30")
        late.nominal = Instant("2021-11-28T08:00:00+07:00")!
        late.meant = Instant("2021-11-26T08:00:00+07:00")!
        let text = try text(late)
        #expect(text.contains("đến hạn ngày 31/12/2021 (hạn đầu là 30/11/2021) (còn 30 ngày)"))
        #expect(text.contains("26/11/2021") && !text.contains("28/11/2021"))
    }

    @Test func theContactIsWhomToAnswer() throws {
        let site = samplePlan().site
        var (office, settings) = (site.programmes[0], site.settings)
        settings.contact = Person(name: "Phòng Tổng hợp", phone: "0255 3822 000", email: "tonghop@example.vn")
        func message() throws -> ReadMessage {
            let plan = makePlan(
                Site(
                    settings: settings, bodies: site.bodies, programmes: [office], ruleFiles: site.ruleFiles,
                    calendar: site.calendar))
            return try #require(try read(try compose([notice(0)], plan: plan)).first)
        }
        let ofSite = try message()
        #expect(ofSite.header("Reply-To") == ["Phòng Tổng hợp <tonghop@example.vn>"])
        #expect(
            ofSite.text[0].contains(
                "Kết quả và ý kiến xin gửi Phòng Tổng hợp, điện thoại 0255 3822 000, thư điện tử tonghop@example.vn, chậm nhất ngày 31/12/2021; có thể trả lời ngay thư này."
            ))
        // A programme's own goes before it; without an address there is nothing to reply to.
        office.contact = Person(name: "Văn thư")
        let ofProgramme = try message()
        #expect(ofProgramme.header("Reply-To").isEmpty)
        #expect(ofProgramme.text[0].contains("Kết quả và ý kiến xin gửi Văn thư, chậm nhất ngày 31/12/2021."))
        office.contact = Person(name: "Văn thư\r\nBcc: x@example.vn", email: "a@b> \n.vn")
        #expect(try message().header("Bcc").isEmpty && message().header("Reply-To").isEmpty)
    }
}
