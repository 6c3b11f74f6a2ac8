internal import Diagnostics
internal import Ledger
public import Planning
internal import RuleLanguage

/// SHA-256 over the rule files in force, in the order they are read: each file's path and bytes with their lengths.
/// - Returns: 64 hexadecimal digits.
public func ruleSetDigest(of site: Site) -> String {
    var bytes: [UInt8] = []
    for file in site.ruleFiles {
        for part in [Array(file.source.path.utf8), file.source.bytes] {
            bytes += "\(part.count):".utf8
            bytes += part
        }
    }
    return SHA256.hex(SHA256.hash(bytes))
}
