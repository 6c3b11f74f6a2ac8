import Dates
import Diagnostics

/// A file of the site that `dondoc init` lays out.
struct SampleFile {
    let path: String
    /// In a few words.
    let purpose: String
    let text: String

    static let notLive =
        say(
            "# không: chưa gửi gì. “dondoc go-live” ghi vào đây ngày bắt đầu gửi.\ngửi thật: không\n",
            "# false: nothing goes out. `dondoc go-live` writes the day here from which letters do.\nlive: false\n")
}

/// The task that shows a letter.
let sampleTask = "ke-hoach-mau/1"

/// - Parameters:
///   - root: the folder's whole path.
///   - isDefault: it is the one that the service reads; others keep their ledger and letters beside their files.
func sampleSite(at root: String, isDefault: Bool, today: Day) -> [SampleFile] {
    [
        SampleFile(
            path: "dondoc.yaml", purpose: say("cài đặt", "settings"),
            text: say(settings.vi, settings.en) + "\n" + SampleFile.notLive
                + (isDefault
                    ? ""
                    : "\n"
                        + say(
                            "# Sổ cái và hộp thư của bản thử này nằm ngay trong thư mục của nó.\n",
                            "# The ledger and the letters of this trial stay in its own folder.\n")
                        + say("nơi lưu trạng thái", "state") + ": \"\(root)/state\"\n"
                        + say("nơi để thư", "spool") + ": \"\(root)/spool\"\n")),
        SampleFile(
            path: "bodies.yaml", purpose: say("danh bạ cơ quan", "the directory of bodies"),
            text: say(bodies.vi, bodies.en)),
        SampleFile(
            path: "programmes/ke-hoach-mau.yaml", purpose: say("một kế hoạch mẫu", "a sample programme"),
            text: programme(today)),
        SampleFile(
            path: "rules/00-mac-dinh.rules",
            purpose: say("giờ gửi (thay cho bản của phần mềm)", "hours (in place of the vendor's)"),
            text: say(defaults.vi, defaults.en)),
        SampleFile(
            path: "rules/10-nhac-han.rules",
            purpose: say("nhắc trước hạn (thay cho bản của phần mềm)", "reminders (in place of the vendor's)"),
            text: say(reminders.vi, reminders.en)),
        SampleFile(
            path: "rules/20-qua-han.rules",
            purpose: say("quá hạn (thay cho bản của phần mềm)", "what is overdue (in place of the vendor's)"),
            text: say(overdue.vi, overdue.en)),
        calendar(today.year), calendar(today.year + 1),
    ]
}

private let settings = Wording(
    vi: """
        # Cài đặt của đơn vị. Mọi dòng đều có thể bỏ; xem “man dondoc.yaml”.
        ngôn ngữ: vi
        múi giờ: Asia/Ho_Chi_Minh

        # Ghi ở cuối mỗi thư, và thư trả lời về đó.
        nơi nhận báo cáo: { tên: Văn phòng, điện thoại: 0255 3822 000, thư điện tử: vanphong@example.vn }

        # Địa chỉ đứng tên gửi.
        người gửi: dondoc@example.vn

        # Ngoài giờ này không gửi bù những gì bị lỡ.
        giờ làm việc: 07:30-17:00

        """,
    en: """
        # Settings of the site. Every line may be left out; see `man dondoc.yaml`.
        language: en
        timezone: Asia/Ho_Chi_Minh

        # Whom to answer: it closes every letter, and answers go there.
        contact: { name: The Office, phone: 0255 3822 000, email: office@example.vn }

        # Who letters come from.
        sender: dondoc@example.vn

        # Office hours: what was missed is not made up for outside them.
        office-hours: 07:30-17:00

        """)

private let bodies = Wording(
    vi: """
        # Danh bạ: mỗi cơ quan một mục. Mã chỉ gồm a-z, 0-9 và dấu -; trong kế hoạch ghi mã, tên hoặc tên khác đều được.
        cơ quan:
          - mã: lanh-dao
            tên: Ban Lãnh đạo
            thư điện tử: lanhdao@example.vn

          - mã: van-phong
            tên: Văn phòng
            tên khác: [VP]
            cấp trên: lanh-dao
            thư điện tử: vanphong@example.vn

          - mã: phong-tong-hop
            tên: Phòng Tổng hợp
            cấp trên: lanh-dao
            thư điện tử: tonghop@example.vn
            # Người nhận việc ở cơ quan này, ghi trong thư gửi cho cấp trên.
            đầu mối: { tên: Nguyễn Văn A, điện thoại: 0912 000 001 }

          - mã: phong-tai-chinh
            tên: Phòng Tài chính
            cấp trên: lanh-dao
            thư điện tử: taichinh@example.vn

          # Một nhóm: giao cho nhóm là giao cho từng thành viên.
          - mã: cac-phong
            tên: Các phòng
            thành viên: [phong-tong-hop, phong-tai-chinh]

        """,
    en: """
        # The directory: an entry for each body. An id has a-z, 0-9 and '-'; programmes may use the id, the name or an alias.
        bodies:
          - id: lanh-dao
            name: The Board
            email: board@example.vn

          - id: van-phong
            name: The Office
            aliases: [OFFICE]
            parent: lanh-dao
            email: office@example.vn

          - id: phong-tong-hop
            name: General Affairs
            parent: lanh-dao
            email: general@example.vn
            # Who takes tasks there: named in letters to those above.
            contact: { name: Nguyễn Văn A, phone: 0912 000 001 }

          - id: phong-tai-chinh
            name: Finance
            parent: lanh-dao
            email: finance@example.vn

          # A group: what is given to it is given to each of its members.
          - id: cac-phong
            name: All departments
            members: [phong-tong-hop, phong-tai-chinh]

        """)

private func programme(_ today: Day) -> String {
    let next = today.adding(months: 1).civil
    return say(
        """
        # Mỗi kế hoạch, chương trình, nghị quyết một tệp. Có văn bản Word hoặc PDF thì dùng “dondoc import VĂN-BẢN -o TỆP”.
        chương trình: ke-hoach-mau
        tên: Kế hoạch mẫu, thay bằng kế hoạch của đơn vị
        số: 01-KH/VP
        ban hành: \(today)
        nơi ban hành: lanh-dao
        # Áp dụng cho mọi nhiệm vụ bên dưới.
        chỉ đạo: [lanh-dao]
        theo dõi: [van-phong]

        nhiệm vụ:
          - số: "1"
            tên: Xây dựng quy chế làm việc
            chủ trì: [phong-tong-hop]
            phối hợp: [phong-tai-chinh]
            # Thời hạn chép đúng chữ trong văn bản; “dondoc deadline "…"” cho biết máy hiểu thế nào.
            thời hạn: Trong tháng \(next.month)/\(next.year)

          - số: "2"
            tên: Báo cáo tình hình thực hiện kế hoạch
            # Một nhóm: từng phòng được nhắc riêng, phòng nào xong thì thôi.
            chủ trì: [cac-phong]
            thời hạn: trước ngày 25 tháng cuối quý

          - số: "3"
            tên: Quyết toán ngân sách năm \(today.year)
            chủ trì: [phong-tai-chinh]
            thời hạn: trước ngày 31/3/\(today.year + 1)
            ưu tiên: cao

        """,
        """
        # A file for each plan, programme or resolution. From a Word file or PDF: `dondoc import DOCUMENT -o FILE`.
        programme: ke-hoach-mau
        title: A sample plan, to be replaced by your own
        number: 01-KH/VP
        issued: \(today)
        issuer: lanh-dao
        # For all tasks below.
        directing: [lanh-dao]
        monitoring: [van-phong]

        tasks:
          - id: "1"
            title: Draw up the working rules
            lead: [phong-tong-hop]
            coordinating: [phong-tai-chinh]
            # The deadline in the document's own words; `dondoc deadline "…"` shows how they are read.
            deadline: Trong tháng \(next.month)/\(next.year)

          - id: "2"
            title: Report on the plan
            # A group: each department is reminded by itself, until it is done.
            lead: [cac-phong]
            deadline: trước ngày 25 tháng cuối quý

          - id: "3"
            title: Settle the budget of \(today.year)
            lead: [phong-tai-chinh]
            deadline: trước ngày 31/3/\(today.year + 1)
            priority: high

        """)
}

private let defaults = Wording(
    vi: """
        # Tệp này thay cho tệp cùng tên của phần mềm. Những gì một quy tắc không nói thì lấy ở đây.
        mặc định
          lúc 08:00
          vào ngày làm việc
          gom theo nơi nhận
          gửi bù mới nhất

        """,
    en: """
        # This file takes the place of the vendor's of the same name. What a rule does not say is taken from here.
        defaults
          at 08:00
          on working days
          group by recipient
          catch up latest

        """)

private let reminders = Wording(
    vi: """
        # Tệp này thay cho tệp cùng tên của phần mềm: sửa số ngày cho hợp với đơn vị, rồi “dondoc test”.
        quy tắc "nhac-truoc-han"
          khi    trước hạn 15 ngày, 3 ngày làm việc
          nhắc   chủ trì, thực hiện

        quy tắc "nhac-phoi-hop"
          khi    trước hạn 7 ngày
          nhắc   phối hợp

        quy tắc "den-han"
          khi    đúng hạn
          mức độ cảnh báo
          nhắc   chủ trì, thực hiện

        kiểm thử "nhắc hai lần trước hạn và một lần đúng hạn"
          nhiệm vụ "1" thời hạn "ngày 30/11/2021" ban hành 01/10/2021 chủ trì "phong-tong-hop"
          vào 15/11/2021 mong đợi nhắc chủ trì
          vào 25/11/2021 mong đợi nhắc chủ trì
          vào 30/11/2021 mong đợi nhắc chủ trì

        """,
    en: """
        # This file takes the place of the vendor's of the same name: change the days to suit the office, then `dondoc test`.
        rule "nhac-truoc-han"
          when   before due 15 days, 3 working days
          remind lead, executing

        rule "nhac-phoi-hop"
          when   before due 7 days
          remind coordinating

        rule "den-han"
          when   on due
          severity warning
          remind lead, executing

        test "two reminders before the due date, one on it"
          task "1" deadline "ngày 30/11/2021" issued 2021-10-01 lead "phong-tong-hop"
          on 2021-11-15 expect remind lead
          on 2021-11-25 expect remind lead
          on 2021-11-30 expect remind lead

        """)

private let overdue = Wording(
    vi: """
        # Tệp này thay cho tệp cùng tên của phần mềm. Việc xong, được gia hạn hoặc đã tiếp nhận thì thôi.
        quy tắc "qua-han"
          khi    quá hạn 1 ngày làm việc
          mức độ cảnh báo
          nhắc   chủ trì, thực hiện
          sau đó 7 ngày báo cáo chỉ đạo
          lặp lại mỗi 7 ngày tối đa 4 lần
          cho đến khi đã tiếp nhận

        """,
    en: """
        # This file takes the place of the vendor's of the same name. It ends when done, extended or acknowledged.
        rule "qua-han"
          when   after due 1 working day
          severity warning
          remind lead, executing
          then after 7 days escalate to directing
          repeat every 7 days up to 4 times
          until  acknowledged

        """)

/// A year's days off, as decreed or as the law gives them.
private func calendar(_ year: Int) -> SampleFile {
    let known = WorkCalendar.vietnam
    var days: [(day: Day, name: String)] = []
    var day = Day(year: year, month: 1, day: 1)!
    while day.year == year {
        if !known.isWorkingDay(day), let name = known.name(of: day) { days.append((day, name)) }
        day = day + 1
    }
    let isDecreed = known.isDecreed(year)
    var text =
        isDecreed
        ? say(
            "# Ngày nghỉ năm \(year) theo thông báo. Thêm ngày nghỉ riêng của đơn vị vào đây.\n",
            "# The days off decreed for \(year). Add those of the office itself.\n"
        )
        : say(
            "# Ngày nghỉ năm \(year) TẠM TÍNH theo Bộ luật Lao động: sửa lại khi có thông báo nghỉ Tết và Quốc khánh.\n",
            "# The days off of \(year) as the Labour Code gives them: mend them when the yearly decree is out.\n")
    text += say("ngày nghỉ:\n", "off:\n")
    for (day, name) in days {
        text += "  - { \(say("ngày", "date")): \(day), \(say("tên", "name")): \"\(name)\" }\n"
    }
    text += say("# Ngày làm bù:\n#ngày làm bù:\n", "# Weekends that are worked:\n#working:\n")
    text += "#  - { \(say("ngày", "date")): \(year)-02-20 }\n"
    return SampleFile(
        path: "calendar/\(year).yaml",
        purpose: isDecreed ? say("ngày nghỉ", "days off") : say("ngày nghỉ, tạm tính", "days off, as computed"),
        text: text)
}
