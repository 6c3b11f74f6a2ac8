import Diagnostics

/// Who has a folded name first.
///
/// What ``fold(_:_:)`` leaves of a Vietnamese or English name is spelt in one way, and is looked up by its bytes: to hash a
/// `String` with marks takes twenty times as long. Names with other letters, which may be spelt in two ways, are strings.
struct NameIndex: Sendable {
    private var plain: [ByteText: Int] = [:]
    private var others: [String: Int] = [:]

    init(capacity: Int) { plain.reserveCapacity(capacity) }

    func owner(of name: String) -> Int? { NameIndex.isPlain(name) ? plain[ByteText(name)] : others[name] }

    /// - Returns: who has it; nil where nobody had, and the new one has from now on.
    mutating func owner(of name: String, orMake new: Int) -> Int? {
        if let known = owner(of: name) { return known }
        if NameIndex.isPlain(name) { plain[ByteText(name)] = new } else { others[name] = new }
        return nil
    }

    private static func isPlain(_ name: String) -> Bool {
        name.unicodeScalars.allSatisfy { $0.isASCII || $0 == "đ" || Letter.mark($0) != nil }
    }
}
