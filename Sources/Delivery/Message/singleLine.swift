/// A text from outside made harmless for one line of a message, a header or the journal.
///
/// Line breaks, tabs and other controls become a space; what cannot be seen and changes how the rest reads (marks and
/// overrides of writing direction, Unicode UAX #9; zero-width characters; tag characters) goes; white space is
/// collapsed; what is too long is cut.
/// - Parameter limit: in Unicode scalars: a single character may be built of any number of them.
package func singleLine(_ text: String, limit: Int = 300) -> String {
    if isPlain(text, limit) { return text }
    var result = String.UnicodeScalarView()
    var count = 0
    var isAfterSpace = true
    for scalar in text.unicodeScalars {
        if scalar.properties.isWhitespace || scalar.isControl {
            if !isAfterSpace {
                result.append(" ")
                count += 1
            }
            isAfterSpace = true
        } else if !scalar.isInvisible {
            guard count < limit else {
                result.append("…")
                break
            }
            result.append(scalar)
            count += 1
            isAfterSpace = false
        }
    }
    if result.last == " " { result.removeLast() }
    return String(result)
}

/// Nearly every text is: nothing to change.
private func isPlain(_ text: String, _ limit: Int) -> Bool {
    var count = 0
    var previous = UInt32(0x20)
    for scalar in text.unicodeScalars {
        count += 1
        let value = scalar.value
        let isPlain = value < 0x7F && (value > 0x20 || value == 0x20 && previous != 0x20) || isVietnamese(value)
        guard isPlain, count <= limit else { return false }
        previous = value
    }
    return previous != 0x20
}

/// Latin letters with their marks, composed or combining; dashes and quotation marks of the General Punctuation block.
private func isVietnamese(_ value: UInt32) -> Bool {
    switch value {
    case 0xC0...0x24F, 0x300...0x323, 0x1E00...0x1EFF, 0x2010...0x2026: true
    default: false
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    fileprivate var isInvisible: Bool {
        switch properties.generalCategory {
        // Cf: direction marks, isolates and overrides, joiners, tags, the byte order mark.
        case .format, .surrogate, .privateUse, .unassigned: true
        default: false
        }
    }
}
