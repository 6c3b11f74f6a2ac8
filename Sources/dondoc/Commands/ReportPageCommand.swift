import ArgumentParser
import Dashboard
import Engine
import Ledger
import Planning
import Publishing
import SiteFiles

/// `dondoc report --html FILE`: a page for people.
struct ReportPageCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "report",
            abstract: say(
                "Một trang cho người đọc: tình hình, việc quá hạn, việc sắp đến hạn.",
                "A page for people: how things stand, what is late, what comes next."))
    }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var view: ViewOptions
    @OptionGroup var filter: TaskFilter
    @Option(
        help: .words(
            "Tệp HTML cần ghi; “-” là đầu ra chuẩn.", "The HTML file to write; “-” is standard output.", value: "FILE"),
        completion: .file(extensions: ["html"]))
    var html: String

    func run() throws {
        let site = try OpenSite(global, asOf: view.now)
        var overview = makeOverview(site.plan, try site.snapshot(), at: site.now, try filter.scope(of: site))
        if let ledger = try site.ledger() {
            do {
                try overview.tellNotices(from: ledger)
            } catch {
                throw Trouble(error)
            }
        }
        let page = DashboardPage(overview, in: .ofReader, office: site.loaded.paths.office)
            .document(version: Version.current)
        guard html != "-" else {
            let console = global.console()
            console.write(page)
            return try console.end()
        }
        try replaceFile(html, with: page)
    }
}
