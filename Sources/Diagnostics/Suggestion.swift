/// The candidate that a mistyped word most likely meant, or nil.
///
/// One that differs only in case, composition, tone placement or diacritics wins; else the nearest by edit distance
/// (optimal string alignment: a swap of neighbours is one edit) of the words without their diacritics, at most one
/// edit in three letters. Of equals the one that is nearer with its diacritics, then the first. Where none is near, the
/// only one that begins with the word, of two letters at least.
public func suggest(_ word: String, among candidates: some Sequence<String>) -> String? {
    let limit = 64
    guard !word.isEmpty, word.utf8.count <= limit * 4 else { return nil }
    let plain = Array(fold(word, .plain).unicodeScalars)
    guard !plain.isEmpty, plain.count <= limit else { return nil }
    let exact = Array(fold(word).unicodeScalars)
    var best: (candidate: String, plain: Int, exact: Int)?
    for candidate in candidates where candidate.utf8.count <= limit * 4 {
        let bound = plain.count / 3 + (plain.count > 2 ? 1 : 0)
        let allowed = min(best?.plain ?? bound, bound)
        let other = Array(fold(candidate, .plain).unicodeScalars)
        guard abs(other.count - plain.count) <= allowed,
            let distance = editDistance(plain, other, atMost: allowed), distance < max(plain.count, 2)
        else { continue }
        let fine =
            editDistance(exact, Array(fold(candidate).unicodeScalars), atMost: 2 * limit) ?? Int.max
        if let found = best, (found.plain, found.exact) <= (distance, fine) { continue }
        best = (candidate, distance, fine)
    }
    return best?.candidate ?? (plain.count > 1 ? completion(of: plain, among: candidates) : nil)
}

/// The only candidate that begins so; nil for several.
private func completion(of beginning: [Unicode.Scalar], among candidates: some Sequence<String>) -> String? {
    var found: String?
    for candidate in candidates where candidate != found && candidate.utf8.count <= 256 {
        guard fold(candidate, .plain).unicodeScalars.starts(with: beginning) else { continue }
        guard found == nil else { return nil }
        found = candidate
    }
    return found
}

/// Insertions, deletions, substitutions and swaps of neighbours that lead from one text to the other; nil beyond a bound.
package func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], atMost bound: Int) -> Int? {
    if abs(a.count - b.count) > bound { return nil }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    var row = last
    for i in 0..<a.count {
        row[0] = i + 1
        var least = row[0]
        for j in 0..<b.count {
            var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
            row[j + 1] = cost
            least = min(least, cost)
        }
        if least > bound { return nil }
        (beforeLast, last, row) = (last, row, beforeLast)
    }
    return last[b.count] <= bound ? last[b.count] : nil
}
