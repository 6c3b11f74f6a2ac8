import ArgumentParser
import Dates
import Delivery
import Diagnostics
import Engine
import Handover
import Ledger
import Planning
import RuleLanguage
import SiteFiles
import Templates

/// `dondoc check`: what is wrong with the files of a site, or with the files named.
struct Check: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "check",
            abstract: say(
                "Kiểm tra các tệp: lỗi gì, ở đâu, sửa thế nào.", "Checks the files: what is wrong, where, what to do."))
    }

    @OptionGroup var global: GlobalOptions

    @Argument(
        help: .words("Các tệp; bỏ trống thì kiểm tra toàn bộ.", "Files; without any, the whole site.", value: "FILE"),
        completion: .file(extensions: ["yaml", "csv", "rules"]))
    var files: [String] = []

    @Flag(
        help: .words(
            "Thêm bảng chi phí của từng quy tắc, tốn nhất trước.", "Adds what each rule costs, the dearest first."))
    var cost = false

    @Option(
        help: .words(
            "Gửi một thư thử đến địa chỉ này bằng lệnh chuyển thư của đơn vị, rồi thôi.",
            "Sends a test letter to this address with the site's mail command, then ends.", value: "ADDRESS"))
    var mail: String?

    @Option(
        help: .words("Kênh gửi cho --mail; mặc định là mail.", "The outlet for --mail; else mail.", value: "NAME"))
    var outlet: String?

    func validate() throws {
        if outlet != nil {
            guard mail != nil else {
                throw ValidationError(say("--outlet chỉ dùng cùng --mail.", "--outlet goes with --mail alone."))
            }
            // Its addresses are its own.
            return
        }
        if let mail, !isAddress(mail) {
            throw ValidationError(
                say(
                    "--mail: “\(printable(mail))” không phải là địa chỉ thư.",
                    "--mail: “\(printable(mail))” is not an e-mail address."))
        }
    }

    /// What was found, with the rules it was found in.
    private struct Finding {
        var list: DiagnosticList
        var count: Int
        var rules: [RuleFile]
    }

    func run() throws {
        let console = global.console()
        if let mail { return try send(to: mail, on: console) }
        let status = StatusLine()
        defer { status.end() }
        status.say(say("đọc và kiểm tra các tệp", "reading and checking the files"))
        let found = files.isEmpty ? try ofSite() : try ofFiles()
        status.end()
        found.list.show(on: console, color: global.color, asJSON: global.json)
        if cost { showCosts(of: found.rules, on: console, asJSON: global.json) }
        if !global.json, found.list.diagnostics.isEmpty {
            console.line(
                console.palette(.green, "✓ ")
                    + say(
                        "\(found.count) tệp, không có lỗi.", counted(found.count, "", "file", "files") + ", no errors.")
            )
        }
        try console.end()
        if found.list.hasErrors { throw Answer.no }
    }

    /// As the deliverer would: with the same command, for as long.
    private func send(to address: String, on console: Console) throws {
        let loaded = try OpenSite.load(global, isChecking: true)
        let outlets = Courier.outlets(of: loaded.paths)
        guard let command = outlets.first(where: { $0.name == outlet ?? OutletProgram.mail })?.command else {
            let names = outlets.map(\.name).joined(separator: ", ")
            throw Trouble.usage(
                "không có kênh gửi “\(printable(outlet ?? ""))”; có: \(names).",
                "there is no outlet “\(printable(outlet ?? ""))”; there are: \(names).")
        }
        let message = writeTestLetter(
            to: address, letterhead: Letterhead(loaded, siteName: "test"), at: .now)
        let words = command.map(printable).joined(separator: " ")
        let key = Wording(vi: "lệnh gửi thư", en: "sendmail").spelt(in: loaded.site.settings.keyLanguage)
        switch tryMail(message, to: address, command: command, timeout: 60) {
        case .accepted:
            console.line(
                console.palette(.green, "✓ ")
                    + say(
                        "\(words) đã nhận thư thử gửi \(address); xem hộp thư ấy có nhận được không.",
                        "\(words) took the test letter to \(address); see whether it arrives there."))
            try console.end()
        case .deferred(let cause, _):
            throw Trouble(
                wording: Wording(
                    vi:
                        "\(words) không chạy được hoặc cấu hình chưa đúng: \(cause.wording.vi). Thư thật sẽ được thử lại, không bị bỏ; sửa “\(key.vi)” trong dondoc.yaml hoặc cấu hình của lệnh ấy.",
                    en:
                        "\(words) could not run or is not set up: \(cause.wording.en). Real letters are tried again, none is dropped; mend `\(key.en)` in dondoc.yaml or that command's own settings."
                ), code: Answer.no.code)
        case .refused(let cause):
            throw Trouble(
                wording: Wording(
                    vi:
                        "\(words) từ chối thư gửi \(address): \(cause.wording.vi). Thư thật bị từ chối như vậy sẽ được để riêng; xem lại địa chỉ.",
                    en:
                        "\(words) refused the letter to \(address): \(cause.wording.en). Real letters that are refused are set aside; look at the address."
                ), code: Answer.no.code)
        }
    }

    private func ofSite() throws -> Finding {
        let files = try OpenSite.load(global, isChecking: true)
        let state = global.state ?? files.paths.state
        let loaded = try reviewed(
            files.withoutRenumbering(vendor: global.vendor, former: files.former(state: state)) {
                try OpenSite.snapshot(from: LedgerPlace(files.paths, state: state))
            })
        return Finding(
            list: DiagnosticList(diagnostics: loaded.diagnostics, sources: loaded.sources),
            count: loaded.files.count, rules: loaded.site.ruleFiles)
    }

    /// With what is likely not meant, once everything can be read. Of the vendor's rules none is reproached: they are
    /// written for every office, and this one may lack the tasks that some of them treat.
    private func reviewed(_ loaded: LoadedSite) throws -> LoadedSite {
        guard !loaded.diagnostics.contains(where: { $0.severity == .error }) else { return loaded }
        let today = loaded.site.settings.zone.day(at: .now)
        let plan = makePlan(loaded.site, workers: .processors)
        // Kept until the process ends: its memory goes back at once, and not task by task.
        _ = Unmanaged.passRetained(plan)
        let found = try reviewSite(plan, today: today) + ofReports(loaded) + reviewOutlets(loaded)
        return loaded.adding(found.filter { !$0.path.hasPrefix(global.vendor + "/") })
    }

    /// What was reported and has no place in the files, where there is a ledger.
    private func ofReports(_ loaded: LoadedSite) throws -> [Diagnostic] {
        var site = OpenSite(loaded, global)
        guard try site.ledger() != nil else { return [] }
        site.former = loaded.former(state: site.state)?.inForce
        return reviewReports(site.plan, try site.memory())
    }

    /// A file is checked within its site; a rule file or template that belongs to none, by itself.
    private func ofFiles() throws -> Finding {
        var diagnostics: [Diagnostic] = []
        var sources: [String: SourceFile] = [:]
        var sites: [String: LoadedSite] = [:]
        var alone: [RuleFile] = []
        var within: [RuleFile] = []
        for file in files {
            if let (site, path) = Self.site(of: file, named: global.site) {
                let loaded = try sites[site] ?? reviewed(loadSite(at: site, vendor: global.vendor))
                sites[site] = loaded
                diagnostics += loaded.diagnostics.filter { $0.path == path }
                sources[path] = loaded.sources[path]
                within += loaded.site.ruleFiles.filter { $0.source.path == path }
            } else if isFolder(file) {
                throw Trouble.usage(
                    "“\(printable(file))” là một thư mục; kiểm tra cả thư mục của đơn vị: dondoc --site \(printable(file)) check",
                    "“\(printable(file))” is a folder; to check a whole site: dondoc --site \(printable(file)) check")
            } else {
                let source = SourceFile(path: file, bytes: try readFile(file))
                sources[file] = source
                guard !file.hasSuffix(".mustache") else {
                    diagnostics += parseTemplate(source).diagnostics
                    continue
                }
                let parsed = parseRules(source)
                diagnostics += parsed.diagnostics
                alone.append(parsed.file)
            }
        }
        diagnostics += checkRules(alone, bodies: nil, programmes: nil)
        return Finding(
            list: DiagnosticList(diagnostics: diagnostics, sources: sources), count: files.count,
            rules: within + alone)
    }

    /// The site that a file lies in, and its path there: the site named, or the folder that has it under one of the
    /// folders of a site.
    private static func site(of file: String, named site: String) -> (site: String, path: String)? {
        guard let full = resolved(file) else { return nil }
        if let named = resolved(site), full.hasPrefix(named + "/") {
            return (site, String(full.dropFirst(named.count + 1)))
        }
        let parts = full.split(separator: "/", omittingEmptySubsequences: false)
        guard let name = parts.last, let folder = parts.dropLast().last else { return nil }
        let isTop = ["dondoc.yaml", "bodies.yaml"].contains(name)
        guard isTop || ["programmes", "rules", "calendar", "templates"].contains(folder) else { return nil }
        let top = parts.dropLast(isTop ? 1 : 2).joined(separator: "/")
        guard resolved(top + "/bodies.yaml") != nil || resolved(top + "/dondoc.yaml") != nil else { return nil }
        return (top, isTop ? String(name) : folder + "/" + name)
    }
}
