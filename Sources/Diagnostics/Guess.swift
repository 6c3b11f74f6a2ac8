/// What a word that is not known most likely meant.
public struct Guess: Hashable, Sendable {
    /// A candidate, in its own spelling.
    public let text: String
    /// So near, and so much nearer than all else, that nothing else can be meant: only then it is offered as an edit.
    public let isSafe: Bool

    /// Made by ``guessName(_:among:)`` and ``guessWord(_:among:)``, which judge what is safe.
    public init(_ text: String, isSafe: Bool) {
        self.text = text
        self.isSafe = isSafe
    }
}

/// The name of something (a body, a task, a tag) that a mistyped one most likely meant, or nil.
///
/// Names are often near each other and yet mean different things: 1.1 and 9.9, huyen-uy-a and huyen-uy-b, Sơn Hà and Sơn
/// Hòa. One whose numbers differ is not even asked about. Safe is one that differs in signs and spaces alone, in
/// diacritics that were left out, or by one letter within a longer word, where no other is nearly as near.
public func guessName(_ name: String, among candidates: some Collection<String>) -> Guess? {
    let runs = runsOfDigits(name)
    let alike = candidates.filter { runsOfDigits($0) == runs }
    guard let found = suggest(name, among: alike) else { return nil }
    return Guess(found, isSafe: isSlip(name, of: found) && standsOut(found, from: name, by: 2, among: alike))
}

/// The word of a closed list that a mistyped one most likely meant, or nil; safe where no other is as near.
public func guessWord(_ word: String, among candidates: some Collection<String>) -> Guess? {
    suggest(word, among: candidates).map { Guess($0, isSafe: standsOut($0, from: word, by: 1, among: candidates)) }
}

/// Its numbers, as written, each ended by a space.
private func runsOfDigits(_ text: String) -> [UInt8] {
    var runs: [UInt8] = []
    for byte in text.utf8 {
        if 0x30...0x39 ~= byte {
            runs.append(byte)
        } else if let last = runs.last, last != 0x20 {
            runs.append(0x20)
        }
    }
    return runs.last == 0x20 ? runs.dropLast() : runs
}

/// Whether every other candidate is so many edits farther away.
private func standsOut(
    _ found: String, from word: String, by margin: Int, among candidates: some Sequence<String>
) -> Bool {
    let typed = Array(fold(word, .plain).unicodeScalars)
    let meant = fold(found, .plain)
    guard let distance = editDistance(typed, Array(meant.unicodeScalars), atMost: typed.count) else { return false }
    return candidates.allSatisfy { candidate in
        if candidate == found { return true }
        let other = fold(candidate, .plain)
        // Another spelling of the same letters: which of them was meant does not follow from these.
        if other == meant { return fold(candidate) == fold(found) }
        return editDistance(typed, Array(other.unicodeScalars), atMost: distance + margin - 1) == nil
    }
}

private func isSlip(_ name: String, of found: String) -> Bool {
    let (typed, meant) = (words(name, .spelling), words(found, .spelling))
    if typed.joined() == meant.joined() { return true }
    let (plain, plainMeant) = (words(name, .plain), words(found, .plain))
    if plain.joined() == plainMeant.joined(), typed == plain { return true }
    guard typed.count == meant.count, plain.count == typed.count, plainMeant.count == typed.count else { return false }
    var slips = 0
    for i in typed.indices where typed[i] != meant[i] {
        if plain[i] == plainMeant[i], typed[i] == plain[i] || lacksTone(typed[i], of: meant[i]) { continue }
        guard plain[i] != plainMeant[i], isSlip(of: plainMeant[i], plain[i]) else { return false }
        slips += 1
    }
    return slips <= 1
}

/// "vân" for "vận".
private func lacksTone(_ typed: String, of word: String) -> Bool {
    guard let last = word.unicodeScalars.last, last.value >= 0x300 else { return false }
    return word.unicodeScalars.dropLast().elementsEqual(typed.unicodeScalars)
}

/// One letter more, less, other or exchanged, not the first, of four at least.
private func isSlip(of word: String, _ typed: String) -> Bool {
    let (a, b) = (Array(word.unicodeScalars), Array(typed.unicodeScalars))
    return max(a.count, b.count) >= 4 && a[0] == b[0] && editDistance(a, b, atMost: 1) != nil
}

/// Runs of letters and digits.
private func words(_ text: String, _ folding: Folding) -> [String] {
    fold(text, folding).unicodeScalars.split { scalar in
        scalar.value < 0x80 && !(0x61...0x7A ~= scalar.value || 0x30...0x39 ~= scalar.value)
    }.map { String(String.UnicodeScalarView($0)) }
}
