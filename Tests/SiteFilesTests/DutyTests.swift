import Dates
import Planning
import Programmes
import Testing

@testable import SiteFiles

/// What a programme, its tasks, the bodies and the settings say of who answers, who confirms and whom to answer.
struct DutyTests {
    private let lan = Person(name: "Nguyễn Thị Lan", phone: "0255 3822 000", email: "lan@coquan.vn")

    private func expectDuties(_ programme: Programme?) throws {
        let programme = try #require(programme)
        #expect(programme.completion == .each)
        #expect(programme.confirmation == .monitoring)
        #expect(programme.contact == Person(name: "Phòng Văn thư", phone: "0255 3822 111", email: "vanthu@coquan.vn"))
        let first = programme.tasks[0]
        #expect(first.extra?.officer == lan)
        #expect(first.extra?.was == "1.9")
        #expect((programme.completion(of: 0), programme.confirmation(of: 0)) == (.each, .monitoring))
        #expect((programme.completion(of: 1), programme.confirmation(of: 1)) == (.lead, .directing))
        #expect(programme.tasks[1].extra?.officer == Person(name: "Trần Văn An"))
        #expect(programme.confirmation(of: 2) == Confirmation.none)
    }

    @Test(arguments: [
        """
        programme: K1
        title: Kế hoạch
        issued: 2021-10-01
        monitoring: [theo-doi]
        completion: each
        confirm: monitoring
        contact: { name: Phòng Văn thư, phone: 0255 3822 111, email: vanthu@coquan.vn }
        tasks:
          - id: "1"
            title: Một
            lead: [a]
            deadline: []
            officer: { name: Nguyễn Thị Lan, phone: 0255 3822 000, email: lan@coquan.vn }
            was: "1.9"
          - { id: "2", title: Hai, lead: [a], directing: [b], deadline: [], completion: lead, confirm: directing, officer: Trần Văn An }
          - { id: "3", title: Ba, lead: [a], deadline: [], confirm: none }
        """,
        """
        chương trình: K1
        tên: Kế hoạch
        ban hành: 2021-10-01
        theo dõi: [theo-doi]
        hoàn thành khi: từng cơ quan xong
        xác nhận: theo dõi
        nơi nhận báo cáo: { tên: Phòng Văn thư, điện thoại: 0255 3822 111, thư điện tử: vanthu@coquan.vn }
        nhiệm vụ:
          - số: "1"
            tên: Một
            chủ trì: [a]
            thời hạn: []
            người phụ trách: Nguyễn Thị Lan; 0255 3822 000; lan@coquan.vn
            trước đây: "1.9"
          - { số: "2", tên: Hai, chủ trì: [a], chỉ đạo: [b], thời hạn: [], hoàn thành khi: chủ trì xong, xác nhận: chỉ đạo, người phụ trách: Trần Văn An }
          - { số: "3", tên: Ba, chủ trì: [a], thời hạn: [], xác nhận: không }
        """,
    ])
    func ofAProgramme(_ text: String) throws {
        let loaded = TemporarySite(["bodies.yaml": Self.bodies, "programmes/a.yaml": text]).load()
        #expect(loaded.codes == [])
        try expectDuties(loaded.site.programmes.first)
    }

    @Test func ofATable() throws {
        let loaded = TemporarySite([
            "bodies.yaml": Self.bodies,
            "programmes/K1.csv": """
            # ban hành: 2021-10-01
            # theo dõi: theo-doi
            # hoàn thành khi: từng cơ quan xong
            # xác nhận: theo dõi
            # nơi nhận báo cáo: Phòng Văn thư; 0255 3822 111; vanthu@coquan.vn
            STT,Nội dung,Chủ trì,Chỉ đạo,Thời hạn,Người phụ trách,Trước đây,Xác nhận,Hoàn thành khi
            1,Một,a,,-,Nguyễn Thị Lan; 0255 3822 000; lan@coquan.vn,1.9,,
            2,Hai,a,b,-,Trần Văn An,,chỉ đạo,chủ trì xong
            3,Ba,a,,-,,,không,

            """,
        ]).load()
        #expect(loaded.codes == [])
        try expectDuties(loaded.site.programmes.first)
    }

    @Test func ofABody() throws {
        let loaded = TemporarySite(["bodies.yaml": Self.bodies]).load()
        #expect(loaded.codes == [])
        let body = try #require(loaded.site.bodies.body(named: "a").map { loaded.site.bodies[$0] })
        #expect(body.contact == lan)
        #expect(body.users == ["lan.nt", "an"])
        #expect(body.was == "a-cu")
    }

    @Test(arguments: [
        "contact: Phòng Tổng hợp; 0255\noffice-hours: 08:00-16:30\nclock-wait: 5 minutes\nlive: false\n",
        "nơi nhận báo cáo: { tên: Phòng Tổng hợp, điện thoại: 0255 }\ngiờ làm việc: 8h đến 16h30\nchờ đồng hồ: 5 phút\ngửi thật: không\n",
    ])
    func ofTheSettings(_ text: String) throws {
        let loaded = TemporarySite(["dondoc.yaml": text]).load()
        #expect(loaded.codes == [])
        let settings = loaded.site.settings
        #expect(settings.contact == Person(name: "Phòng Tổng hợp", phone: "0255"))
        let hours = try #require(OfficeHours(from: TimeOfDay(hour: 8)!, to: TimeOfDay(hour: 16, minute: 30)!))
        #expect(settings.officeHours == hours)
        #expect(settings.clockWait == 300)
        #expect(settings.live == .never)
    }

    @Test(arguments: [
        "office-hours: 17:00-07:30", "office-hours: sáng", "office-hours: 7:30", "clock-wait: lâu",
        "clock-wait: 25 hours",
        "contact: { phone: 1 }", "contact: a@b@c", "contact: { name: A, email: x }",
    ])
    func badSettingsKeepTheDefaults(_ text: String) {
        let loaded = TemporarySite(["dondoc.yaml": text + "\n"]).load()
        #expect(loaded.codes.count == 1, "\(loaded.codes)")
        var settings = loaded.site.settings
        if settings.contact?.email == nil { settings.contact = nil }
        settings.keyLanguage = nil
        #expect(settings == Settings())
    }

    @Test(arguments: [
        ("true", Live.always), ("2026-12-01", .from(Day(unchecked: 2026, 12, 1))),
        ("01/12/2026", .from(Day(unchecked: 2026, 12, 1))), ("chưa", .never),
    ])
    func liveIsADayToo(_ text: String, _ live: Live) {
        let loaded = TemporarySite(["dondoc.yaml": "live: \(text)\n"]).load()
        #expect(loaded.codes == [] && loaded.site.settings.live == live)
    }

    /// A typing mistake is no order to send.
    @Test(arguments: ["maybe", "fales", "2026-13-40"]) func whatNobodyCanReadSendsNothing(_ text: String) {
        let loaded = TemporarySite(["dondoc.yaml": "live: \(text)\n"]).load()
        #expect(loaded.codes.count == 1 && loaded.site.settings.live == .never)
    }

    @Test(arguments: ["# x\nlive: false # y\n", "gửi thật: không\n", "reading: { before: lax }\n\"live\": no\n"])
    func theValueOfLiveIsFound(_ text: String) throws {
        let bytes = Array(text.utf8)
        let place = try #require(bytes.withUnsafeBufferPointer { findLive($0) })
        #expect(["false", "không", "no"].contains(String(decoding: bytes[place], as: UTF8.self)))
    }

    private static let bodies = """
        bodies:
          - id: a
            name: A
            contact: { name: Nguyễn Thị Lan, phone: 0255 3822 000, email: lan@coquan.vn }
            users: [lan.nt, an]
            was: a-cu
          - { id: b, name: B }
          - { id: theo-doi, name: Theo dõi }

        """
}
