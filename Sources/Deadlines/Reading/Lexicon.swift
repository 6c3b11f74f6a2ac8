/// Finds keywords of one or several syllables: a trie over base letters, with the marks checked at its leaves, so that
/// one walk serves exact spellings, lost marks and wrong ones.
///
/// Unchecked, because its tables are raw memory; they are filled in `init` and never written or freed after.
struct Lexicon: @unchecked Sendable {
    /// A spelling: the marks of its syllables are in `marks`, from `marksIndex`.
    private struct Entry {
        var keyword: TimeKeyword
        var value: Int32
        var marksIndex: Int32
        /// The next spelling with the same base letters, or −1.
        var next: Int32
    }

    private struct Node {
        /// The first spelling that ends here, or −1.
        var entry: Int32 = -1
        var hasChildren = false
    }

    static let longest = 6
    static let shared = Lexicon()

    let letters: LetterTable
    private let nodes: UnsafeMutableBufferPointer<Node>
    private let entries: UnsafeMutableBufferPointer<Entry>
    private let marks: UnsafeMutableBufferPointer<UInt32>
    /// Open addressing: (node, syllable) → child. A syllable's hash is mixed with the node's number.
    private let keys: UnsafeMutableBufferPointer<UInt64>
    private let owners: UnsafeMutableBufferPointer<UInt16>
    private let children: UnsafeMutableBufferPointer<UInt16>
    private static let slots = 8192

    private init() {
        let letters = LetterTable()
        var nodes = [Node()]
        var entries: [Entry] = []
        var marks: [UInt32] = []
        let keys = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: Lexicon.slots)
        keys.initialize(repeating: 0)
        let owners = UnsafeMutableBufferPointer<UInt16>.allocate(capacity: Lexicon.slots)
        owners.initialize(repeating: 0)
        let children = UnsafeMutableBufferPointer<UInt16>.allocate(capacity: Lexicon.slots)
        children.initialize(repeating: 0)
        func add(_ spelling: UnsafeBufferPointer<UInt8>, _ keyword: TimeKeyword, _ value: Int32) {
            var node = 0
            let index = Int32(marks.count)
            let tokens = UnsafeMutablePointer<PhraseToken>.allocate(capacity: spelling.count + 1)
            defer { tokens.deallocate() }
            var scanner = Scanner(spelling, letters: letters, into: tokens)
            scanner.scan()
            for i in 0..<scanner.count where tokens[i].kind == .word {
                marks.append(tokens[i].marks)
                var slot = Lexicon.slot(node, tokens[i].base)
                while keys[slot] != 0, keys[slot] != tokens[i].base || owners[slot] != UInt16(node) {
                    slot = (slot + 1) & (Lexicon.slots - 1)
                }
                if keys[slot] == 0 {
                    keys[slot] = tokens[i].base
                    owners[slot] = UInt16(node)
                    children[slot] = UInt16(nodes.count)
                    nodes[node].hasChildren = true
                    nodes.append(Node())
                }
                node = Int(children[slot])
            }
            let entry = Entry(keyword: keyword, value: value, marksIndex: index, next: -1)
            if nodes[node].entry < 0 {
                nodes[node].entry = Int32(entries.count)
            } else {
                var last = Int(nodes[node].entry)
                while entries[last].next >= 0 { last = Int(entries[last].next) }
                entries[last].next = Int32(entries.count)
            }
            entries.append(entry)
        }
        for (keyword, value, spellings) in TimeVocabulary.words {
            let text = UnsafeBufferPointer(start: spellings.utf8Start, count: spellings.utf8CodeUnitCount)
            for spelling in text.split(separator: UInt8(ascii: "|")) {
                add(UnsafeBufferPointer(rebasing: spelling), keyword, value)
            }
        }
        for i in 0..<60 {
            var spelling = TimeVocabulary.stems[i % 10] + " " + TimeVocabulary.branches[i % 12]
            spelling.withUTF8 { add($0, .stemBranch, Int32(i)) }
        }
        precondition(nodes.count < Lexicon.slots * 3 / 4, "the trie needs more slots")
        self.letters = letters
        self.keys = keys
        self.owners = owners
        self.children = children
        self.nodes = .allocate(capacity: nodes.count)
        _ = self.nodes.initialize(from: nodes)
        self.entries = .allocate(capacity: entries.count)
        _ = self.entries.initialize(from: entries)
        self.marks = .allocate(capacity: marks.count)
        _ = self.marks.initialize(from: marks)
    }

    @inline(__always)
    private static func slot(_ node: Int, _ base: UInt64) -> Int {
        let mixed = (base ^ UInt64(truncatingIfNeeded: node) &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
        return Int(truncatingIfNeeded: mixed >> 48) & (slots - 1)
    }

    @inline(__always)
    private func child(_ node: Int, _ base: UInt64) -> Int {
        var slot = Lexicon.slot(node, base)
        while keys[slot] != 0 {
            if keys[slot] == base, owners[slot] == UInt16(truncatingIfNeeded: node) { return Int(children[slot]) }
            slot = (slot + 1) & (Lexicon.slots - 1)
        }
        return 0
    }

    struct Match {
        var keyword = TimeKeyword.none
        var value: Int32 = 0
        var syllables = 1
        var flags: PhraseToken.Flags = []
    }

    /// The longest keyword whose first syllable is `tokens[i]`.
    /// - Parameter isMarked: some letter of the phrase has a mark; then a word without any has lost them by accident.
    func match(_ tokens: UnsafeMutablePointer<PhraseToken>, at i: Int, count: Int, isMarked: Bool) -> Match {
        var best = Match()
        var node = 0
        var n = 0
        while n < Lexicon.longest, i + n < count, tokens[i + n].kind == .word, tokens[i + n].base != 0 {
            node = child(node, tokens[i + n].base)
            if node == 0 { break }
            n += 1
            var index = nodes[node].entry
            var isExact = false
            while index >= 0, !isExact {
                let entry = entries[Int(index)]
                let isLoose = entry.keyword == .continuous || entry.keyword == .periodic || entry.keyword == .needed
                if let flags = compare(
                    tokens + i, n, Int(entry.marksIndex), isMarked: isMarked, isLoose: isLoose),
                    !flags.contains(.wrong) || n == 1 || mayBeSlip(tokens + i, n, entry)
                {
                    isExact = flags.isEmpty
                    if isExact || best.syllables < n || best.keyword == .none {
                        best = Match(keyword: entry.keyword, value: entry.value, syllables: n, flags: flags)
                    }
                }
                index = entry.next
            }
            if !nodes[node].hasChildren { break }
        }
        return best
    }

    /// A slip is a syllable that is no word itself: "thứ tư" is not "thứ tự".
    private func mayBeSlip(_ tokens: UnsafeMutablePointer<PhraseToken>, _ n: Int, _ entry: Entry) -> Bool {
        guard entry.keyword != .blocked else { return false }
        for j in 0..<n where tokens[j].marks != marks[Int(entry.marksIndex) + j] {
            // "UBND tỉnh từ ngày 01/3" has no "tính từ", "báo cáo sơ bộ" no "báo cáo số".
            switch (tokens[j].base, tokens[j].marks) {
            case (PhraseToken.base("tinh"), PhraseToken.marks("tỉnh")),
                (PhraseToken.base("so"), PhraseToken.marks("sơ")):
                return false
            default: break
            }
            let node = child(0, tokens[j].base)
            guard node != 0 else { continue }
            // "báo cáo sơ kết" has no "báo cáo số".
            if j == n - 1, j > 0, tokens[n].kind == .word, begins(tokens + j, node) { return false }
            var index = nodes[node].entry
            while index >= 0 {
                if marks[Int(entries[Int(index)].marksIndex)] == tokens[j].marks { return false }
                index = entries[Int(index)].next
            }
        }
        return true
    }

    /// Whether two or three syllables are a keyword as they are written.
    private func begins(_ tokens: UnsafeMutablePointer<PhraseToken>, _ first: Int) -> Bool {
        var node = first
        for n in 2...3 {
            guard tokens[n - 1].kind == .word else { return false }
            node = child(node, tokens[n - 1].base)
            if node == 0 { return false }
            var index = nodes[node].entry
            while index >= 0 {
                let entry = entries[Int(index)]
                if compare(tokens, n, Int(entry.marksIndex), isMarked: true)?.isEmpty == true { return true }
                index = entry.next
            }
        }
        return false
    }

    /// Whether syllables may stand for a spelling.
    /// - Parameter isLoose: one syllable may have quite other marks.
    /// - Returns: no flags where they are the same, which marks were lost or wrong, or nil.
    private func compare(
        _ tokens: UnsafeMutablePointer<PhraseToken>, _ n: Int, _ marksIndex: Int, isMarked: Bool, isLoose: Bool = false
    ) -> PhraseToken.Flags? {
        var same = 0
        var lost = 0
        for j in 0..<n {
            let (written, expected) = (tokens[j].marks, marks[marksIndex + j])
            if written == expected {
                if expected != 0 { same += 1 }
            } else if written == 0 {
                lost += 1
            } else if !isMarked {
                // Among words without marks one has them because it was mended.
                return nil
            } else if n > 1,
                written >> 24 == expected >> 24 || written & 0xFF_FFFF == expected & 0xFF_FFFF
                    || written >> 24 == 0 || isLoose
            {
                lost += 2
            } else if n == 1 {
                return [.wrong, .weak]
            } else {
                return nil
            }
        }
        if lost == 0 { return [] }
        if !isMarked { return .lost }
        if n == 1 { return [.lost, .weak] }
        // One slip in a word of several syllables, the others as they should be.
        return same > 0 && lost <= 2 ? .wrong : nil
    }
}
