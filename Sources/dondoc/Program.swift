import ArgumentParser
import Diagnostics
import Glibc

/// From the words of the command line to an exit code: 0 fine, 1 the answer is no, 2 wrong usage, 3 could not run.
///
/// One program under two names: a link called `dondocd` to `dondoc` is the daemon.
enum Program {
    static func run(_ arguments: [String]) -> Int32 {
        let name = arguments.first?.split(separator: "/").last
        let root: any ParsableCommand.Type = name == "dondocd" ? Dondocd.self : Dondoc.self
        do {
            let words = Array(arguments.dropFirst())
            var command = try root.parseAsRoot(root == Dondoc.self ? DeadlineCommand.guarding(words) : words)
            try command.run()
            return Answer.yes.code
        } catch let code as ExitCode {
            return code.rawValue
        } catch let answer as Answer {
            return answer.code
        } catch let trouble as Trouble {
            report(trouble.wording.text(in: .ofReader))
            return trouble.code
        } catch {
            return usage(error, root, arguments)
        }
    }

    /// Help that was asked for goes to standard output; the rest is wrong usage.
    private static func usage(
        _ error: any Error, _ root: any ParsableCommand.Type, _ arguments: [String]
    ) -> Int32 {
        let text = root.fullMessage(for: error, columns: nil)
        let isSuccess = root.exitCode(for: error).isSuccess
        if isForShell(arguments) {
            // Not a word of it is for people: scripts, and names as the site has them.
            if isSuccess { writeAll(Array((text + "\n").utf8), to: STDOUT_FILENO) }
            return root.exitCode(for: error).rawValue
        }
        let unknown = root == Dondoc.self ? UnknownCommand.text(arguments) : nil
        if isSuccess, unknown == nil {
            let failed = writeAll(Array((UsageText.localized(help: text) + "\n").utf8), to: STDOUT_FILENO) != nil
            return failed ? Trouble.cannotRun : 0
        }
        let words = unknown ?? UsageText.localized(error: text)
        report(
            words.split(separator: "\n", omittingEmptySubsequences: false).map { printable(String($0)) }.joined(
                separator: "\n"))
        return Trouble.wrongUsage
    }

    /// A shell asks for its completion script, or what to offer after TAB.
    private static func isForShell(_ arguments: [String]) -> Bool {
        guard let first = arguments.dropFirst().first else { return false }
        return first == "---completion" || first.hasPrefix("--generate-completion-script")
    }

    static func report(_ text: String) { tell(.red, say("lỗi", "error"), text) }

    /// What the reader should know, though the command goes on.
    static func note(_ text: String) { tell(.yellow, say("lưu ý", "note"), text) }

    private static func tell(_ ink: Palette.Ink, _ word: String, _ text: String) {
        let palette = Palette(isOn: ColorChoice.auto.isOn(for: STDERR_FILENO))
        writeAll(Array((palette(ink, word) + ": " + text + "\n").utf8), to: STDERR_FILENO)
    }
}

/// How a command ends that could answer: it is thrown where the answer is no.
enum Answer: Error {
    case yes, no

    var code: Int32 { self == .yes ? 0 : 1 }
}

/// Why a command could not answer.
struct Trouble: Error {
    static let wrongUsage: Int32 = 2
    static let cannotRun: Int32 = 3

    let wording: Wording
    let code: Int32

    /// The user asked for something that does not exist.
    static func usage(_ vi: String, _ en: String) -> Trouble {
        Trouble(wording: Wording(vi: vi, en: en), code: wrongUsage)
    }

    /// The world failed: a file, a disk, a socket.
    static func cannot(_ vi: String, _ en: String) -> Trouble {
        Trouble(wording: Wording(vi: vi, en: en), code: cannotRun)
    }
}
