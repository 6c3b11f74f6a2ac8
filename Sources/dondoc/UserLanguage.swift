import Diagnostics

extension Language {
    /// `--lang`, else the locale as POSIX orders its variables; an unset or plain "C" locale is a Vietnamese
    /// office's machine that nobody configured.
    ///
    /// Read before the arguments are parsed: the errors of parsing them are worded in it too.
    static let ofReader: Language =
        chosen(arguments: CommandLine.arguments)
        ?? ofLocale(Environment["LC_ALL"] ?? Environment["LC_MESSAGES"] ?? Environment["LANG"])

    static func chosen(arguments: [String]) -> Language? {
        var chosen: Language?
        for (index, argument) in arguments.enumerated() {
            if argument == "--" { break }
            if argument == "--lang", index + 1 < arguments.count {
                chosen = Language(rawValue: arguments[index + 1]) ?? chosen
            } else if argument.hasPrefix("--lang=") {
                chosen = Language(rawValue: String(argument.dropFirst(7))) ?? chosen
            }
        }
        return chosen
    }

    static func ofLocale(_ name: String?) -> Language {
        guard let name else { return .vi }
        let language = name.prefix { $0 != "_" && $0 != "." && $0 != "@" }
        return ["vi", "C", "POSIX"].contains(language) ? .vi : .en
    }
}

/// A sentence in the reader's language.
func say(_ vi: String, _ en: String) -> String { Language.ofReader == .vi ? vi : en }
