/// R001–R019: characters, texts, numbers and dates.
let ruleCharacterExplanations: [String: Wording] = [
    "R001": Wording(
        vi: """
            Tệp quy tắc không được quá 1 MiB. Hãy chia thành nhiều tệp; các tệp trong thư mục rules được đọc
            theo thứ tự tên.
            """,
        en: """
            A rule file may have 1 MiB. Split it: the files of the folder rules are read in order of name.
            """),
    "R002": Wording(
        vi: """
            Tệp quy tắc là văn bản UTF-8. Tệp cũ viết bằng TCVN3, VNI hoặc Windows-1258 cần được chuyển mã
            trước.
            """,
        en: """
            A rule file is UTF-8 text. An old one in TCVN3, VNI or Windows-1258 must be converted first.
            """),
    "R003": Wording(
        vi: """
            Ký tự này không có nghĩa gì trong ngôn ngữ quy tắc. Chữ, số, dấu phẩy, ngoặc đơn, dấu so sánh và
            chuỗi trong ngoặc kép là tất cả những gì được dùng; ghi chú bắt đầu bằng #.
            """,
        en: """
            This character has no meaning in the rule language, which uses words, numbers, commas,
            parentheses, comparisons and texts in double quotes; a comment begins with #.
            """),
    "R004": Wording(
        vi: """
            Một ký tự trông giống chữ, số hay dấu cần dùng nhưng là ký tự khác: ð thay cho đ, chữ số toàn độ
            rộng, ngoặc kép cong, chữ Kirin hay Hy Lạp. Người đọc không thấy khác, chương trình thì có. Phần
            sửa gõ lại đúng ký tự.
            """,
        en: """
            A character looks like the letter, digit or sign that is meant and is another: ð for đ, full-
            width digits, curly quotes, Cyrillic or Greek letters. A reader sees no difference, the program
            does. The fix types the right one.
            """),
    "R005": Wording(
        vi: """
            Dấu cách không ngắt, dấu cách toàn độ rộng hay ký tự không nhìn thấy thường đến từ văn bản sao
            chép. Hãy thay bằng dấu cách thường hoặc xóa đi.
            """,
        en: """
            A no-break or wide space, or an invisible character, usually comes with copied text. Replace it
            by an ordinary space, or remove it.
            """),
    "R006": Wording(
        vi: """
            Chuỗi bắt đầu và kết thúc bằng dấu ngoặc kép trên cùng một dòng. Dấu ngoặc kép trong chuỗi viết
            thành hai dấu liền nhau.

            Sai:
                nhắc cơ quan "ban-dan-van
            Đúng:
                nhắc cơ quan "ban-dan-van"
                với tên có "đợt ""cao điểm"" quý I"
            """,
        en: """
            A text begins and ends with a double quote on one line. A quotation mark within it is written
            twice.

            Wrong:
                remind body "ban-dan-van
            Right:
                remind body "ban-dan-van"
                for title has "đợt ""cao điểm"" quý I"
            """),
    "R015": Wording(
        vi: """
            Một ký tự không nhìn thấy làm chữ sau nó hiện theo chiều ngược lại: người đọc thấy một quy tắc, chương trình
            đọc một quy tắc khác. Chuỗi và ghi chú không được có ký tự ấy, như trong YAML.
            """,
        en: """
            An invisible character makes what follows it run the other way: a reader sees one rule, the program reads
            another. Strings and comments may not hold one, as in YAML.
            """),
    "R007": Wording(
        vi: """
            Một chuỗi (tên, nhãn, lý do) có nhiều nhất 1000 byte.
            """,
        en: """
            A text (a name, a tag, a reason) has at most 1000 bytes.
            """),
    "R008": Wording(
        vi: """
            Ngày phải có trong lịch, từ năm 1900 đến 2199.

            Sai:
                từ 31/02/2022 đến 06/03/2022
            Đúng:
                từ 28/02/2022 đến 06/03/2022
            """,
        en: """
            A date must exist, between the years 1900 and 2199.

            Wrong:
                from 2022-02-31 to 2022-03-06
            Right:
                from 2022-02-28 to 2022-03-06
            """),
    "R009": Wording(
        vi: """
            Chỉ có hai cách viết ngày: ngày/tháng/năm hoặc năm-tháng-ngày, năm đủ bốn chữ số. Cách khác dễ
            hiểu lầm ngày với tháng.

            Sai:
                từ 31.01.2022 đến 06-02-2022
            Đúng:
                từ 31/01/2022 đến 06/02/2022
            """,
        en: """
            A date is written year-month-day or day/month/year, the year with four digits. Other ways
            confuse days and months.

            Wrong:
                from 31.01.2022 to 2022/02/06
            Right:
                from 2022-01-31 to 2022-02-06
            """),
    "R010": Wording(
        vi: """
            Giờ từ 00:00 đến 23:59; cũng viết được 8h, 17h30, 8 giờ 30.

            Sai:
                lúc 25:00
            Đúng:
                lúc 08:00
            """,
        en: """
            A time is between 00:00 and 23:59; 8h and 17h30 are read too.

            Wrong:
                at 25:00
            Right:
                at 08:00
            """),
    "R011": Wording(
        vi: """
            Số trong tệp quy tắc có nhiều nhất sáu chữ số.
            """,
        en: """
            A number in a rule file has at most six digits.
            """),
    "R014": Wording(
        vi: """
            Số trong quy tắc là số nguyên: không có nửa ngày hay 1.5 tuần. Dùng đơn vị nhỏ hơn.

            Sai:
                khi trước hạn 1.5 ngày
            Đúng:
                khi trước hạn 36 giờ
            """,
        en: """
            Numbers in a rule are whole: there is no half day and no 1.5 weeks. Take a smaller unit.

            Wrong:
                when before due 1.5 days
            Right:
                when before due 36 hours
            """),
    "R012": Wording(
        vi: """
            Ngôn ngữ quy tắc dùng lời, không dùng ký hiệu lập trình: và, hoặc, không; so sánh bằng là một
            dấu =.

            Sai:
                nếu quá hạn && !đã tiếp nhận
            Đúng:
                nếu quá hạn và chưa tiếp nhận
            """,
        en: """
            The rule language uses words and no operators of programming: and, or, not; equality is a single
            =.

            Wrong:
                if overdue && !acknowledged
            Right:
                if overdue and not acknowledged
            """),
    "R013": Wording(
        vi: """
            Để dễ đọc, mỗi tệp chỉ nêu 100 lỗi đầu. Sửa những lỗi đó rồi kiểm tra lại.
            """,
        en: """
            So that it can be read, only the first 100 errors of a file are shown. Mend those and check
            again.
            """),
]
