import ArgumentParser
import Dates
import Diagnostics
import Engine
import Glibc
import JSONText
import Ledger
import SiteFiles

/// `dondoc ledger`: a ledger that several hosts share: how it stands, how a site comes to it, and what to do for a host that
/// is gone.
struct LedgerCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "ledger",
            abstract: say("Sổ cái chung của nhiều máy.", "A ledger that several hosts share."),
            subcommands: [LedgerStatus.self, LedgerCopy.self, LedgerTakeOver.self, LedgerRelease.self],
            defaultSubcommand: LedgerStatus.self)
    }
}

extension OpenSite {
    /// The ledger, which has to be one that hosts share.
    static func sharedLedger(_ global: GlobalOptions) throws -> any SharedLedger {
        let loaded = try load(global)
        let place = LedgerPlace(loaded.paths, state: global.state ?? loaded.paths.state, spool: global.spool)
        do {
            guard let shared = try place.openToRead() as? any SharedLedger else {
                throw Trouble(
                    Wording(
                        vi: "sổ cái là tệp \(place.path) của riêng máy này; xem “ledger” trong dondoc.yaml",
                        en: "the ledger is the file \(place.path) of this machine alone; see `ledger` in dondoc.yaml"),
                    at: place.path)
            }
            return shared
        } catch let error as LedgerError {
            throw Trouble(error)
        }
    }
}

struct LedgerStatus: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "status",
            abstract: say("Máy nào đang ghi, các máy khác thế nào.", "Who leads, and how the other hosts stand."))
    }

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let console = global.console()
        let ledger = try OpenSite.sharedLedger(global)
        do throws(LedgerError) {
            let (head, hosts, isOnTwoDisks) = (try ledger.head(), try ledger.hosts(), try ledger.isOnTwoDisks())
            if global.json {
                console.write(json(ledger.path, head, hosts, isOnTwoDisks))
            } else {
                console.line(
                    printable(ledger.path) + ": " + counted(Int(head.number), "dòng", "row", "rows") + " "
                        + console.palette(.faint, head.hash))
                for host in hosts { console.line("  " + shown(host, console)) }
                if !isOnTwoDisks {
                    console.line(
                        console.palette(.red, "✗ ")
                            + say(
                                "không có máy dự phòng đồng bộ: hỏng một đĩa là mất những gì ghi sau bản sao gần nhất.",
                                "no synchronous standby: with one disk all is lost that was recorded since the last copy."
                            ))
                }
            }
        } catch {
            throw Trouble(error)
        }
        try console.end()
    }

    private func shown(_ host: LedgerHost, _ console: Console) -> String {
        var parts = [
            host.isLeading && host.isConnected
                ? console.palette(.green, say("đang ghi", "leads"))
                : host.isConnected ? say("theo dõi", "follows") : say("không kết nối", "not connected")
        ]
        if host.unsent > 0 {
            parts.append(counted(host.unsent, "thư chưa gửi", "message not sent", "messages not sent"))
        }
        if abs(host.clockAhead) > 5 {
            parts.append(say("đồng hồ lệch \(host.clockAhead) giây", "clock \(host.clockAhead) seconds ahead"))
        }
        return printable(host.name) + ": " + parts.joined(separator: ", ") + " "
            + console.palette(.faint, say("tệp ", "files ") + host.files)
    }

    private func json(
        _ path: String, _ head: (number: Int64, hash: String), _ hosts: [LedgerHost], _ isOnTwoDisks: Bool
    ) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.field("ledger", path)
        json.field("rows", Int(head.number))
        json.field("head", head.hash)
        json.field("twoDisks", isOnTwoDisks)
        json.key("hosts")
        json.beginArray()
        for host in hosts {
            json.beginObject()
            json.field("name", host.name)
            json.field("connected", host.isConnected)
            json.field("leads", host.isLeading && host.isConnected)
            json.field("files", host.files)
            json.field("clockAhead", host.clockAhead)
            json.field("unsent", host.unsent)
            json.endObject()
        }
        json.endArray()
        json.endObject()
        json.newline()
        return json.bytes
    }
}

struct LedgerCopy: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "copy",
            abstract: say(
                "Chép sổ cái của máy này vào cơ sở dữ liệu ghi trong dondoc.yaml, giữ nguyên mọi mã.",
                "Copies this machine's ledger into the database that dondoc.yaml names; every hash stays."))
    }

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let console = global.console()
        let loaded = try OpenSite.load(global)
        let (state, spool) = (global.state ?? loaded.paths.state, global.spool ?? loaded.paths.spool)
        let place = LedgerPlace(loaded.paths, state: state, spool: spool)
        actAsOwner(state: state, spool: spool)
        let head: (number: Int64, hash: String)
        do throws(LedgerError) {
            head = try place.copy(from: state, witness: Witness(inSpool: spool))
        } catch {
            throw Trouble(error)
        }
        console.line(
            console.palette(.green, "✓ ") + printable(place.path) + ": "
                + counted(Int(head.number), "dòng", "row", "rows"))
        console.line("  " + console.palette(.faint, head.hash))
        try console.end()
    }
}

struct LedgerTakeOver: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "take-over",
            abstract: say(
                "Kết thúc phiên của máy đang ghi; máy chờ lâu nhất ghi thay.",
                "Ends the leader's session; the host that has waited longest leads next."))
    }

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let ledger = try OpenSite.sharedLedger(global)
        do throws(LedgerError) { try ledger.endLead() } catch { throw Trouble(error) }
    }
}

struct LedgerRelease: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "release",
            abstract: say(
                "Giao những thư mà một máy đã mất còn giữ cho máy khác gửi; chỉ khi máy ấy không bao giờ trở lại.",
                "Gives what a lost host had still to send to the others; only for one that never comes back."))
    }

    @OptionGroup var global: GlobalOptions
    @Argument(
        help: .words(
            "Tên máy như “dondoc ledger status” ghi.", "The host, as `dondoc ledger status` has it.", value: "HOST"))
    var host: String

    func run() throws {
        let console = global.console()
        let ledger = try OpenSite.sharedLedger(global)
        let count: Int?
        do throws(LedgerError) {
            let isGone = try ledger.hosts().contains { $0.name == host && !$0.isConnected }
            count = isGone ? try ledger.release(host: host) : nil
        } catch {
            throw Trouble(error)
        }
        guard let count else {
            throw Trouble(
                Wording(
                    vi: "không có máy “\(printable(host))”, hoặc máy ấy đang kết nối",
                    en: "there is no host “\(printable(host))”, or it is connected"), at: ledger.path)
        }
        console.line(
            console.palette(.green, "✓ ")
                + counted(count, "thư giao cho máy khác", "message for others", "messages for others"))
        try console.end()
    }
}
