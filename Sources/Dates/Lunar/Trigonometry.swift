/// Sine and cosine for the astronomy, made here because the core links no C library.
///
/// The argument is brought to within an eighth of a turn of a multiple of a quarter turn, and a Taylor polynomial
/// taken there. Truncation is below 1e-16 and rounding below 4e-16, so that for arguments of up to 1e5 radians (the
/// largest here is 5e4) or 1e7 degrees the result is within 2e-15 of the sine of the `Double` given; an argument of
/// 1e6 degrees is itself only known to 1e-10.
package enum Trigonometry {
    package static func sine(degrees: Double) -> Double {
        let quarters = nearest(degrees / 90)
        return sine(of: (degrees - quarters * 90) * (Double.pi / 180), quarters: Int(quarters))
    }

    package static func cosine(radians: Double) -> Double {
        // π/2 as a sum of 33 bits, whose multiples are exact, and the rest (Cody and Waite).
        let quarters = nearest(radians * (2 / Double.pi))
        let reduced = (radians - quarters * 1.57079632673412561417) - quarters * 6.07710050650619224932e-11
        return sine(of: reduced, quarters: Int(quarters) &+ 1)
    }

    /// The nearest whole number of one below 2^51: the sum has no place for a fraction. (`rounded()` would call libm.)
    private static func nearest(_ x: Double) -> Double { x + 0x1.8p52 - 0x1.8p52 }

    /// The sine of `r` + `quarters` · π/2, where |r| ≤ π/4.
    private static func sine(of r: Double, quarters: Int) -> Double {
        let s = r * r
        let value: Double
        if quarters & 1 == 0 {
            let low = 1 / 362_880.0 + s * (-1 / 39_916_800.0 + s * (1 / 6_227_020_800.0 - s / 1_307_674_368_000.0))
            value = r + r * s * (-1 / 6.0 + s * (1 / 120.0 + s * (-1 / 5040.0 + s * low)))
        } else {
            let low = 1 / 40_320.0 + s * (-1 / 3_628_800.0 + s * (1 / 479_001_600.0 - s / 87_178_291_200.0))
            value = 1 + s * (-1 / 2.0 + s * (1 / 24.0 + s * (-1 / 720.0 + s * low)))
        }
        return quarters & 2 == 0 ? value : -value
    }
}
