import Dates
import TestKit
import Testing

@Suite struct InstantTextTests {
    @Test(arguments: [
        ("2021-12-20T09:00:00+07:00", "2021-12-20T09:00:00+07:00"),
        ("2021-12-20T02:00:00Z", "2021-12-20T09:00:00+07:00"), ("2021-12-20t02:00z", "2021-12-20T09:00:00+07:00"),
        ("2021-12-20 09:00", "2021-12-20T09:00:00+07:00"), ("2021-12-20", "2021-12-20T00:00:00+07:00"),
        ("2021-12-20t09:00:59.25-03:30", "2021-12-20T19:30:59+07:00"),
        ("2021-12-20T24:00", "2021-12-21T00:00:00+07:00"),
        ("2016-12-31T23:59:60Z", "2017-01-01T06:59:59+07:00"),
    ])
    func reads(_ text: String, _ expected: String) throws {
        #expect(Zone.vietnam.format(try #require(Instant(text))) == expected)
    }

    @Test(arguments: [
        "", "2021-12-2", "2021-13-01", "2021-12-20T", "2021-12-20T9:00", "2021-12-20T25:00", "2021-12-20T09:60",
        "2021-12-20T09:00:61Z", "2021-12-20T09:00:00+7:00", "2021-12-20T09:00:00+24:00", "2021-12-20T09:00:00Zz",
        "2021-12-20X09:00", "2021-12-20T09:00:00.", "20/12/2021", "2021-12-20T09:00:00+0700",
    ])
    func refuses(_ text: String) { #expect(Instant(text) == nil) }

    /// Of texts a mark or two away from a good one, what is read is written back as the same instant.
    @Test func noTextTraps() {
        var random = SplitMix64(seed: 11)
        let marks = Array("0123456789-+:.TtZz ٣ệ\0".unicodeScalars)
        let good = Array("2021-12-20T09:30:15.25+07:00".unicodeScalars)
        for _ in 0..<5000 {
            var scalars = good
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<scalars.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: scalars[place] = marks.randomElement(using: &random) ?? " "
                case 1: scalars.insert(marks.randomElement(using: &random) ?? " ", at: place)
                default: scalars.removeSubrange(place...)
                }
                if scalars.isEmpty { break }
            }
            var text = ""
            text.unicodeScalars.append(contentsOf: scalars)
            _ = Day(text)
            if let instant = Instant(text) { #expect(Instant(Zone.vietnam.format(instant)) == instant) }
        }
    }
}
