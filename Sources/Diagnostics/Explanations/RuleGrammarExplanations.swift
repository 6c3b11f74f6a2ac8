/// R020–R039: grammar.
let ruleGrammarExplanations: [String: Wording] = [
    "R020": Wording(
        vi: """
            Từ hay dấu này không đứng được ở chỗ đó. Gợi ý nêu những gì đứng được. Sau lỗi, việc đọc tiếp
            tục từ mệnh đề kế tiếp.

            Sai:
                nhắc chủ trì mỗi quý
            Đúng:
                khi mỗi quý
                nhắc chủ trì
            """,
        en: """
            This word or sign cannot stand there. The help lists what can. Reading goes on at the next
            clause.

            Wrong:
                remind lead every quarter
            Right:
                when every quarter
                remind lead
            """),
    "R021": Wording(
        vi: """
            Không có từ này, nhưng có một từ gần giống. Dấu thanh và dấu chữ được bỏ qua khi đoán, nhưng khi
            viết phải đủ dấu.

            Sai:
                nhac chu tri
            Đúng:
                nhắc chủ trì
            """,
        en: """
            There is no such word, but one that is close. Diacritics are ignored when guessing, not when
            reading.

            Wrong:
                remnd laed
            Right:
                remind lead
            """),
    "R022": Wording(
        vi: """
            Ngoài cùng của tệp chỉ có các mục: quy tắc, tổng hợp, tạm ngưng, mặc định, định nghĩa, kiểm thử.
            """,
        en: """
            At the top of a file stand items only: rule, digest, mute, defaults, define, test.
            """),
    "R023": Wording(
        vi: """
            Mỗi loại mục có những mệnh đề riêng.

            Sai:
                quy tắc "a"
                  gồm quá hạn
            Đúng:
                tổng hợp "a"
                  gồm quá hạn
            """,
        en: """
            Each kind of item has clauses of its own.

            Wrong:
                rule "a"
                  list overdue
            Right:
                digest "a"
                  list overdue
            """),
    "R024": Wording(
        vi: """
            Mệnh đề này chỉ có một lần trong mỗi mục. Nối điều kiện bằng “và”; mốc khác thì viết quy tắc
            khác.

            Sai:
                với ưu tiên >= cao
                với nhãn có "khẩn"
            Đúng:
                với ưu tiên >= cao và nhãn có "khẩn"
            """,
        en: """
            This clause stands once in an item. Join conditions with “and”; another instant needs another
            rule.

            Wrong:
                for priority >= high
                for tag has "khẩn"
            Right:
                for priority >= high and tag has "khẩn"
            """),
    "R025": Wording(
        vi: """
            Quy tắc cần “khi” (lúc nào) và “nhắc” hoặc “báo cáo” (ai). Bản tổng hợp cần “mỗi”, “gửi”, “gồm”.
            Tạm ngưng cần “từ … đến …”.

            Sai:
                quy tắc "a"
                  nhắc chủ trì
            Đúng:
                quy tắc "a"
                  khi trước hạn 7 ngày
                  nhắc chủ trì
            """,
        en: """
            A rule needs “when” (the instants) and “remind” or “escalate to” (who). A digest needs “every”,
            “to”, “list”. A mute needs “from … to …”.

            Wrong:
                rule "a"
                  remind lead
            Right:
                rule "a"
                  when before due 7 days
                  remind lead
            """),
    "R026": Wording(
        vi: """
            Mục được gọi bằng tên trong ngoặc kép. Sổ ghi thông báo theo tên quy tắc: đổi tên là thành quy
            tắc khác.

            Sai:
                quy tắc nhac-han
            Đúng:
                quy tắc "nhac-han"
            """,
        en: """
            An item is known by a name in double quotes. The ledger keeps notices by it: renamed, it is
            another rule.

            Wrong:
                rule nhac-han
            Right:
                rule "nhac-han"
            """),
    "R027": Wording(
        vi: """
            Tên không được trống và không có ký tự điều khiển.
            """,
        en: """
            A name is not empty and has no control characters.
            """),
    "R028": Wording(
        vi: """
            Số ngày, tháng… phải có đơn vị: giờ, ngày, ngày làm việc, tuần, tháng, quý, năm.

            Sai:
                khi trước hạn 30, 7 ngày
            Đúng:
                khi trước hạn 30 ngày, 7 ngày
            """,
        en: """
            A length of time needs its unit: hours, days, working days, weeks, months, quarters, years.

            Wrong:
                when before due 30, 7 days
            Right:
                when before due 30 days, 7 days
            """),
    "R029": Wording(
        vi: """
            Các phần của một danh sách cách nhau bằng dấu phẩy (hoặc “và” trước phần cuối).

            Sai:
                nhắc chủ trì phối hợp
            Đúng:
                nhắc chủ trì, phối hợp
            """,
        en: """
            The parts of a list are separated by commas (or “and” before the last).

            Wrong:
                remind lead coordinating
            Right:
                remind lead, coordinating
            """),
    "R030": Wording(
        vi: """
            Các từ đều đúng nhưng thứ tự cố định: trước/sau, mốc, rồi đến khoảng thời gian.

            Sai:
                khi 7 ngày trước hạn
            Đúng:
                khi trước hạn 7 ngày
            """,
        en: """
            The words are right, their order is fixed: before or after, the anchor, then the length of time.

            Wrong:
                when 7 days before due
            Right:
                when before due 7 days
            """),
    "R031": Wording(
        vi: """
            Ngoặc, “không” và “cấp trên của” lồng nhau nhiều nhất 64 tầng.
            """,
        en: """
            Parentheses, “not” and “superior of” nest at most 64 deep.
            """),
    "R032": Wording(
        vi: """
            Một điều kiện, danh sách hay chuỗi có nhiều nhất 256 phần.
            """,
        en: """
            A condition, a list or a chain has at most 256 parts.
            """),
    "R033": Wording(
        vi: """
            Mỗi ngoặc mở phải có ngoặc đóng trong cùng điều kiện.

            Sai:
                nếu (quá hạn hoặc số ngày còn lại < 3
            Đúng:
                nếu (quá hạn hoặc số ngày còn lại < 3)
            """,
        en: """
            Each opening parenthesis is closed within its condition.

            Wrong:
                if (overdue or days left < 3
            Right:
                if (overdue or days left < 3)
            """),
    "R034": Wording(
        vi: """
            Nơi nhận là một vai trò, cấp trên của một vai trò, hoặc một cơ quan đích danh: viết “cơ quan”
            trước tên.

            Sai:
                báo cáo "ban-dan-van"
            Đúng:
                báo cáo cơ quan "ban-dan-van"
            """,
        en: """
            A recipient is a role, the superior of one, or a body by its name: write “body” before it.

            Wrong:
                escalate to "ban-dan-van"
            Right:
                escalate to body "ban-dan-van"
            """),
    "R035": Wording(
        vi: """
            Mệnh đề này dừng giữa chừng: dòng sau đã sang mệnh đề khác.

            Sai:
                lặp lại mỗi 7 ngày tối đa 8
            Đúng:
                lặp lại mỗi 7 ngày tối đa 8 lần
            """,
        en: """
            This clause stops in the middle: the next line begins another.

            Wrong:
                repeat every 7 days up to 8
            Right:
                repeat every 7 days up to 8 times
            """),
    "R036": Wording(
        vi: """
            Tên trong “định nghĩa” là một từ: chữ, số, gạch ngang; không có ngoặc kép, không có dấu cách.

            Sai:
                định nghĩa trọng điểm = ưu tiên >= cao
            Đúng:
                định nghĩa trọng-điểm = ưu tiên >= cao
            """,
        en: """
            A name that “define” gives is one word of letters, digits and hyphens, without quotes and
            spaces.

            Wrong:
                define big one = priority >= high
            Right:
                define big-one = priority >= high
            """),
    "R037": Wording(
        vi: """
            Mỗi vế của “và”, “hoặc” là một điều kiện đầy đủ: điều được hỏi, phép so sánh và giá trị.

            Sai:
                với thời hạn là thường xuyên hoặc định kỳ
            Đúng:
                với thời hạn là thường xuyên hoặc thời hạn là định kỳ
            """,
        en: """
            Each side of “and” and “or” is a whole condition: what is asked, the comparison and the value.

            Wrong:
                for deadline is continuous or periodic
            Right:
                for deadline is continuous or deadline is periodic
            """),
    "R038": Wording(
        vi: """
            Một quy tắc tính mọi mốc từ cùng một phía của cùng một ngày. Mốc khác loại cần một quy tắc riêng.

            Sai:
                khi trước hạn 7 ngày, sau hạn 1 ngày
            Đúng:
                khi trước hạn 7 ngày
            và, trong một quy tắc khác:
                khi quá hạn 1 ngày
            """,
        en: """
            A rule counts all its instants from one side of one day. Instants of another kind need a rule of
            their own.

            Wrong:
                when before due 7 days, after due 1 day
            Right:
                when before due 7 days
            and, in another rule:
                when after due 1 day
            """),
    "R039": Wording(
        vi: """
            Từ này có trong ngôn ngữ nhưng ở chỗ này dùng một từ gần giống.

            Sai:
                sau 7 ngày báo cáo chỉ đạo
            Đúng:
                sau đó 7 ngày báo cáo chỉ đạo
            """,
        en: """
            This is a word of the language, but a similar one is used here.

            Wrong:
                after 7 days escalate to directing
            Right:
                then after 7 days escalate to directing
            """),
]
