import ArgumentParser
import JSONText

/// `dondoc metrics`: the daemon's figures as OpenMetrics text.
struct Metrics: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "metrics",
            abstract: say("Các số đo của dịch vụ, dạng OpenMetrics.", "The service's figures, as OpenMetrics text."))
    }

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let console = global.console()
        guard let service = try Service(global) else { throw Trouble.serviceNotRunning }
        console.write(Array((try service.call("GetMetrics")["text"]?.string ?? "").utf8))
        try console.end()
    }
}
