import Diagnostics

/// Vietnamese letters with their combining marks as one scalar each: text copied out of a PDF, or from a Mac, has them
/// apart, and a programme's file should not.
///
/// Only what Vietnamese writes is composed; the standard library has no normalisation form to ask for.
func composeLetters(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { Letter.mark($0) != nil }) else { return text }
    var result = String.UnicodeScalarView()
    var pending: (base: Unicode.Scalar, isUpper: Bool, quality: Unicode.Scalar?, tone: Unicode.Scalar?)?
    func flush() {
        guard let letter = pending else { return }
        pending = nil
        if let composed = composition[Parts(letter.base, letter.quality, letter.tone)] {
            result.append(letter.isUpper ? upper(composed) : composed)
            return
        }
        result.append(letter.isUpper ? upper(letter.base) : letter.base)
        if let quality = letter.quality { result.append(quality) }
        if let tone = letter.tone { result.append(tone) }
    }
    for scalar in text.unicodeScalars {
        if let mark = Letter.mark(scalar), let letter = pending {
            switch mark {
            case .quality where letter.quality == nil: pending?.quality = scalar
            case .tone where letter.tone == nil: pending?.tone = scalar
            default:
                flush()
                result.append(scalar)
            }
            continue
        }
        flush()
        if let letter = Letter(scalar) {
            pending = (letter.base, scalar.properties.isUppercase, letter.quality, letter.tone)
        } else {
            result.append(scalar)
        }
    }
    flush()
    return String(result)
}

private struct Parts: Hashable {
    let base: Unicode.Scalar
    let quality: Unicode.Scalar?
    let tone: Unicode.Scalar?

    init(_ base: Unicode.Scalar, _ quality: Unicode.Scalar?, _ tone: Unicode.Scalar?) {
        self.base = base
        self.quality = quality
        self.tone = tone
    }
}

private func upper(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.properties.uppercaseMapping.unicodeScalars.first ?? scalar
}

private let composition: [Parts: Unicode.Scalar] = {
    var table: [Parts: Unicode.Scalar] = [:]
    let letters = "aàáãảạăằắẵẳặâầấẫẩậeèéẽẻẹêềếễểệiìíĩỉịoòóõỏọôồốỗổộơờớỡởợuùúũủụưừứữửựyỳýỹỷỵđ"
    for scalar in letters.unicodeScalars {
        if let letter = Letter(scalar) { table[Parts(letter.base, letter.quality, letter.tone)] = scalar }
    }
    return table
}()
