import ArgumentParser
import Planning

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
        var shares = ShareCounts()
        let rows = try filter.rows(of: site, withEnded: true) { occurrence in
            for share in occurrence.shares { shares.add(share) }
        }
        let page = Array(ReportPage(site: site, rows: rows, shares: shares).html().utf8)
        guard html != "-" else {
            let console = global.console()
            console.write(page)
            return try console.end()
        }
        try replaceFile(html, with: page)
    }
}
