import Foundation
import Testing

/// What other programs and people take away: a sheet, a calendar, a page.
@Suite struct ExportTests {
    private func site() throws -> SmallSite {
        let site = try SmallSite()
        try site.write(
            "programmes/02.yaml",
            """
            programme: 02-KH-TU
            title: Kế hoạch "thử" <b>một</b>, hai & ba
            issued: 2021-09-30
            since: 2021-09-30
            tasks:
              - id: "1"
                title: =HYPERLINK("http://x","bấm"), <script>document.title='x'</script>
                lead: [ban-dan-van, ban-tuyen-giao]
                deadline: [Trong tháng 10/2021, hằng năm]

            """)
        return site
    }

    @Test func aSheetThatSpreadsheetsReadAndDoNotRun() throws {
        let site = try site()
        defer { site.remove() }
        let run = try site.dondoc("export", "csv", "--now", "2021-12-05")
        #expect(run.code == 0 && run.errors.isEmpty)
        #expect(Array(run.output.utf8.prefix(3)) == [0xEF, 0xBB, 0xBF])
        let lines = run.output.components(separatedBy: "\r\n")
        #expect(lines.count == 6 && lines.last == "")
        #expect(
            lines[0].contains("Hạn theo luật,Tình trạng,Số ngày quá hạn,Tiến độ (%),Số lần nhắc,Số ký hiệu,Ban hành"))
        #expect(
            lines[1].hasPrefix(
                "01-KH-TU,1.1,Quán triệt Nghị quyết,Ban Thường vụ Tỉnh ủy,Ban Tuyên giáo Tỉnh ủy,,,Ban Dân vận Tỉnh ủy,"
                    + "Trong quý IV/2021,01/10/2021 – 31/12/2021,2021-Q4,2021-10-01,2021-12-31,2021-12-31,2021-12-31,còn 26 ngày,0,,0,"
                    + "01-KH/TU,2021-09-30,Ban Thường vụ Tỉnh ủy,,2021-09-30,")
        )
        #expect(
            lines[4].hasPrefix(
                #"02-KH-TU,1,"'=HYPERLINK(""http://x"",""bấm""), <script>document.title='x'</script>",,"#
                    + "Ban Dân vận Tỉnh ủy; Ban Tuyên giáo Tỉnh ủy,"))
        #expect(
            lines[4].contains(
                #",2021-10,2021-10-01,2021-10-31,2021-10-29,2021-11-01,"0/2 xong, quá hạn 34 ngày",34,"#))
    }

    /// The sheet of one programme loads as that programme, in either language.
    @Test(arguments: ["vi", "en"]) func aSheetThatLoadsAgain(_ language: String) throws {
        let site = try site()
        defer { site.remove() }
        let run = try site.dondoc(
            "export", "csv", "--now", "2021-12-05", "--programme", "01-KH-TU", language: language)
        let other = try SmallSite()
        defer { other.remove() }
        try FileManager.default.removeItem(atPath: other.site + "/programmes/01-KH-TU.yaml")
        try other.write("programmes/a.csv", run.output)
        let checked = try other.dondoc("check", "--lang", "en")
        #expect(checked.code == 0 && !checked.output.contains("warning"), "\(checked.output)\(checked.errors)")
        let before = try site.dondoc("list", "--all", "--json", "--now", "2021-12-05", "--programme", "01-KH-TU")
            .objects
        let after = try other.dondoc("list", "--all", "--json", "--now", "2021-12-05").objects
        for key in ["task", "title", "due", "occurrence"] {
            #expect(before.map { $0[key] as? String } == after.map { $0[key] as? String }, "\(key)")
        }
    }

    @Test func onlyWhatWasAskedFor() throws {
        let site = try site()
        defer { site.remove() }
        let late = try site.dondoc("export", "json", "--now", "2021-12-05", "--overdue").objects
        #expect(late.map { $0["occurrence"] as? String } == ["2021-10"])
        let mine = try site.dondoc("export", "json", "--now", "2021-12-05", "--programme", "01-KH-TU").objects
        #expect(mine.map { $0["task"] as? String } == ["1.1", "1.2", "1.3"])
        #expect(try site.dondoc("export", "xls").code == 2)
    }

    @Test func aCalendarOfEveryDueDate() throws {
        let site = try site()
        defer { site.remove() }
        let run = try site.dondoc("export", "ics", "--now", "2021-12-05")
        #expect(run.code == 0)
        let lines = run.output.components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 75 })
        #expect(lines.first == "BEGIN:VCALENDAR" && lines.dropLast().last == "END:VCALENDAR")
        let unfolded = run.output.replacing("\r\n ", with: "")
        #expect(unfolded.contains("UID:01-KH-TU/1.1@2021-Q4@"))
        #expect(unfolded.contains("DTSTART;VALUE=DATE:20211031\r\nDTEND;VALUE=DATE:20211101\r\n"))
        // October's, and this year's and the next of what is due every year.
        #expect(unfolded.components(separatedBy: "UID:02-KH-TU/1@").count == 4)
        #expect(try site.dondoc("export", "ics", "--now", "2021-12-05").output == run.output)
    }

    @Test func aPageForPeople() throws {
        let site = try site()
        defer { site.remove() }
        let file = site.folder.appending(path: "page.html").path
        let run = try site.dondoc("report", "--html", file, "--now", "2021-12-05")
        #expect(run.code == 0 && run.output.isEmpty && run.errors.isEmpty)
        let page = try String(contentsOfFile: file, encoding: .utf8)
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"vi\">"))
        // Nothing of a title is markup.
        #expect(!page.contains("<script>") && !page.contains("<b>một"))
        #expect(page.contains("&lt;script&gt;document.title=&#39;x&#39;&lt;/script&gt;"))
        // Figures are of shares, of all occurrences: October's two are overdue, as `status` says too.
        #expect(page.contains("4 nhiệm vụ, 9 phần việc"))
        #expect(page.contains("Quá hạn <b>2</b>"))
        #expect(page.contains(#"<td class="s overdue">0/2 xong, quá hạn 34 ngày</td>"#))
        let status = try site.dondoc("status", "--json", "--now", "2021-12-05").objects.first
        #expect(status?["shares"] as? Int == 9 && status?["overdue"] as? Int == 2)
        // Each occurrence has a line then, and the figures are the same.
        let all = try site.dondoc("report", "--html", "-", "--now", "2021-12-05", "--all").output
        #expect(all.contains("4 nhiệm vụ, 9 phần việc"))
        let late = try site.dondoc("report", "--html", "-", "--now", "2021-12-05", "--overdue").output
        #expect(late.contains("1 nhiệm vụ, 2 phần việc"))
        let english = try site.dondoc("report", "--html", "-", "--now", "2021-12-05", language: "en")
        #expect(english.output.contains("<html lang=\"en\">") && english.output.contains("34 days overdue"))
        #expect(try site.dondoc("report", "--html", site.folder.appending(path: "no/page.html").path).code == 3)
        #expect(try site.dondoc("report").code == 2)
    }

    /// No line of a table is wider than the window; what can be spared goes first, the standing never.
    @Test(arguments: [(50, ["Thời hạn", "Hiểu là", "Kỳ"]), (72, ["Kỳ"]), (132, [])])
    func aNarrowWindow(columns: Int, without: [String]) throws {
        let site = try SmallSite()
        defer { site.remove() }
        let run = try RunningProgram(
            "dondoc",
            ["list", "--site", site.site, "--state", site.state, "--vendor", "/nonexistent", "--now", "2021-10-02"],
            environment: ["LC_ALL": "vi_VN.UTF-8", "COLUMNS": "\(columns)"]
        ).end()
        #expect(run.code == 0, "\(run.errors)")
        let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines.contains("01-KH-TU  Kế hoạch thực hiện Nghị quyết 02-NQ/TW (01-KH/TU)"))
        for line in lines where line.hasPrefix(" ") { #expect(line.count <= columns, "\(line)") }
        for title in ["Số", "Nhiệm vụ", "Thời hạn", "Hiểu là", "Kỳ", "Hạn", "Tình trạng"] {
            #expect(lines[0].contains("  " + title) == !without.contains(title), "\(title): \(lines[0])")
        }
    }

    /// To-dos in place of events: what has no day, too.
    @Test func todosOfABody() throws {
        let site = try site()
        defer { site.remove() }
        let run = try site.dondoc("export", "ics", "--todos", "--body", "ban-tuyen-giao", "--now", "2021-12-05")
        #expect(run.code == 0 && !run.output.contains("BEGIN:VEVENT"))
        let entry = try #require(
            run.output.components(separatedBy: "BEGIN:VTODO\r\n").first { $0.contains("UID:todo/01-KH-TU/1.1@2021-Q4") }
        )
        #expect(entry.contains("\r\nDTSTART;VALUE=DATE:20211001\r\nDUE;VALUE=DATE:20211231\r\nPRIORITY:5\r\n"))
        #expect(run.output.contains("UID:todo/01-KH-TU/1.2@") && !run.output.contains("UID:todo/01-KH-TU/1.3@"))
        #expect(try site.dondoc("export", "csv", "--todos").code == 2)
    }

    /// Letters that nobody takes are seen.
    @Test func undeliveredLettersAreCounted() throws {
        let site = try SmallSite()
        defer { site.remove() }
        try site.folder.file("spool/ban-dan-van/.undeliverable/new/1.a.h", "x")
        #expect(try site.dondoc("metrics").output.contains("\ndondoc_letters_undelivered 1\n"))
        #expect(try site.dondoc("status").output.contains("Không chuyển được: 1 thư gửi Ban Dân vận Tỉnh ủy"))
    }
}
