import Foundation
import Testing

/// `dondoc test`: what makes it fail, and what it says of tests that cannot.
@Suite struct TestCommandTests {
    private static let passing = """

        kiểm thử "nhắc trước"
          nhiệm vụ thời hạn "ngày 30/11/2021" ban hành 01/10/2021 chủ trì "don-vi-a"
          vào 23/11/2021 mong đợi nhắc chủ trì

        """

    private func rules(of site: SmallSite) throws -> String {
        try String(contentsOf: URL(filePath: site.site + "/rules/10-nhac.rules"), encoding: .utf8)
    }

    @Test func aRuleFileThatDoesNotCheckFails() throws {
        let site = try SmallSite()
        defer { site.remove() }
        try site.write("rules/10-nhac.rules", try rules(of: site) + Self.passing)
        #expect(try site.dondoc("test").code == 0)
        try site.write("rules/20-sai.rules", "quy tắc \"sai\" khi\n")
        let outcome = try site.dondoc("test", language: "en")
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("rules/20-sai.rules:1"))
        #expect(outcome.output.contains("✓ nhắc trước"))
    }

    @Test func aTestThatExpectsNothingIsTold() throws {
        let site = try SmallSite()
        defer { site.remove() }
        try site.write(
            "rules/20-them.rules", "kiểm thử \"trống\" nhiệm vụ thời hạn \"ngày 30/11/2021\" chủ trì \"don-vi-a\"\n")
        let outcome = try site.dondoc("test", language: "en")
        #expect(outcome.code == 0)
        #expect(outcome.errors.contains("R090"))
        #expect(outcome.errors.contains("rules/20-them.rules:1"))
    }

    @Test func defaultsAreNotInForceForAFileNamedAlone() throws {
        let site = try SmallSite()
        defer { site.remove() }
        try site.write("rules/00-chung.rules", "mặc định\n  lúc 17:00\n")
        try site.write("rules/10-nhac.rules", try rules(of: site) + Self.passing)
        let alone = try site.dondoc("test", site.site + "/rules/10-nhac.rules", language: "en")
        #expect(alone.code == 0)
        #expect(alone.errors.contains("the site's defaults are not in force"))
        #expect(alone.errors.contains("rules/00-chung.rules"))
        let both = try site.dondoc(
            "test", site.site + "/rules/00-chung.rules", site.site + "/rules/10-nhac.rules", language: "en")
        #expect(both.code == 0)
        #expect(!both.errors.contains("defaults"))
        #expect(!(try site.dondoc("test", language: "en").errors.contains("defaults")))
    }

    /// Words are looked for in the letters as they are sent.
    @Test(arguments: [("30/11/2021", Int32(0)), ("31/12/2021", 1)]) func wordsOfALetter(_ text: String, _ code: Int32)
        throws
    {
        let site = try SmallSite()
        defer { site.remove() }
        try site.write(
            "rules/10-nhac.rules",
            try rules(of: site) + Self.passing + "  vào 23/11/2021 mong đợi nội dung \"\(text)\"\n")
        let outcome = try site.dondoc("test", language: "en")
        #expect(outcome.code == code)
        #expect(outcome.output.contains("no letter has the words") == (code == 1))
    }

    /// The vendor's own tests are about the vendor's rules, whatever bodies, calendar and settings the site has.
    @Test func theVendorsTestsPassOnEverySite() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let vendor = site.folder.appending(path: "vendor").path
        try site.folder.appending(path: "vendor/rules").file(
            "50-nhac.rules",
            Data(
                """
                quy tắc "cuoi-quy" với thời hạn là thường xuyên khi mỗi quý vào ngày làm việc cuối báo cáo cấp trên của chủ trì
                kiểm thử "cấp trên"
                  nhiệm vụ thời hạn "thường xuyên" ban hành 01/10/2021 chủ trì "ban-thuong-vu"
                  vào 31/12/2021 mong đợi báo cáo cấp trên của chủ trì

                """.utf8))
        try site.write("dondoc.yaml", "reading:\n  continuous: every month\n")
        try site.write("calendar/2021.yaml", "off: [2021-12-31]\n")
        let arguments = ["test", "--site", site.site, "--vendor", vendor, "--state", site.state, "--spool", site.spool]
        let outcome = try RunningProgram("dondoc", arguments, environment: ["LC_ALL": "vi_VN.UTF-8"]).end()
        #expect(outcome.code == 0, "\(outcome.output)")
    }
}
