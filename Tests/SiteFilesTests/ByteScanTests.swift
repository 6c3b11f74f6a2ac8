import Diagnostics
import Programmes
import TestKit
import Testing

@testable import SiteFiles

/// What looks at many bytes a step, beside what looks at one after the other.
@Suite struct ByteScanTests {
    /// One line of text, whichever bytes stand where in a step.
    @Test func linesAreWhatTheirScalarsSay() {
        var random = SplitMix64(seed: 12)
        let plain = ["a", "ế", "Â", "b", "—", "đ", "1", " "]
        let rare = ["  ", "\u{A0}", "\u{85}", "\u{2028}", "\u{7F}", "\n", "\t", "\u{202A}", "\u{2066}", "\u{9F}", "“"]
        for _ in 0..<6000 {
            var pieces = (0..<Int.random(in: 0...50, using: &random)).map { _ in plain.randomElement(using: &random)! }
            if !pieces.isEmpty, Bool.random(using: &random) {
                pieces[Int.random(in: pieces.indices, using: &random)] = rare.randomElement(using: &random)!
            }
            let text = pieces.joined()
            var report = FileReport(path: "x")
            var gathered = ScratchBuffer<UInt8>()
            let found = Array(text.utf8).withUnsafeBufferPointer { bytes -> String? in
                let field = TextField(bytes, Span(0, bytes.count))
                guard field.appendLine(to: &gathered, atMost: 4000, &report) else { return nil }
                return gathered.string
            }
            #expect(found.map { Array($0.utf8) } == line(text).map { Array($0.utf8) }, "\(text.debugDescription)")
            #expect((found == nil) == report.hasErrors)
        }
    }

    /// - Returns: nil for one with control characters.
    private func line(_ text: String) -> String? {
        var scalars = Array(text.unicodeScalars)
        func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || 0x09...0x0D ~= scalar.value }
        while let last = scalars.last, isBlank(last) { scalars.removeLast() }
        scalars = Array(scalars.drop(while: isBlank))
        var result = String.UnicodeScalarView()
        for scalar in scalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D, 0x20, 0x85, 0x2028, 0x2029: if result.last != " " { result.append(" ") }
            case ..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: return nil
            default: result.append(scalar)
            }
        }
        if result.last == " " { result.removeLast() }
        return String(result)
    }

    @Test func cellsOfAnyLength() {
        var random = SplitMix64(seed: 13)
        for _ in 0..<2000 {
            let rows = (0..<Int.random(in: 1...4, using: &random)).map { row in
                (0..<Int.random(in: 1...6, using: &random)).map { cell in
                    let length = Int.random(in: (row + cell == 0 ? 1 : 0)...40, using: &random)
                    return String(repeating: "x", count: length)
                }
            }.filter { $0 != [""] }
            let end = ["\n", "\r", "\r\n"].randomElement(using: &random)!
            let text = rows.map { $0.joined(separator: ",") }.joined(separator: end)
            var found: [[String]] = []
            Array(text.utf8).withUnsafeBufferPointer { bytes in
                var scanner = CSVScanner(bytes, from: 0)
                var cells = ScratchBuffer<CSVScanner.Cell>()
                var report = FileReport(path: "x")
                while scanner.readRow(&cells, &report) {
                    found.append(cells.elements.map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) })
                }
                #expect(!report.hasErrors)
            }
            #expect(found == rows)
        }
    }

    @Test func scratchHoldsWhatAnArrayWould() {
        var random = SplitMix64(seed: 14)
        var scratch = ScratchBuffer<Int>()
        var array: [Int] = []
        for i in 0..<5000 {
            switch Int.random(in: 0..<40, using: &random) {
            case 0:
                scratch.removeAll()
                array.removeAll()
            case 1...10:
                let more = (0..<Int.random(in: 0..<50, using: &random)).map { $0 + i }
                more.withUnsafeBufferPointer { scratch.append(contentsOf: $0) }
                array += more
            default:
                scratch.append(i)
                array.append(i)
            }
            #expect(scratch.count == array.count && scratch.isEmpty == array.isEmpty)
            if let last = array.indices.last { #expect(scratch[last] == array[last]) }
        }
        #expect(Array(scratch.elements) == array)
    }
}
