/// The days off that the Labour Code gives, for the years whose decree was not read.
///
/// Labour Code 2019, Article 112: 1/1; Tết, five days; 10/3 of the lunar calendar; 30/4; 1/5; 2/9 and a day beside it
/// (the latter since the code came into force in 2021; the code of 2012, Article 115, gave 2/9 alone). Which five and
/// which day beside are for the Prime Minister to say each year. What is computed here is what he said for each of
/// 2015–2026: two days before Tết and three from it on, but one and four where Tết falls on a Monday or Tuesday; the
/// day after 2/9 where that joins a weekend better (on a Monday, Thursday or Sunday), else the day before.
enum LabourCode {
    /// In no particular order; a day off that falls on a weekend is among them too, with the day given for it.
    static func daysOff(of year: Int) -> [WorkCalendar.Exception] {
        var holidays = [
            (Day(unchecked: year, 1, 1), "Tết Dương lịch"),
            (Day(unchecked: year, 4, 30), "Ngày Chiến thắng"),
            (Day(unchecked: year, 5, 1), "Ngày Quốc tế Lao động"),
            (Day(unchecked: year, 9, 2), "Quốc khánh"),
        ]
        if year >= 2021 { holidays.append((dayBesideNationalDay(year), "Quốc khánh")) }
        if let day = LunarCalendar.day(of: LunarDate(year: year, month: 3, day: 10)) {
            holidays.append((day, "Ngày Giỗ Tổ Hùng Vương"))
        }
        if let tet = LunarCalendar.tet(year) {
            let before = tet.weekday.rawValue <= Weekday.tuesday.rawValue ? 1 : 2
            for offset in -before..<(5 - before) { holidays.append((tet + offset, nameAroundTet(tet + offset, tet))) }
        }
        return withDaysInLieu(holidays.sorted { $0.0 < $1.0 }, tet: LunarCalendar.tet(year))
    }

    /// Article 111.3: for a holiday that falls on the weekly rest, the next working day.
    private static func withDaysInLieu(_ holidays: [(Day, String)], tet: Day?) -> [WorkCalendar.Exception] {
        var result = holidays.map { WorkCalendar.Exception(day: $0.0, isOff: true, name: $0.1) }
        var last: Day?
        for (day, name) in holidays where day.weekday.isWeekend && day != last {
            last = day
            var next = day + 1
            while next.weekday.isWeekend || result.contains(where: { $0.day == next }) { next = next + 1 }
            let nearTet = tet.map { abs(next - $0) < 10 } ?? false
            let inLieu = nearTet ? tet.map { nameAroundTet(next, $0) } : nil
            result.append(.init(day: next, isOff: true, name: inLieu ?? name + " (nghỉ bù)"))
        }
        return result
    }

    private static func dayBesideNationalDay(_ year: Int) -> Day {
        let day = Day(unchecked: year, 9, 2)
        switch day.weekday {
        case .monday, .thursday, .sunday: return day + 1
        default: return day - 1
        }
    }

    private static func nameAroundTet(_ day: Day, _ tet: Day) -> String {
        switch day - tet {
        case -1: "Giao thừa Tết Nguyên Đán"
        case 0: "Tết Nguyên Đán"
        case 1: "Mùng hai Tết Nguyên Đán"
        case 2: "Mùng ba Tết Nguyên Đán"
        case 3: "Mùng bốn Tết Nguyên Đán"
        case 4: "Mùng năm Tết Nguyên Đán"
        case let offset:
            "\(LunarCalendar.lunar(of: day)?.day ?? 30 + offset) Tết"
        }
    }
}
