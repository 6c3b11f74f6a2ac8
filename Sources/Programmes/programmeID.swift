import Diagnostics

/// a-z, A-Z, 0-9, '-', '_', '.'; not only dots, at most 64.
public func isProgrammeID(_ text: String) -> Bool {
    1...64 ~= text.utf8.count && text.utf8.contains { $0 != 0x2E }
        && text.utf8.allSatisfy { byte in
            switch byte {
            case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x2D, 0x5F, 0x2E: true
            default: false
            }
        }
}

/// What may be a programme's id of a number or a file's name: diacritics are left out, and what lies between letters is a
/// dash. It may be empty, or dots alone.
public func plainProgrammeID(_ text: String) -> String {
    var id = ""
    for scalar in text.unicodeScalars {
        if scalar.isASCII, scalar.properties.isAlphabetic || "0123456789._".unicodeScalars.contains(scalar) {
            id.unicodeScalars.append(scalar)
        } else if let letter = Letter(scalar) {
            let base = letter.base == "đ" ? "d" : String(letter.base)
            id += scalar.properties.isUppercase ? base.uppercased() : base
        } else if Letter.mark(scalar) == nil, id.last != "-", !id.isEmpty {
            id += "-"
        }
    }
    id = String(id.prefix(64))
    while id.last == "-" { id.removeLast() }
    return id
}
