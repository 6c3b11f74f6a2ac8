import Foundation
import Testing

/// Names and titles that try to write on the terminal what nobody wrote.
@Suite struct HostileTextTests {
    /// Escape sequences, line breaks, a bell, writing directions, what looks like a header, HTML, YAML of its own.
    private static let text =
        #"a\e[2J\e]0;title\a\r\nBcc: x@y\n\nok \b\x9b31m\u202egnort\u2066 \u200f\u061c\u200e <script>x</script> %s 'q' \u2028z"#

    private func hostileSite() throws -> SmallSite {
        let site = try SmallSite()
        try site.write(
            "bodies.yaml",
            "bodies:\n  - id: ban-dan-van\n    name: \"\(Self.text)\"\n    aliases: [\"\(Self.text) 2\"]\n")
        try site.write(
            "programmes/x.yaml",
            """
            programme: X
            title: "\(Self.text)"
            issued: 2021-09-30
            since: 2021-09-30
            tasks:
              - id: "1"
                title: "\(Self.text)"
                lead: [ban-dan-van]
                deadline: ["Trong quý IV/2021", "\(Self.text)"]
                tags: ["\(Self.text)"]
              - id: "2\\e[31m"
                title: Hai
                lead: ["không có \(Self.text)"]
                deadline: Hằng năm

            """)
        try site.write("programmes/01-KH-TU.yaml", "programme: \"\(Self.text)\"\ntitle: b\nissued: 2021-01-01\n")
        try site.write(
            "rules/10-nhac.rules",
            "quy tắc \"nhac\u{1B}[31m\"\n khi trước hạn 7 ngày\n nhắc chủ trì, cơ quan \"x\u{202E}\u{1B}[2J\"\n")
        return site
    }

    private func expectTame(_ outcome: RunningProgram.Outcome, _ command: String) {
        let bad = (outcome.output + outcome.errors).unicodeScalars.filter { scalar in
            switch scalar.value {
            case 0x0A: false
            case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
            default: false
            }
        }
        #expect(bad.isEmpty, "\(command): \(bad.map { String($0.value, radix: 16) }) in \(outcome.output)")
        #expect(!(outcome.output + outcome.errors).contains("\nBcc:"), "\(command)")
        #expect(outcome.code <= 3)
    }

    @Test func nothingOfItReachesTheTerminal() throws {
        let site = try hostileSite()
        defer { site.remove() }
        for language in ["vi", "en"] {
            for command in [
                ["check"], ["list", "--all"], ["status"], ["show", "X/1"], ["why", "X/1"], ["show", "X/\u{1B}[2J"],
                ["simulate", "--from", "2021-12-01", "--to", "2022-02-01"], ["list", "--body", "\u{1B}[2J"],
                ["why", "X/1", "--rule", "\u{202E}x"], ["done", "X/1", "--by", "a\u{1B}[2J\nBcc: b"],
                ["audit", "rows"], ["plan", "--against", site.site], ["reload"], ["test"], ["explain", "\u{1B}[2J"],
                ["\u{1B}[2J"], ["list", "--\u{1B}[2J"], ["report", "--html", "-"], ["export", "json"],
            ] {
                let options = ["--site", site.site, "--vendor", "/nonexistent", "--state", site.state]
                let spool = ["--spool", site.spool]
                let outcome = try RunningProgram(
                    "dondoc", command + options + spool, environment: ["LC_ALL": language + "_VN.UTF-8"]
                ).end()
                expectTame(outcome, command.joined(separator: " "))
            }
        }
        expectTame(try dondoc("deadline", "trước \u{1B}[2J ngày \u{202E} 15/12/2022\nBcc: x"), "deadline")
    }

    /// A title of 100 KB is told, shortly, and nobody waits for it.
    @Test func whatNeverEndsIsToldShortly() throws {
        let site = try hostileSite()
        defer { site.remove() }
        let long = String(repeating: "Rất dài ", count: 12_500)
        try site.write(
            "programmes/x.yaml",
            "programme: X\ntitle: \(long)\nissued: 2021-09-30\ntasks:\n  - id: \"1\"\n    title: \(long)\n    deadline: \(long)\n"
        )
        for command in ["check", "list", "status"] {
            let outcome = try site.dondoc(command)
            #expect(outcome.output.utf8.count + outcome.errors.utf8.count < 40_000, "\(command)")
            expectTame(outcome, command)
        }
    }
}
