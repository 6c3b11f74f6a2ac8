import Diagnostics

/// The columns that a text takes on a terminal.
func displayWidth(_ text: String) -> Int {
    var text = text
    let ascii = text.withUTF8 { $0.allSatisfy { 0x20..<0x7F ~= $0 } ? $0.count : nil }
    return ascii ?? text.reduce(0) { $0 + terminalWidth(of: $1) }
}
