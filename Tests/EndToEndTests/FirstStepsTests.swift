import Foundation
import Testing

/// From nothing to the first letters, as a new user would.
@Suite struct FirstStepsTests {
    private let folder = try! Scratch.folder()
    private var site: String { folder.appending(path: "coquan").path }
    private let vendor = RunningProgram.package.path

    private func dondoc(_ arguments: String..., language: String = "vi") throws -> RunningProgram.Outcome {
        try RunningProgram(
            "dondoc", arguments + ["--vendor", vendor], environment: ["LC_ALL": language + "_VN.UTF-8"]
        ).end()
    }

    @Test(arguments: ["vi", "en"]) func whatInitLaysOutChecksCleanAndPassesItsTests(_ language: String) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let made = try dondoc("init", site, language: language)
        #expect(made.code == 0 && made.errors.isEmpty, "\(made.errors)")
        let checked = try dondoc("check", "--site", site, language: language)
        #expect(checked.code == 0 && checked.output.hasPrefix("✓"), "\(checked.output)")
        let tested = try dondoc("test", "--site", site, language: language)
        #expect(tested.code == 0, "\(tested.output)")
        let formatted = try dondoc(
            "fmt", "--check", site + "/rules/10-nhac-han.rules", site + "/rules/20-qua-han.rules",
            site + "/rules/00-mac-dinh.rules", language: language)
        #expect(formatted.code == 0, "\(formatted.output)")
        // Nothing is overwritten.
        #expect(try dondoc("init", site, language: language).code == 2)
    }

    @Test func whatIsInForceIsShownWithItsFile() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        _ = try dondoc("init", site)
        let rules = try dondoc("rules", "--site", site).output
        #expect(rules.contains("rules/10-nhac-han.rules  thay cho \(vendor)/Rules/10-nhac-han.rules"), "\(rules)")
        #expect(rules.contains("nhac-truoc-han") && rules.contains("trước hạn 15 ngày, 3 ngày làm việc"))
        let first = try #require(try dondoc("rules", "--site", site, "--json").objects.first)
        #expect(first["name"] as? String == "nhac-truoc-han" && first["line"] as? Int == 2)
        #expect(first["replaces"] as? String == vendor + "/Rules/10-nhac-han.rules")
        // A vendor's file that a link switches off is told.
        try FileManager.default.createSymbolicLink(
            atPath: site + "/rules/50-tong-hop.rules", withDestinationPath: "/dev/null")
        #expect(try dondoc("rules", "--site", site).output.contains("50-tong-hop.rules  đã tắt"))

        let bodies = try dondoc("bodies", "--site", site).output
        #expect(bodies.contains("\u{A0}\u{A0}Phòng Tổng hợp") && bodies.contains("4 cơ quan, 1 nhóm."), "\(bodies)")
        let group = try dondoc("bodies", "--site", site, "--json").objects.last
        #expect(group?["members"] as? [String] == ["phong-tong-hop", "phong-tai-chinh"])

        let calendar = try dondoc("calendar", "--site", site, "--months", "2", "--now", "2026-04-10").output
        #expect(calendar.contains("Giỗ Tổ") && calendar.contains("ngày làm việc từ 01/04/2026 đến 31/05/2026"))
        #expect(try dondoc("calendar", "--months", "0", "--site", site).code == 2)
    }

    @Test func goingLive() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        _ = try dondoc("init", site)
        let before = try dondoc("status", "--site", site).output
        #expect(before.contains("Chưa hoạt động: chưa gửi gì") && before.contains("30 ngày tới sẽ gửi"), "\(before)")
        #expect(try dondoc("status", "--site", site, "--json").objects.first?["live"] as? Bool == false)
        let simulated = try dondoc("simulate", "--site", site, "--from", "2030-03-01", "--to", "2030-03-31")
        #expect(simulated.errors.contains("chưa gửi gì") && simulated.output.contains("nhac-truoc-han"))
        let live = try dondoc("go-live", "--site", site, "--from", "2030-01-15")
        #expect(live.code == 0 && live.output.contains("gửi thật: 2030-01-15"), "\(live.output)\(live.errors)")
        let settings = try String(contentsOfFile: site + "/dondoc.yaml", encoding: .utf8)
        #expect(settings.contains("\ngửi thật: 2030-01-15\n"))
        #expect(try dondoc("check", "--site", site).code == 0)
        #expect(try dondoc("status", "--site", site).output.contains("chưa gửi gì cho đến 15/01/2030"))
        let later = try dondoc("simulate", "--site", site, "--from", "2030-01-01", "--to", "2030-01-14")
        #expect(later.output.contains("Không có thông báo nào.") && later.errors.isEmpty)
        #expect(try dondoc("go-live", "--site", site).code == 0)
        #expect(try dondoc("status", "--site", site, "--json").objects.first?["live"] as? Bool == true)
        #expect(try dondoc("go-live", "--site", site).output.contains("không có gì thay đổi"))
    }

    /// A letter before it goes, with what will have been sent by then.
    @Test func aLetterIsShownBeforeItGoes() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        _ = try dondoc("init", site)
        let task = "ke-hoach-mau/2"
        let html = folder.appending(path: "thu.html").path
        let shown = try dondoc("preview", "--site", site, "--task", task, "--html", html)
        #expect(shown.code == 0 && shown.output.contains("Tiêu đề: Nhắc việc: nhiệm vụ 2 Báo cáo"), "\(shown.output)")
        #expect(shown.output.contains("Trả lời về: Văn phòng <vanphong@example.vn>"))
        #expect(shown.output.contains("\n  Tiếp theo: nếu quá hạn mà chưa có báo cáo, ngày "))
        #expect(try String(contentsOfFile: html, encoding: .utf8).hasPrefix("<!DOCTYPE html>"))
        let told = try dondoc(
            "preview", "qua-han", "--site", site, "--task", task, "--on", "2031-04-01", "--body", "lanh-dao", "--json")
        let letter = try #require(told.objects.first)
        #expect((letter["at"] as? String)?.hasPrefix("2031-04-0") == true)
        let text = try #require(letter["text"] as? String)
        #expect(text.contains("Xin báo cáo và đề nghị cho ý kiến chỉ đạo"), "\(text)")
        #expect(text.contains("Đã gửi: Phòng T") && text.contains("4 lần, gần nhất ngày 2"), "\(text)")
        #expect(try dondoc("preview", "qua-hn", "--site", site, "--task", task).code == 2)
        let none = try dondoc("preview", "nhac-phoi-hop", "--site", site, "--task", task)
        #expect(none.code == 1 && none.errors.contains("không có thư nào như vậy"))
    }

    /// Settings that were there, as the package brings them, stay and are told that nothing goes out yet.
    @Test func settingsThatWereThereStay() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try folder.file("coquan/dondoc.yaml", "# của gói\n#language: vi\n")
        let made = try dondoc("init", site)
        #expect(
            made.code == 0 && made.output.contains("đã có, thêm dòng “gửi thật: không”"), "\(made.output)\(made.errors)"
        )
        let settings = try String(contentsOfFile: site + "/dondoc.yaml", encoding: .utf8)
        #expect(settings.hasPrefix("# của gói\n#language: vi\n\n") && settings.hasSuffix("\ngửi thật: không\n"))
    }
}
