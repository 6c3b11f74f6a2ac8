import TestKit
import Testing

@testable import SiteFiles

/// Held against a dictionary.
@Suite struct ByteTableTests {
    @Test func isADictionaryOfTexts() {
        var random = SplitMix64(seed: 3)
        var table = ByteTable()
        for round in 0..<4 {
            var model: [[UInt8]: UInt32] = [:]
            for step in UInt32(0)..<3000 {
                // Of few letters, so that texts come again and differ late.
                let count = Int.random(in: 0...(round == 2 ? 90 : 20), using: &random)
                let text = (0..<count).map { _ in UInt8.random(in: 0...1, using: &random) }
                text.withUnsafeBufferPointer { bytes in
                    #expect(table.value(of: bytes) == model[text])
                    #expect(table.value(of: bytes, orInsert: step) == model[text])
                }
                model[text] = model[text] ?? step
                #expect(table.count == model.count)
            }
            for (text, value) in model { text.withUnsafeBufferPointer { #expect(table.value(of: $0) == value) } }
            table.removeAll()
            for text in model.keys { text.withUnsafeBufferPointer { #expect(table.value(of: $0) == nil) } }
        }
    }
}
