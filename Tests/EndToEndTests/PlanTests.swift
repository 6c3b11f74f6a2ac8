import Foundation
import Testing

/// What edited files would change against what runs.
@Suite struct PlanTests {
    @Test func comparesWithWhatTheServiceRuns() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let early = try site.dondoc("plan", language: "en")
        #expect(early.code == 3)
        #expect(early.errors.contains("nothing to compare with"), "\(early.errors)")

        let run = try site.daemon(
            "--now", "2021-10-01T00:00:00+07:00", "--speed", "1000000", "--until", "2021-10-02T00:00:00+07:00"
        ).end()
        #expect(run.code == 0, "\(run.errors)")
        let same = try site.dondoc("plan", "--check", "--now", "2021-10-02", "--lang", "en")
        #expect(same.code == 0, "\(same.errors)")
        #expect(same.output == "No notice changes.\n")

        let path = site.site + "/programmes/01-KH-TU.yaml"
        let edited = try String(contentsOfFile: path, encoding: .utf8)
            .replacing("Trong quý IV/2021", with: "trước ngày 15/01/2022")
        try site.write("programmes/01-KH-TU.yaml", edited)
        let changed = try site.dondoc("plan", "--json", "--now", "2021-10-02")
        #expect(changed.code == 0, "\(changed.errors)")
        func count(_ change: String, _ occurrence: String) -> Int {
            changed.objects.count {
                $0["change"] as? String == change
                    && ($0["notice"] as? [String: Any])?["occurrence"] as? String == occurrence
            }
        }
        // Twice before the date to two bodies, then the three steps of the chain.
        #expect(count("dropped", "2021-Q4") == 7 && count("added", "2022-01-14") == 7, "\(changed.output)")
        #expect(changed.objects.count == 14)
        let checked = try site.dondoc("plan", "--check", "--now", "2021-10-02", "--lang", "en")
        #expect(checked.code == 1)
        #expect(checked.output.contains("7 added, 7 dropped, 0 moved"), "\(checked.output)")

        let folder = site.state + "/in-force"
        let named = try site.dondoc("plan", "--against", folder, "--json", "--now", "2021-10-02")
        #expect(named.output == changed.output)
    }
}
