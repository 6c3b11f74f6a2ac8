import Diagnostics
import Glibc

/// `--color`.
enum ColorChoice: String, CaseIterable {
    case auto, always, never

    /// `NO_COLOR` (no-color.org) and a dumb terminal are asked only where nothing was chosen.
    func isOn(for descriptor: Int32) -> Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto: isatty(descriptor) == 1 && Environment["NO_COLOR"] == nil && Environment["TERM"] != "dumb"
        }
    }
}

/// Few colours, of the terminal's own sixteen: what is late is red, what is near yellow, what is settled green.
struct Palette {
    enum Ink: String {
        case bold = "1"
        case faint = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case blue = "34"
        case cyan = "36"
    }

    let isOn: Bool

    func callAsFunction(_ ink: Ink?, _ text: String) -> String {
        guard isOn, let ink, !text.isEmpty else { return text }
        return "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m"
    }
}
