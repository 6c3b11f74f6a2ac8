import ArgumentParser
import Diagnostics
import JSONText

/// `dondoc explain CODE`: more about an error than fits beside it.
struct Explain: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "explain", abstract: say("Giải thích một mã lỗi.", "Tells more about the code of an error."))
    }

    @OptionGroup var global: GlobalOptions

    @Argument(
        help: .words(
            "Mã lỗi, như R012; bỏ trống thì liệt kê mọi mã.", "A code such as R012; without one, lists all.",
            value: "CODE"), completion: Completions.codes)
    var codes: [String] = []

    func run() throws {
        let console = global.console()
        for code in codes where explanation(of: code) == nil {
            let meant = suggest(code.uppercased(), among: explainedCodes).map {
                say(" Có phải là \($0)?", " Did you mean \($0)?")
            }
            throw Trouble.usage(
                "không có mã lỗi “\(printable(code))”." + (meant ?? ""),
                "there is no code “\(printable(code))”." + (meant ?? ""))
        }
        for code in codes.isEmpty ? explainedCodes : codes.map({ $0.uppercased() }) {
            guard let wording = explanation(of: code) else { continue }
            let text = wording.text(in: console.language)
            if global.json {
                var json = JSONWriter()
                json.beginObject()
                json.key("code")
                json.string(code)
                json.key("explanation")
                json.string(text)
                json.endObject()
                json.newline()
                console.write(json.bytes)
            } else if codes.isEmpty {
                let title = text.prefix { $0 != "\n" }
                console.line(console.palette(.bold, code) + "  " + title)
            } else {
                console.line(console.palette(.bold, code))
                console.line(text)
            }
        }
        try console.end()
    }
}
