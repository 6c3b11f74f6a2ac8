/// Days off and swapped working days as decreed for 2015–2026, by the yearly notices on public holidays.
enum DecreedDays {
    static let years = 2015...2026

    /// One a line: the date; `-` for a day off or `+` for a weekend that is worked; its name.
    private static let table = """
        2014-12-27 + làm bù cho ngày 02/01/2015
        2015-01-01 - Tết Dương lịch
        2015-01-02 - Ngày nghỉ (thay cho ngày 27/12/2014)
        2015-02-14 + làm bù
        2015-02-16 - Ngày nghỉ (thay cho ngày 14/02/2015)
        2015-02-17 - 29 Tết
        2015-02-18 - Giao thừa Tết Nguyên Đán
        2015-02-19 - Tết Nguyên Đán
        2015-02-20 - Mùng hai Tết Nguyên Đán
        2015-02-21 - Mùng ba Tết Nguyên Đán
        2015-02-22 - Mùng bốn Tết Nguyên Đán
        2015-02-23 - Mùng năm Tết Nguyên Đán
        2015-04-25 + làm bù
        2015-04-28 - Ngày Giỗ Tổ Hùng Vương
        2015-04-29 - Ngày nghỉ (thay cho ngày 25/04/2015)
        2015-04-30 - Ngày Chiến thắng
        2015-05-01 - Ngày Quốc tế Lao động
        2015-09-02 - Quốc khánh
        2016-01-01 - Tết Dương lịch
        2016-02-07 - Giao thừa Tết Nguyên Đán
        2016-02-08 - Tết Nguyên Đán
        2016-02-09 - Mùng hai Tết Nguyên Đán
        2016-02-10 - Mùng ba Tết Nguyên Đán
        2016-02-11 - Mùng bốn Tết Nguyên Đán
        2016-02-12 - Mùng năm Tết Nguyên Đán
        2016-04-16 - Ngày Giỗ Tổ Hùng Vương
        2016-04-18 - Ngày Giỗ Tổ Hùng Vương (nghỉ bù)
        2016-04-30 - Ngày Chiến thắng
        2016-05-01 - Ngày Quốc tế Lao động
        2016-05-02 - Ngày Chiến thắng (nghỉ bù)
        2016-05-03 - Ngày Quốc tế Lao động (nghỉ bù)
        2016-09-02 - Quốc khánh
        2017-01-01 - Tết Dương lịch
        2017-01-02 - Tết Dương lịch (nghỉ bù)
        2017-01-26 - 29 Tết
        2017-01-27 - Giao thừa Tết Nguyên Đán
        2017-01-28 - Tết Nguyên Đán
        2017-01-29 - Mùng hai Tết Nguyên Đán
        2017-01-30 - Mùng ba Tết Nguyên Đán
        2017-01-31 - Mùng bốn Tết Nguyên Đán
        2017-02-01 - Mùng năm Tết Nguyên Đán
        2017-04-06 - Ngày Giỗ Tổ Hùng Vương
        2017-04-30 - Ngày Chiến thắng
        2017-05-01 - Ngày Quốc tế Lao động
        2017-05-02 - Ngày Chiến thắng (nghỉ bù)
        2017-09-02 - Quốc khánh
        2017-09-04 - Quốc khánh (nghỉ bù)
        2018-01-01 - Tết Dương lịch
        2018-02-14 - 29 Tết
        2018-02-15 - Giao thừa Tết Nguyên Đán
        2018-02-16 - Tết Nguyên Đán
        2018-02-17 - Mùng hai Tết Nguyên Đán
        2018-02-18 - Mùng ba Tết Nguyên Đán
        2018-02-19 - Mùng bốn Tết Nguyên Đán
        2018-02-20 - Mùng năm Tết Nguyên Đán
        2018-04-25 - Ngày Giỗ Tổ Hùng Vương
        2018-04-30 - Ngày Chiến thắng
        2018-05-01 - Ngày Quốc tế Lao động
        2018-09-02 - Quốc khánh
        2018-09-03 - Quốc khánh (nghỉ bù)
        2018-12-31 - Ngày nghỉ (thay cho ngày 05/01/2019)
        2019-01-01 - Tết Dương lịch
        2019-01-05 + làm bù
        2019-02-04 - Giao thừa Tết Nguyên Đán
        2019-02-05 - Tết Nguyên Đán
        2019-02-06 - Mùng hai Tết Nguyên Đán
        2019-02-07 - Mùng ba Tết Nguyên Đán
        2019-02-08 - Mùng bốn Tết Nguyên Đán
        2019-04-14 - Ngày Giỗ Tổ Hùng Vương
        2019-04-15 - Ngày Giỗ Tổ Hùng Vương (nghỉ bù)
        2019-04-29 - Ngày nghỉ (thay cho ngày 04/05/2019)
        2019-04-30 - Ngày Chiến thắng
        2019-05-01 - Ngày Quốc tế Lao động
        2019-05-04 + làm bù
        2019-09-02 - Quốc khánh
        2020-01-01 - Tết Dương lịch
        2020-01-23 - 29 Tết
        2020-01-24 - Giao thừa Tết Nguyên Đán
        2020-01-25 - Tết Nguyên Đán
        2020-01-26 - Mùng hai Tết Nguyên Đán
        2020-01-27 - Mùng ba Tết Nguyên Đán
        2020-01-28 - Mùng bốn Tết Nguyên Đán
        2020-01-29 - Mùng năm Tết Nguyên Đán
        2020-04-02 - Ngày Giỗ Tổ Hùng Vương
        2020-04-30 - Ngày Chiến thắng
        2020-05-01 - Ngày Quốc tế Lao động
        2020-09-02 - Quốc khánh
        2021-01-01 - Tết Dương lịch
        2021-02-10 - 29 Tết
        2021-02-11 - Giao thừa Tết Nguyên Đán
        2021-02-12 - Tết Nguyên Đán
        2021-02-13 - Mùng hai Tết Nguyên Đán
        2021-02-14 - Mùng ba Tết Nguyên Đán
        2021-02-15 - Mùng bốn Tết Nguyên Đán
        2021-02-16 - Mùng năm Tết Nguyên Đán
        2021-04-21 - Ngày Giỗ Tổ Hùng Vương
        2021-04-30 - Ngày Chiến thắng
        2021-05-01 - Ngày Quốc tế Lao động
        2021-05-03 - Ngày Quốc tế Lao động (nghỉ bù)
        2021-09-02 - Quốc khánh
        2021-09-03 - Quốc khánh
        2022-01-01 - Tết Dương lịch
        2022-01-03 - Tết Dương lịch (nghỉ bù)
        2022-01-31 - Giao thừa Tết Nguyên Đán
        2022-02-01 - Tết Nguyên Đán
        2022-02-02 - Mùng hai Tết Nguyên Đán
        2022-02-03 - Mùng ba Tết Nguyên Đán
        2022-02-04 - Mùng bốn Tết Nguyên Đán
        2022-04-10 - Ngày Giỗ Tổ Hùng Vương
        2022-04-11 - Ngày Giỗ Tổ Hùng Vương (nghỉ bù)
        2022-04-30 - Ngày Chiến thắng
        2022-05-01 - Ngày Quốc tế Lao động
        2022-05-02 - Ngày Chiến thắng (nghỉ bù)
        2022-05-03 - Ngày Quốc tế Lao động (nghỉ bù)
        2022-09-01 - Quốc khánh
        2022-09-02 - Quốc khánh
        2023-01-01 - Tết Dương lịch
        2023-01-02 - Tết Dương lịch (nghỉ bù)
        2023-01-20 - 29 Tết
        2023-01-21 - Giao thừa Tết Nguyên Đán
        2023-01-22 - Tết Nguyên Đán
        2023-01-23 - Mùng hai Tết Nguyên Đán
        2023-01-24 - Mùng ba Tết Nguyên Đán
        2023-01-25 - Mùng bốn Tết Nguyên Đán
        2023-01-26 - Mùng năm Tết Nguyên Đán
        2023-04-29 - Ngày Giỗ Tổ Hùng Vương
        2023-04-30 - Ngày Chiến thắng
        2023-05-01 - Ngày Quốc tế Lao động
        2023-05-02 - Ngày Giỗ Tổ Hùng Vương (nghỉ bù)
        2023-05-03 - Ngày Chiến thắng (nghỉ bù)
        2023-09-01 - Quốc khánh
        2023-09-02 - Quốc khánh
        2023-09-04 - Quốc khánh (nghỉ bù)
        2024-01-01 - Tết Dương lịch
        2024-02-08 - 29 Tết
        2024-02-09 - Giao thừa Tết Nguyên Đán
        2024-02-10 - Tết Nguyên Đán
        2024-02-11 - Mùng hai Tết Nguyên Đán
        2024-02-12 - Mùng ba Tết Nguyên Đán
        2024-02-13 - Mùng bốn Tết Nguyên Đán
        2024-02-14 - Mùng năm Tết Nguyên Đán
        2024-04-18 - Ngày Giỗ Tổ Hùng Vương
        2024-04-29 - Ngày nghỉ (thay cho ngày 04/05/2024)
        2024-04-30 - Ngày Chiến thắng
        2024-05-01 - Ngày Quốc tế Lao động
        2024-05-04 + làm bù
        2024-09-02 - Quốc khánh
        2024-09-03 - Quốc khánh
        2025-01-01 - Tết Dương lịch
        2025-01-27 - 29 Tết
        2025-01-28 - Giao thừa Tết Nguyên Đán
        2025-01-29 - Tết Nguyên Đán
        2025-01-30 - Mùng hai Tết Nguyên Đán
        2025-01-31 - Mùng ba Tết Nguyên Đán
        2025-02-01 - Mùng bốn Tết Nguyên Đán
        2025-04-07 - Ngày Giỗ Tổ Hùng Vương
        2025-04-26 + làm bù
        2025-04-30 - Ngày Chiến thắng
        2025-05-01 - Ngày Quốc tế Lao động
        2025-05-02 - Ngày nghỉ (thay cho ngày 26/04/2025)
        2025-09-01 - Quốc khánh
        2025-09-02 - Quốc khánh
        2026-01-01 - Tết Dương lịch
        2026-01-02 - Ngày nghỉ (thay cho ngày 10/01/2026)
        2026-01-10 + làm bù cho ngày 02/01/2026
        2026-02-16 - Giao thừa Tết Nguyên Đán
        2026-02-17 - Tết Nguyên Đán
        2026-02-18 - Mùng hai Tết Nguyên Đán
        2026-02-19 - Mùng ba Tết Nguyên Đán
        2026-02-20 - Mùng bốn Tết Nguyên Đán
        2026-04-26 - Ngày Giỗ Tổ Hùng Vương
        2026-04-27 - Ngày Giỗ Tổ Hùng Vương (nghỉ bù)
        2026-04-30 - Ngày Chiến thắng
        2026-05-01 - Ngày Quốc tế Lao động
        2026-08-22 + làm bù
        2026-08-31 - Ngày nghỉ (thay cho ngày 22/08/2026)
        2026-09-01 - Quốc khánh
        2026-09-02 - Quốc khánh
        """

    static var exceptions: [WorkCalendar.Exception] {
        table.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ", maxSplits: 2)
            guard fields.count == 3, let day = Day(fields[0]) else { return nil }
            return WorkCalendar.Exception(day: day, isOff: fields[1] == "-", name: String(fields[2]))
        }
    }
}
