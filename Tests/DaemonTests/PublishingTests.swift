import Control
import Foundation
import Glibc
import JSONText
import Testing

/// The page and the calendars that `dondoc.yaml` names are kept current.
@Suite(.serialized) struct PublishingTests {
    private func text(_ path: String) -> String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }

    private func waitFor(_ isMet: () -> Bool) -> Bool {
        for _ in 0..<400 {
            if isMet() { return true }
            usleep(50_000)
        }
        return false
    }

    @Test func followsWhatIsReported() throws {
        let place = try Workplace()
        let (page, feeds) = (place.root + "/page.html", place.root + "/feeds")
        mkdir(feeds, 0o755)
        try place.write("dondoc.yaml", "office: Văn phòng Tỉnh ủy\npage: \(page)\nfeeds: \(feeds)")
        // A minute of its clock in a second: what comes soon after another waits for five.
        let daemon = try place.start(now: "2021-12-01T09:00:00+07:00", speed: 60)
        daemon.waitUntilServing()
        #expect(waitFor { text(page).contains("2 nhiệm vụ, 2 phần việc") })
        #expect(text(page).contains("Văn phòng Tỉnh ủy") && text(page).hasSuffix("</html>\n"))
        let feed = feeds + "/ban-tuyen-giao.ics"
        #expect(waitFor { text(feed).contains("UID:01-KH-TU/1.1@2021-Q4/") })
        #expect(text(feed).hasSuffix("END:VCALENDAR\r\n"))
        // Who directs has it too.
        #expect(waitFor { text(feeds + "/ban-thuong-vu.ics").contains("SUMMARY:1.1") })

        _ = try daemon.client().call(
            "io.dondoc.Report", ["report": .string("done"), "task": .string("01-KH-TU/1.1"), "by": .string("Lan")])
        #expect(waitFor { text(page).contains("Xong đúng hạn <b>1</b>") })
        #expect(waitFor { !text(feed).contains("01-KH-TU/1.1") })
        daemon.send(SIGTERM)
        #expect(daemon.finish().code == 0)
        let left = try FileManager.default.contentsOfDirectory(atPath: place.root).filter { $0.hasSuffix(".tmp") }
        #expect(left.isEmpty)
    }

    /// Nothing of the page keeps notices back; that it cannot be written is told, until it can.
    @Test func whatCannotBeWrittenIsTold() throws {
        let place = try Workplace()
        let folder = place.root + "/www"
        try place.write("dondoc.yaml", "page: \(folder)/page.html")
        let daemon = try place.start(now: "2021-12-01T08:00:00+07:00", speed: 120)
        daemon.waitUntilServing()
        let troubled = try daemon.waitUntil {
            ($0["troubles"]?.array ?? []).contains { $0.string?.contains("www/page.html") ?? false }
        }
        #expect(troubled["notices"]?.integer == 1)
        #expect(place.mail("ban-tuyen-giao").count == 1)
        mkdir(folder, 0o755)
        _ = try daemon.waitUntil { $0["troubles"]?.array?.isEmpty ?? true }
        #expect(text(folder + "/page.html").hasPrefix("<!DOCTYPE html>"))
        daemon.send(SIGTERM)
        #expect(daemon.finish().code == 0)
    }
}
