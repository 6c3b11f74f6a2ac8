import ArgumentParser
import Dates
import Diagnostics
import Engine
import JSONText
import Ledger
import SiteFiles

/// `dondoc audit salvage`: the way back from a damaged ledger.
struct AuditSalvage: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "salvage",
            abstract: say(
                "Cứu những dòng còn đọc được của một sổ cái bị hỏng.",
                "Saves the rows of a damaged ledger that can still be read."))
    }

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let console = global.console()
        let mending = try LedgerMending(global)
        let outcome: SalvageOutcome?
        do {
            outcome = try Ledger.salvage(
                in: mending.state, at: .now, witness: mending.witness, sent: { mending.sent })
        } catch {
            throw Trouble(error)
        }
        if global.json {
            console.write(json(outcome))
        } else if let outcome {
            show(outcome, on: console)
        } else {
            console.line(say("Sổ cái không hỏng, không có gì phải cứu.", "The ledger is not damaged; nothing to save."))
        }
        try console.end()
    }

    private func json(_ outcome: SalvageOutcome?) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.field("damaged", outcome?.aside)
        json.field("rows", (outcome?.verdict.rows).map(Int.init))
        json.field("faults", outcome?.verdict.faults.map(\.shown) ?? [])
        json.field("losses", outcome?.losses.map(\.shown) ?? [])
        json.field("adopted", outcome?.adopted.map(\.key) ?? [])
        json.endObject()
        json.newline()
        return json.bytes
    }

    private func show(_ outcome: SalvageOutcome, on console: Console) {
        let rows = Int(outcome.verdict.rows) - outcome.adopted.count
        console.line(
            console.palette(.green, "✓ ")
                + say("Đã cứu \(rows) dòng.", "Saved " + counted(rows, "", "row", "rows") + "."))
        console.line("  " + say("Tệp hỏng: ", "The damaged file: ") + printable(outcome.aside))
        for loss in outcome.losses { console.line(console.palette(.red, "✗ ") + printable(loss.shown)) }
        for case .changed(let number) in outcome.verdict.faults {
            console.line(console.palette(.red, "✗ ") + ChainVerdict.Fault.changed(number: number).shown)
        }
        LedgerMending.tell(adopted: outcome.adopted.count, on: console)
        if !outcome.losses.isEmpty {
            console.line(
                "  "
                    + say(
                        "Báo cáo trong những dòng đã mất cần ghi lại.",
                        "Reports in rows that are gone are to be made anew."))
        }
    }
}

extension SalvageOutcome.Loss {
    fileprivate var shown: String {
        switch self {
        case .notice(let number, let identity):
            say(
                "mất dòng \(number): thông báo \(identity.key), còn biết từ chỉ mục nên không gửi lại",
                "row \(number) is gone: the notice \(identity.key), which an index still knows; it is not sent again")
        case .about(let number, let what):
            say("mất dòng \(number): về \(what)", "row \(number) is gone: about \(what)")
        case .unknown(let rows):
            say(
                "mất các dòng \(rows.lowerBound)–\(rows.upperBound): không rõ là gì; thông báo trong đó có thể được gửi lại",
                "rows \(rows.lowerBound)–\(rows.upperBound) are gone: nothing is known of them; notices among them may be sent again"
            )
        }
    }
}

/// `dondoc audit accept-older`: the way on with a ledger that is older than what was sent.
struct AuditAcceptOlder: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "accept-older",
            abstract: say(
                "Dùng tiếp một sổ cái cũ; những gì đã gửi sau đó được ghi bổ sung để khỏi gửi lại.",
                "Goes on with an older ledger; what was sent since is taken in, so that it is not sent again."))
    }

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let mending = try LedgerMending(global)
        let reunion: Reunion
        do {
            reunion = try Ledger.acceptOlder(
                in: mending.state, at: .now, witness: mending.witness, sent: { mending.sent })
        } catch {
            throw Trouble(error)
        }
        try LedgerMending.tell(reunion, global)
    }
}
