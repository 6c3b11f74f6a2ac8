import ArgumentParser
import Diagnostics
import JSONText
import Planning
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
        let (files, site, sources) = try ruleFiles(on: console)
        // All is worked out before any of it is shown: the two would be written across one another.
        let status = StatusLine()
        let outcomes = runTests(files, in: site) { done, total in
            status.say(say("kiểm thử \(done + 1)/\(total)", "test \(done + 1) of \(total)"))
        }
        var points: [CoveragePoint]?
        if coverage || minCoverage != nil {
            status.say(say("độ phủ", "coverage"))
            points = Planning.coverage(files, in: site)
        }
        var mutants: [Mutant]?
        if mutate || minKilled != nil {
            mutants = Planning.mutate(files, in: site) { done, total in
                status.say(say("thay đổi \(done + 1)/\(total)", "change \(done + 1) of \(total)"))
            }
        }
        status.end()
        var isFine = outcomes.allSatisfy(\.passed)
        show(outcomes, sources: sources, on: console)
        if let points { isFine = show(points, on: console) && isFine }
        if let mutants { isFine = show(mutants, on: console) && isFine }
        try console.end()
        if !isFine { throw Answer.no }
    }

    /// The rules under test, the site whose settings and bodies hold, and the texts.
    private func ruleFiles(on console: Console) throws -> ([RuleFile], Planning.Site, [String: SourceFile]) {
        let loaded = files.isEmpty ? try OpenSite.load(global) : loadSite(at: global.site, vendor: global.vendor)
        guard !files.isEmpty else {
            let broken = loaded.diagnostics.filter { $0.severity == .error }
            DiagnosticList(diagnostics: broken, sources: loaded.sources)
                .show(on: console, color: global.color, asJSON: global.json)
            let sources = Dictionary(loaded.site.ruleFiles.map { ($0.source.path, $0.source) }) { first, _ in first }
            return (loaded.site.ruleFiles, loaded.site, sources)
        }
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
        let list = DiagnosticList(diagnostics: diagnostics.filter { $0.severity == .error }, sources: sources)
        list.show(on: console, color: global.color, asJSON: global.json)
        if list.hasErrors {
            try console.end()
            throw Answer.no
        }
        return (trees, loaded.site, sources)
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
