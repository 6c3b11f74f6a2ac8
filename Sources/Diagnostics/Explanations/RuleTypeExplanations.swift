/// R040–R059: values and chains.
let ruleTypeExplanations: [String: Wording] = [
    "R040": Wording(
        vi: """
            Điều được hỏi quyết định cách so sánh: nhãn và tên dùng “có”; ưu tiên, ngày, số dùng <, <=, >,
            >=; loại thời hạn và trạng thái dùng “là”.

            Sai:
                với nhãn > "khẩn"
            Đúng:
                với nhãn có "khẩn"
            """,
        en: """
            What is asked decides the comparison: tags and titles take “has”; priority, dates and numbers <,
            <=, >, >=; kinds of deadline and status “is”.

            Wrong:
                for tag > "khẩn"
            Right:
                for tag has "khẩn"
            """),
    "R041": Wording(
        vi: """
            Giá trị không cùng loại với điều được hỏi: ưu tiên so với thấp, bình thường, cao, khẩn; tên và
            nhãn so với chuỗi trong ngoặc kép; ngày so với ngày.

            Sai:
                với ưu tiên >= "cao"
            Đúng:
                với ưu tiên >= cao
            """,
        en: """
            The value is not of the kind that is asked for: priority takes low, normal, high, urgent; names
            and tags a text in double quotes; dates a date.

            Wrong:
                for priority >= "high"
            Right:
                for priority >= high
            """),
    "R042": Wording(
        vi: """
            Điều này phải được so sánh với một giá trị.

            Sai:
                với ưu tiên cao
            Đúng:
                với ưu tiên là cao
            """,
        en: """
            This must be compared with a value.

            Wrong:
                for priority high
            Right:
                for priority is high
            """),
    "R043": Wording(
        vi: """
            Quá hạn, đã xong, đã hủy, đã tiếp nhận tự nó đúng hoặc sai. Muốn hỏi bao nhiêu ngày thì dùng “số
            ngày quá hạn”.

            Sai:
                nếu quá hạn > 7
            Đúng:
                nếu số ngày quá hạn > 7
            """,
        en: """
            Overdue, done, cancelled and acknowledged are true or false by themselves. To ask for a number
            of days use “days overdue”.

            Wrong:
                if overdue > 7
            Right:
                if days overdue > 7
            """),
    "R044": Wording(
        vi: """
            Số lần và khoảng thời gian từ 1 đến 9999. Muốn đúng ngày đến hạn thì viết “đúng hạn”.

            Sai:
                khi trước hạn 0 ngày
            Đúng:
                khi đúng hạn
            """,
        en: """
            Counts go from 1 to 9999. For the due date itself write “on due”.

            Wrong:
                when before due 0 days
            Right:
                when on due
            """),
    "R045": Wording(
        vi: """
            Tuần có 7 ngày, tháng nhiều nhất 31, quý 92, nửa năm 184, năm 366. Tháng ngắn hơn thì lấy ngày
            cuối.

            Sai:
                khi mỗi tuần vào ngày 15
            Đúng:
                khi mỗi tháng vào ngày 15
            """,
        en: """
            A week has 7 days, a month at most 31, a quarter 92, half a year 184, a year 366. A shorter
            month takes its last day.

            Wrong:
                when every week on day 15
            Right:
                when every month on day 15
            """),
    "R046": Wording(
        vi: """
            Chu kỳ đi theo lịch: ngày, tuần, tháng, quý, nửa năm, năm. Muốn tránh ngày nghỉ thì thêm “vào
            ngày làm việc”.

            Sai:
                khi mỗi ngày làm việc
            Đúng:
                khi mỗi ngày
                vào ngày làm việc
            """,
        en: """
            Cycles follow the calendar: day, week, month, quarter, half year, year. To avoid days off add
            “on working days”.

            Wrong:
                when every working day
            Right:
                when every day
                on working days
            """),
    "R047": Wording(
        vi: """
            Một chuỗi (sau đó, lặp lại) đếm từ bước trước nó, nên “khi” chỉ có một mốc.

            Sai:
                khi trước hạn 7 ngày, 1 ngày
                nhắc chủ trì
                sau đó 3 ngày báo cáo chỉ đạo
            Đúng:
                khi trước hạn 1 ngày
                nhắc chủ trì
                sau đó 3 ngày báo cáo chỉ đạo
            """,
        en: """
            A chain (then, repeat) counts from the step before, so “when” has one instant.

            Wrong:
                when before due 7 days, 1 day
                remind lead
                then after 3 days escalate to directing
            Right:
                when before due 1 day
                remind lead
                then after 3 days escalate to directing
            """),
    "R048": Wording(
        vi: """
            “mỗi …” gửi lại ở từng chu kỳ cho đến khi xong; không có gì để nối tiếp.
            """,
        en: """
            “every …” sends in each cycle until the task is done; there is nothing for a chain to follow.
            """),
    "R049": Wording(
        vi: """
            Khoảng tạm ngưng đi từ ngày đầu đến ngày cuối, kể cả hai ngày đó.

            Sai:
                từ 06/02/2022 đến 31/01/2022
            Đúng:
                từ 31/01/2022 đến 06/02/2022
            """,
        en: """
            A mute goes from its first day to its last, both included.

            Wrong:
                from 2022-02-06 to 2022-01-31
            Right:
                from 2022-01-31 to 2022-02-06
            """),
    "R050": Wording(
        vi: """
            Từ của ngôn ngữ không đặt làm tên được: đọc lại sẽ không biết là tên hay là từ.

            Sai:
                định nghĩa quá hạn = …
            Đúng:
                định nghĩa qua-han-lau = …
            """,
        en: """
            A word of the language cannot be a name: nobody could tell the one from the other.

            Wrong:
                define overdue = …
            Right:
                define long-overdue = …
            """),
    "R051": Wording(
        vi: """
            Kiểm thử chạy trên những nhiệm vụ nêu trong nó.
            """,
        en: """
            A test runs on the tasks that stand in it.
            """),
]
