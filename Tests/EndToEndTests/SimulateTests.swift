import Foundation
import Testing

@Suite struct SimulateTests {
    @Test func printsOneObjectPerNoticeAndRecipient() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let run = try site.dondoc("simulate", "--from", "2021-12-01", "--to", "2021-12-31", "--json")
        #expect(run.code == 0)
        // Seven days before 31/12/2021, then one working day; to the lead and to the monitoring body.
        #expect(
            run.output == """
                {"at":"2021-12-24T08:00:00+07:00","kind":"reminder","rule":"nhac-truoc-han","step":0,"repeat":0,"programme":"01-KH-TU","task":"1.1","occurrence":"2021-Q4","start":"2021-10-01","due":"2021-12-31","recipient":"ban-dan-van","role":"monitoring","late":false,"dueNumber":0,"firstDue":"2021-12-31","subjects":["ban-tuyen-giao"]}
                {"at":"2021-12-24T08:00:00+07:00","kind":"reminder","rule":"nhac-truoc-han","step":0,"repeat":0,"programme":"01-KH-TU","task":"1.1","occurrence":"2021-Q4","start":"2021-10-01","due":"2021-12-31","recipient":"ban-tuyen-giao","role":"lead","late":false,"dueNumber":0,"firstDue":"2021-12-31","subjects":["ban-tuyen-giao"]}
                {"at":"2021-12-30T08:00:00+07:00","kind":"reminder","rule":"nhac-truoc-han","step":1,"repeat":0,"programme":"01-KH-TU","task":"1.1","occurrence":"2021-Q4","start":"2021-10-01","due":"2021-12-31","recipient":"ban-dan-van","role":"monitoring","late":false,"dueNumber":0,"firstDue":"2021-12-31","subjects":["ban-tuyen-giao"]}
                {"at":"2021-12-30T08:00:00+07:00","kind":"reminder","rule":"nhac-truoc-han","step":1,"repeat":0,"programme":"01-KH-TU","task":"1.1","occurrence":"2021-Q4","start":"2021-10-01","due":"2021-12-31","recipient":"ban-tuyen-giao","role":"lead","late":false,"dueNumber":0,"firstDue":"2021-12-31","subjects":["ban-tuyen-giao"]}

                """)
    }

    @Test func supposesWhatIsGiven() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let given = site.folder.appending(path: "given.json").path
        try "{\"at\":\"2021-12-25\",\"report\":\"done\",\"task\":\"01-KH-TU/1.1@2021-Q4\"}\n"
            .write(toFile: given, atomically: true, encoding: .utf8)
        let run = try site.dondoc("simulate", "--from", "2021-12-01", "--to", "2022-12-31", "--json", "--given", given)
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.objects.map { $0["step"] as? Int } == [0, 0])
        try "\n{\"at\":\"2021-12-25\",\"report\":\"dnoe\"}\n".write(toFile: given, atomically: true, encoding: .utf8)
        let wrong = try site.dondoc("simulate", "--from", "2021-12-01", "--to", "2022-12-31", "--given", given)
        #expect(wrong.code == 3)
        #expect(wrong.errors.contains("given.json:2: "))
    }

    @Test func showsAPersonATable() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let run = try site.dondoc("simulate", "--from", "2021-12-01", "--to", "2022-01-31")
        #expect(run.code == 0)
        #expect(run.output.contains("Thứ Sáu 24/12/2021"))
        #expect(run.output.contains("01-KH-TU/1.1@2021-Q4"))
        #expect(run.output.contains("→ Ban Dân vận Tỉnh ủy, Ban Tuyên giáo Tỉnh ủy"))
        #expect(run.output.contains("5 lời nhắc, 2 báo cáo lên trên, gửi 3 cơ quan."), "\(run.output)")
        let none = try site.dondoc("simulate", "--from", "2021-11-01", "--to", "2021-11-02", "--lang", "en")
        #expect(none.output == "No notices.\n")
    }

    /// Each line of the table has the title of its own task, whichever programme it is of.
    @Test func severalProgrammes() throws {
        let site = try SmallSite()
        defer { site.remove() }
        for (id, title) in [("00-KH", "Lập danh sách"), ("02-KH", "Tổng hợp kết quả")] {
            try site.write(
                "programmes/\(id).yaml",
                """
                programme: \(id)
                title: Kế hoạch
                issued: 2021-09-30
                tasks:
                  - id: "1"
                    title: \(title)
                    lead: [ban-dan-van]
                    deadline: Trong quý IV/2021

                """)
        }
        let run = try site.dondoc("simulate", "--from", "2021-12-24", "--to", "2021-12-24")
        #expect(run.code == 0, "\(run.errors)")
        let lines = run.output.split(separator: "\n").filter { $0.contains("2021-Q4") }
        #expect(lines.count == 3)
        for (line, title) in zip(lines, ["Lập danh sách", "Quán triệt Nghị quyết", "Tổng hợp kết quả"]) {
            #expect(line.contains(title), "\(line)")
        }
    }
}
