import ArgumentParser
import Dates
import Delivery
import Diagnostics
import Engine
import JSONText
import Planning
import Programmes
import RuleLanguage
import SiteFiles

/// `dondoc test`: the tests that stand in rule files.
struct Test: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "test",
            abstract: say("Chạy các kiểm thử viết trong tệp quy tắc.", "Runs the tests that stand in rule files."))
    }

    @OptionGroup var global: GlobalOptions

    @Flag(
        help: .words(
            "Nêu quy tắc, bước và nhánh chưa kiểm thử nào chạm tới.",
            "Names the rules, steps and branches that no test reaches."))
    var coverage = false

    @Option(
        help: .words("Không đạt nếu độ phủ dưới N phần trăm.", "Fails where coverage is below N per cent.", value: "N"))
    var minCoverage: Int?

    @Flag(
        help: .words(
            "Thử thay đổi từng chỗ của quy tắc và nêu chỗ không kiểm thử nào phát hiện.",
            "Changes the rules one place at a time and names the changes that no test notices."))
    var mutate = false

    @Option(
        help: .words(
            "Không đạt nếu tỷ lệ thay đổi bị phát hiện dưới N phần trăm.",
            "Fails where fewer than N per cent of the changes are noticed.", value: "N"))
    var minKilled: Int?

    @Argument(
        help: .words(
            "Các tệp quy tắc; bỏ trống thì mọi quy tắc của đơn vị.", "Rule files; without any, all of the site.",
            value: "FILE"), completion: .file(extensions: ["rules"]))
    var files: [String] = []

    func validate() throws {
        for percent in [minCoverage, minKilled].compactMap(\.self) where !(0...100 ~= percent) {
            throw ValidationError(
                say("\(percent) không phải là phần trăm từ 0 đến 100.", "\(percent) is not a percentage from 0 to 100.")
            )
        }
    }

    func run() throws {
        let console = global.console()
        let tested = try files.isEmpty ? rulesOfSite(on: console) : namedRules(on: console)
        // All is worked out before any of it is shown: the two would be written across one another.
        let status = StatusLine()
        let outcomes = tested.suites.flatMap { suite in
            runTests(suite.files, in: suite.site, letters: suite.letters) { done, total in
                status.say(say("kiểm thử \(done + 1)/\(total)", "test \(done + 1) of \(total)"))
            }
        }
        var points: [CoveragePoint]?
        if coverage || minCoverage != nil {
            status.say(say("độ phủ", "coverage"))
            points = tested.suites.flatMap { Planning.coverage($0.files, in: $0.site) }
        }
        var mutants: [Mutant]?
        if mutate || minKilled != nil {
            mutants = tested.suites.flatMap { suite in
                Planning.mutate(suite.files, in: suite.site, letters: suite.letters) { done, total in
                    status.say(say("thay đổi \(done + 1)/\(total)", "change \(done + 1) of \(total)"))
                }
            }
        }
        status.end()
        var isFine = tested.isChecked && outcomes.allSatisfy(\.passed)
        show(outcomes, sources: tested.sources, on: console)
        if let points { isFine = show(points, on: console) && isFine }
        if let mutants { isFine = show(mutants, on: console) && isFine }
        try console.end()
        if !isFine { throw Answer.no }
    }

    /// Every rule file of the site. What is wrong with rules and tests is shown.
    private func rulesOfSite(on console: Console) throws -> TestedRules {
        let loaded = try OpenSite.load(global)
        let told = loaded.diagnostics.filter { $0.severity == .error || $0.isAboutTest }
        DiagnosticList(diagnostics: told, sources: loaded.sources)
            .show(on: console, color: global.color, asJSON: global.json)
        let sources = Dictionary(loaded.site.ruleFiles.map { ($0.source.path, $0.source) }) { first, _ in first }
        return TestedRules(
            suites: TestedRules.suites(of: loaded, vendor: global.vendor), sources: sources,
            isChecked: !told.contains { $0.severity == .error && $0.path.hasSuffix(".rules") })
    }

    private func namedRules(on console: Console) throws -> TestedRules {
        let loaded = loadSite(at: global.site, vendor: global.vendor)
        var trees: [RuleFile] = []
        var sources: [String: SourceFile] = [:]
        var diagnostics: [Diagnostic] = []
        for file in files {
            let source = SourceFile(path: file, bytes: try readFile(file))
            let parsed = parseRules(source)
            sources[file] = source
            trees.append(parsed.file)
            diagnostics += parsed.diagnostics
        }
        diagnostics += checkRules(trees, bodies: nil, programmes: nil)
        let list = DiagnosticList(
            diagnostics: diagnostics.filter { $0.severity == .error || $0.isAboutTest }, sources: sources)
        list.show(on: console, color: global.color, asJSON: global.json)
        if list.hasErrors {
            try console.end()
            throw Answer.no
        }
        tellDefaults(of: loaded, besides: trees)
        let suite = TestedRules.Suite(trees, in: loaded.site, TestedRules.letterhead(of: loaded))
        return TestedRules(suites: [suite], sources: sources, isChecked: true)
    }

    /// Files that are named alone run without what other files of the site say for all rules.
    private func tellDefaults(of loaded: LoadedSite, besides named: [RuleFile]) {
        func name(_ file: RuleFile) -> Substring { file.source.path.split(separator: "/").last ?? "" }
        let names = Set(named.map(name))
        let left = loaded.site.ruleFiles.filter { $0.hasDefaults && !names.contains(name($0)) }.map(\.source.path)
        guard !left.isEmpty else { return }
        let list = left.map(printable).joined(separator: ", ")
        Program.note(
            say(
                "mặc định của đơn vị không có hiệu lực khi chạy riêng các tệp này: \(list). Muốn có, nêu thêm các tệp đó.",
                "the site's defaults are not in force for files named alone: \(list). Name those files too to have them."
            ))
    }

    private func show(_ outcomes: [TestOutcome], sources: [String: SourceFile], on console: Console) {
        let lines = sources.mapValues(LineIndex.init)
        for outcome in outcomes {
            if global.json {
                var json = JSONWriter()
                json.beginObject()
                json.field("test", outcome.name)
                json.field("file", outcome.path)
                json.field("passed", outcome.passed)
                json.key("failures")
                json.beginArray()
                for failure in outcome.failures {
                    json.beginObject()
                    json.field("line", lines[outcome.path]?.position(of: failure.span.start).line)
                    json.field("message", failure.wording.text(in: console.language))
                    json.endObject()
                }
                json.endArray()
                json.endObject()
                json.newline()
                console.write(json.bytes)
                continue
            }
            let mark = outcome.passed ? console.palette(.green, "✓") : console.palette(.red, "✗")
            console.line(
                "\(mark) \(printable(outcome.name))"
                    + (outcome.passed ? "" : "  " + console.palette(.faint, printable(outcome.path))))
            for failure in outcome.failures {
                let line = lines[outcome.path]?.position(of: failure.span.start).line ?? 0
                console.line("    " + console.palette(.faint, "\(printable(outcome.path)):\(line)"))
                for text in failure.wording.text(in: console.language).split(separator: "\n") {
                    console.line("    " + printable(String(text)))
                }
            }
        }
        guard !global.json else { return }
        let failed = outcomes.count { !$0.passed }
        let total = counted(outcomes.count, "kiểm thử", "test", "tests")
        console.line(
            failed == 0
                ? console.palette(
                    .green, total + say(", đều đạt.", outcomes.count == 1 ? ", passed." : ", all passed."))
                : console.palette(.red, total + say(", \(failed) không đạt.", ", \(failed) failed.")))
    }

    private func show(_ points: [CoveragePoint], on console: Console) -> Bool {
        let reached = points.count(where: \.isReached)
        let percent = points.isEmpty ? 100 : reached * 100 / points.count
        if global.json {
            for point in points {
                var json = JSONWriter()
                json.beginObject()
                json.field("rule", point.rule)
                json.field("file", point.path)
                json.field("line", point.line)
                json.field("kind", point.kind.rawValue)
                json.field("what", point.what.text(in: console.language))
                json.field("reached", point.isReached)
                json.endObject()
                json.newline()
                console.write(json.bytes)
            }
        } else {
            for point in points where !point.isReached {
                showPlace("○", of: point.rule, point.what, point.path, point.line, on: console)
            }
            console.line(
                share(
                    say(
                        "Độ phủ \(percent) % (\(reached)/\(points.count))",
                        "Coverage \(percent) % (\(reached)/\(points.count))"), percent, least: minCoverage, console))
        }
        return percent >= minCoverage ?? 0
    }

    /// A place in a rule that the tests do not hold.
    private func showPlace(
        _ sign: String, of rule: String, _ what: Wording, _ path: String, _ line: Int, on console: Console
    ) {
        console.line(
            console.palette(.yellow, sign + " ") + printable(rule) + ": "
                + printable(what.text(in: console.language)) + "  "
                + console.palette(.faint, "\(printable(path)):\(line)"))
    }

    /// A sentence with a share in it, and whether that is too little.
    private func share(_ text: String, _ percent: Int, least: Int?, _ console: Console) -> String {
        guard let least, percent < least else { return text + "." }
        return console.palette(.red, text + say(", dưới mức \(least) %.", ", below \(least) %."))
    }

    private func show(_ mutants: [Mutant], on console: Console) -> Bool {
        let killed = mutants.count { $0.killedBy != nil }
        let percent = mutants.isEmpty ? 100 : killed * 100 / mutants.count
        if global.json {
            for mutant in mutants {
                var json = JSONWriter()
                json.beginObject()
                json.field("rule", mutant.rule)
                json.field("file", mutant.path)
                json.field("line", mutant.line)
                json.field("change", mutant.change.text(in: console.language))
                json.field("killedBy", mutant.killedBy)
                json.endObject()
                json.newline()
                console.write(json.bytes)
            }
        } else {
            for mutant in mutants where mutant.killedBy == nil {
                showPlace("~", of: mutant.rule, mutant.change, mutant.path, mutant.line, on: console)
            }
            console.line(
                share(
                    say(
                        "\(killed)/\(mutants.count) thay đổi bị phát hiện (\(percent) %)",
                        "\(killed) of \(mutants.count) changes noticed (\(percent) %)"), percent, least: minKilled,
                    console))
        }
        return percent >= minKilled ?? 0
    }
}

/// What `dondoc test` tests.
struct TestedRules {
    /// Files, and the site whose settings, calendar and bodies hold for them.
    struct Suite {
        let files: [RuleFile]
        let site: Planning.Site
        let letters: LetterWriter

        init(_ files: [RuleFile], in site: Planning.Site, _ letterhead: Letterhead) {
            self.files = files
            self.site = site
            letters = { writeLetters($0, plan: $1, letterhead: letterhead) }
        }
    }

    let suites: [Suite]
    /// By path.
    let sources: [String: SourceFile]
    /// No rule file has an error.
    let isChecked: Bool

    /// The vendor's tests are about the vendor's rules: they run by themselves, whatever the site's bodies, calendar,
    /// texts and ways of reading are.
    static func suites(of loaded: LoadedSite, vendor: String) -> [Suite] {
        let files = loaded.site.ruleFiles
        let known = Set(files.map(\.source.path))
        // What the vendor's rules rest on holds for their tests, also where a file of the site takes its place.
        let masked = vendorRules(at: vendor).filter { !known.contains($0) }.compactMap { path in
            (try? readFile(path)).map { parseRules(SourceFile(path: path, bytes: $0)).file.definitionsAlone }
        }
        let isVendors = files.map { $0.source.path.hasPrefix(vendor + "/") }
        let vendors = zip(files, isVendors).filter(\.1).map(\.0)
        guard !vendors.isEmpty else { return [Suite(files, in: loaded.site, letterhead(of: loaded))] }
        let language = loaded.site.settings.language
        let plain = Planning.Site(
            settings: Settings(language: language), bodies: BodyDirectory([]), programmes: [],
            ruleFiles: (masked + vendors).sorted {
                $0.source.path.utf8.lexicographicallyPrecedes($1.source.path.utf8)
            },
            calendar: .vietnam)
        let others = zip(files, isVendors).map { $1 ? $0.definitionsAlone : $0 }
        return [
            Suite(plain.ruleFiles, in: plain, Letterhead(language: language, siteName: "test")),
            Suite(others, in: loaded.site, letterhead(of: loaded)),
        ]
    }

    /// What the tests of one rule file come to.
    static func outcomes(of path: String, in loaded: LoadedSite, vendor: String) -> [TestOutcome] {
        for suite in suites(of: loaded, vendor: vendor) where suite.files.contains(where: { $0.source.path == path }) {
            let files = suite.files.map { $0.source.path == path ? $0 : $0.definitionsAlone }
            guard files.contains(where: { file in file.items.contains { if case .test = $0 { true } else { false } } })
            else { continue }
            return runTests(files, in: suite.site, letters: suite.letters)
        }
        return []
    }

    static func letterhead(of loaded: LoadedSite) -> Letterhead {
        Letterhead(
            language: loaded.site.settings.language, zone: loaded.site.settings.zone, sender: loaded.paths.sender,
            host: loaded.paths.host, siteName: "test", templates: loaded.templates.mapValues(\.text))
    }
}

extension Diagnostic {
    /// It says that a test is of no use.
    fileprivate var isAboutTest: Bool { ["R089", "R090"].contains(code) }
}

extension RuleFile {
    fileprivate var hasDefaults: Bool { items.contains { if case .defaults = $0 { true } else { false } } }
}
