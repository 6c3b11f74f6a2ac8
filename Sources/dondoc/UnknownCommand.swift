import ArgumentParser
import Diagnostics

/// The argument parser takes a mistyped command for one argument too many; a person meant a command.
enum UnknownCommand {
    static func text(_ arguments: [String]) -> String? {
        let names = Dondoc.configuration.subcommands.compactMap { $0.configuration.commandName }
        var words = words(of: arguments)
        if words.first == "help" { words = words.dropFirst() }
        guard let word = words.first, !names.contains(word), word != "help" else { return nil }
        let likely = suggest(word, among: names)
        return say("không có lệnh “\(printable(word))”.", "there is no command “\(printable(word))”.")
            + (likely.map { say(" Có phải là “\($0)”?", " Did you mean “\($0)”?") } ?? "") + "\n"
            + say("Xem 'dondoc --help' để biết các lệnh.", "See 'dondoc --help' for the commands.")
    }

    /// Those that are neither an option nor the value of one.
    private static func words(of arguments: [String]) -> ArraySlice<String> {
        let valued: Set = ["--site", "--vendor", "--state", "--spool", "--socket", "--lang", "--color"]
        var rest = arguments.dropFirst()
        var words: ArraySlice<String> = []
        while let argument = rest.popFirst() {
            if !argument.hasPrefix("-") { words.append(argument) }
            if valued.contains(argument) { rest = rest.dropFirst() }
        }
        return words
    }
}
