import Dates
public import Diagnostics
public import JSONText
import Ledger
import Planning
import Programmes

extension ReportOutcome {
    /// What `Report` of the control interface answers, and `--json` of the commands that report.
    /// - Parameter language: of ``because``.
    public func parameters(in language: Language) -> [String: JSONValue] {
        func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
        let unit: String? = if case .progress = kind { target == nil ? "%" : target?.unit } else { nil }
        return [
            "changed": .bool(because == nil), "because": text(because?.text(in: language)),
            "report": .string(kind.word), "task": text(task), "occurrence": text(occurrence),
            "bodies": .array(bodies.map(JSONValue.string)), "value": text(value), "unit": text(unit),
            "percent": percent.map { .integer(Int64($0)) } ?? .null, "until": text(until?.description),
            "events": .array(events.map(JSONValue.string)),
        ]
    }
}
