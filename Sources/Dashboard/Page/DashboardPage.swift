import Dates
public import Diagnostics
import Planning
import Programmes
public import Templates

/// An overview as HTML: all in one text, without scripts and without anything from outside, to be read, mailed and printed.
/// ``document(version:)`` is a page of its own, ``fragment()`` goes into another's, with ``styles`` in its head.
public struct DashboardPage: Sendable {
    /// Rows that a list shows before the others are folded away, and at most.
    static let rowsShown = 30
    static let rowsFolded = 500
    static let rowsOfBody = 300
    static let rowsOfEnded = 200
    static let rowsOfMonth = 100

    let overview: Overview
    let language: Language
    let charts: Charts
    let office: String?
    /// The tasks that have a row to link to.
    let listed: Set<Int>

    /// - Parameter office: whose page it is, as people call it.
    public init(_ overview: Overview, in language: Language, office: String? = nil) {
        self.overview = overview
        self.language = language
        charts = Charts(in: language)
        self.office = office
        listed = Set(overview.tasks.map(\.task))
    }

    /// For the `style` element of the page that the fragment goes into.
    public static var styles: String { String(decoding: PackageResources.page_css, as: UTF8.self) }

    /// The whole page, which needs no other file and loads none.
    public func document(version: String) -> [UInt8] {
        var out = Markup(reserving: 100_000 + overview.tasks.count * 1_000)
        out.raw("<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\">\n<head>\n<meta charset=\"utf-8\">\n")
        out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        out.raw(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
        out.raw("<meta name=\"generator\" content=\"dondoc ")
        out.text(version)
        out.raw("\">\n<title>")
        out.text(title)
        out.raw("</title>\n<style>\nbody { margin: 0; }\n" + Self.styles + "</style>\n</head>\n<body>\n")
        out.raw(fragment())
        out.raw("</body>\n</html>\n")
        return out.bytes
    }

    /// The page's body for a page of somebody else's, to which ``styles`` has to be added.
    public func fragment() -> Markup {
        var out = Markup(reserving: 50_000 + overview.tasks.count * 1_000)
        out.raw("<div class=\"dondoc\" lang=\"\(language.rawValue)\">\n")
        writeHead(to: &out)
        out.raw("<main>\n")
        writeSummary(to: &out)
        out.raw("<div class=\"lists\">\n")
        writeUrgent(to: &out)
        writeFurtherLists(to: &out)
        writeProgrammes(to: &out)
        writeBodies(to: &out)
        out.raw("</div>\n")
        writeDefinitions(to: &out)
        out.raw("</main>\n</div>\n")
        return out
    }

    private var title: String {
        guard overview.programmes.count == 1, let programme = overview.programmes.first?.key else {
            return say("Tình hình thực hiện nhiệm vụ", "Where the tasks stand")
        }
        return say("Tình hình thực hiện: ", "Where the tasks stand: ")
            + printable(overview.plan.site.programmes[programme].title)
    }

    private func writeHead(to out: inout Markup) {
        out.raw("<header>\n")
        if let office {
            out.raw("<p class=\"soft\">")
            out.text(printable(office))
            out.raw("</p>\n")
        }
        out.raw("<h1>")
        out.text(title)
        out.raw("</h1>\n<p class=\"soft\">")
        let (day, time) = overview.plan.site.settings.zone.local(overview.asOf)
        let tasks = overview.tasks.count
        let shares = overview.figures.total
        out.text(
            say(
                "Tính đến \(time) ngày \(shown(day)): \(number(tasks)) nhiệm vụ, \(number(shares)) phần việc",
                "As of \(shown(day)) \(time): \(number(tasks)) task\(tasks == 1 ? "" : "s"), "
                    + "\(number(shares)) share\(shares == 1 ? "" : "s")"))
        out.raw("</p>\n<nav aria-label=\"\(say("Trong trang này", "On this page"))\">\n<ul>\n")
        for (anchor, text) in chapters {
            out.raw("<li><a href=\"#\(anchor)\">")
            out.text(text)
            out.raw("</a></li>\n")
        }
        out.raw("</ul>\n</nav>\n</header>\n")
    }

    private var chapters: [(String, String)] {
        var chapters = [
            (anchor(.overdue), say("Quá hạn", "Overdue")), (anchor(.dueSoon), say("Sắp đến hạn", "Due soon")),
        ]
        if !overview.asked.isEmpty { chapters.append(("asked", say("Xin gia hạn", "Extensions asked"))) }
        if !overview.targets.isEmpty { chapters.append(("targets", say("Chỉ tiêu", "Targets"))) }
        chapters += [
            ("programmes", say("Từng chương trình", "Each programme")), ("bodies", say("Từng cơ quan", "Each body")),
            ("definitions", say("Cách tính", "How it is counted")),
        ]
        return chapters
    }

    // MARK: Words

    func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

    func shown(_ day: Day) -> String { say(day.dayMonthYear, day.description) }

    func shown(_ instant: Instant) -> String {
        let (day, time) = overview.plan.site.settings.zone.local(instant)
        return shown(day) + " " + time.description
    }

    func number(_ count: Int) -> String { charts.number(count) }

    func quantity(_ milli: Int) -> String {
        let parts = Quantity(milli: milli).plain.split(separator: ".")
        return charts.grouped(String(parts[0])) + (parts.count > 1 ? say(",", ".") + parts[1] : "")
    }

    func name(_ body: BodyIndex?) -> String {
        body.map { printable(overview.plan.site.bodies[$0].name) } ?? say("(chưa giao cơ quan nào)", "(no body)")
    }

    func name(_ figure: Figure) -> String { charts.name(figure) }

    /// "01-KH/TU", else its id.
    func number(ofProgramme programme: Int) -> String {
        let programme = overview.plan.site.programmes[programme]
        return printable(programme.number ?? programme.id)
    }

    // MARK: Names in the page

    func anchor(_ figure: Figure) -> String { charts.anchor(figure) }

    func anchor(_ body: BodyIndex?) -> String { body.map { "body-\($0.rawValue + 1)" } ?? "body-0" }

    func anchor(ofProgramme programme: Int) -> String { "programme-\(programme + 1)" }

    func anchor(_ month: Overview.Month) -> String {
        let (year, month, _) = month.first.civil
        return "month-\(year)-\(month < 10 ? "0" : "")\(month)"
    }
}
