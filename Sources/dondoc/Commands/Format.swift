import ArgumentParser
import Diagnostics
import RuleLanguage

/// `dondoc fmt`: rule files in their one canonical form.
struct Format: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "fmt",
            abstract: say("Trình bày lại tệp quy tắc theo dạng chuẩn.", "Formats rule files."),
            discussion: say(
                "Với --lang, tệp được viết lại bằng thứ tiếng đó; không có, tệp giữ thứ tiếng của nó.",
                "With --lang, files are rewritten in that language; without it each keeps its own."))
    }

    @OptionGroup var global: GlobalOptions

    @Flag(
        help: .words(
            "Chỉ cho biết tệp nào chưa đúng dạng.", "Only says which files are not in that form; changes nothing."))
    var check = false

    @Argument(
        help: .words(
            "Các tệp quy tắc; “-” là đầu vào chuẩn.", "Rule files; “-” is standard input.", value: "FILE"),
        completion: .file(extensions: ["rules"]))
    var files: [String]

    func run() throws {
        let console = global.console()
        var isFine = true
        for file in files {
            let source = SourceFile(path: file, bytes: try readFile(file == "-" ? "/dev/stdin" : file))
            let (tree, diagnostics) = parseRules(source)
            guard !diagnostics.contains(where: { $0.severity == .error }) else {
                // What was not understood would be lost: the file stays as it is.
                DiagnosticList(diagnostics: diagnostics, sources: [file: source])
                    .show(on: console, color: global.color, asJSON: global.json)
                isFine = false
                continue
            }
            let printed = Array(printRules(tree, in: global.lang ?? spelling(of: source)).utf8)
            if file == "-", !check {
                console.write(printed)
            } else if printed != source.bytes {
                if check { isFine = false } else { try replaceFile(file, with: printed) }
                console.line(file)
            }
        }
        try console.end()
        if !isFine { throw Answer.no }
    }
}
