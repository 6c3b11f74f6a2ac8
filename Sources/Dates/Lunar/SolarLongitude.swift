/// The Sun's apparent geocentric longitude: J. Meeus, "Astronomical Algorithms", 2nd edition, chapter 25, the method
/// of higher accuracy, with the nutation of chapter 22 (terms of 0.003″ and more of the IAU 1980 theory).
package enum SolarLongitude {
    /// In degrees, 0 ..< 360, for a Julian day in TT. Within 1″, which the Sun covers in 24 s.
    package static func apparent(julianEphemerisDay jde: Double) -> Double {
        let centuries = (jde - 2_451_545) / 36_525
        // Reduction to the FK5 system.
        let geometric = EarthLongitude.degrees(millennia: centuries / 10) + 180 - 0.09033 / 3600
        let apparent = geometric + (nutation(centuries) - aberration(centuries)) / 3600
        let reduced = apparent - 360 * Double(Int(apparent / 360))
        return reduced < 0 ? reduced + 360 : reduced
    }

    /// In arc seconds. The distance (25.5) is good to 1e-4 here, far more than 20″ of aberration ask for.
    private static func aberration(_ t: Double) -> Double {
        let e = 0.016708634 + t * (-0.000042037 - t * 0.0000001267)
        let anomaly = 357.52911 + t * (35_999.05029 - t * 0.0001537)
        let centre = 1.914602 * Trigonometry.sine(degrees: anomaly) + 0.019993 * Trigonometry.sine(degrees: 2 * anomaly)
        let distance = 1.000001018 * (1 - e * e) / (1 + e * Trigonometry.sine(degrees: anomaly + centre + 90))
        return 20.4898 / distance
    }

    /// Multiples of D, M, M′, F and Ω, and the coefficient of the sine in units of 0.0001″ with its change a century.
    private typealias Term = (
        elongation: Double, sun: Double, moon: Double, latitude: Double, node: Double, value: Double, change: Double
    )

    private static let nutationTerms: [Term] = [
        (0, 0, 0, 0, 1, -171_996, -174.2), (-2, 0, 0, 2, 2, -13_187, -1.6), (0, 0, 0, 2, 2, -2274, -0.2),
        (0, 0, 0, 0, 2, 2062, 0.2), (0, 1, 0, 0, 0, 1426, -3.4), (0, 0, 1, 0, 0, 712, 0.1),
        (-2, 1, 0, 2, 2, -517, 1.2), (0, 0, 0, 2, 1, -386, -0.4), (0, 0, 1, 2, 2, -301, 0),
        (-2, -1, 0, 2, 2, 217, -0.5), (-2, 0, 1, 0, 0, -158, 0), (-2, 0, 0, 2, 1, 129, 0.1),
        (0, 0, -1, 2, 2, 123, 0), (2, 0, 0, 0, 0, 63, 0), (0, 0, 1, 0, 1, 63, 0.1), (2, 0, -1, 2, 2, -59, 0),
        (0, 0, -1, 0, 1, -58, -0.1), (0, 0, 1, 2, 1, -51, 0), (-2, 0, 2, 0, 0, 48, 0), (0, 0, -2, 2, 1, 46, 0),
        (2, 0, 0, 2, 2, -38, 0), (0, 0, 2, 2, 2, -31, 0),
    ]

    /// In longitude, in arc seconds.
    private static func nutation(_ t: Double) -> Double {
        let elongation = 297.85036 + t * (445_267.111480 + t * (-0.0019142 + t / 189_474))
        let sun = 357.52772 + t * (35_999.050340 + t * (-0.0001603 - t / 300_000))
        let moon = 134.96298 + t * (477_198.867398 + t * (0.0086972 + t / 56_250))
        let latitude = 93.27191 + t * (483_202.017538 + t * (-0.0036825 + t / 327_270))
        let node = 125.04452 + t * (-1934.136261 + t * (0.0020708 + t / 450_000))
        var sum = 0.0
        for term in nutationTerms {
            let argument =
                term.elongation * elongation + term.sun * sun + term.moon * moon + term.latitude * latitude
                + term.node * node
            sum += (term.value + term.change * t) * Trigonometry.sine(degrees: argument)
        }
        return sum * 0.0001
    }
}
