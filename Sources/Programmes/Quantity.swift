public import Diagnostics

/// A number as offices write it: digits in groups of three divided by points or spaces, a comma before decimals. An
/// English page's commas between groups are read where they can be nothing else.
public struct Quantity: Hashable, Sendable {
    /// In thousandths; never negative.
    public let milli: Int

    /// Why a text is none.
    public enum Fault: Error, Hashable, Sendable {
        /// No number, one with more than three decimals, or of 10^12 or more.
        case unreadable(String)
        /// A comma before three digits: decimals here, thousands to an Englishman.
        case doubtful(String, decimal: Quantity, grouped: Quantity)
    }

    /// The caller promises 0 or more.
    public init(milli: Int) { self.milli = milli }

    /// "137000", "137.000", "137 000", "1.250.000,5", "1,250,000", "99,5", "99.5"; of "137,000" nobody can tell.
    public init(_ text: some StringProtocol) throws(Fault) {
        guard let written = WrittenNumber(text) else { throw .unreadable(String(text)) }
        guard let milli = written.milli else { throw .unreadable(String(text)) }
        if let grouped = written.withoutMarks, written.isDoubtful {
            throw .doubtful(String(text), decimal: Quantity(milli: milli), grouped: Quantity(milli: grouped))
        }
        self.milli = milli
    }

    /// As ``init(_:)`` reads it again: "137000", "99.5". Of three decimals a zero more shows that they are decimals.
    public var plain: String {
        let (whole, rest) = milli.quotientAndRemainder(dividingBy: 1000)
        guard rest != 0 else { return "\(whole)" }
        var decimals = String("\(1000 + abs(rest))".dropFirst())
        while decimals.last == "0" { decimals.removeLast() }
        if decimals.utf8.count == 3, 1..<1000 ~= abs(whole) { decimals += "0" }
        return (milli < 0 && whole == 0 ? "-" : "") + "\(whole).\(decimals)"
    }
}

extension Quantity.Fault {
    /// What is wrong.
    public var wording: Wording {
        switch self {
        case .unreadable(let text): Wording(vi: "“\(text)” không phải là số", en: "“\(text)” is not a number")
        case .doubtful(let text, let decimal, let grouped):
            Wording(
                vi: "“\(text)” có thể là \(decimal.plain) hoặc \(grouped.plain)",
                en: "“\(text)” may be \(decimal.plain) or \(grouped.plain)")
        }
    }

    /// What to write instead.
    public var help: Wording {
        switch self {
        case .unreadable:
            Wording(
                vi: "viết một số như 137000, 137.000 hoặc 99,5 (nhiều nhất ba chữ số thập phân)",
                en: "write a number such as 137000 or 99.5 (three decimals at most)")
        case .doubtful(_, let decimal, let grouped):
            Wording(
                vi: "viết \(decimal.plain) hoặc \(grouped.plain)", en: "write \(decimal.plain) or \(grouped.plain)")
        }
    }
}

/// The digits of a number between its marks.
private struct WrittenNumber {
    private enum Mark { case point, comma, space }

    private var groups: [[Int]] = [[]]
    private var marks: [Mark] = []

    init?(_ text: some StringProtocol) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "0"..."9": groups[groups.count - 1].append(Int(scalar.value) - 0x30)
            case ".": divide(.point)
            case ",": divide(.comma)
            // No-break and narrow ones too.
            case " ", "\u{A0}", "\u{2009}", "\u{202F}": divide(.space)
            default: return nil
            }
        }
        guard groups.allSatisfy({ 1...15 ~= $0.count }), marks.count <= 5 else { return nil }
    }

    private mutating func divide(_ mark: Mark) {
        marks.append(mark)
        groups.append([])
    }

    /// The only mark is a comma, before three digits and after what could be thousands.
    var isDoubtful: Bool { marks == [.comma] && isGrouped(groups[...]) }

    /// In thousandths: one comma is before decimals, as is a point where no group of three can follow it.
    var milli: Int? {
        let isWhole = marks.isEmpty || (marks != [.comma] && Set(marks).count == 1 && isGrouped(groups[...]))
        if isWhole { return Self.milli(groups[...], []) }
        guard let last = marks.last, last != .space, !marks.dropLast().contains(last), Set(marks.dropLast()).count <= 1,
            groups.count == 2 || isGrouped(groups.dropLast())
        else { return nil }
        let decimals = groups[groups.count - 1]
        // 1 250.000: a point that may be either, as a comma may alone.
        if last == .point, marks.first == .space, decimals.count == 3 { return nil }
        return Self.milli(groups.dropLast(), decimals)
    }

    /// As if they all divided thousands.
    var withoutMarks: Int? { Self.milli(groups[...], []) }

    private func isGrouped(_ groups: ArraySlice<[Int]>) -> Bool {
        guard let first = groups.first, first.count <= 3, first != [0] else { return false }
        return groups.dropFirst().allSatisfy { $0.count == 3 }
    }

    private static func milli(_ whole: ArraySlice<[Int]>, _ decimals: [Int]) -> Int? {
        let digits = whole.flatMap(\.self)
        guard digits.count <= 15, decimals.dropFirst(3).allSatisfy({ $0 == 0 }) else { return nil }
        let units = digits.reduce(0) { $0 * 10 + $1 }
        guard units < 1_000_000_000_000 else { return nil }
        return units * 1000 + (decimals + [0, 0, 0]).prefix(3).reduce(0) { $0 * 10 + $1 }
    }
}
