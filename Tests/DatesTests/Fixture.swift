import Foundation

/// The lines of a file beside the tests, without comments and blank ones, split at spaces.
func fixture(_ name: String, fields: Int) throws -> [[String]] {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)")
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
        .map { $0.split(separator: " ", maxSplits: fields - 1).map(String.init) }
}
