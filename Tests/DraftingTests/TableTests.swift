import Dates
import Drafting
import Programmes
import Testing

/// Tables as people have them: what is right for each was written before it was tried.
///
/// A task is written `id | title | roles | deadlines`, with `?` at its end where something was taken from the cell above.
struct TableTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let table: String
        let tasks: [String]
        /// Doubts about the table as a whole.
        var doubts = 0
        var testDescription: String { name }
    }

    static func draft(_ table: String) -> Draft {
        let head = """
            ỦY BAN NHÂN DÂN XÃ PHÚ LỄ
            Số: 42/KH-UBND
            Phú Lễ, ngày 12 tháng 02 năm 2026

            KẾ HOẠCH
            Thực hiện nhiệm vụ trọng tâm năm 2026

            PHỤ LỤC


            """
        return draftProgramme(
            head + table,
            in: DraftingContext(
                bodies: BodyDirectory([]), calendar: .vietnam, today: Day(unchecked: 2026, 3, 1), name: "bang"))
    }

    static func line(_ task: TaskDraft) -> String {
        let roles = Role.allCases.compactMap { role in
            let names = task.assignments.filter { $0.role == role }.map(\.body.name)
            return names.isEmpty ? nil : "\(role) " + names.joined(separator: ", ")
        }
        let isTaken = task.doubts.contains { if case .cellAbove = $0 { true } else { false } }
        return [
            task.id, task.title, roles.joined(separator: "; "), task.deadlines.map(\.value).joined(separator: "; "),
        ]
        .joined(separator: " | ") + (isTaken ? " ?" : "")
    }

    @Test(arguments: cases) func reads(_ one: Case) {
        let draft = Self.draft(one.table)
        #expect(draft.tasks.map(Self.line) == one.tasks)
        let doubts = draft.doubts.filter {
            switch $0 {
            case .unclearTable, .unknownColumn: true
            default: false
            }
        }
        #expect(doubts.count == one.doubts, "\(doubts)")
    }

    static let cases = merged + set + drawn + listed

    // MARK: Merged cells

    static let merged = [
        Case(
            name: "merged cells below a group",
            table: """
                | STT | Nhiệm vụ | Cơ quan thực hiện | Thời hạn |
                |---|---|---|---|
                | I | Chuẩn bị đại hội | | |
                | 1 | Rà soát danh sách đại biểu | Ban Tổ chức | Trước 10/3/2026 |
                | 2 | In tài liệu phục vụ đại hội | | |
                | II | Tổ chức đại hội | | |
                | 1 | Trang trí hội trường | | Ngày 20/3/2026 |
                | 2 | Đón tiếp đại biểu | Văn phòng Đảng ủy | |

                """,
            tasks: [
                "I.1 | Rà soát danh sách đại biểu | executing Ban Tổ chức | Trước 10/3/2026",
                "I.2 | In tài liệu phục vụ đại hội | executing Ban Tổ chức | Trước 10/3/2026 ?",
                "II.1 | Trang trí hội trường |  | Ngày 20/3/2026",
                "II.2 | Đón tiếp đại biểu | executing Văn phòng Đảng ủy | Ngày 20/3/2026 ?",
            ]),
        Case(
            name: "a grid with merged cells and a title above",
            table: """
                +-----+-------------------------+------------------+-----------------+
                |     | DANH MỤC CÔNG VIỆC      |                  |                 |
                +-----+-------------------------+------------------+-----------------+
                | TT  | Công việc               | Đơn vị chủ trì   | Hạn hoàn thành  |
                +=====+=========================+==================+=================+
                | 1   | Thống kê hộ nghèo       | Phòng Kinh tế    | 31/3/2026       |
                |     | trên địa bàn            |                  |                 |
                +-----+-------------------------+------------------+-----------------+
                | 2   | Cấp thẻ bảo hiểm y tế   | Trạm Y tế        |                 |
                +-----+-------------------------+------------------+-----------------+
                |     | Kiểm tra việc cấp thẻ   | Công an xã       |                 |
                +-----+-------------------------+------------------+-----------------+

                """,
            tasks: [
                "1 | Thống kê hộ nghèo trên địa bàn | lead Phòng Kinh tế | 31/3/2026",
                "2 | Cấp thẻ bảo hiểm y tế | lead Trạm Y tế | 31/3/2026 ?",
                "2.2 | Kiểm tra việc cấp thẻ | lead Công an xã | 31/3/2026 ?",
            ]),
        Case(
            name: "one thing to do for two, each with a date",
            table: """
                | TT | Nội dung | Chủ trì | Thời gian |
                |---|---|---|---|
                | 1 | Nộp báo cáo quý | Phòng Kinh tế | Trước 25/3/2026 |
                | | | Công an xã | Trước 28/3/2026 |
                | 2 | Họp giao ban | Văn phòng | Hằng tuần |
                | | | Công an xã | |

                """,
            tasks: [
                "1 | Nộp báo cáo quý | lead Phòng Kinh tế | Trước 25/3/2026",
                "1.2 | Nộp báo cáo quý | lead Công an xã | Trước 28/3/2026 ?",
                "2 | Họp giao ban | lead Văn phòng, Công an xã | Hằng tuần",
            ]),
        Case(
            name: "a merged number, as pandoc parts the rows",
            table: """
                  ---------------------------------------------------------------------------
                  STT   Nhiệm vụ                     Chủ trì           Thời gian thực hiện
                  ----- ---------------------------- ----------------- ----------------------
                  1     Tuyên truyền ngày hội đọc    Đoàn xã           Tháng 4/2026
                        sách

                        Trang bị thêm sách cho thư   Trường Tiểu học
                        viện

                  2     Tổng kết ngày hội            Văn phòng         Ngày 25/4/2026
                  ---------------------------------------------------------------------------

                """,
            tasks: [
                "1 | Tuyên truyền ngày hội đọc sách | lead Đoàn xã | Tháng 4/2026",
                "1.2 | Trang bị thêm sách cho thư viện | lead Trường Tiểu học | Tháng 4/2026 ?",
                "2 | Tổng kết ngày hội | lead Văn phòng | Ngày 25/4/2026",
            ]),
        Case(
            name: "ditto marks of all kinds",
            table: """
                | TT | Nội dung | Chủ trì | Phối hợp | Thời hạn |
                |---|---|---|---|---|
                | 1 | Khảo sát hiện trạng | Phòng Kinh tế | Công an xã | Quý I/2026 |
                | 2 | Lập dự toán | -nt- | ″ | như trên |
                | 3 | Trình phê duyệt | " | - nt - | Quý II/2026 |
                | 4 | Công khai kết quả | Như trên | „ | 〃 |

                """,
            tasks: [
                "1 | Khảo sát hiện trạng | lead Phòng Kinh tế; coordinating Công an xã | Quý I/2026",
                "2 | Lập dự toán | lead Phòng Kinh tế; coordinating Công an xã | Quý I/2026",
                "3 | Trình phê duyệt | lead Phòng Kinh tế; coordinating Công an xã | Quý II/2026",
                "4 | Công khai kết quả | lead Phòng Kinh tế; coordinating Công an xã | Quý II/2026",
            ]),
    ]

    // MARK: Set in columns

    static let set = [
        Case(
            name: "one space after the number, in the headings and in the rows",
            table: """
                TT Nội dung công việc                     Đơn vị thực hiện      Thời hạn
                1 Kiểm tra phòng cháy tại chợ             Công an xã            Trước 15/3/2026
                2 Sửa chữa đường liên thôn, bảo đảm       Phòng Kinh tế         Quý III/2026
                  đi lại mùa mưa
                10 Tổng kết công tác năm                  Văn phòng             20/12/2026

                """,
            tasks: [
                "1 | Kiểm tra phòng cháy tại chợ | executing Công an xã | Trước 15/3/2026",
                "2 | Sửa chữa đường liên thôn, bảo đảm đi lại mùa mưa | executing Phòng Kinh tế | Quý III/2026",
                "10 | Tổng kết công tác năm | executing Văn phòng | 20/12/2026",
            ]),
        Case(
            name: "groups with letters and roman numbers, headings over three lines",
            table: """
                                                                 Cơ quan,
                STT           Nhiệm vụ                Cơ quan chủ         đơn vị      Thời gian
                                                          trì            phối hợp     hoàn thành
                A   CẢI CÁCH THỂ CHẾ
                I   Văn bản quy phạm pháp luật và việc thi hành pháp luật trên địa bàn
                1   Rà soát văn bản                   Phòng Tư pháp      Văn phòng    Quý I/2026
                2   Tự kiểm tra văn bản của           Phòng Tư pháp                   Quý II/2026
                    xã ban hành
                II  Thủ tục hành chính
                1   Công khai thủ tục tại trụ         Văn phòng          Công an xã   Tháng 3/2026
                    sở

                """,
            tasks: [
                "A.I.1 | Rà soát văn bản | lead Phòng Tư pháp; coordinating Văn phòng | Quý I/2026",
                "A.I.2 | Tự kiểm tra văn bản của xã ban hành | lead Phòng Tư pháp | Quý II/2026",
                "A.II.1 | Công khai thủ tục tại trụ sở | lead Văn phòng; coordinating Công an xã | Tháng 3/2026",
            ]),
        Case(
            name: "no number, what is to be done first",
            table: """
                Nội dung công việc                  Người phụ trách        Thời gian
                Dọn vệ sinh khuôn viên              Nguyễn Văn An          Thứ sáu hằng tuần
                trụ sở
                Chuẩn bị hội trường họp giao        Trần Thị Bình          Trước 05/4/2026
                ban
                Nộp báo cáo tháng cho               Lê Văn Cường           Ngày 25 hằng tháng
                Ủy ban nhân dân tỉnh

                """,
            tasks: [
                "1 | Dọn vệ sinh khuôn viên trụ sở | lead Nguyễn Văn An | Thứ sáu hằng tuần",
                "2 | Chuẩn bị hội trường họp giao ban | lead Trần Thị Bình | Trước 05/4/2026",
                "3 | Nộp báo cáo tháng cho Ủy ban nhân dân tỉnh | lead Lê Văn Cường | Ngày 25 hằng tháng",
            ]),
        Case(
            name: "days first, titles over several lines",
            table: """
                Ngày        Nội dung                            Chủ trì             Phối hợp

                02/4        Khai mạc Ngày hội đọc sách          Hiệu trưởng         Đoàn trường
                15/4        Kiểm tra hồ sơ sổ sách của          Phó Hiệu trưởng     Tổ trưởng
                            các tổ chuyên môn
                28/4        Nộp báo cáo về Phòng Giáo dục       Văn thư
                            và Đào tạo

                """,
            tasks: [
                "1 | Khai mạc Ngày hội đọc sách | lead Hiệu trưởng; coordinating Đoàn trường | ngày 02/4",
                "2 | Kiểm tra hồ sơ sổ sách của các tổ chuyên môn | lead Phó Hiệu trưởng; coordinating Tổ trưởng"
                    + " | ngày 15/4",
                "3 | Nộp báo cáo về Phòng Giáo dục và Đào tạo | lead Văn thư | ngày 28/4",
            ]),
        Case(
            name: "headings one space apart over narrow columns",
            table: """
                STT Nội dung nhiệm vụ                Đơn vị chủ trì Đơn vị phối hợp Thời hạn hoàn thành
                1   Lập danh sách hộ cận nghèo       Phòng Kinh tế  các thôn        Trước 20/3/2026
                2   Tổ chức họp dân                  Các thôn       Công an xã      Quý II/2026
                3   Tổng hợp kết quả                 Văn phòng      Phòng Kinh tế   30/6/2026

                """,
            tasks: [
                "1 | Lập danh sách hộ cận nghèo | lead Phòng Kinh tế; coordinating các thôn | Trước 20/3/2026",
                "2 | Tổ chức họp dân | lead Các thôn; coordinating Công an xã | Quý II/2026",
                "3 | Tổng hợp kết quả | lead Văn phòng; coordinating Phòng Kinh tế | 30/6/2026",
            ]),
        Case(
            name: "a row over two pages, the second set otherwise",
            table: """
                STT      Nội dung                          Cơ quan chủ trì       Thời gian
                1        Xây dựng quy chế làm việc của     Văn phòng             Quý I/2026
                         Ủy ban nhân dân xã
                2        Rà soát, lập danh mục hồ sơ       Văn phòng HĐND        Trước ngày
                         của các phòng, bảo đảm            và UBND               31/3/2026
                                                                                        2
                \u{C}     đủ thành phần và nộp lưu
                     đúng hạn
                3    Chỉnh lý tài liệu tồn đọng   Phòng Văn hóa - Xã    Tháng
                                                  hội                   9/2026

                """,
            tasks: [
                "1 | Xây dựng quy chế làm việc của Ủy ban nhân dân xã | lead Văn phòng | Quý I/2026",
                "2 | Rà soát, lập danh mục hồ sơ của các phòng, bảo đảm đủ thành phần và nộp lưu đúng hạn"
                    + " | lead Văn phòng HĐND và UBND | Trước ngày 31/3/2026",
                "3 | Chỉnh lý tài liệu tồn đọng | lead Phòng Văn hóa - Xã hội | Tháng 9/2026",
            ]),
        Case(
            name: "numbers in the middle of their rows, a cell of dates taller than the title",
            table: """
                TT        Công việc              Chủ trì          Thời hạn
                     Điều tra, rà soát
                1    hộ nghèo năm 2026 tại    Phòng Kinh tế    Quý III/2026
                     các thôn
                                                               Trước
                2    Hỗ trợ nhà ở             Mặt trận xã
                                                               20/11/2026
                     Báo cáo kết quả với
                3                             Văn phòng        Tháng 12/2026
                     cấp trên

                """,
            tasks: [
                "1 | Điều tra, rà soát hộ nghèo năm 2026 tại các thôn | lead Phòng Kinh tế | Quý III/2026",
                "2 | Hỗ trợ nhà ở | lead Mặt trận xã | Trước 20/11/2026",
                "3 | Báo cáo kết quả với cấp trên | lead Văn phòng | Tháng 12/2026",
            ]),
    ]

    // MARK: Drawn with bars

    static let drawn = [
        Case(
            name: "bars without a frame, with a line of dashes and a group",
            table: """
                TT | Việc cần làm | Đơn vị thực hiện | Hạn
                ---|---|---|---
                I | Quý I | |
                1 | Ký giao ước thi đua | Các thôn | 28/02/2026
                2 | Phát động trồng cây | Đoàn Thanh niên | 15/02

                """,
            tasks: [
                "I.1 | Ký giao ước thi đua | executing Các thôn | 28/02/2026",
                "I.2 | Phát động trồng cây | executing Đoàn Thanh niên | ngày 15/02",
            ]),
        Case(
            name: "bars without a frame, no number, an unknown column",
            table: """
                Nội dung | Địa điểm | Phụ trách | Thời gian hoàn thành
                Lắp đặt biển báo | Thôn Đông | Công an xã | Tháng 5/2026
                Nạo vét kênh mương | Thôn Đoài | Hợp tác xã Nông nghiệp | Quý II/2026

                """,
            tasks: [
                "1 | Lắp đặt biển báo | lead Công an xã | Tháng 5/2026",
                "2 | Nạo vét kênh mương | lead Hợp tác xã Nông nghiệp | Quý II/2026",
            ], doubts: 1),
        Case(
            name: "borders at the ends alone, as databases print",
            table: """
                +----+---------------------+---------------+------------+
                | TT | Nhiệm vụ            | Chủ trì       | Thời hạn   |
                +----+---------------------+---------------+------------+
                | 1  | Cập nhật sổ hộ khẩu | Công an xã    | Quý I/2026 |
                | 2  | Số hóa sổ hộ tịch   | Phòng Tư pháp | Quý IV/2026|
                +----+---------------------+---------------+------------+

                """,
            tasks: [
                "1 | Cập nhật sổ hộ khẩu | lead Công an xã | Quý I/2026",
                "2 | Số hóa sổ hộ tịch | lead Phòng Tư pháp | Quý IV/2026",
            ]),
        Case(
            name: "box-drawing letters, headings over two rows, the columns' numbers",
            table: """
                ┌─────┬────────────────────┬───────────┬───────────────┬──────────────┐
                │ TT  │ Nội dung           │ Phân công │               │ Thời gian    │
                ├─────┼────────────────────┼───────────┼───────────────┼──────────────┤
                │     │                    │ Chủ trì   │ Phối hợp      │              │
                ├─────┼────────────────────┼───────────┼───────────────┼──────────────┤
                │ (1) │ (2)                │ (3)       │ (4)           │ (5)          │
                ├─────┼────────────────────┼───────────┼───────────────┼──────────────┤
                │ 1   │ Tập huấn nghiệp vụ │ Văn phòng │ Phòng Kinh tế │ Tháng 6/2026 │
                └─────┴────────────────────┴───────────┴───────────────┴──────────────┘

                """,
            tasks: ["1 | Tập huấn nghiệp vụ | lead Văn phòng; coordinating Phòng Kinh tế | Tháng 6/2026"]),
        Case(
            name: "a cell wrapped by hand",
            table: """
                | STT | Nhiệm vụ                | Cơ quan chủ trì    | Thời hạn     |
                | 1   | Kiểm kê tài sản công    | Phòng Kinh tế      | Trước        |
                |     | của các trường          |                    | 31/12/2026   |
                | 2   | Bàn giao trụ sở         | Văn phòng          | Quý II/2026  |

                """,
            tasks: [
                "1 | Kiểm kê tài sản công của các trường | lead Phòng Kinh tế | Trước 31/12/2026",
                "2 | Bàn giao trụ sở | lead Văn phòng | Quý II/2026",
            ]),
        Case(
            name: "days and months, ranges and lists of them",
            table: """
                | TT | Nội dung | Chủ trì | Ngày hoàn thành |
                |---|---|---|---|
                | 1 | Họp hội đồng sư phạm | Hiệu trưởng | 5/9 |
                | 2 | Thi giữa kỳ môn Toán 1/2 số lớp | Tổ Toán | 20/10 |
                | 3 | Kỷ niệm ngày Nhà giáo Việt Nam | Công đoàn | 20-11 |

                """,
            tasks: [
                "1 | Họp hội đồng sư phạm | lead Hiệu trưởng | ngày 5/9",
                "2 | Thi giữa kỳ môn Toán 1/2 số lớp | lead Tổ Toán | ngày 20/10",
                "3 | Kỷ niệm ngày Nhà giáo Việt Nam | lead Công đoàn | ngày 20-11",
            ]),
        Case(
            name: "labels of who drafts, submits, appraises and inspects",
            table: """
                | Số TT | Tên văn bản | Cơ quan soạn thảo | Cơ quan thẩm định | Cơ quan kiểm tra | Dự kiến hoàn thành |
                |---|---|---|---|---|---|
                | 1 | Quy chế tiếp công dân | Văn phòng | Phòng Tư pháp | Ủy ban Kiểm tra | Tháng 3/2026 |
                | 2 | Quy định quản lý chợ | Phòng Kinh tế | Phòng Tư pháp | Ủy ban Kiểm tra | Quý II/2026 |

                """,
            tasks: [
                "1 | Quy chế tiếp công dân | lead Văn phòng; coordinating Phòng Tư pháp; monitoring Ủy ban Kiểm tra"
                    + " | Tháng 3/2026",
                "2 | Quy định quản lý chợ | lead Phòng Kinh tế; coordinating Phòng Tư pháp; monitoring Ủy ban Kiểm tra"
                    + " | Quý II/2026",
            ]),
        Case(
            name: "labels of who is responsible",
            table: """
                | STT | Nội dung | Đơn vị chịu trách nhiệm | Bộ phận thực hiện | Kỳ hạn |
                |---|---|---|---|---|
                | 1 | Chấm công | Phòng Nội vụ | Các tổ | Hằng tháng |
                | 2 | Nộp bảng lương | Phòng Tài chính | Kế toán | Ngày 05 hằng tháng |

                """,
            tasks: [
                "1 | Chấm công | lead Phòng Nội vụ; executing Các tổ | Hằng tháng",
                "2 | Nộp bảng lương | lead Phòng Tài chính; executing Kế toán | Ngày 05 hằng tháng",
            ]),
    ]

    // MARK: Tabs, and a cell a line

    static let listed = [
        Case(
            name: "tabs, numbers that begin anew",
            table: [
                ["TT", "Nội dung", "Chủ trì", "Thời hạn"], ["I", "Văn hóa"],
                ["1", "Tu sửa nhà văn hóa", "Phòng Văn hóa - Xã hội", "Quý II/2026"],
                ["", "Mua loa đài", "Thôn Đông", ""], ["II", "Thể thao"],
                ["1", "Tổ chức giải bóng chuyền", "Đoàn xã", "26/3/2026"],
            ].map { $0.joined(separator: "\t") }.joined(separator: "\n") + "\n",
            tasks: [
                "I.1 | Tu sửa nhà văn hóa | lead Phòng Văn hóa - Xã hội | Quý II/2026",
                "I.1.2 | Mua loa đài | lead Thôn Đông | Quý II/2026 ?",
                "II.1 | Tổ chức giải bóng chuyền | lead Đoàn xã | 26/3/2026",
            ]),
        Case(
            name: "a cell a line, without numbers",
            table: """
                Nội dung công việc
                Đơn vị chủ trì
                Thời gian hoàn thành
                Rà soát hồ sơ người có công
                Phòng Văn hóa - Xã hội
                Trước 30/4/2026
                Kiểm tra điều kiện kinh doanh
                Công an xã
                Tháng 5/2026

                Nơi nhận:

                """,
            tasks: [
                "1 | Rà soát hồ sơ người có công | lead Phòng Văn hóa - Xã hội | Trước 30/4/2026",
                "2 | Kiểm tra điều kiện kinh doanh | lead Công an xã | Tháng 5/2026",
            ]),
        Case(
            name: "a cell a line, with numbers",
            table: """
                TT

                Nhiệm vụ

                Cơ quan chủ trì

                Thời gian

                1

                Giải phóng mặt bằng

                Phòng Kinh tế

                Quý III/2026

                2

                Khởi công công trình

                Ban Quản lý dự án

                Tháng 11/2026

                """,
            tasks: [
                "1 | Giải phóng mặt bằng | lead Phòng Kinh tế | Quý III/2026",
                "2 | Khởi công công trình | lead Ban Quản lý dự án | Tháng 11/2026",
            ]),
    ]
}
