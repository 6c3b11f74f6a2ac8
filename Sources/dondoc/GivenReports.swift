import Dates
import Diagnostics
import JSONText
import Planning
import Programmes

/// `--given FILE`: reports to suppose, one JSON object per line, in the shape that the control interface takes with an
/// `at` (an instant, or a day: its beginning) added.
func readReports(_ path: String, _ site: OpenSite) throws -> [Report] {
    var reports: [Report] = []
    let lines = try readFile(path).split(separator: 0x0A, omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() where !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) {
        func wrong(_ vi: String, _ en: String) -> Trouble {
            .cannot("\(printable(path)):\(number + 1): \(vi)", "\(printable(path)):\(number + 1): \(en)")
        }
        guard let value = try? JSONValue(parsing: line), value.object != nil else {
            throw wrong("không phải một đối tượng JSON.", "not a JSON object.")
        }
        func day(_ key: String) -> Day? { value[key]?.string.flatMap { Day(argument: $0) } }
        let at = value["at"]?.string ?? ""
        guard let instant = Instant(at, in: site.zone) ?? Day(argument: at).map({ site.zone.instant($0, .midnight) })
        else {
            throw wrong("thiếu “at”, hoặc đó không phải là thời điểm.", "“at” is missing or is no instant.")
        }
        let kind: Report.Kind
        switch value["report"]?.string {
        case "done": kind = .done
        case "reopen": kind = .reopen
        case "cancel": kind = .cancel
        case "ack": kind = .ack
        case "snooze":
            guard let until = day("until") else { throw wrong("thiếu ngày “until”.", "the day “until” is missing.") }
            kind = .snooze(until: until)
        case "progress":
            guard let milli = value["value"]?.double.flatMap({ Int(exactly: ($0 * 1000).rounded()) }) else {
                throw wrong("thiếu số “value”.", "the number “value” is missing.")
            }
            kind = .progress(milli: milli)
        case "event":
            guard let name = value["name"]?.string else { throw wrong("thiếu “name”.", "“name” is missing.") }
            reports.append(Report(at: instant, kind: .event(name: name, on: day("on") ?? site.zone.day(at: instant))))
            continue
        default: throw wrong("“report” không phải là báo cáo nào.", "“report” is no report.")
        }
        let (index, occurrence) = try site.task(value["task"]?.string ?? "")
        reports.append(
            Report(
                at: instant, kind: kind,
                programme: site.plan.site.programmes[site.plan.programmeIndex(ofTask: index)].id,
                task: site.plan.task(index).id, occurrence: occurrence, by: value["by"]?.string ?? ""))
    }
    return reports
}
