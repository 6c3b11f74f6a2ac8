/// Slips of the pen in what offices wrote.
public enum Slips {
    /// Numbers, words, and each sign and space.
    public static func pieces(_ phrase: String) -> [String] {
        var pieces: [String] = []
        var last: (isLetter: Bool, isNumber: Bool) = (false, false)
        for character in phrase {
            let kind = (isLetter: character.isLetter, isNumber: character.isASCII && character.isNumber)
            if kind == last, kind.isLetter || kind.isNumber {
                pieces[pieces.count - 1].append(character)
            } else {
                pieces.append(String(character))
            }
            last = kind
        }
        return pieces
    }

    /// One slip: another number, a word lost, doubled or before its neighbour, two phrases run together, another sign.
    public static func slip(_ pieces: inout [String], _ other: [String], _ random: inout SplitMix64) {
        guard let i = pieces.indices.randomElement(using: &random) else { return }
        func places(_ fits: (String) -> Bool) -> [Int] { pieces.indices.filter { fits(pieces[$0]) } }
        switch Int.random(in: 0..<7, using: &random) {
        case 0, 1:
            guard let i = places({ $0.first?.isNumber == true }).randomElement(using: &random) else { return }
            pieces[i] = ["0", "1", "31", "32", "99", "2023", "99999"].randomElement(using: &random)!
        case 2: pieces.remove(at: i)
        case 3: pieces.insert(pieces[i], at: i)
        case 4:
            let words = places { $0.first?.isLetter == true || $0.first?.isNumber == true }
            guard let k = words.indices.dropLast().randomElement(using: &random) else { return }
            pieces.swapAt(words[k], words[k + 1])
        case 5:
            let cut = other.indices.randomElement(using: &random) ?? 0
            pieces = Array(pieces[...i] + other[cut...])
        default:
            let signs = ["/", "-", ".", "~", "(", ")", ",", ";", ":", "%"]
            let places = places { $0 == " " || signs.contains($0) }
            guard let i = places.randomElement(using: &random) else { return }
            pieces[i] = signs.randomElement(using: &random)!
        }
    }
}
