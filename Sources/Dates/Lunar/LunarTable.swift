/// The months of a range of lunar years, from the astronomy.
struct LunarTable: Sendable {
    private(set) var months: [LunarMonth] = []
    /// Where each year's months begin in ``months``, and one more for the end.
    private(set) var firstMonths: [Int] = []

    init(years: ClosedRange<Int>) {
        let firstNumber = Int(Double(years.lowerBound - 2000 - 2) * 12.3685)
        let lastNumber = Int(Double(years.upperBound - 2000 + 2) * 12.3685)
        let newMoons = (firstNumber...lastNumber).map(LunarTable.dayOfNewMoon)

        // Month 11 of the year before to the month before month 11 of the year, for each year and the one after.
        var eleventh = LunarTable.monthOfSolstice(years.lowerBound - 1, among: newMoons)
        for year in years.lowerBound...(years.upperBound + 1) {
            let next = LunarTable.monthOfSolstice(year, among: newMoons)
            append(newMoons, eleventh..<next, upTo: year, of: years)
            eleventh = next
        }
        firstMonths.append(months.count)
    }

    private mutating func append(_ newMoons: [Day], _ span: Range<Int>, upTo year: Int, of years: ClosedRange<Int>) {
        let leap = span.count == 13 ? LunarTable.monthWithoutMajorTerm(span, of: newMoons) : nil
        var number = 10
        var ofYear = year - 1
        for index in span {
            if index != leap { number += 1 }
            if number == 13 {
                number = 1
                ofYear = year
            }
            guard years.contains(ofYear) else { continue }
            if number == 1, index != leap { firstMonths.append(months.count) }
            months.append(
                LunarMonth(
                    year: ofYear, number: number, isLeap: index == leap, firstDay: newMoons[index],
                    length: newMoons[index + 1] - newMoons[index]))
        }
    }

    /// The one new moon whose day the formulas miss: they put it 2 s before midnight at UTC+7, fuller theories of the
    /// Moon (ELP 2000-82B, fits to DE404) 3 to 6 s after (docs/lunar.md).
    private static let corrections = [-402: Day(unchecked: 1967, 7, 8)]

    /// The civil day, at UTC+7, of a new moon.
    private static func dayOfNewMoon(_ number: Int) -> Day {
        if let day = corrections[number] { return day }
        let days = EarthRotation.unixDays(julianEphemerisDay: NewMoon.julianEphemerisDay(number))
        let local = days + 7.0 / 24
        let whole = Int32(local)
        return Day(number: Double(whole) > local ? whole - 1 : whole)
    }

    /// The Sun's longitude at the first moment of a day at UTC+7, in degrees.
    static func longitude(at day: Day) -> Double {
        let midnight = EarthRotation.julianEphemerisDay(unixDays: Double(day.number) - 7.0 / 24)
        return SolarLongitude.apparent(julianEphemerisDay: midnight)
    }

    /// The first month of the span, its month 11 apart, during which the Sun reaches no multiple of 30°.
    private static func monthWithoutMajorTerm(_ span: Range<Int>, of newMoons: [Day]) -> Int? {
        func sign(_ index: Int) -> Int { Int(longitude(at: newMoons[index]) / 30) }
        var before = sign(span.lowerBound + 1)
        for index in span.dropFirst() {
            let after = sign(index + 1)
            if after == before { return index }
            before = after
        }
        return nil
    }

    /// The index of the month in which the Sun reaches 270°, in December of a year.
    private static func monthOfSolstice(_ year: Int, among newMoons: [Day]) -> Int {
        let solstice = Day(unchecked: year, 12, 22)
        var index = Int(Double(solstice - newMoons[0]) / 29.530588861)
        // The solstice is on the 20th to the 23rd: only a new moon near it needs the Sun's place.
        func begins(_ index: Int) -> Bool {
            let distance = newMoons[index] - solstice
            return abs(distance) > 10 ? distance < 0 : longitude(at: newMoons[index]) <= 270
        }
        while !begins(index) { index -= 1 }
        while begins(index + 1) { index += 1 }
        return index
    }
}
