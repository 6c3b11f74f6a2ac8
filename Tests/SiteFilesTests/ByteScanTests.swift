import CUTF8
import Diagnostics
import Programmes
import TestKit
import Testing

@testable import SiteFiles

/// What looks at many bytes a step, beside what looks at one after the other.
@Suite struct ByteScanTests {
    /// Two bytes of every kind that UTF-8 tells apart and two that continue them or not, at every place of a step and
    /// across two.
    @Test func utf8IsWhatTheStandardLibraryTakesForIt() {
        let kinds: [UInt8] = [
            0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF,
            0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
        ]
        var place = 0
        for a in kinds {
            for b in kinds {
                for c in [0x61, 0x80, 0xBF, 0xC2] as [UInt8] {
                    for d in [0x61, 0x80, 0xBF, 0xE1] as [UInt8] {
                        place = (place + 1) % 18
                        var text = [UInt8](repeating: 0x61, count: place)
                        text += [a, b, c, d]
                        if place % 2 == 0 { text += [0x61, 0x62] }
                        check(text)
                    }
                }
            }
        }
    }

    @Test func utf8OfLongerTexts() {
        var random = SplitMix64(seed: 11)
        let pieces: [[UInt8]] = ["a", "ế", "Ư", "€", "𠀀", " ", "đ"].map { Array($0.utf8) }
        for _ in 0..<3000 {
            var text = (0..<Int.random(in: 0...60, using: &random)).flatMap { _ in pieces.randomElement(using: &random)!
            }
            if !text.isEmpty, Bool.random(using: &random) {
                text[Int.random(in: text.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if Bool.random(using: &random) { text = text.dropLast(Int.random(in: 0...3, using: &random)) }
            check(text)
        }
    }

    private func check(_ text: [UInt8]) {
        let isValid = (try? UTF8Span(validating: text.span)) != nil
        let found = text.withUnsafeBufferPointer { dondoc_utf8_check($0.baseAddress, $0.count) }
        if found >= 0, (found == 1) != isValid { Issue.record("\(text): \(found)") }
        var report = FileReport(path: "x")
        if checkEncoding(text, &report) != isValid { Issue.record("\(text)") }
    }

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
            var gathered = Scratch<UInt8>()
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
                var cells = Scratch<CSVScanner.Cell>()
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
        var scratch = Scratch<Int>()
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
