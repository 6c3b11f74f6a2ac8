import Diagnostics
import Foundation
import FoundationXML
import Templates
import Testing

@testable import Dashboard

/// What the page is made of, in both languages: elements that close, names that are one, links that lead somewhere.
@Suite struct PageTests {
    @Test(arguments: 0..<60)
    func isWellFormed(seed: Int) throws {
        let office = RandomOffice(seed: UInt64(seed))
        var overview = makeOverview(office.plan, office.snapshot, at: office.now)
        if let entry = overview.lists[.overdue]?.first {
            overview.notices[overview.name(of: entry)] = NoticesSent(
                last: office.now, recipients: ["tinh-uy", "nobody-any-more"], isEscalation: true)
        }
        for language in Language.allCases {
            let page = DashboardPage(overview, in: language, office: "Văn phòng <Tỉnh ủy>")
            let reader = Reader(page.fragment().bytes)
            #expect(reader.fault == nil)
            #expect(Set(reader.names).count == reader.names.count, "a name is given twice")
            #expect(Set(reader.links).isSubset(of: reader.names), "\(Set(reader.links).subtracting(reader.names))")
            #expect(!reader.elements.contains("script") && !reader.elements.contains("b>"))
            // No level of headings is left out.
            #expect(
                reader.headings.first == 1
                    && zip(reader.headings, reader.headings.dropFirst()).allSatisfy { $1 <= $0 + 1 })
            #expect(reader.tables == reader.captions)
            // Each figure has its number, and the programmes' rows have theirs.
            let shown = Figure.allCases.map { page.number(overview.figures[$0]) }
            #expect(reader.tiles == shown, "\(reader.tiles)")
            let document = String(decoding: page.document(version: "1"), as: UTF8.self)
            #expect(document.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\">"))
            #expect(document.contains("Văn phòng &lt;Tỉnh ủy&gt;") && !document.contains("://"))
        }
    }

    /// What stands beside a task that is not due yet.
    @Test(arguments: 0..<60) func saysHowATaskStands(seed: Int) {
        let office = RandomOffice(seed: UInt64(seed))
        let overview = makeOverview(office.plan, office.snapshot, at: office.now)
        let page = DashboardPage(overview, in: .vi)
        for entry in [Figure.inProgress, .dueSoon].flatMap({ overview.lists[$0] ?? [] }) {
            let standing = page.standing(entry)
            #expect((standing == "đã báo xong, chờ xác nhận") == entry.isReported)
            #expect((standing == "chưa bắt đầu") == (!entry.isReported && overview.today < entry.start))
        }
    }

    @Test func numbersAsPeopleWriteThem() {
        let office = RandomOffice(seed: 1)
        let overview = makeOverview(office.plan, office.snapshot, at: office.now)
        let (vi, en) = (DashboardPage(overview, in: .vi), DashboardPage(overview, in: .en))
        #expect(vi.number(1_234_567) == "1.234.567" && en.number(1_234_567) == "1,234,567")
        #expect(vi.quantity(137_000_500) == "137.000,5" && en.quantity(99_000) == "99" && vi.number(999) == "999")
    }
}

/// Reads the fragment as XML.
private final class Reader: NSObject, XMLParserDelegate {
    var fault: String?
    var names: [String] = []
    var links: [String] = []
    var elements: Set<String> = []
    var headings: [Int] = []
    var (tables, captions) = (0, 0)
    var tiles: [String] = []
    private var path: [String] = []
    private var text = ""

    init(_ bytes: [UInt8]) {
        super.init()
        let parser = XMLParser(data: Data(bytes))
        parser.delegate = self
        if !parser.parse() { fault = "\(parser.lineNumber): \(String(describing: parser.parserError))" }
    }

    func parser(
        _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        path.append(element)
        elements.insert(element)
        text = ""
        if let name = attributes["id"] { names.append(name) }
        if let link = attributes["href"] { links.append(String(link.dropFirst())) }
        if element.count == 2, element.first == "h", let level = element.last?.wholeNumberValue {
            headings.append(level)
        }
        if element == "table" { tables += 1 }
        if element == "caption" { captions += 1 }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(_ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?) {
        if element == "b", path.contains("li"), tiles.count < Figure.allCases.count { tiles.append(text) }
        path.removeLast()
    }
}
