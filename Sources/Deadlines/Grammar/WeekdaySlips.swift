import Dates

/// A weekday beside a date that is another day of the week: one of the two is a slip.
extension Phrase {
    private struct Named {
        let weekday: Weekday
        let day: Int
        let month: Int
        /// 0 where it is not written.
        let year: Int
    }

    var mayNameWeekdays: Bool {
        for i in 0..<count where keyword(i) == .sunday || keyword(i) == .ordinal { return true }
        return false
    }

    /// - Parameter days: of the reading, for the years of dates without one.
    func weekdaySlips(_ days: [Day]) -> [ReadingNote] {
        var notes: [ReadingNote] = []
        for i in 0..<count where keyword(i) == .sunday || keyword(i) == .ordinal {
            guard let named = namedDay(i) else { continue }
            let day =
                named.year > 0
                ? Day(year: named.year, month: named.month, day: named.day)
                : days.first { $0.civil.month == named.month && $0.civil.day == named.day }
            guard let day, day.weekday != named.weekday else { continue }
            notes.append(Notes.weekday(named.weekday, day))
        }
        return notes
    }

    /// "thứ Hai, ngày 25/3", "Chủ nhật (30/4/2025)", "thứ Sáu ngày 28 tháng 3 năm 2025".
    private func namedDay(_ i: Int) -> Named? {
        // "kỳ họp thứ sáu, ngày 20/3/2025"
        if i > 0, isUnknownWord(i - 1) || [.meeting, .times, .halt, .blocked].contains(keyword(i - 1)) { return nil }
        var number = 7
        var j = i + 1
        if keyword(i) == .ordinal {
            guard let (value, next) = integer(i + 1, five: true), 2...7 ~= value else { return nil }
            (number, j) = (value - 1, next)
        }
        // "ngày 26/02/2023 (thứ Bảy)"
        if kind(j) == .close, i > 3, kind(i - 1) == .open {
            j = i - 4
            if j > 1, isYear(i - 2) { j -= 2 }
        } else {
            if kind(j) == .comma || kind(j) == .open { j += 1 }
            j = skip(j, .day)
        }
        guard let weekday = Weekday(rawValue: UInt8(number)), kind(j) == .number, 1...31 ~= self[j].value,
            kind(j + 1) == .slash || keyword(j + 1) == .month, kind(j + 2) == .number, 1...12 ~= self[j + 2].value
        else { return nil }
        var year = 0
        if kind(j + 3) == .slash || keyword(j + 3) == .year, isYear(j + 4) { year = Int(self[j + 4].value) }
        return Named(weekday: weekday, day: Int(self[j].value), month: Int(self[j + 2].value), year: year)
    }
}

extension Notes {
    fileprivate static func weekday(_ written: Weekday, _ day: Day) -> ReadingNote {
        ReadingNote(
            kind: .ambiguity,
            vi:
                "ngày \(day.dayMonthYear) là \(day.weekday.name.vi), không phải \(written.name.vi): một trong hai ghi nhầm",
            en: "\(day) is a \(day.weekday.name.en), not a \(written.name.en): one of the two is a slip")
    }
}

extension Weekday {
    var name: (vi: String, en: String) {
        switch self {
        case .monday: ("thứ Hai", "Monday")
        case .tuesday: ("thứ Ba", "Tuesday")
        case .wednesday: ("thứ Tư", "Wednesday")
        case .thursday: ("thứ Năm", "Thursday")
        case .friday: ("thứ Sáu", "Friday")
        case .saturday: ("thứ Bảy", "Saturday")
        case .sunday: ("Chủ nhật", "Sunday")
        }
    }
}
