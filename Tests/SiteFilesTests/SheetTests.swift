import Diagnostics
import Foundation
import Planning
import Programmes
import SiteFiles
import Testing

/// Programmes as spreadsheets save them.
struct SheetTests {
    private static let header = ["STT", "Nội dung nhiệm vụ", "Chủ trì", "Thời gian thực hiện"]
    private static let rows = [
        ["1", "Rà soát văn bản, lập danh mục", "ban-dan-van; ban-to-chuc", "Quý I/2026"],
        ["2", "Tổng kết", "ban-to-chuc", "Trước 31/12/2026"],
    ]
    private static let head = ["# programme: K1", "# tên: Kế hoạch “A”, \"B\"", "# ban hành: 2026-01-20"]

    /// As LibreOffice and Excel write it: each line with as many separators, what holds one quoted.
    private static func saved(_ separator: String, fillsHead: Bool = true, quotesAll: Bool = false) -> String {
        func cell(_ text: String) -> String {
            quotesAll || text.contains(separator) || text.contains("\"")
                ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
        }
        let filler = String(repeating: separator + (quotesAll ? "\"\"" : ""), count: fillsHead ? header.count - 1 : 0)
        let lines = head.map { cell($0) + filler } + ([header] + rows).map { $0.map(cell).joined(separator: separator) }
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    private static func utf16(_ text: String, isBig: Bool) -> [UInt8] {
        ([0xFEFF] + Array(text.utf16)).flatMap { unit -> [UInt8] in
            isBig ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        }
    }

    private func check(_ bytes: [UInt8], _ remark: Comment) throws {
        let site = TemporarySite(["bodies.yaml": TemporarySite.bodies])
        site.write("programmes/a.csv", bytes: bytes)
        let loaded = site.load()
        #expect(loaded.diagnostics.map { "\($0.code) \($0.message.en)" } == [], remark)
        let programme = try #require(loaded.site.programmes.first, remark)
        #expect(programme.id == "K1", remark)
        #expect(programme.title == "Kế hoạch “A”, \"B\"", remark)
        #expect(programme.tasks.map(\.title) == Self.rows.map { $0[1] }, remark)
        #expect(programme.deadlines.filter { !$0.isEmpty } == [["Quý I/2026"], ["Trước 31/12/2026"]], remark)
        #expect(programme.tasks.first?.bodies(.lead).count == 2, remark)
    }

    @Test func separatorsAndEncodings() throws {
        for separator in [",", ";", "\t"] {
            let text = Self.saved(separator)
            try check(Array(text.utf8), "\(separator)")
            try check(Array(Self.saved(separator, quotesAll: true).utf8), "every cell quoted, \(separator)")
            try check([0xEF, 0xBB, 0xBF] + Array(text.utf8), "BOM \(separator)")
            try check(Self.utf16(text, isBig: false), "UTF-16LE \(separator)")
            try check(Self.utf16(text, isBig: true), "UTF-16BE \(separator)")
            try check(Array(("sep=\(separator)\r\n" + text).utf8), "sep= \(separator)")
            try check([0xEF, 0xBB, 0xBF] + Array(("\"sep=\(separator)\"\r\n" + text).utf8), "quoted sep= \(separator)")
        }
        // Obeyed, and not only passed over: here the header has more commas than the separator.
        let odd =
            "sep=|\r\n# programme: K1\r\n# title: Kế hoạch “A”, \"B\"\r\n# issued: 2026-01-20\r\n"
            + ([Self.header] + Self.rows).map { $0.joined(separator: "|") }.joined(separator: "\r\n") + "\r\n"
        try check(Array(odd.utf8), "sep=|")
    }

    @Test func rowsAboveTheHeaderAreTold() throws {
        let site = TemporarySite(["bodies.yaml": TemporarySite.bodies])
        let table = ([Self.header] + Self.rows).map { $0.map { "\"\($0)\"" }.joined(separator: ";") }.joined(
            separator: "\n")
        site.write("programmes/a.csv", "# issued: 2026-01-20\nKẾ HOẠCH, CHƯƠNG TRÌNH;;;\n;;;\n" + table + "\n")
        let loaded = site.load()
        #expect(loaded.diagnostics.map(\.code) == ["S125"])
        #expect(loaded.site.programmes.first?.tasks.count == 2)
    }

    /// "I" and "II" head what is below them; where the numbers begin anew, the ids say under which.
    @Test func sectionsWhoseNumbersBeginAnew() throws {
        func ids(_ numbers: [String]) -> [String] {
            let site = TemporarySite(["bodies.yaml": TemporarySite.bodies])
            let rows = numbers.map {
                ["I", "II", "A."].contains($0) ? "\($0),Nhóm \($0),," : "\($0),Việc,ban-to-chuc,Quý I/2026"
            }
            site.write(
                "programmes/a.csv",
                "# issued: 2026-01-20\n" + Self.header.joined(separator: ",") + "\n" + rows.joined(separator: "\n"))
            let loaded = site.load()
            #expect(loaded.diagnostics.map(\.code) == [], "\(numbers)")
            return loaded.site.programmes.first?.tasks.map(\.id) ?? []
        }
        #expect(ids(["I", "1", "2", "II", "1"]) == ["I.1", "I.2", "II.1"])
        #expect(ids(["A.", "1", "2", "II", "1", "2"]) == ["A.1", "A.2", "II.1", "II.2"])
        #expect(ids(["I", "1", "2", "II", "3"]) == ["1", "2", "3"])
        #expect(ids(["1", "2"]) == ["1", "2"])
    }

    @Test func twoProgrammesInOneSheet() throws {
        let site = TemporarySite(["bodies.yaml": TemporarySite.bodies])
        site.write(
            "programmes/a.csv",
            "Chương trình,STT,Nội dung,Chủ trì,Thời hạn,Ban hành\nK1,1,Một,BDV,Quý I/2026,2026-01-01\n"
                + "K1,2,Hai,BDV,Quý I/2026,\nK2,3,Ba,BDV,Quý I/2026,\nK2,4,Bốn,BDV,Quý I/2026,\n")
        #expect(site.load().diagnostics.map(\.code) == ["S126"])
    }

    @Test func oldEncodingsByName() {
        func name(_ bytes: [UInt8]) -> String? { LegacyEncoding(of: bytes)?.name }
        // "Xây dựng", "đường ống nước" as each wrote it.
        #expect(name([0x58, 0xE2, 0x79, 0x20, 0x64, 0xFD, 0xF2, 0x6E, 0x67]) == "Windows-1258")
        #expect(name([0x54, 0xA8, 0x6E, 0x67, 0x20, 0xAE, 0xAD, 0xAC]) == "TCVN3 (ABC)")
        #expect(name([0xF1, 0xF6, 0xF4, 0xF8, 0x6E, 0x67]) == "VNI")
        #expect(name(Array("caf".utf8) + [0xE9]) == nil)
        #expect(name([]) == nil)
    }
}
