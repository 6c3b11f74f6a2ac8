import ArgumentParser
import Diagnostics

/// The argument parser takes a mistyped command for one argument too many; a person meant a command.
enum UnknownCommand {
    static func text(_ arguments: [String]) -> String? {
        let names = Dondoc.configuration.subcommands.compactMap { $0.configuration.commandName }
        guard let word = first(of: arguments), !names.contains(word), word != "help" else { return nil }
        let likely = suggest(word, among: names)
        return say("không có lệnh “\(printable(word))”.", "there is no command “\(printable(word))”.")
            + (likely.map { say(" Có phải là “\($0)”?", " Did you mean “\($0)”?") } ?? "") + "\n"
            + say("Xem 'dondoc --help' để biết các lệnh.", "See 'dondoc --help' for the commands.")
    }

    /// The first word that is neither an option nor the value of one.
    private static func first(of arguments: [String]) -> String? {
        let valued: Set = ["--site", "--vendor", "--state", "--spool", "--socket", "--lang", "--color"]
        var rest = arguments.dropFirst()
        while let argument = rest.popFirst() {
            guard argument.hasPrefix("-") else { return argument }
            if valued.contains(argument) { rest = rest.dropFirst() }
        }
        return nil
    }
}
