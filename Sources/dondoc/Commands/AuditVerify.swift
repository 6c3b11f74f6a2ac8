import ArgumentParser
import Delivery
import Diagnostics
import Engine
import JSONText
import Ledger
import SiteFiles

/// `dondoc audit verify`: whether the ledger is what was written.
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

    @Flag(
        help: .words(
            "Đối chiếu với các mã cuối đã ghi trong nhật ký và trong thư của hộp thư.",
            "Hold the chain against the heads that stand in the journal and in the spool's messages."))
    var anchors = false

    func validate() throws {
        guard let head else { return }
        guard head.utf8.count == 64, head.allSatisfy(\.isHexDigit) else {
            throw ValidationError(say("--head: cần 64 chữ số thập lục phân", "--head: takes 64 hexadecimal digits"))
        }
    }

    func run() throws {
        let console = global.console()
        let loaded = try OpenSite.load(global)
        let findings: Findings
        let status = StatusLine()
        do throws(LedgerError) {
            let ledger = try LedgerPlace(loaded.paths, state: global.state ?? loaded.paths.state).openToRead()
            let verdict = try ledger.verify { row, last in
                status.say(say("Đã kiểm tra \(row) / \(last) dòng …", "\(row) of \(last) rows checked …"))
            }
            status.say(say("Đang kiểm tra tệp cơ sở dữ liệu …", "Checking the database's file …"))
            var found = Findings(verdict: verdict, faults: try ledger.inspect())
            if let head { found.noted = .some(try ledger.number(ofHash: head)) }
            if anchors { found.anchors = try ledger.compare(foundAnchors(global, loaded)) }
            findings = found
        } catch {
            status.end()
            throw Trouble(error)
        }
        status.end()
        if global.json {
            console.write(json(findings))
        } else {
            show(findings, on: console)
        }
        try console.end()
        if !findings.isSound { throw Answer.no }
    }

    private struct Findings {
        var verdict: ChainVerdict
        var faults: [LedgerFault]
        /// The row that has the head that was named; nil: none has, or none was named.
        var noted: Int64??
        var anchors: [AnchorVerdict]?

        var isCut: Bool { noted == .some(nil) }
        var isSound: Bool {
            verdict.isSound && faults.isEmpty && !isCut && (anchors ?? []).allSatisfy(\.holds)
        }
        var shown: [String] {
            verdict.faults.map(\.shown) + faults.map { $0.wording.text(in: .ofReader) }
                + (isCut ? [AuditVerify.cut] : [])
                + (anchors ?? []).filter { !$0.holds }.map(\.shown)
        }
    }

    private func json(_ findings: Findings) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.field("rows", Int(findings.verdict.rows))
        json.field("head", findings.verdict.head)
        json.field("sound", findings.isSound)
        json.field("faults", findings.shown)
        if head != nil { json.field("noted", findings.noted.flatMap(\.self).map(Int.init)) }
        if let anchors = findings.anchors { json.field("anchors", anchors.count) }
        json.endObject()
        json.newline()
        return json.bytes
    }

    private func show(_ findings: Findings, on console: Console) {
        let verdict = findings.verdict
        func tick(_ text: String) { console.line(console.palette(.green, "✓ ") + text) }
        if let noted = findings.noted.flatMap(\.self) {
            tick(say("Mã đã ghi lại là của dòng \(noted).", "The noted head is row \(noted)."))
        }
        if let anchors = findings.anchors {
            let sound = anchors.count(where: \.holds)
            let last = anchors.filter(\.holds).map(\.anchor.number).max()
            let through = last.map { say(", đến dòng \($0)", ", up to row \($0)") } ?? ""
            tick(
                say(
                    "\(sound) mã cuối tìm thấy khớp\(through).",
                    counted(sound, "", "head", "heads") + " found that hold\(through)."))
        }
        for fault in findings.shown { console.line(console.palette(.red, "✗ ") + fault) }
        guard findings.isSound else { return }
        tick(
            say(
                "\(verdict.rows) dòng, nguyên vẹn.",
                counted(Int(verdict.rows), "", "row", "rows") + ", whole."))
        console.line("  " + console.palette(.faint, verdict.head))
    }

    private static var cut: String {
        say(
            "không dòng nào có mã đã ghi lại: những dòng cuối đã bị cắt bỏ hoặc viết lại",
            "no row has the noted head: the last rows were cut off or written anew")
    }
}

/// The heads that were written down outside the ledger, as far as journal and spool can be read.
private func foundAnchors(_ global: GlobalOptions, _ loaded: LoadedSite) -> [Anchor] {
    let spool = global.spool ?? loaded.paths.spool
    do throws(DeliveryError) {
        return try SystemJournal.anchors(owner: owner(of: global.state ?? loaded.paths.state))
            + readAnchors(inSpool: spool)
    } catch {
        Program.note(
            say(
                "nhật ký không đọc được, chỉ xét thư trong hộp thư.",
                "the journal cannot be read: only the spool's messages count."))
        return readAnchors(inSpool: spool)
    }
}

extension AnchorVerdict {
    fileprivate var shown: String {
        let (number, hash) = (anchor.number, anchor.hash.prefix(12))
        return switch standing {
        case .holds: say("dòng \(number) khớp", "row \(number) holds")
        case .differs:
            say(
                "dòng \(number) không có mã \(hash)… đã ghi ở \(printable(anchor.source)): sổ cái đã bị viết lại",
                "row \(number) has not the hash \(hash)… that stands in \(printable(anchor.source)): the ledger was written anew"
            )
        case .missing:
            say(
                "không có dòng \(number) mà \(printable(anchor.source)) ghi",
                "there is no row \(number), of which \(printable(anchor.source)) tells")
        }
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
