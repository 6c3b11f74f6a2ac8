import ArgumentParser
import Engine
import JSONText
import Ledger
import Planning

/// `dondoc metrics`: the service's figures as OpenMetrics text; where none runs, what files and ledger tell.
struct Metrics: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "metrics",
            abstract: say("Các số đo của dịch vụ, dạng OpenMetrics.", "The service's figures, as OpenMetrics text."))
    }

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let console = global.console()
        let text = try Service(global)?.call("GetMetrics")["text"]?.string ?? withoutService()
        console.write(Array(text.utf8))
        try console.end()
    }

    private func withoutService() throws -> String {
        let site = try OpenSite(global)
        let snapshot = try site.snapshot()
        let memory = try site.memory(snapshot)
        let next = Ahead(site, memory).next
        return writeMetricsText(
            site.loaded, site.plan, memory, notices: snapshot.noticeCounts, next: next, spool: site.spool,
            state: site.state, at: site.now)
    }
}
