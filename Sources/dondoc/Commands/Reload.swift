import ArgumentParser
import Diagnostics
import JSONText

/// `dondoc reload`: asks the daemon to read its files again, and prints what came of it.
struct Reload: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "reload",
            abstract: say(
                "Yêu cầu dịch vụ đọc lại các tệp.", "Asks the service to read its files again."))
    }

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let console = global.console()
        guard let service = try Service(global) else { throw Service.absence(global) }
        let answer = try service.call("Reload", Service.inLanguage)
        let problems = answer["problems"]?.array ?? []
        let setAside = answer["setAside"]?.array ?? []
        if global.json {
            var json = JSONWriter()
            json.value(.object(answer))
            json.newline()
            console.write(json.bytes)
        } else {
            for problem in problems {
                func text(_ key: String) -> String { printable(problem[key]?.string ?? "") }
                let isError = problem["severity"]?.string == "error"
                let place = [
                    text("path"), problem["line"]?.integer.map(String.init),
                    problem["column"]?.integer.map(String.init),
                ]
                .compactMap(\.self).joined(separator: ":")
                console.line(
                    "\(place): " + console.palette(isError ? .red : .yellow, text("code")) + " " + text("message"))
            }
            for file in setAside {
                let keeps = file["state"]?.string == "lastGood"
                console.line(
                    console.palette(.yellow, say("gác lại: ", "set aside: ")) + printable(file["path"]?.string ?? "")
                        + (keeps
                            ? say(" (bản đúng trước đó vẫn có hiệu lực)", " (the last good version stays in force)")
                            : ""))
            }
            console.line(
                answer["changed"]?.bool == true
                    ? say("Đã nạp các tệp mới.", "The new files are in force.")
                    : say("Không có gì thay đổi.", "Nothing has changed."))
        }
        try console.end()
        let isGivenUp = problems.contains { $0["code"]?.string == "S013" }
        if !setAside.isEmpty || isGivenUp { throw Answer.no }
    }
}

extension Trouble {
    static var serviceNotRunning: Trouble {
        .cannot(
            "dịch vụ dondocd không chạy cho đơn vị này.", "the service dondocd does not run for this site.")
    }
}
