/// A text with the letters of Vietnamese in one piece (NFC), however they are spelt: so that an id is the same id whoever
/// typed it. What is no letter of Vietnamese stays as it is.
public func composed(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { Letter.mark($0) != nil }) else { return text }
    var result = String.UnicodeScalarView()
    var open: Unicode.Scalar?
    for scalar in text.unicodeScalars {
        if Letter.mark(scalar) != nil, let before = open, let joined = Letter.join(before, scalar) {
            open = joined
            continue
        }
        if let open { result.append(open) }
        open = scalar
    }
    if let open { result.append(open) }
    return String(result)
}
