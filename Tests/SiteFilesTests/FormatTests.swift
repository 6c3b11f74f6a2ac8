import Bytes
import Dates
import Deadlines
import Diagnostics
import Foundation
import Planning
import Programmes
import Testing

@testable import SiteFiles

/// The two spellings of keys, the two formats of programmes, and the values in them.
struct FormatTests {
    static let english = """
        programme: K1
        title: Kế hoạch
        number: 01-KH/TU
        issued: 2021-10-01
        issuer: ban-thuong-vu
        period: 2021-2025
        since: 2021-10-02
        directing: [ban-thuong-vu]
        monitoring: [BDV]
        tags: [chung]
        priority: high
        tasks:
          - id: "1.1"
            title: Một
            lead: [ban-dan-van]
            executing: ban-to-chuc
            coordinating: [ban-to-chuc, ban-dan-van]
            deadline: [Trong quý IV/2021, hằng năm]
            tags: [riêng, gấp]
            priority: urgent
            target: { metric: đoàn viên, value: "99,5", unit: người }
            after: "1.2"
          - id: "1.2"
            title: Hai
            directing: []
            lead: [ban-dan-van]
            deadline: Trong quý IV/2021
            event: huong-dan

        """
    static let vietnamese = """
        Chương trình: K1
        TÊN: Kế hoạch
        số: 01-KH/TU
        ban hành: 01/10/2021
        nơi ban hành: Ban Thường vụ Tỉnh uỷ
        giai đoạn: 2021 – 2025
        đôn đốc từ: 2/10/2021
        chỉ đạo: [Ban Thường vụ Tỉnh ủy]
        theo dõi: bdv
        nhãn: chung
        ưu tiên: cao
        nhiệm vụ:
          - số: "1.1"
            tên: Một
            thời hạn: [Trong quý IV/2021, hằng năm]
            phối hợp: [ban-to-chuc, BAN DÂN VẬN TỈNH UỶ]
            thực hiện: [ban-to-chuc]
            chủ trì: ban-dan-van
            nhãn: [riêng, gấp]
            ưu tiên: khẩn
            chỉ tiêu: { nội dung: đoàn viên, giá trị: "99,5", đơn vị: người }
            sau: "1.2"
          - mã: "1.2"
            nội dung: Hai
            chỉ đạo: []
            chủ trì: [ban-dan-van]
            thời gian thực hiện: Trong quý IV/2021
            sự kiện: huong-dan

        """
    static let csv = """
        # programme: K1
        # title: Kế hoạch
        # number: 01-KH/TU
        # issued: 2021-10-01
        # nơi ban hành: ban-thuong-vu
        # period: 2021-2025
        # since: 2021-10-02
        # monitoring: BDV
        # directing: ban-thuong-vu
        # tags: chung
        # priority: high
        STT,Nội dung nhiệm vụ,Cơ quan chỉ đạo,Cơ quan chủ trì,Cơ quan thực hiện,Cơ quan phối hợp,Thời gian thực hiện,Nhãn,Ưu tiên,Chỉ tiêu,Sau,Sự kiện
        1.1,Một,,ban-dan-van,ban-to-chuc,ban-to-chuc; ban-dan-van,Trong quý IV/2021; hằng năm,riêng;gấp,urgent,"đoàn viên: 99,5 người",1.2,
        1.2,Hai,-,ban-dan-van,,,Trong quý IV/2021,,,,,huong-dan

        """

    /// Everything but places.
    private func facts(_ programme: Programme) -> [String] {
        let head =
            "\(programme.id) \(programme.title) \(programme.number ?? "") \(programme.issued) "
            + "\(String(describing: programme.issuer)) \(String(describing: programme.period)) \(String(describing: programme.since))"
        return [head]
            + programme.tasks.map { task in
                "\(task.id) \(task.title) \(task.assignments.map { "\($0.role) \($0.body.rawValue)" }) "
                    + "\(programme.deadlines[Int(task.deadline)]) \(programme.tagSets[Int(task.tags)]) \(task.priority) "
                    + "\(String(describing: task.extra?.target)) \(task.extra?.after ?? "") \(task.extra?.event ?? "")"
            }
    }

    private func load(_ name: String, _ text: String) throws -> Programme {
        let loaded = TemporarySite(["bodies.yaml": TemporarySite.bodies, "programmes/" + name: text]).load()
        #expect(loaded.diagnostics.isEmpty, "\(loaded.rendered(.en))")
        return try #require(loaded.site.programmes.first)
    }

    @Test func bothSpellingsAndBothFormatsMeanTheSame() throws {
        let expected = facts(try load("a.yaml", FormatTests.english))
        #expect(
            expected[1]
                == "1.1 Một [\"directing 0\", \"lead 1\", \"executing 2\", \"coordinating 2\", \"coordinating 1\", \"monitoring 1\"] "
                + "[\"Trong quý IV/2021\", \"hằng năm\"] [\"riêng\", \"gấp\"] urgent "
                + "Optional(Programmes.Target(metric: \"đoàn viên\", milli: 99500, unit: Optional(\"người\"))) 1.2 ")
        #expect(
            expected[2]
                == "1.2 Hai [\"lead 1\", \"monitoring 1\"] [\"Trong quý IV/2021\"] [\"chung\"] high nil  huong-dan")
        #expect(facts(try load("a.yaml", FormatTests.vietnamese)) == expected)
        #expect(facts(try load("a.csv", FormatTests.csv)) == expected)
        // In NFD, with CR LF and a byte order mark, and with other separators.
        #expect(facts(try load("a.yaml", "\u{FEFF}" + FormatTests.english.replacing("\n", with: "\r\n"))) == expected)
        #expect(facts(try load("a.csv", "\u{FEFF}" + FormatTests.csv.replacing("\n", with: "\r\n"))) == expected)
        let table = FormatTests.csv.replacing("\"đoàn viên: 99,5 người\"", with: "đoàn viên: 99.5 người")
        #expect(facts(try load("a.csv", table.replacing(",", with: "\t"))) == expected)
        let semicolons = table.replacing("ban-to-chuc; ban-dan-van", with: "\"ban-to-chuc; ban-dan-van\"").replacing(
            "Trong quý IV/2021; hằng năm", with: "\"Trong quý IV/2021; hằng năm\""
        ).replacing(
            "riêng;gấp", with: "\"riêng;gấp\"")
        #expect(facts(try load("a.csv", "sep=;\n" + semicolons.replacing(",", with: ";"))) == expected)
    }

    @Test func keysInNFD() throws {
        let text = FormatTests.vietnamese.decomposedStringWithCanonicalMapping
        #expect(text.unicodeScalars.count > FormatTests.vietnamese.unicodeScalars.count)
        #expect(try load("a.yaml", text).tasks.count == 2)
    }

    @Test func aTableWithoutAHead() {
        let site = TemporarySite([
            "programmes/ke-hoach.csv":
                "STT,Nội dung nhiệm vụ,Thời gian thực hiện\n1,\"Một \"\"hai\"\"\nba\",Trong quý IV/2021\n"
        ])
        let loaded = site.load()
        #expect(loaded.codes == ["S316", "S318"])
        #expect(loaded.errors.isEmpty)
        #expect(loaded.site.programmes.first?.id == "ke-hoach")
        #expect(loaded.site.programmes.first?.issued == Day("2021-01-01"))
        #expect(loaded.site.programmes.first?.tasks.first?.title == "Một \"hai\" ba")
    }

    @Test func settingsInBothSpellings() {
        let english = TemporarySite([
            "dondoc.yaml":
                "timezone: America/New_York\nlanguage: en\nstate: /s/\nspool: /p\nsender: a@b.vn\nhost: b.vn\nsendmail: [/bin/m, -i]\nreading:\n  before: lax\n  parts: law\n  periodic: every 6 months\n  continuous: every quarter\n  afterEvent: 10 working days\nterms:\n  party: [2030-2035]\n  state: 2031-2036\n"
        ]).load()
        let vietnamese = TemporarySite([
            "dondoc.yaml":
                "múi giờ: America/New_York\nngôn ngữ: tiếng Anh\nnơi lưu trạng thái: /s\nnơi để thư: /p\nngười gửi: a@b.vn\ntên máy: b.vn\nlệnh gửi thư: [/bin/m, -i]\ncách đọc:\n  trước: rộng\n  đầu giữa cuối: luật\n  định kỳ: mỗi 6 tháng\n  thường xuyên: hằng quý\n  sau sự kiện: 10 ngày làm việc\nnhiệm kỳ:\n  đảng: 2030-2035\n  nhà nước: [2031-2036]\n"
        ]).load()
        #expect(english.diagnostics.isEmpty, "\(english.rendered(.en))")
        #expect(vietnamese.diagnostics.isEmpty, "\(vietnamese.rendered(.vi))")
        #expect(english.site.settings.keyLanguage == .en && vietnamese.site.settings.keyLanguage == .vi)
        var settings = vietnamese.site.settings
        settings.keyLanguage = .en
        #expect(english.site.settings == settings)
        #expect(english.site.settings.reading.periodic == Cadence(every: 6, unit: .month))
        #expect(english.site.settings.reading.continuous == Cadence(every: 1, unit: .quarter))
        #expect(english.site.settings.reading.afterEvent == Term(10, .workingDay))
        #expect(english.site.settings.terms == TermRegister(party: [2030...2035], state: [2031...2036]))
        #expect(english.paths.state == "/s" && english.paths.sender == "a@b.vn")
        #expect(english.paths.sendmail == ["/bin/m", "-i"] && vietnamese.paths.sendmail == english.paths.sendmail)
        #expect(TemporarySite().load().site.settings == Settings())
    }

    @Test func calendarFiles() {
        let site = TemporarySite([
            "calendar/2027.yaml":
                "off:\n  - date: 2027-02-05 to 2027-02-11\n    name: Tết\nngày làm bù:\n  - ngày: 20/02/2027\n"
        ])
        let calendar = site.load().site.calendar
        #expect(calendar.isWorkingDay(Day(unchecked: 2027, 2, 9)) == false)
        #expect(calendar.isWorkingDay(Day(unchecked: 2027, 2, 20)))
        #expect(calendar.isDecreed(2027))
    }

    @Test(
        arguments: [
            ("", 0xEF46_DB37_51D8_E999), ("a", 0xD24E_C4F1_A98C_6E5B), ("abc", 0x44BC_2CF5_AD77_0999),
            // One round of four lanes, and two with something of every length left over.
            ("abcdefghabcdefghabcdefghabcdefgh", 0x41D1_4833_5176_1ACE),
            (String(repeating: "abcdefgh", count: 9) + "abcdxy", 0xFD82_1338_F4FA_A0A2),
        ] as [(String, UInt64)])
    func digests(_ text: String, _ expected: UInt64) {
        #expect(Array(text.utf8).withUnsafeBytes(xxHash64) == expected)
    }
}
