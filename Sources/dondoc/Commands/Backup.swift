import ArgumentParser
import Dates
import Diagnostics
import Engine
import JSONText
import Ledger
import SiteFiles

/// `dondoc backup`: a copy of the ledger, while the service runs.
struct Backup: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "backup",
            abstract: say(
                "Sao lưu sổ cái ra một tệp, kể cả khi dịch vụ đang chạy, và kiểm tra bản sao.",
                "Copies the ledger to a file, while the service runs too, and proves the copy."))
    }

    @OptionGroup var global: GlobalOptions
    @Argument(help: .words("Tệp sao lưu.", "The backup.", value: "FILE"), completion: .file())
    var file: String

    func run() throws {
        let console = global.console()
        let loaded = try OpenSite.load(global)
        let verdict: ChainVerdict
        do throws(LedgerError) {
            verdict = try LedgerPlace(loaded.paths, state: global.state ?? loaded.paths.state).openToRead().backup(
                to: file)
        } catch {
            throw Trouble(error)
        }
        if global.json {
            var json = JSONWriter()
            json.beginObject()
            json.field("file", file)
            json.field("rows", Int(verdict.rows))
            json.field("head", verdict.head)
            json.field("faults", verdict.faults.map(\.shown))
            json.endObject()
            json.newline()
            console.write(json.bytes)
        } else {
            console.line(
                console.palette(.green, "✓ ") + printable(file) + ": "
                    + counted(Int(verdict.rows), "dòng", "row", "rows"))
            console.line("  " + console.palette(.faint, verdict.head))
            for fault in verdict.faults { console.line(console.palette(.red, "✗ ") + fault.shown) }
        }
        try console.end()
        if !verdict.isSound { throw Answer.no }
    }
}

/// `dondoc restore`: a backup in the ledger's place.
struct Restore: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "restore",
            abstract: say(
                "Khôi phục sổ cái từ bản sao lưu; những gì đã gửi sau đó được ghi bổ sung để khỏi gửi lại.",
                "Puts a backup in the ledger's place; what was sent since is taken in, so that it is not sent again."))
    }

    @OptionGroup var global: GlobalOptions
    @Argument(help: .words("Tệp sao lưu.", "The backup.", value: "FILE"), completion: .file())
    var file: String

    func run() throws {
        let mending = try LedgerMending(global)
        let reunion: Reunion
        do {
            reunion = try Ledger.restore(
                file, in: mending.state, at: .now, witness: mending.witness, sent: { mending.sent })
        } catch {
            throw Trouble(error)
        }
        try LedgerMending.tell(reunion, global)
    }
}
