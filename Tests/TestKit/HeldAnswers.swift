import Foundation

/// What is said of many inputs that are made up, a line each in a file, so that nothing is said otherwise unseen, however
/// far from what tables of tests say. `UPDATE_GOLDENS=1` writes the file anew: read first what the failing test tells.
public struct HeldAnswers {
    private let file: URL

    /// - Parameter name: of a file in the folder `Goldens` beside the test.
    public init(_ name: String, beside test: String = #filePath) {
        file = URL(filePath: test).deletingLastPathComponent().appending(path: "Goldens/" + name)
    }

    /// - Parameter answers: each in one line.
    /// - Returns: what is said otherwise than the file has it; nil: nothing is.
    public func changes(_ answers: [(input: String, answer: String)]) throws -> String? {
        let lines = answers.map { stableDigest($0.input).hexadecimal(digits: 12) + "\t" + $0.answer }
        if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
            try (lines.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
            return nil
        }
        let held = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
        guard held != lines else { return nil }
        let known = Dictionary(
            held.map { ($0.prefix { $0 != "\t" }, $0.drop { $0 != "\t" }.dropFirst()) },
            uniquingKeysWith: { first, _ in first })
        let changed = zip(lines, answers).compactMap { line, answer -> String? in
            let former = known[line.prefix { $0 != "\t" }] ?? "(not held)"
            return former == answer.answer ? nil : "\(answer.input): \(former) → \(answer.answer)"
        }
        return (["\(changed.count) of \(lines.count) otherwise, \(held.count) held"] + changed.prefix(20))
            .joined(separator: "\n")
    }
}

/// The same in every process: FNV-1a (Fowler, Noll, Vo).
public func stableDigest(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}

extension UInt64 {
    public func hexadecimal(digits: Int) -> String { String(String(self, radix: 16).suffix(digits)) }
}
