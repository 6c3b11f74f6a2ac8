import Diagnostics
import Engine
import JSONText
import RuleLanguage

/// What each rule costs at most for one occurrence, the dearest first; `check --cost`.
func showCosts(of files: [RuleFile], on console: Console, asJSON: Bool) {
    struct Row {
        var rule: Rule
        var path: String
        var line: Int
        var cost: RuleCost
    }
    var rows: [Row] = []
    for (file, costs) in zip(files, measureRules(files)) {
        let lines = LineIndex(file.source)
        let rules = file.items.compactMap { if case .rule(let rule) = $0 { rule } else { nil } }
        for (rule, cost) in zip(rules, costs) {
            let line = lines.position(of: rule.name.span.start).line
            rows.append(Row(rule: rule, path: file.source.path, line: line, cost: cost))
        }
    }
    rows.sort { ($1.cost.total, $0.path, $0.line) < ($0.cost.total, $1.path, $1.line) }
    if asJSON {
        for row in rows {
            var json = JSONWriter()
            json.beginObject()
            json.field("rule", row.rule.name.text)
            json.field("file", row.path)
            json.field("line", row.line)
            json.field("cost", row.cost.total)
            json.field("limit", RuleCost.limit)
            json.field("instants", row.cost.instants)
            json.field("endless", row.cost.isEndless)
            json.field("conditions", row.cost.conditions)
            json.field("recipients", row.cost.recipients)
            json.field("selection", row.cost.selection)
            json.endObject()
            json.newline()
            console.write(json.bytes)
        }
        return
    }
    var table = Table([
        .init(title: say("quy tắc", "rule"), isFlexible: true),
        .init(title: say("chi phí", "cost"), isRightAligned: true),
        .init(title: say("mốc", "instants"), isRightAligned: true),
        .init(title: say("so sánh", "comparisons"), isRightAligned: true),
        .init(title: say("nơi nhận", "recipients"), isRightAligned: true),
        .init(title: say("chọn", "selection"), isRightAligned: true),
        .init(title: ""),
    ])
    for row in rows {
        table.add([
            .init(printable(row.rule.name.text)),
            .init("\(row.cost.total)", row.cost.total > RuleCost.limit ? .red : .bold),
            .init("\(row.cost.instants)" + (row.cost.isEndless ? say("/năm", "/year") : "")),
            .init("\(row.cost.conditions)"), .init("\(row.cost.recipients)"), .init("\(row.cost.selection)"),
            .init("\(printable(row.path)):\(row.line)", .faint),
        ])
    }
    table.print(on: console)
    console.line(
        say(
            "Chi phí = mốc × (so sánh + nơi nhận) + chọn, cho một kỳ; giới hạn là \(RuleCost.limit).",
            "Cost = instants × (comparisons + recipients) + selection, for one occurrence; the limit is \(RuleCost.limit)."
        ))
}
