import Diagnostics

/// The columns that a text takes on a terminal.
func displayWidth(_ text: String) -> Int {
    var width = 0
    for scalar in text.unicodeScalars {
        guard isOneColumn(scalar) else { return text.reduce(0) { $0 + terminalWidth(of: $1) } }
        width += 1
    }
    return width
}

/// A letter of ours, a mark or an arrow: it takes one column, whatever stands beside it unless that is none of these.
private func isOneColumn(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F, 0xC0...0x24F, 0x1E00...0x1EFF, 0x2010...0x2027, 0x2190...0x2193: true
    default: false
    }
}
