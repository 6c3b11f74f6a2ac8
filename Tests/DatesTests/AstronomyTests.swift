import Dates
import Foundation
import TestKit
import Testing

@Suite struct AstronomyTests {
    @Test func sineAndCosineAreThoseOfTheCLibrary() {
        var random = SplitMix64(seed: 10)
        for _ in 0..<20_000 {
            let degrees = Double.random(in: -1e6...1e6, using: &random)
            let radians = Double.random(in: -1e5...1e5, using: &random)
            // The library takes radians alone: bring degrees within a turn exactly before they are converted.
            let turn = degrees.truncatingRemainder(dividingBy: 360)
            #expect(abs(Trigonometry.sine(degrees: degrees) - sin(turn * .pi / 180)) < 3e-15)
            #expect(abs(Trigonometry.cosine(radians: radians) - cos(radians)) < 2e-15)
        }
        for quarter in -8...8 {
            #expect(Trigonometry.sine(degrees: Double(quarter) * 90) == [0, 1, 0, -1][(quarter + 8) % 4])
        }
    }

    /// Meeus, example 49.a: the new moon of February 1977.
    @Test func newMoonOfTheExample() {
        #expect(abs(NewMoon.julianEphemerisDay(-283) - 2_443_192.65118) < 0.000_005)
    }

    /// Meeus, example 25.b: the Sun on 1992-10-13 at 0h TD.
    @Test func solarLongitudeOfTheExample() {
        let expected = 199 + 54 / 60.0 + 21.818 / 3600
        #expect(abs(SolarLongitude.apparent(julianEphemerisDay: 2_448_908.5) - expected) < 0.1 / 3600)
    }

    /// The Sun stands at multiples of 90° at the equinoxes and solstices; the minutes are those of the almanacs (UTC).
    @Test(
        arguments: [
            ("2000-03-20T07:35:00Z", 0.0), ("2000-06-21T01:48:00Z", 90.0), ("2020-09-22T13:31:00Z", 180.0),
            ("2020-12-21T10:02:00Z", 270.0), ("1962-06-21T21:24:00Z", 90.0),
        ] as [(String, Double)])
    func equinoxesAndSolstices(_ text: String, _ longitude: Double) throws {
        let instant = try #require(Instant(text))
        let found = SolarLongitude.apparent(
            julianEphemerisDay: EarthRotation.julianEphemerisDay(unixDays: Double(instant.seconds) / 86_400))
        let difference = (found - longitude + 540).truncatingRemainder(dividingBy: 360) - 180
        // A degree takes the Sun 24 h 20 min.
        #expect(abs(difference) < 1.0 / 1461)
    }

    /// Observed: Astronomical SiteCalendar, section K.
    @Test func deltaTIsWithinASecondOfWhatWasObserved() {
        let observed: [(year: Double, seconds: Double)] = [
            (1900, -2.72), (1920, 21.16), (1940, 24.33), (1950, 29.15), (1970, 40.18), (1990, 56.86), (2000, 63.83),
        ]
        for (year, seconds) in observed { #expect(abs(EarthRotation.deltaT(year: year) - seconds) < 1, "\(year)") }
    }

    @Test func deltaTHasNoGreatSteps() {
        for year in [1900.0, 1920, 1941, 1961, 1986, 2005, 2050, 2150] {
            let step = EarthRotation.deltaT(year: year) - EarthRotation.deltaT(year: year - 1e-9)
            #expect(abs(step) < 1, "\(year)")
        }
    }
}
