/// The days off that the Labour Code gives, for the years whose decree was not read.
///
/// Labour Code 2019, Article 112: 1/1; Tết, five days; 10/3 of the lunar calendar; 30/4; 1/5; 2/9 and a day beside it
/// (the latter since the code came into force in 2021; the code of 2012, Article 115, gave 2/9 alone). Which five and
/// which day beside are for the Prime Minister to say each year. What is computed here is what he said for each of
/// 2015–2026: two days before Tết and three from it on, but one and four where Tết falls on a Monday or Tuesday; the
/// day after 2/9 where that joins a weekend better (on a Monday, Thursday or Sunday), else the day before.
enum LabourCode {
    struct DayOff {
        let day: Day
        let name: String
        /// What the day is decreed with; nil where the code alone says it.
        let season: Season?
    }

    /// What the code leaves to the yearly decree.
    enum Season: CaseIterable {
        case tet, nationalDay
    }

    /// Among them those that fall on a weekend, each with the day given for it.
    static func daysOff(of year: Int) -> [DayOff] {
        let tet = LunarCalendar.tet(year)
        var holidays = [
            DayOff(day: Day(unchecked: year, 1, 1), name: "Tết Dương lịch", season: nil),
            DayOff(day: Day(unchecked: year, 4, 30), name: "Ngày Chiến thắng", season: nil),
            DayOff(day: Day(unchecked: year, 5, 1), name: "Ngày Quốc tế Lao động", season: nil),
            DayOff(day: Day(unchecked: year, 9, 2), name: "Quốc khánh", season: nil),
        ]
        if year >= 2021 {
            holidays.append(DayOff(day: dayBesideNationalDay(year), name: "Quốc khánh", season: .nationalDay))
        }
        if let day = LunarCalendar.day(of: LunarDate(year: year, month: 3, day: 10)) {
            holidays.append(DayOff(day: day, name: "Ngày Giỗ Tổ Hùng Vương", season: nil))
        }
        if let tet {
            let before = tet.weekday.rawValue <= Weekday.tuesday.rawValue ? 1 : 2
            for offset in -before..<(5 - before) {
                holidays.append(DayOff(day: tet + offset, name: nameAround(tet, tet + offset), season: .tet))
            }
        }
        return withDaysInLieu(holidays.sorted { $0.day < $1.day }, of: year)
    }

    /// Article 111.3: for a holiday that falls on the weekly rest, the next working day.
    private static func withDaysInLieu(_ holidays: [DayOff], of year: Int) -> [DayOff] {
        let tet = LunarCalendar.tet(year)
        var result = holidays
        var last: Day?
        for holiday in holidays where holiday.day.weekday.isWeekend && holiday.day != last {
            last = holiday.day
            var next = holiday.day + 1
            while next.weekday.isWeekend || result.contains(where: { $0.day == next }) { next = next + 1 }
            // The day for 2/9 is decreed together with the day beside it.
            let season = holiday.day == Day(unchecked: year, 9, 2) ? .nationalDay : holiday.season
            let name = holiday.season == .tet ? tet.map { nameAround($0, next) } : nil
            result.append(DayOff(day: next, name: name ?? holiday.name + " (nghỉ bù)", season: season))
        }
        return result
    }

    /// Whether days off that were read are a decree of the season, and not just a day more beside it: the code gives
    /// five working days at Tết, and two (2/9 being one, from Monday to Friday) at the National Day.
    static func isDecree(_ days: some Sequence<Day>, of season: Season, in year: Int) -> Bool {
        var given = Set(days.filter { !$0.weekday.isWeekend })
        switch season {
        case .tet:
            guard let tet = LunarCalendar.tet(year) else { return false }
            return given.count { abs($0 - tet) <= 9 } >= 5
        case .nationalDay:
            let day = Day(unchecked: year, 9, 2)
            if !day.weekday.isWeekend { given.insert(day) }
            return given.count { abs($0 - day) <= 3 } >= 2
        }
    }

    private static func dayBesideNationalDay(_ year: Int) -> Day {
        let day = Day(unchecked: year, 9, 2)
        switch day.weekday {
        case .monday, .thursday, .sunday: return day + 1
        default: return day - 1
        }
    }

    private static func nameAround(_ tet: Day, _ day: Day) -> String {
        switch day - tet {
        case -1: "Giao thừa Tết Nguyên Đán"
        case 0: "Tết Nguyên Đán"
        case 1: "Mùng hai Tết Nguyên Đán"
        case 2: "Mùng ba Tết Nguyên Đán"
        case 3: "Mùng bốn Tết Nguyên Đán"
        case 4: "Mùng năm Tết Nguyên Đán"
        default: LunarCalendar.lunar(of: day).map { "\($0.day) Tết" } ?? "Tết Nguyên Đán"
        }
    }
}
