import Foundation
import Testing

/// `dondoc deliver`, killed again and again.
@Suite struct DeliverTests {
    @Test func killedAtAnyPointItLosesNothing() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let record = site.folder.appending(path: "record").path
        try site.write("bodies.yaml", "bodies:\n  - id: van-phong\n    name: Văn phòng\n    email: vp@example.vn\n")
        try site.write(
            "dondoc.yaml",
            // A subject a line: appended by one write, as a mail system would take a message whole.
            "sendmail: [/bin/sh, -c, 'grep ^Subject >> \(record); exit 0']\n")
        let spool = URL(fileURLWithPath: site.spool)
        let names = (100..<160).map { "\($0).m.host" }
        for name in names { try spool.file("van-phong/new/\(name)", "Subject: \(name)\n\nnội dung\n") }
        for folder in ["staging", "van-phong/cur", "van-phong/tmp"] {
            try FileManager.default.createDirectory(
                at: spool.appending(path: folder), withIntermediateDirectories: true)
        }

        let options = ["--site", site.site, "--vendor", "/nonexistent", "--spool", site.spool]
        var kills = 0
        func waiting() throws -> Int {
            try FileManager.default.contentsOfDirectory(atPath: site.spool + "/van-phong/new").count
        }
        while try waiting() > 10, kills < 200 {
            let deliverer = try RunningProgram("dondoc", ["deliver"] + options)
            Thread.sleep(forTimeInterval: Double(kills * 7 % 40 + 15) / 1000)
            kill(deliverer.process.processIdentifier, SIGKILL)
            _ = try deliverer.end()
            kills += 1
        }
        #expect(kills > 0)
        // The command that was running when its deliverer was killed may still be at work.
        Thread.sleep(forTimeInterval: 0.2)
        let last = try RunningProgram("dondoc", ["deliver", "--once"] + options).end()
        #expect(last.code == 0, "\(last.errors)")
        #expect(try waiting() == 0)
        let kept = try FileManager.default.contentsOfDirectory(atPath: site.spool + "/van-phong/cur").sorted()
        #expect(kept == names.map { $0 + ":2,P" })
        let taken = try String(contentsOfFile: record, encoding: .utf8).split(separator: "\n").map { $0.dropFirst(9) }
        #expect(Set(taken.map(String.init)) == Set(names))
        // Twice is only what was killed between the command's yes and the rename.
        #expect(taken.count - names.count <= kills)
    }
}
