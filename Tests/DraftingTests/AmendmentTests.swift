import Dates
import Deadlines
import Diagnostics
import Drafting
import Programmes
import Testing

struct AmendmentTests {
    /// Whom the directory lacks, a file cannot name: its own bodies stay, and a person is told which are missing.
    @Test func bodiesThatTheDirectoryLacksAreNamed() {
        let text = """
            ỦY BAN NHÂN DÂN XÃ TÂN AN
            Số: 15/KH-UBND
            Tân An, ngày 20 tháng 01 năm 2026

            KẾ HOẠCH
            Chuyển đổi số năm 2026

            II. NHIỆM VỤ

            1. Sở Nội vụ rà soát danh sách cán bộ trước ngày 30/4/2026.

            2. Hội Khuyến học xã mở 02 lớp học buổi tối trước ngày 30/5/2026.
            """
        let draft = draftProgramme(text, in: DraftingTests.context())
        func task(_ i: Int, ledBy body: String) -> TaskInForce {
            TaskInForce(
                id: "\(i + 1)", title: draft.tasks[i].title, deadlines: draft.tasks[i].deadlines.map(\.value),
                bodies: [.lead: [body]])
        }
        let tasks = [task(0, ledBy: "Ban Tuyên giáo"), task(1, ledBy: "Sở Nội vụ")]
        let context = ReadingContext(issued: draft.issued, calendar: .vietnam)
        let amendment = compareDraft(draft, with: tasks, old: context, new: context)
        #expect(amendment.changes.map(\.unknownBodies) == [[], ["Hội Khuyến học xã"]])
        let said = amendment.lines(tasks: tasks, draft: draft, .vi)
        #expect(said.count == 3)
        #expect(said[1].hasSuffix(": khác cơ quan, giữ theo tệp cũ"))
        #expect(said[2].hasSuffix(": danh bạ chưa có “Hội Khuyến học xã”, giữ theo tệp cũ"))
        #expect(
            amendment.lines(tasks: tasks, draft: draft, .en)[2]
                .hasSuffix(": the directory lacks “Hội Khuyến học xã”; the file's bodies stay"))
    }

    /// A task is known again where most words are the same, where a long title was cut or went on, and where the number
    /// stayed and nearly half of the words.
    @Test(
        arguments: [
            ("4", "Sở Nội vụ rà soát lại danh sách cán bộ, công chức xã năm nay", 0),
            ("4", "Sở Nội vụ rà soát danh sách cán bộ", 0),
            ("1", "Sở Nội vụ rà soát danh sách, hồ sơ cán bộ không chuyên trách", 0),
            ("4", "Sở Nội vụ rà soát danh sách, hồ sơ cán bộ không chuyên trách", nil),
            ("1", "Hội Khuyến học mở lớp dạy nghề cho phụ nữ", nil),
        ] as [(String, String, Int?)]) func aTaskIsKnownAgain(number: String, title: String, old: Int?) throws
    {
        let inForce = "Rà soát danh sách cán bộ, công chức xã đang công tác tại các thôn"
        let text = """
            KẾ HOẠCH
            Công tác cán bộ năm 2026

            II. NHIỆM VỤ

            \(number). \(title).
            """
        let draft = draftProgramme(text, in: DraftingTests.context())
        try #require(draft.tasks.count == 1)
        let context = ReadingContext(issued: draft.issued, calendar: .vietnam)
        let task = TaskInForce(id: "1", title: inForce, deadlines: [], bodies: [:])
        let amendment = compareDraft(draft, with: [task], old: context, new: context)
        #expect(amendment.changes.first { $0.new == 0 }?.old == old, "\(draft.tasks[0].id) \(draft.tasks[0].title)")
    }
}
