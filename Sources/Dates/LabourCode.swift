/// The holidays that the Labour Code gives where no decree was read.
enum LabourCode {
    /// Labour Code 2019, Article 112, and 111.3 (a holiday on a weekend gives the next working day off).
    static func holidays(of year: Int) -> [WorkCalendar.Exception] {
        var days: [(Day, String)] = [
            (Day(unchecked: year, 1, 1), "Tết Dương lịch"),
            (Day(unchecked: year, 4, 30), "Ngày Chiến thắng"),
            (Day(unchecked: year, 5, 1), "Ngày Quốc tế Lao động"),
            (Day(unchecked: year, 9, 2), "Quốc khánh"),
        ]
        days.sort { $0.0 < $1.0 }
        var result: [WorkCalendar.Exception] = []
        var taken = Set(days.map { $0.0 })
        for (day, name) in days {
            result.append(.init(day: day, isOff: true, name: name))
            guard day.weekday.rawValue >= 6 else { continue }
            var next = day + 1
            while next.weekday.rawValue >= 6 || taken.contains(next) { next = next + 1 }
            taken.insert(next)
            result.append(.init(day: next, isOff: true, name: name + " (nghỉ bù)"))
        }
        return result
    }
}
