import ArgumentParser
import Dates
import Diagnostics
import Engine
import Glibc
import LanguageServer
import Ledger
import Planning
import SiteFiles

/// `dondoc lsp`: a language server for editors, over standard input and output.
struct LanguageServerCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "lsp",
            abstract: say(
                "Máy chủ ngôn ngữ (LSP) cho trình soạn thảo.", "A language server (LSP) for editors."),
            discussion: say(
                "Trình soạn thảo chạy lệnh này và nói chuyện qua đầu vào, đầu ra chuẩn; lệnh không ghi tệp nào.",
                "An editor starts it and speaks to it over standard input and output; it writes no file."))
    }

    @OptionGroup var global: GlobalOptions

    @Flag(help: .words("Không có tác dụng; nhiều trình soạn thảo thêm vào.", "Of no effect; many editors add it."))
    var stdio = false

    func run() throws {
        let code = runLanguageServer(options, reading: STDIN_FILENO, writing: STDOUT_FILENO)
        if code != 0 { throw Answer.no }
    }

    private var options: ServerOptions {
        let ledger = LedgerReading()
        return ServerOptions(
            language: global.lang, fallbackLanguage: .ofReader, vendor: global.vendor, site: global.siteFolder,
            version: Version.current, now: { .now }, besideLedger: { besideLedger($0, ledger) },
            reviewLedger: { reviewLedger($0, $1, ledger) }, inForce: inForce,
            runTests: { loaded, path in TestedRules.outcomes(of: path, in: loaded, vendor: global.vendor) })
    }

    /// As `dondoc check` has it. Of a ledger that cannot be read nothing is said here: every edit would say it again.
    private func besideLedger(_ loaded: LoadedSite, _ ledger: LedgerReading) -> LoadedSite {
        let state = global.state ?? loaded.paths.state
        return loaded.withoutRenumbering(vendor: global.vendor, former: loaded.former(state: state)) {
            ledger.snapshot(from: LedgerPlace(loaded.paths, state: state))
        }
    }

    /// What `dondoc plan` compares with.
    private func inForce(_ loaded: LoadedSite) -> LoadedSite? {
        resolved((global.state ?? loaded.paths.state) + "/in-force").map { loadSite(at: $0) }
    }

    private func reviewLedger(_ loaded: LoadedSite, _ plan: Plan, _ ledger: LedgerReading) -> [Diagnostic] {
        var site = OpenSite(loaded, plan, global)
        site.former = loaded.former(state: site.state)?.inForce
        guard let snapshot = ledger.snapshot(from: site.place), let memory = try? site.memory(snapshot)
        else { return [] }
        return reviewReports(plan, memory)
    }
}

/// What a ledger says, read again only where it has changed: a check comes with every pause in typing.
private final class LedgerReading {
    private var place: LedgerPlace?
    private var stamp: [Int] = []
    private var known: LedgerSnapshot?

    /// nil where there is none, or it cannot be read.
    func snapshot(from place: LedgerPlace) -> LedgerSnapshot? {
        let now = place.stamp
        guard place != self.place || now != stamp else { return known }
        known = (try? OpenSite.snapshot(from: place)) ?? nil
        (self.place, stamp) = (place, now)
        return known
    }
}
