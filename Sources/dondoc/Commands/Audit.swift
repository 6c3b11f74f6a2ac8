import ArgumentParser
import Dates
import Diagnostics
import JSONText
import Ledger
import Planning
import Programmes
import SiteFiles

/// `dondoc audit`: the ledger, row by row; `audit verify` proves that none was changed or removed.
struct Audit: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "audit",
            abstract: say("Xem sổ cái và kiểm tra nó còn nguyên vẹn.", "Shows the ledger, and proves it is whole."),
            subcommands: [AuditRows.self, AuditVerify.self, AuditSalvage.self], defaultSubcommand: AuditRows.self)
    }
}

struct AuditRows: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "rows", abstract: say("Các dòng của sổ cái, theo thứ tự.", "The ledger's rows, in order."))
    }

    @OptionGroup var global: GlobalOptions

    @Option(
        help: .words("Chỉ những dòng về nhiệm vụ này.", "Only rows about this task.", value: "TASK"),
        completion: Completions.tasks)
    var task: String?

    @Option(
        help: .words("Chỉ những gì gửi cơ quan này.", "Only what went to this body.", value: "B"),
        completion: Completions.bodies)
    var body: String?

    @Option(help: .words("Từ ngày này.", "From this day on.", value: "D"))
    var from: Day?

    @Option(name: .customLong("to"), help: .words("Đến hết ngày này.", "Up to and including this day.", value: "D"))
    var through: Day?

    func run() throws {
        let console = global.console()
        let site = try OpenSite(global)
        var filter = AuditFilter()
        if let task {
            let (index, occurrence) = try site.task(task)
            filter.programme = site.plan.site.programmes[site.plan.programmeIndex(ofTask: index)].id
            filter.task = site.plan.task(index).id
            filter.occurrence = occurrence
        }
        if let body { filter.body = site.plan.site.bodies[try site.body(body)].id }
        filter.from = from.map { site.zone.instant($0, .midnight) }
        filter.to = through.map { site.zone.instant($0 + 1, .midnight) }
        guard let ledger = try site.ledger() else {
            throw Trouble(LedgerError.missing(path: site.state + "/" + Ledger.fileName))
        }
        var table = Table([.init(title: say("Lúc", "At")), .init(title: ""), .init(title: "", isFlexible: true)])
        var json = JSONWriter(reserving: 1024)
        do {
            try ledger.audit(filter) { row in
                guard global.json else { return table.add(row.cells(site)) }
                json.removeAll()
                row.write(to: &json, site.zone)
                json.newline()
                console.write(json.bytes)
            }
        } catch let error as LedgerError {
            throw Trouble(error)
        }
        if !global.json { table.print(on: console) }
        try console.end()
    }
}

struct AuditVerify: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "verify",
            abstract: say(
                "Kiểm tra không dòng nào bị sửa hay bị xóa.", "Proves that no row was changed or removed."))
    }

    @OptionGroup var global: GlobalOptions

    @Option(
        help: .words(
            "Mã cuối đã ghi lại trước đây: chứng minh không dòng nào trước đó bị cắt bỏ.",
            "The head as it was noted earlier: proves that nothing up to it was cut off.", value: "HASH"))
    var head: String?

    func validate() throws {
        guard let head else { return }
        guard head.utf8.count == 64, head.allSatisfy(\.isHexDigit) else {
            throw ValidationError(say("--head: cần 64 chữ số thập lục phân", "--head: takes 64 hexadecimal digits"))
        }
    }

    func run() throws {
        let console = global.console()
        let loaded = try OpenSite.load(global)
        let verdict: ChainVerdict
        var noted: Int64?
        do {
            let ledger = try Ledger(in: global.state ?? loaded.paths.state, access: .read)
            verdict = try ledger.verify()
            if let head { noted = try ledger.number(ofHash: head) }
        } catch {
            throw Trouble(error)
        }
        let isCut = head != nil && noted == nil
        if global.json {
            var json = JSONWriter()
            json.beginObject()
            json.field("rows", Int(verdict.rows))
            json.field("head", verdict.head)
            json.field("sound", verdict.isSound && !isCut)
            json.field("faults", verdict.faults.map(\.shown) + (isCut ? [AuditVerify.cut] : []))
            if head != nil { json.field("noted", noted.map(Int.init)) }
            json.endObject()
            json.newline()
            console.write(json.bytes)
        } else {
            if isCut { console.line(console.palette(.red, "✗ ") + AuditVerify.cut) }
            if let noted {
                console.line(
                    console.palette(.green, "✓ ")
                        + say("Mã đã ghi lại là của dòng \(noted).", "The noted head is row \(noted)."))
            }
            for fault in verdict.faults { console.line(console.palette(.red, "✗ ") + fault.shown) }
            if verdict.isSound {
                console.line(
                    console.palette(.green, "✓ ")
                        + say(
                            "\(verdict.rows) dòng, nguyên vẹn.",
                            counted(Int(verdict.rows), "", "row", "rows") + ", whole."))
                console.line("  " + console.palette(.faint, verdict.head))
            }
        }
        try console.end()
        if !verdict.isSound || isCut { throw Answer.no }
    }

    private static var cut: String {
        say(
            "không dòng nào có mã đã ghi lại: những dòng cuối đã bị cắt bỏ hoặc viết lại",
            "no row has the noted head: the last rows were cut off or written anew")
    }
}

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
        let loaded = try OpenSite.load(global)
        let outcome: SalvageOutcome?
        do {
            outcome = try Ledger.salvage(in: global.state ?? loaded.paths.state, at: .now)
        } catch {
            throw Trouble(error)
        }
        if global.json {
            var json = JSONWriter()
            json.beginObject()
            json.field("damaged", outcome?.aside)
            json.field("rows", (outcome?.verdict.rows).map(Int.init))
            json.field("faults", outcome?.verdict.faults.map(\.shown) ?? [])
            json.endObject()
            json.newline()
            console.write(json.bytes)
        } else if let outcome {
            let rows = outcome.verdict.rows
            console.line(
                console.palette(.green, "✓ ")
                    + say("Đã cứu \(rows) dòng.", "Saved " + counted(Int(rows), "", "row", "rows") + "."))
            console.line("  " + say("Tệp hỏng: ", "The damaged file: ") + printable(outcome.aside))
            for fault in outcome.verdict.faults { console.line(console.palette(.red, "✗ ") + fault.shown) }
            if !outcome.verdict.isSound {
                console.line(
                    "  "
                        + say(
                            "Thông báo nằm trong những dòng đã mất có thể được gửi lại; báo cáo trong đó cần ghi lại.",
                            "Notices in the rows that are gone may be sent again; reports in them are to be made anew."
                        ))
            }
        } else {
            console.line(say("Sổ cái không hỏng, không có gì phải cứu.", "The ledger is not damaged; nothing to save."))
        }
        try console.end()
    }
}

extension ChainVerdict.Fault {
    var shown: String {
        switch self {
        case .changed(let number):
            say("dòng \(number) không còn là dòng đã ghi", "row \(number) is not what was written")
        case .removed(let rows):
            say(
                "mất các dòng \(rows.lowerBound)–\(rows.upperBound)",
                "rows \(rows.lowerBound)–\(rows.upperBound) are gone")
        case .moved(let number, let from):
            say("dòng \(number) vốn là dòng \(from)", "row \(number) was row \(from)")
        case .inserted(let number):
            say("dòng \(number) không do chương trình ghi", "row \(number) was not written by the program")
        }
    }
}
