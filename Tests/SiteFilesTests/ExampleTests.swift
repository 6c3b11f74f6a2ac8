import Dates
import Deadlines
import Diagnostics
import Planning
import Programmes
import SiteFiles
import Testing

/// What the three example sites mean: their tasks, and how each deadline reads.
struct ExampleTests {
    /// Of a phrase: "kind start due", as far as there are.
    private func read(_ name: String) throws -> (LoadedSite, Programme, [String: String]) {
        let loaded = loadSite(at: Folder.package + "/Examples/" + name)
        #expect(loaded.diagnostics.isEmpty, "\(loaded.rendered(.en))")
        let programme = try #require(loaded.site.programmes.first)
        #expect(loaded.site.programmes.count == 1)
        let context = ReadingContext(programme, in: loaded.site)
        var readings: [String: String] = [:]
        for task in programme.tasks {
            readings[task.id] = programme.deadlines[Int(task.deadline)].map { phrase in
                let deadline = readDeadline(phrase, in: context)
                return [deadline.kind.rawValue, deadline.start?.description, deadline.due?.description].compactMap {
                    $0
                }
                .joined(separator: " ")
            }.joined(separator: "; ")
        }
        return (loaded, programme, readings)
    }

    private func names(_ loaded: LoadedSite, _ programme: Programme, _ task: String, _ role: Role) -> [String] {
        programme.tasks.first { $0.id == task }?.bodies(role).map { loaded.site.bodies[$0].id } ?? []
    }

    /// With the rule pack that the vendor ships, which in a checkout stands in Rules.
    @Test(arguments: ["quang-ngai", "nam-dinh", "phu-tho"]) func withTheRulePack(_ name: String) {
        let loaded = loadSite(at: Folder.package + "/Examples/" + name, vendor: Folder.package)
        #expect(loaded.errors.isEmpty, "\(loaded.rendered(.en))")
        #expect(loaded.site.ruleFiles.count >= 5)
        #expect(loaded.files.allSatisfy { $0.state == .inForce })
    }

    /// The rules of the pack do not overlap: who is told of an occurrence at some instant is told once.
    @Test(arguments: ["quang-ngai", "nam-dinh", "phu-tho"]) func nobodyIsToldTwice(_ name: String) throws {
        let loaded = loadSite(at: Folder.package + "/Examples/" + name, vendor: Folder.package)
        let issued = try #require(loaded.site.programmes.first).issued
        let notices = simulate(makePlan(loaded.site), from: issued, through: issued + 500)
        #expect(notices.count > 200)
        for (told, alike) in Dictionary(
            grouping: notices.filter { $0.kind != .digest },
            by: { ["\($0.at.seconds)", $0.identity.task, $0.identity.occurrence, $0.identity.recipient] })
        where alike.count > 1 {
            Issue.record("\(told): \(alike.map(\.identity.rule))")
        }
    }

    @Test func quangNgai() throws {
        let (loaded, programme, readings) = try read("quang-ngai")
        #expect(programme.id == "01-KH-TU")
        #expect(programme.issued == Day("2021-10-01"))
        #expect(
            programme.tasks.map(\.id) == [
                "1.1", "1.2", "2.1", "2.2", "3.1", "3.2", "3.3", "3.4", "4", "5", "6.1", "6.2", "7.1", "7.2", "7.3",
                "7.4",
                "III.1", "III.2", "III.3", "III.4", "III.5", "III.6", "III.7", "III.8",
            ])
        #expect(readings["1.1"] == "once 2021-10-01 2021-12-31")
        #expect(readings["2.1"] == "once 2022-01-01 2022-03-31")
        for id in [
            "1.2", "2.2", "3.1", "3.2", "3.3", "3.4", "4", "5", "6.1", "6.2", "7.1", "7.2", "7.3", "7.4", "III.3",
        ] {
            #expect(readings[id]?.hasPrefix("continuous") == true, "\(id): \(readings[id] ?? "")")
            #expect(readings[id]?.split(separator: " ").count ?? 9 <= 2, "\(id) has no due date")
        }
        #expect(
            readings["III.1"]?.split(separator: ";").map { $0.split(separator: " ")[0] } == ["continuous", "periodic"])
        for id in ["III.2", "III.4", "III.5", "III.6"] { #expect(readings[id] == "") }
        #expect(readings["III.7"]?.hasPrefix("compound") == true)
        #expect(readings["III.8"]?.hasPrefix("periodic") == true)

        #expect(names(loaded, programme, "2.1", .directing) == ["ban-thuong-vu"])
        #expect(names(loaded, programme, "2.1", .lead) == ["dang-doan-ldld"])
        #expect(names(loaded, programme, "2.1", .coordinating) == ["cac-cap-uy", "chinh-quyen", "so-nganh"])
        #expect(names(loaded, programme, "7.3", .executing) == ["ubnd-tinh", "so-nganh", "ldld-tinh"])
        #expect(
            programme.tasks.allSatisfy { $0.bodies(.monitoring).map { loaded.site.bodies[$0].id } == ["ban-dan-van"] })
        let bodies = loaded.site.bodies
        let committees = try #require(bodies.body(named: "Các cấp uỷ đảng"))
        #expect(bodies.expand(committees).count == 14, "thirteen districts through a nested group, and one more")
        let lead = try #require(bodies.body(named: "dang-doan-ldld"))
        #expect(bodies.superior(of: lead).flatMap { bodies.superior(of: $0) }.map { bodies[$0].id } == "tinh-uy")
    }

    @Test func namDinh() throws {
        let (_, programme, readings) = try read("nam-dinh")
        #expect(programme.tasks.count == 21)
        let phrases = programme.tasks.flatMap { programme.deadlines[Int($0.deadline)] }
        #expect(phrases.count == 23)
        #expect(phrases.filter { $0.hasPrefix("sau khi có hướng dẫn") }.count == 5)
        #expect(readings["1.1.1"] == "recurring 2022-10-01 2022-12-31")
        #expect(readings["1.1.3"] == "awaiting")
        #expect(readings["1.1.5"] == "once 2023-01-01 2023-12-31")
        #expect(readings["1.1.6"]?.hasPrefix("compound") == true)
        #expect(
            readings["1.2.2"]?.split(separator: ";").map { $0.split(separator: " ")[0] } == ["awaiting", "continuous"])
        #expect(readings["1.3.3"]?.hasPrefix("recurring") == true)
        #expect(readings["1.3.3"]?.hasSuffix("2022-12-31") == true)
        #expect(readings["1.3.4"] == "awaiting")
        #expect(readings["2"]?.hasPrefix("continuous") == true)
        let shared = programme.tasks.filter { $0.extra?.event == "huong-dan-cua-tinh" }.map(\.id)
        #expect(shared == ["1.1.3", "1.1.7", "1.2.2", "1.2.4"])
    }

    @Test func phuTho() throws {
        let (_, programme, readings) = try read("phu-tho")
        #expect(programme.tasks.count == 18)
        #expect(programme.issued == Day("2021-09-21"))
        let targets = programme.tasks.compactMap { task in
            task.extra?.target.map {
                "\(readings[task.id]?.suffix(10) ?? "") \($0.metric) \($0.milli / 1000) \($0.unit ?? "")"
            }
        }
        #expect(
            targets == [
                "2023-12-31 đoàn viên 137000 người", "2023-12-31 đơn vị có thỏa ước 80 %",
                "2025-12-31 đoàn viên 145000 người", "2025-12-31 đơn vị có thỏa ước 85 %",
                "2030-12-31 đoàn viên 170000 người", "2030-12-31 đơn vị có thỏa ước 90 %",
                "2045-12-31 đơn vị có thỏa ước 99 %",
            ])
        #expect(readings["II.2.4.1"] == "once 2021-09-21 2045-12-31")
        #expect(readings["IV.5"] == "once 2021-10-01 2021-10-31")
        #expect(readings["III.5.1"]?.hasPrefix("compound") == true)
        #expect(
            readings["IV.6"]?.split(separator: ";").map { $0.trimmingPrefix(" ").split(separator: " ")[0] }
                == ["continuous", "periodic", "periodic"])
        #expect(readings["IV.2"] == "")
    }
}
