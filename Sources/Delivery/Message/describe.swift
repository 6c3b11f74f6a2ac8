public import Dates
public import Diagnostics

/// A period of the calendar as people call it: "quý II/2024", "Q2 2024". A week says when it begins, for few know its
/// number.
func describe(_ period: CalendarPeriod, _ language: Language) -> String {
    let (year, month, _) = period.start.civil
    let first = period.start
    let wording =
        switch period.unit {
        case .day: Wording(vi: "ngày \(first.dayMonthYear)", en: first.description)
        case .week:
            // The year of a week is that of its Thursday (ISO 8601).
            Wording(
                vi: "tuần \(number(ofWeek: first)) năm \((first + 3).civil.year) (từ \(first.dayMonthYear))",
                en: "week \(number(ofWeek: first)) of \((first + 3).civil.year) (from \(first))")
        case .month: Wording(vi: "tháng \(month)/\(year)", en: "\(monthNames[month - 1]) \(year)")
        case .quarter:
            Wording(vi: "quý \(["I", "II", "III", "IV"][month / 3])/\(year)", en: "Q\(month / 3 + 1) \(year)")
        case .halfYear:
            Wording(
                vi: "6 tháng \(month == 1 ? "đầu" : "cuối") năm \(year)",
                en: "\(month == 1 ? "first" : "second") half of \(year)")
        case .year: Wording(vi: "năm \(year)", en: "\(year)")
        }
    return wording.text(in: language)
}

/// The period of the calendar that has a name, in words; nil where a day lies in none of that name.
public func periodName(_ name: String, containing day: Day, _ language: Language) -> String? {
    CalendarUnit.allCases.lazy.map { CalendarPeriod($0, containing: day) }.first { $0.id == name }
        .map { describe($0, language) }
}

private func number(ofWeek monday: Day) -> Int {
    let thursday = monday + 3
    return (thursday - CalendarPeriod(.year, containing: thursday).start) / 7 + 1
}

private let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
]

/// Names after one another; of very many those that a letter has room for, and how many more there are.
func listed(_ names: [String], _ language: Language, separator: String = ", ") -> String {
    let limit = 30
    let list = names.prefix(limit).joined(separator: separator)
    guard names.count > limit else { return list }
    let more = names.count - limit
    return list + Wording(vi: " và \(more) cơ quan khác", en: " and \(more) others").text(in: language)
}
