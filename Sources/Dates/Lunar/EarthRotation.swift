/// ΔT: what the uniform time of the astronomers (TT) is ahead of the Earth's rotation (UT), in seconds.
///
/// Polynomials of F. Espenak and J. Meeus, "Five Millennium Canon of Solar Eclipses" (NASA/TP-2006-214141), here from
/// 1860 on. They keep within a second of what was observed up to 2005, are 6 s too large for 2025 and are a guess
/// beyond (docs/lunar.md).
package enum EarthRotation {
    /// - Parameter year: with decimals; from 1860 on.
    package static func deltaT(year: Double) -> Double {
        switch year {
        case ..<1900:
            let t = year - 1860
            return 7.62 + t * (0.5737 + t * (-0.251754 + t * (0.01680668 + t * (-0.0004473624 + t / 233_174))))
        case ..<1920:
            let t = year - 1900
            return -2.79 + t * (1.494119 + t * (-0.0598939 + t * (0.0061966 - t * 0.000197)))
        case ..<1941:
            let t = year - 1920
            return 21.20 + t * (0.84493 + t * (-0.076100 + t * 0.0020936))
        case ..<1961:
            let t = year - 1950
            return 29.07 + t * (0.407 + t * (-1 / 233.0 + t / 2547))
        case ..<1986:
            let t = year - 1975
            return 45.45 + t * (1.067 + t * (-1 / 260.0 - t / 718))
        case ..<2005:
            let t = year - 2000
            let low = 0.0017275 + t * (0.000651814 + t * 0.00002373599)
            return 63.86 + t * (0.3345 + t * (-0.060374 + t * low))
        case ..<2050:
            let t = year - 2000
            return 62.92 + t * (0.32217 + t * 0.005589)
        case ..<2150:
            let u = (year - 1820) / 100
            return -20 + 32 * u * u - 0.5628 * (2150 - year)
        default:
            let u = (year - 1820) / 100
            return -20 + 32 * u * u
        }
    }

    /// The Julian day in TT of an instant given as days of UT since 1970-01-01T00:00.
    package static func julianEphemerisDay(unixDays: Double) -> Double {
        unixDays + 2_440_587.5 + deltaT(year: 1970 + unixDays / 365.2425) / 86_400
    }

    /// Days of UT since 1970-01-01T00:00 of an instant given as a Julian day in TT.
    static func unixDays(julianEphemerisDay jde: Double) -> Double {
        let days = jde - 2_440_587.5
        return days - deltaT(year: 1970 + days / 365.2425) / 86_400
    }
}
