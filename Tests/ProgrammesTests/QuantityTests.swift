import Programmes
import TestKit
import Testing

struct QuantityTests {
    @Test(arguments: [
        ("137000", 137_000_000), ("137.000", 137_000_000), ("137 000", 137_000_000), ("137\u{A0}000", 137_000_000),
        ("1.250.000", 1_250_000_000), ("1 250 000", 1_250_000_000), ("1,250,000", 1_250_000_000),
        ("1.250.000,5", 1_250_000_500), ("1 250,5", 1_250_500), ("1,250.75", 1_250_750), ("1.250,500", 1_250_500),
        ("99,5", 99_500), ("99.5", 99_500), ("0.125", 125), ("0,125", 125), ("1234,500", 1_234_500),
        ("12,3450", 12_345), ("12.3450", 12_345), ("0", 0), ("007", 7_000), ("999999999999,999", 999_999_999_999_999),
    ])
    func read(_ text: String, _ milli: Int) throws { #expect(try Quantity(text) == Quantity(milli: milli)) }

    @Test(arguments: [("137,000", 137_000, 137_000_000), ("1,250", 1_250, 1_250_000), ("12,345", 12_345, 12_345_000)])
    func doubtful(_ text: String, _ decimal: Int, _ grouped: Int) {
        #expect(
            throws: Quantity.Fault.doubtful(
                text, decimal: Quantity(milli: decimal), grouped: Quantity(milli: grouped))
        ) { try Quantity(text) }
    }

    @Test(arguments: [
        "", " ", "abc", "1..2", "1.2.3", "1,2345", "-5", "9999999999999999999", "1000000000000", "٣", "1.000,000,5",
        "13 7", "1 000.000", "1.", ",5", "1.23.456", "1.000,", "12.34,5", "1e3", "137,000,00", "5%",
    ])
    func unreadable(_ text: String) {
        #expect(throws: Quantity.Fault.unreadable(text)) { try Quantity(text) }
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        var random = SplitMix64(seed: 21)
        for _ in 0..<2000 {
            let digits = Int.random(in: 1...15, using: &random)
            let milli = Int.random(in: 0..<Array(repeating: 10, count: digits).reduce(1, *), using: &random)
            let quantity = Quantity(milli: milli)
            #expect(try Quantity(quantity.plain) == quantity, "\(quantity.plain)")
        }
        #expect(Quantity(milli: 12_345).plain == "12.3450")
        #expect(Quantity(milli: -500).plain == "-0.5")
    }
}
