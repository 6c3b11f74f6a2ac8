import Control
import Dates
import Diagnostics
import Engine
import JSONText
import Planning
import Programmes

/// `--given FILE`: reports to suppose, one JSON object per line, in the shape that the control interface takes with an
/// `at` (an instant, or a day: its beginning) added. They are refused for the reasons for which the service would.
/// - Parameters:
///   - memory: what was reported before; nil: nothing.
///   - from: the day on which every programme that it does not know is first loaded.
/// - Returns: them in the order of their instants, without those that would change nothing.
func readReports(_ path: String, _ site: OpenSite, after memory: Memory?, from: Day) throws -> [Report] {
    var supposed: [(line: Int, at: Instant, request: ReportRequest)] = []
    let lines = try readFile(path).split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) {
        func wrong(_ vi: String, _ en: String) -> Trouble { inLine(index + 1, of: path, Wording(vi: vi, en: en)) }
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: line)
        } catch {
            throw inLine(index + 1, of: path, error.wording)
        }
        guard var members = value.object else { throw wrong("không phải một đối tượng JSON.", "not a JSON object.") }
        let at = members.removeValue(forKey: "at")?.string ?? ""
        guard let instant = Instant(at, in: site.zone) ?? Day(argument: at).map({ site.zone.instant($0, .midnight) })
        else {
            throw wrong("thiếu “at”, hoặc đó không phải là thời điểm.", "“at” is missing or is no instant.")
        }
        // A number is as good as its text.
        if let number = members["value"], number.string == nil, number.double != nil {
            var json = JSONWriter()
            json.value(number)
            members["value"] = .string(String(decoding: json.bytes, as: UTF8.self))
        }
        do throws(VarlinkError) {
            supposed.append((index + 1, instant, try ReportRequest(members)))
        } catch {
            let parameter = error.parameters["parameter"]?.string ?? ""
            guard parameter == "report" else {
                throw wrong(
                    "không hiểu “\(printable(parameter))” ở đây.", "“\(printable(parameter))” is not understood here.")
            }
            let kinds = ReportRequest.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw wrong("“report” phải là một trong: \(kinds).", "“report” must be one of: \(kinds).")
        }
    }
    supposed.sort { ($0.at, $0.line) < ($1.at, $1.line) }

    // What an earlier report brings, as the date of an event, a later one may be about.
    var memory = memory ?? Memory(site.plan)
    for programme in site.plan.site.programmes {
        memory.load(programme: programme.id, at: site.zone.instant(from, .midnight))
    }
    return try supposed.compactMap { line, at, request in
        var request = request
        var report: Report
        do {
            // Where only one programme has the task, its number is enough.
            if let task = request.task {
                let (index, occurrence) = try site.task(task)
                request.task = site.plan.reference(index) + (occurrence.map { "@" + $0 } ?? "")
            }
            let demand = try request.read(today: site.zone.day(at: at), target: site.plan.target(reference:))
            guard let settled = try settle(demand, site.plan, memory, at: at) else { return nil }
            report = settled
        } catch let failure as ReportFailure {
            throw inLine(line, of: path, failure.wording)
        } catch let trouble as Trouble {
            throw inLine(line, of: path, trouble.wording)
        }
        // Which one is current is for the simulation to say.
        if request.task?.contains("@") == false { report.occurrence = nil }
        memory.apply(report)
        return report
    }
}

/// - Returns: nil where it is so already.
private func settle(
    _ demand: ReportDemand, _ plan: Plan, _ memory: Memory, at instant: Instant
) throws(ReportFailure) -> Report? {
    do throws(Refusal) {
        return try resolveReport(demand, plan: plan, memory: memory, now: instant)
    } catch {
        if error.kind == .unchanged, demand.kind.mayBeSo { return nil }
        throw ReportFailure(error)
    }
}

private func inLine(_ number: Int, of path: String, _ wording: Wording) -> Trouble {
    .cannot("\(printable(path)):\(number): \(wording.vi)", "\(printable(path)):\(number): \(wording.en)")
}
