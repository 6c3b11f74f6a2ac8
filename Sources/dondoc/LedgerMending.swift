import Delivery
import Diagnostics
import Engine
import Glibc
import JSONText
import Ledger
import SiteFiles

/// What the commands that put a ledger right work with: its folder, the witness, what was sent by spool and journal.
struct LedgerMending {
    let state: String
    let witness: Witness
    let sent: [MessageRecord]

    init(_ global: GlobalOptions) throws {
        let loaded = try OpenSite.load(global)
        state = global.state ?? loaded.paths.state
        let spool = global.spool ?? loaded.paths.spool
        witness = Witness(inSpool: spool)
        var entries: [NoticeRecord] = []
        do throws(DeliveryError) {
            entries = try SystemJournal.sentNotices(owner: owner(of: state))
        } catch {
            Program.note(
                say(
                    "nhật ký không đọc được; thông báo chỉ nhật ký còn biết có thể được gửi lại.",
                    "the journal cannot be read; notices that it alone knows of may be sent again."))
        }
        sent = readSentMessages(spool: spool, entries: entries)
        actAsOwner(state: state, spool: spool)
    }

    static func tell(adopted count: Int, on console: Console) {
        guard count > 0 else { return }
        console.line(
            console.palette(.green, "✓ ")
                + say(
                    "\(count) thông báo đã gửi được ghi bổ sung vào sổ cái: không gửi lại.",
                    counted(count, "", "notice", "notices") + " that had been sent: taken in, not to be sent again."))
    }

    static func tell(_ reunion: Reunion, _ global: GlobalOptions) throws {
        let console = global.console()
        if global.json {
            var json = JSONWriter()
            json.beginObject()
            json.field("rows", Int(reunion.rows))
            json.field("acknowledged", reunion.acknowledged.map(Int.init))
            json.field("missing", Int(reunion.missing))
            json.field("adopted", reunion.adopted.map(\.key))
            json.field("replaced", reunion.aside)
            json.endObject()
            json.newline()
            console.write(json.bytes)
            return try console.end()
        }
        console.line(
            console.palette(.green, "✓ ")
                + say(
                    "Sổ cái có \(reunion.rows) dòng.",
                    "The ledger has " + counted(Int(reunion.rows), "", "row", "rows") + "."))
        if let aside = reunion.aside {
            console.line("  " + say("Sổ cái trước đó: ", "The ledger before it: ") + printable(aside))
        }
        tell(adopted: reunion.adopted.count, on: console)
        if reunion.missing > 0 {
            console.line(
                console.palette(.yellow, "! ")
                    + say(
                        "Thiếu \(reunion.missing) dòng đã ghi sau đó: báo cáo trong đó cần ghi lại.",
                        counted(Int(reunion.missing), "", "row", "rows")
                            + " written since are missing: reports in them are to be made anew."))
        }
        try console.end()
    }
}
