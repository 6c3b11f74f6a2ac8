import ArgumentParser
import Dates
import Diagnostics
import Engine
import JSONText
import Ledger
import Planning
import Programmes
import SiteFiles

/// `dondoc audit`: the ledger, row by row; `audit verify` proves that none was changed or removed; `audit salvage` and
/// `audit accept-older` are the ways back from a damaged and from an old one.
struct Audit: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "audit",
            abstract: say("Xem sổ cái và kiểm tra nó còn nguyên vẹn.", "Shows the ledger, and proves it is whole."),
            subcommands: [AuditRows.self, AuditVerify.self, AuditSalvage.self, AuditAcceptOlder.self],
            defaultSubcommand: AuditRows.self)
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
            throw Trouble(LedgerError.missing(path: site.place.path))
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
