import Dates
import Testing

@Suite struct LunarTests {
    @Test(arguments: [(1985, "1985-01-21"), (2007, "2007-02-17"), (2030, "2030-02-02")])
    func tetDiffersFromTheChineseNewYear(_ year: Int, _ expected: String) {
        #expect(LunarCalendar.tet(year)?.description == expected)
    }
}
