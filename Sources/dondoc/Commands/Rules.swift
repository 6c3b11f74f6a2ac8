import ArgumentParser
import Diagnostics
import Engine
import JSONText
import Planning
import RuleLanguage
import SiteFiles

/// `dondoc rules`: the rules in force, by file, and which file takes another's place.
struct Rules: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "rules",
            abstract: say(
                "Các quy tắc đang có hiệu lực, ở tệp nào.", "The rules in force, and which file each stands in."))
    }

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let console = global.console()
        let site = try OpenSite(global)
        let listed = site.ruleFiles(vendor: global.vendor)
        if global.json {
            for file in listed { for item in file.items { write(item, of: file, on: console) } }
        } else {
            show(listed, on: console)
        }
        try console.end()
    }

    private func show(_ files: [ListedRuleFile], on console: Console) {
        let ink = console.palette
        var table = Table([
            .init(title: ""), .init(title: "", isFlexible: true), .init(title: "", isFlexible: true),
        ])
        for file in files {
            table.add(heading: .init(printable(file.path) + note(on: file), file.isMasked ? .yellow : .bold))
            for item in file.items { table.add([.init(printable(item.name)), .init(item.when), .init(item.what)]) }
        }
        table.print(on: console, withTitles: false)
        let count = files.flatMap(\.items).count { $0.kind == .rule }
        if !files.isEmpty { console.line() }
        console.line(
            count == 0
                ? ink(
                    .yellow, say("Không có quy tắc nào: không ai được nhắc.", "There is no rule: nobody is reminded."))
                : counted(count, "quy tắc", "rule", "rules") + say(" trong ", " in ")
                    + counted(files.count { !$0.isMasked }, "tệp.", "file.", "files."))
    }

    private func note(on file: ListedRuleFile) -> String {
        if file.isMasked { return say("  đã tắt (liên kết tới /dev/null)", "  switched off (a link to /dev/null)") }
        return file.replaces.map { say("  thay cho \(printable($0))", "  in place of \(printable($0))") } ?? ""
    }

    private func write(_ item: ListedRule, of file: ListedRuleFile, on console: Console) {
        var json = JSONWriter()
        json.beginObject()
        json.field("name", item.name)
        json.field("kind", item.kind.rawValue)
        json.field("when", item.when)
        json.field("does", item.what)
        json.field("path", file.path)
        json.field("line", item.line)
        json.field("replaces", file.replaces)
        json.endObject()
        json.newline()
        console.write(json.bytes)
    }
}

/// A rule file as it counts.
struct ListedRuleFile {
    var path: String
    /// The vendor's file of the same name, which does not count.
    var replaces: String?
    var isMasked: Bool
    var items: [ListedRule]
}

struct ListedRule {
    enum Kind: String { case rule, digest, mute }

    var name: String
    var kind: Kind
    var when: String
    var what: String
    var line: Int
}

extension OpenSite {
    /// In order of their names.
    func ruleFiles(vendor: String) -> [ListedRuleFile] {
        let bySource = Dictionary(
            loaded.site.ruleFiles.map { ($0.source.path, $0) }, uniquingKeysWith: { first, _ in first })
        let vendors = Dictionary(
            vendorRules(at: vendor).map { (fileName($0), $0) }, uniquingKeysWith: { first, _ in first })
        return loaded.files.filter { $0.kind == .rules }.map { file in
            let other = vendors[fileName(file.path)]
            return ListedRuleFile(
                path: file.path, replaces: other == file.path ? nil : other, isMasked: file.state == .masked,
                items: file.state == .masked ? [] : bySource[file.path].map(listed) ?? [])
        }.sorted { fileName($0.path).utf8.lexicographicallyPrecedes(fileName($1.path).utf8) }
    }

    private func listed(_ file: RuleFile) -> [ListedRule] {
        let language = Language.ofReader
        let lines = LineIndex(file.source)
        func line(_ name: Name) -> Int { lines.position(of: name.span.start).line }
        func recipients(_ recipients: [Recipient]) -> String {
            recipients.map { printRecipient($0, in: language) }.joined(separator: ", ")
        }
        return file.items.compactMap { item in
            switch item {
            case .rule(let rule):
                let condition = rule.condition.map { say(", với ", ", for ") + printCondition($0, in: language) } ?? ""
                let steps =
                    rule.actions.map { printAction($0, in: language) }
                    + rule.steps.map { step in
                        say("sau đó ", "then after ") + printOffset(step.after, in: language) + " "
                            + step.actions.map { printAction($0, in: language) }.joined(separator: ", ")
                    }
                return ListedRule(
                    name: rule.name.text, kind: .rule, when: printWhen(rule.when, in: language) + condition,
                    what: steps.joined(separator: "; "), line: line(rule.name))
            case .digest(let digest):
                return ListedRule(
                    name: digest.name.text, kind: .digest, when: printWhen(.every(digest.every), in: language),
                    what: say("tổng hợp gửi ", "digest to ") + recipients(digest.to), line: line(digest.name))
            case .mute(let mute):
                return ListedRule(
                    name: mute.name.text, kind: .mute, when: mute.from.shown + " – " + mute.to.shown,
                    what: mute.then == .drop ? say("tạm ngưng, bỏ hẳn", "mute, dropped") : say("tạm ngưng", "mute"),
                    line: line(mute.name))
            case .defaults, .define, .test: return nil
            }
        }
    }

    private func fileName(_ path: String) -> Substring {
        path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
    }
}
