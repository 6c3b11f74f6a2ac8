/// A value with parameters: `text/plain; charset="utf-8"` (RFC 2045, 5.1).
public struct ParameterValue: Hashable, Sendable {
    /// In lower case.
    public var value: String
    /// By name in lower case.
    public var parameters: [String: String] = [:]

    /// Takes whatever was sent: nil and nonsense give an empty value; of parameters at most 50 are read.
    public init(_ text: String?) {
        let pieces = ParameterValue.split(text ?? "")
        value = trimmed(pieces.first ?? "").lowercased()
        for piece in pieces.dropFirst().prefix(50) {
            guard let equals = piece.firstIndex(of: "=") else { continue }
            // RFC 2231: what is continued or encoded is not needed of any parameter that is looked at.
            let name = trimmed(piece[..<equals]).lowercased()
            let value = ParameterValue.unquoted(trimmed(piece[piece.index(after: equals)...]))
            if parameters[name] == nil { parameters[name] = value }
        }
    }

    /// At each `;` outside quotation marks and comments.
    private static func split(_ text: String) -> [String] {
        var pieces = [""]
        var isQuoted = false
        var isEscaped = false
        var depth = 0
        for scalar in text.unicodeScalars {
            if isEscaped {
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = isQuoted
            } else if scalar == "\"", depth == 0 {
                isQuoted.toggle()
            } else if !isQuoted, scalar == "(" {
                depth += 1
            } else if !isQuoted, scalar == ")", depth > 0 {
                depth -= 1
                continue
            } else if !isQuoted, depth == 0, scalar == ";" {
                pieces.append("")
                continue
            }
            if depth == 0 { pieces[pieces.count - 1].unicodeScalars.append(scalar) }
        }
        return pieces
    }

    private static func unquoted(_ text: String) -> String {
        guard text.first == "\"" else { return text }
        var result = ""
        var isEscaped = false
        for scalar in text.dropFirst().unicodeScalars {
            if isEscaped {
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
                continue
            } else if scalar == "\"" {
                break
            }
            result.unicodeScalars.append(scalar)
        }
        return result
    }
}
