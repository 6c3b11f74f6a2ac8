/// The addresses of a field such as From (RFC 5322, 3.4), in lower case, without names and comments; at most ten.
public func mailAddresses(_ field: String) -> [String] {
    var mailboxes: [String] = []
    var current = ""
    var angle: String?
    var state = AddressState()
    func end() {
        let address = trimmed(angle ?? current)
        if isMailAddress(address) { mailboxes.append(address.lowercased()) }
        (current, angle) = ("", nil)
    }
    for scalar in field.unicodeScalars {
        switch state.take(scalar) {
        case .text where state.isAngle: angle?.unicodeScalars.append(scalar)
        case .text: current.unicodeScalars.append(scalar)
        case .opens: angle = ""
        case .separates: end()
        case .nothing: break
        }
        if mailboxes.count == 10 { return mailboxes }
    }
    end()
    return mailboxes
}

private struct AddressState {
    enum Meaning { case text, opens, separates, nothing }

    private var isQuoted = false
    private var isEscaped = false
    private var depth = 0
    private(set) var isAngle = false

    mutating func take(_ scalar: Unicode.Scalar) -> Meaning {
        if isEscaped {
            isEscaped = false
            return .nothing
        }
        if scalar == "\\", isQuoted || depth > 0 {
            isEscaped = true
            return .nothing
        }
        if depth == 0, scalar == "\"" {
            isQuoted.toggle()
            return .nothing
        }
        if isQuoted { return .nothing }
        switch scalar {
        case "(":
            depth += 1
            return .nothing
        case ")":
            depth = max(0, depth - 1)
            return .nothing
        default: break
        }
        if depth > 0 { return .nothing }
        switch scalar {
        case "<":
            isAngle = true
            return .opens
        case ">":
            isAngle = false
            return .nothing
        case ",", ";": return isAngle ? .nothing : .separates
        // A group's name stands before.
        case ":": return isAngle ? .nothing : .separates
        default: return .text
        }
    }
}

private func isMailAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && text.utf8.count <= 254
        && parts.allSatisfy { part in !part.isEmpty && part.utf8.allSatisfy { 0x21...0x7E ~= $0 } }
}

/// The message ids of a field such as References, in order, without their angle brackets; the last so many.
public func messageIDs(_ field: String, last count: Int = 100) -> [String] {
    var ids: [String] = []
    for piece in field.split(separator: "<").dropFirst(field.first == "<" ? 0 : 1) {
        guard let end = piece.firstIndex(of: ">") else { continue }
        let id = trimmed(piece[..<end])
        if !id.isEmpty, id.utf8.count <= 998, !id.contains(where: \.isWhitespace) { ids.append(id) }
    }
    return ids.suffix(count)
}
