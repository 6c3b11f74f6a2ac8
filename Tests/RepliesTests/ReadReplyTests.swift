import Dates
import Deadlines
import TestKit
import Testing

@testable import Replies

/// What people write first in an answer.
@Suite struct ReadReplyTests {
    private static let tasks = [
        LetterTask(programme: "01-KH-TU", task: "1.1", occurrence: "2026"),
        LetterTask(programme: "01-KH-TU", task: "2", occurrence: "2026"),
        LetterTask(programme: "02-KH-TU", task: "2", occurrence: "2026"),
    ]
    /// The answer came on 2026-06-10.
    static let context = ReadingContext(issued: Day("2026-06-10")!, calendar: .vietnam)

    private func read(_ lines: String...) -> Reply? {
        readReply(lines, tasks: Self.tasks, in: Self.context)
    }

    @Test(arguments: [
        "Đã xong", "Đã xong.", "da xong", "Xong", "Xong rồi ạ.", "ĐÃ HOÀN THÀNH", "Đã hoàn thành!", "Hoàn thành",
        "Báo cáo: đã hoàn thành.", "Đơn vị đã hoàn thành.", "Xin báo cáo đã thực hiện xong", "Done", "Completed.",
        "We have completed",
        "It is done, thank you", "Đã hoàn thành đúng hạn. Trân trọng", "\u{200B}Đã xong", "- Đã hoàn tất", "“Đã xong”",
        "Đã hoàn thành công việc này",
        "da\u{0303} xong",
    ])
    func done(line: String) { #expect(read(line) == Reply(.done)) }

    @Test(arguments: [
        "Đã tiếp nhận", "Tiếp nhận.", "da tiep nhan", "Đã nhận được thư", "Đã nhận.", "Acknowledged",
        "Received, thanks",
        "Đơn vị đã tiếp nhận", "Noted",
    ])
    func acknowledged(line: String) { #expect(read(line) == Reply(.acknowledged)) }

    @Test(arguments: [
        ("Hoàn thành ngày 5/6/2026", "2026-06-05"), ("Đã hoàn thành vào ngày 05/06/2026.", "2026-06-05"),
        ("Đã xong ngày 5-6-2026", "2026-06-05"), ("Đã xong 5/6/2026", "2026-06-05"), ("Đã xong hôm nay", "2026-06-10"),
        ("Đã xong hôm qua", "2026-06-09"), ("Đã hoàn thành ngày 5 tháng 6 năm 2026", "2026-06-05"),
        ("Done on 2026-06-05", "2026-06-05"), ("Completed on 5 June 2026", "2026-06-05"),
    ])
    func doneOnADay(line: String, day: String) { #expect(read(line) == Reply(.done, on: Day(day))) }

    @Test func documents() {
        let number = "12/BC-UBND"
        for line in [
            "Hoàn thành ngày 5/6/2026, văn bản 12/BC-UBND", "Đã xong ngày 5/6/2026, báo cáo số 12/BC-UBND.",
            "Done on 2026-06-05, document 12/BC-UBND", "Đã hoàn thành ngày 5/6/2026; số 12/BC-UBND",
        ] {
            #expect(read(line) == Reply(.done, on: Day("2026-06-05"), document: number), "\(line)")
        }
        #expect(
            read("Đã hoàn thành, báo cáo số 12/BC-UBND ngày 4/6/2026")
                == Reply(.done, document: number, documentDate: Day("2026-06-04")))
        #expect(read("Đã xong, văn bản 45-BC/BTG") == Reply(.done, document: "45-BC/BTG"))
    }

    @Test(arguments: [
        ("Tiến độ 60%", "60%"), ("Tiến độ: 60 %", "60%"), ("60%", "60%"), ("Đã hoàn thành 60%", "60%"),
        ("Đạt 62,5%", "62,5%"),
        ("tien do 60%", "60%"), ("Tiến độ 137.000", "137.000"), ("Progress 60%", "60%"), ("Đã đạt 80 %.", "80%"),
    ])
    func progress(line: String, value: String) { #expect(read(line) == Reply(.progress(value))) }

    @Test func extensions() {
        let until = Day("2026-06-30")!
        for line in [
            "Xin gia hạn đến 30/6/2026: chờ số liệu", "Xin gia hạn đến ngày 30/06/2026, lý do: chờ số liệu",
            "Đề nghị gia hạn đến hết ngày 30/6/2026 vì chờ số liệu", "xin gia han den 30/6/2026 do chờ số liệu",
            "Đơn vị xin gia hạn thời hạn đến ngày 30 tháng 6 năm 2026: chờ số liệu",
            "Please extend to 2026-06-30: chờ số liệu",
            "Request extension until 30 June 2026: chờ số liệu", "Xin gia hạn đến 30/6: chờ số liệu",
        ] {
            #expect(read(line) == Reply(.askExtension(until: until, reason: "chờ số liệu")), "\(line)")
        }
        // The reason on the next line; none at all is none to record.
        #expect(
            read("Xin gia hạn đến 30/6/2026.", "Lý do: chờ số liệu của các huyện.")
                == Reply(.askExtension(until: until, reason: "chờ số liệu của các huyện.")))
        #expect(read("Xin gia hạn đến 30/6/2026") == nil)
        // A day that is past, or none.
        #expect(read("Xin gia hạn đến 1/6/2026: chờ số liệu") == nil)
        #expect(read("Xin gia hạn: chờ số liệu") == nil)
    }

    @Test(arguments: [
        ("Nhiệm vụ 1.1: đã xong", 0), ("1.1: Đã xong", 0), ("Đã xong nhiệm vụ 1.1", 0), ("01-KH-TU/2 đã xong", 1),
        ("Đã hoàn thành 02-KH-TU/2.", 2), ("Task 1.1 done", 0),
    ])
    func whichTask(line: String, task: Int) { #expect(read(line) == Reply(.done, task: task)) }

    /// What a person has to look at: what is not done, half done, or something else altogether.
    @Test(arguments: [
        "Chưa xong", "Đã xong chưa?", "Không hoàn thành", "Sẽ hoàn thành ngày 30/6/2026", "Cơ bản đã hoàn thành",
        "Đã xong một phần", "Gần xong", "Đã hoàn thành 3 việc", "Not done", "Almost done", "It will be done",
        "Đang làm", "",
        "?", "Hoàn thành, trừ phần phụ lục", "Đã xong nhưng còn chờ ký", "Kính gửi Văn phòng",
        "Xin hỏi về nhiệm vụ 1.1", "100", "5/6/2026",
        "Đã nhận nhưng không phải việc của chúng tôi", "Ban Dân vận chưa hoàn thành", ":::", "% %",
    ])
    func somethingElse(line: String) { #expect(read(line) == nil) }

    /// Understood, with words that were not.
    @Test(arguments: [
        "Ban Dân vận Tỉnh ủy đã hoàn thành.", "Đã hoàn thành quán triệt Nghị quyết", "Đã hoàn thành ngày 30/6/2026",
    ])
    func notForSure(line: String) {
        let reply = read(line)
        #expect(reply?.kind == .done && reply?.isCertain == false)
    }

    @Test func greetingsComeBefore() {
        #expect(read("Kính gửi: Văn phòng Tỉnh ủy,", "Đã xong.", "Trân trọng") == Reply(.done))
        #expect(read("Dear Sir,", "Done.") == Reply(.done))
        #expect(read("Chào anh Lan", "Xong nhé") == Reply(.done))
        // The one that matters is the first.
        #expect(read("Xin chào, hệ thống này là gì?", "Đã xong") == Reply(.done))
        #expect(read("Chúng tôi cần họp.", "Đã xong") == nil)
    }

    @Test func nothingTraps() throws {
        var seed: UInt64 = 1
        let pieces = [
            "đã", "xong", "hoàn thành", "ngày", "5/6/2026", "99999999999/9/9", "%", "60%", ":", ",", "đến",
            "xin gia hạn", "1.1", "văn bản", "số",
            "12/BC-UBND", "lý do", "\u{301}", "—", "nhiệm vụ", "tiến độ", "", "hôm nay", "31/02/2026", "0/0/0", "-",
            "to", "on", "June",
        ]
        var answers: [(input: String, answer: String)] = []
        for number in 0..<20_000 {
            var line = ""
            for _ in 0..<8 {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                line += pieces[Int(seed >> 33) % pieces.count] + (seed % 3 == 0 ? "" : " ")
            }
            let reply = read(line, line)
            guard number % 10 == 0 else { continue }
            let said = reply.map { stableDigest("\($0)").hexadecimal(digits: 8) }
            answers.append((input: "\(number) \(line)", answer: said ?? "nothing"))
        }
        let changes = try HeldAnswers("replies.tsv").changes(answers)
        #expect(changes == nil, "\(changes ?? "")")
    }
}
