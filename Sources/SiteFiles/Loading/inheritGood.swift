import Diagnostics
import Programmes
import RuleLanguage

/// Gives a file that is new under its name the last good version of one that is gone and had the same bytes: it was
/// renamed, and that changes nothing, broken or not. Several of the same bytes are paired in order of path; what nothing
/// new has the bytes of is gone for good.
/// - Parameter read: all of one kind.
func inheritGood(_ read: inout [FileMemory], from previous: [String: FileMemory]) {
    let new = read.indices.filter { previous[read[$0].file.path] == nil && !read[$0].digest.isEmpty }
    guard let first = new.first, !previous.isEmpty else { return }
    let kind = read[first].file.kind
    let present = Set(read.map(\.file.path))
    let gone = previous.values.filter {
        $0.file.kind == kind && $0.good != nil && !$0.lastDigest.isEmpty && !present.contains($0.file.path)
    }
    // Last comes first out.
    var heirs = Dictionary(grouping: gone.sorted { $1.file.path.precedes($0.file.path) }, by: \.lastDigest)
    for i in new.sorted(by: { read[$0].file.path.precedes(read[$1].file.path) }) {
        read[i].good = heirs[read[i].digest]?.popLast()?.good.map { (read[i].placed($0.content), $0.digest) }
    }
}

extension FileMemory {
    /// Of its bytes when it was last looked at; of a file from a copy, of what was set aside then.
    fileprivate var lastDigest: String { self.digestSetAside ?? self.digest }

    /// What a file of another name said, under this one.
    fileprivate func placed(_ content: FileContent) -> FileContent {
        switch content {
        case .programme(let read):
            guard var programme = read.programme else { return content }
            programme.path = self.file.path
            return .programme(read.with(programme))
        case .rules(let rules):
            return .rules(parseRules(SourceFile(path: self.file.path, bytes: rules.source.bytes)).file)
        case .settings, .bodies, .calendar, .template: return content
        }
    }
}

extension String {
    fileprivate func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
