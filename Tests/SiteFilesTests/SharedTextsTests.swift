import Dates
import Deadlines
import Diagnostics
import Planning
import Programmes
import SiteFiles
import TestKit
import Testing

/// What the files of a site share changes nothing of what each says by itself.
struct SharedTextsTests {
    /// Programmes that differ in what a phrase depends on, in their defaults and in how they spell the same things.
    static let variants: [String: String] = {
        var files: [String: String] = [:]
        for (i, issued) in ["2021-10-01", "2022-03-15", "2021-10-01"].enumerated() {
            files["programmes/yaml-\(i).yaml"] = """
                programme: 0\(i)-\(i == 1 ? "KH-UBND" : "KH-TU")
                title: Kế hoạch
                issued: \(issued)
                \(i == 2 ? "monitoring: [ban-to-chuc]" : "priority: cao")
                tags: [trọng  điểm]
                tasks:
                  - id: "1"
                    title: Triển khai “quy chế”
                    lead: [BDV, ban-to-chuc]
                    directing: \(i == 0 ? "ban-thuong-vu" : "[]")
                    deadline: [trong quý IV, trong nhiệm kỳ]
                  - id: "2"
                    title: Tuyên  truyền
                    lead: [Ban Dân vận Tỉnh ủy]
                    priority: \(i == 0 ? "khẩn" : "KHẨN")
                    tags: [\(i == 0 ? "khẩn, trọng điểm" : "trọng điểm, khẩn, trọng điểm")]
                    deadline: năm nay

                """
            files["programmes/csv-\(i).csv"] = """
                # programme: csv-\(i)
                # issued: \(issued)
                id,title,lead,deadline,tags,priority
                1,Quán triệt,ban-dan-van; ban-to-chuc,trong quý IV,\(i == 0 ? "" : "khẩn"),thấp
                2,"Rà ""soát"" xong",bdv,trong quý IV; năm nay,"trọng điểm; khẩn",\(i == 1 ? "cao" : "")

                """
        }
        return files
    }()

    private func loaded(_ files: [String: String]) -> LoadedSite {
        TemporarySite(files.merging(["bodies.yaml": TemporarySite.bodies]) { $1 }).load()
    }

    @Test func aFileReadBesideOthersSaysWhatItSaysAlone() throws {
        let all = loaded(Self.variants)
        #expect(all.site.programmes.count == Self.variants.count)
        for (path, text) in Self.variants {
            let alone = loaded([path: text])
            let one = try #require(alone.site.programmes.first)
            let other = try #require(all.site.programmes.first { $0.path == path })
            #expect(one.tasks.map(\.id) == other.tasks.map(\.id))
            #expect(one.deadlines == other.deadlines)
            #expect(one.tagSets == other.tagSets)
            #expect(one.readings.map(\.timetable.sample) == other.readings.map(\.timetable.sample))
            for (a, b) in zip(one.tasks, other.tasks) { #expect(a == b) }
            #expect(alone.diagnostics == all.diagnostics.filter { $0.path == path })
        }
    }

    /// What is carried with the programme is what reading it now would give.
    @Test func readingsAreThoseOfTheProgrammesContext() throws {
        let site = loaded(Self.variants).site
        for programme in site.programmes {
            let context = ReadingContext(programme, in: site)
            #expect(programme.readings.map(\.phrases) == programme.deadlines)
            for reading in programme.readings {
                let deadlines = reading.phrases.map { readDeadline($0, in: context) }
                #expect(reading.timetable.sample == Timetable(deadlines, in: context).sample)
                #expect(reading.errors == nil || reading.errors == deadlines.map(\.error))
                #expect((reading.errors != nil) == deadlines.contains { $0.kind == .unreadable })
            }
        }
        let samples = site.programmes.flatMap { $0.readings.flatMap { $0.timetable.sample.joined() } }
        let dates = Set(samples.compactMap { $0?.due })
        #expect(dates.count > 3, "the contexts make a difference: \(dates)")
    }

    @Test func readingsGoWithTheContextTheyWereMadeIn() throws {
        let programme = try #require(loaded(Self.variants).site.programmes.first)
        #expect(!programme.readings.isEmpty)
        for change: (inout Programme) -> Void in [
            { $0.issued = Day(unchecked: 2030, 1, 1) }, { $0.number = "1/KH-UBND" }, { $0.id = "x" },
            { $0.period = 2030...2031 }, { $0.deadlines.append(["năm 2022"]) }, { $0.forgetReadings() },
        ] {
            var changed = programme
            change(&changed)
            #expect(changed.readings.isEmpty)
        }
    }
}
