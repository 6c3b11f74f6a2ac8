import Foundation
import Testing

@Suite struct UsageTests {
    struct Case: CustomTestStringConvertible {
        let arguments: [String]
        let vi: String
        let en: String

        var testDescription: String { arguments.joined(separator: " ") }
    }

    static let wrong: [Case] = [
        Case(
            arguments: ["simulat"], vi: "lỗi: không có lệnh “simulat”. Có phải là “simulate”?",
            en: "error: there is no command “simulat”. Did you mean “simulate”?"),
        Case(
            arguments: ["help", "lits"], vi: "lỗi: không có lệnh “lits”. Có phải là “list”?",
            en: "error: there is no command “lits”. Did you mean “list”?"),
        Case(
            arguments: ["list", "--overdu"], vi: "lỗi: Không có tùy chọn '--overdu'. Có phải là '--overdue'?",
            en: "error: Unknown option '--overdu'. Did you mean '--overdue'?"),
        Case(
            arguments: ["simulate", "--from", "2021-02-30", "--to", "2021-03-01"],
            vi: "lỗi: Giá trị '2021-02-30' không hợp lệ cho '--from <D>'",
            en: "error: The value '2021-02-30' is invalid for '--from <D>'"),
        Case(
            arguments: ["simulate", "--from", "2021-02-03", "--to", "2021-02-01"],
            vi: "lỗi: --to đứng trước --from.", en: "error: --to lies before --from."),
        Case(
            arguments: ["simulate", "--from"], vi: "lỗi: Thiếu giá trị cho '--from <D>'",
            en: "error: Missing value for '--from <D>'"),
        Case(arguments: ["show"], vi: "lỗi: Thiếu đối số '<TASK>'", en: "error: Missing expected argument '<TASK>'"),
        Case(
            arguments: ["status", "a", "b"], vi: "lỗi: 2 đối số thừa: 'a', 'b'",
            en: "error: 2 unexpected arguments: 'a', 'b'"),
        Case(
            arguments: ["list", "--color", "red"],
            vi:
                "lỗi: Giá trị 'red' không hợp lệ cho '--color <when>'. Hãy dùng một trong 'auto', 'always' hoặc 'never'.",
            en:
                "error: The value 'red' is invalid for '--color <when>'. Please provide one of 'auto', 'always' or 'never'."
        ),
    ]

    @Test(arguments: wrong) func wrongUsageIsToldInTheReadersLanguage(_ wrong: Case) throws {
        for (language, expected) in [("vi", wrong.vi), ("en", wrong.en)] {
            let run = try RunningProgram("dondoc", wrong.arguments + ["--lang", language]).end()
            #expect(run.code == 2)
            #expect(run.output == "")
            #expect(run.errors.split(separator: "\n").first.map(String.init) == expected)
        }
    }

    @Test func theLocaleDecidesTheLanguage() throws {
        for (environment, word) in [
            (["LANG": "vi_VN.UTF-8"], "lỗi:"), (["LANG": "en_GB.UTF-8"], "error:"),
            (["LANG": "vi_VN", "LC_ALL": "en_US.UTF-8"], "error:"),
            (["LANG": "en_US", "LC_MESSAGES": "vi_VN"], "lỗi:"),
            (["LANG": "C"], "lỗi:"), ([:], "lỗi:"),
        ] {
            let run = try RunningProgram("dondoc", ["show"], environment: environment).end()
            #expect(run.errors.hasPrefix(word), "\(environment)")
        }
    }

    @Test func helpIsNoError() throws {
        let vi = try dondoc("--help")
        #expect(vi.code == 0)
        #expect(vi.errors == "")
        #expect(vi.output.contains("CÁC LỆNH:"))
        let en = try dondoc("help", "simulate", "--lang", "en")
        #expect(en.code == 0)
        #expect(en.output.contains("Shows every notice that would go out"))
        #expect(try dondoc("--version").output.hasPrefix("dondoc "))
    }

    @Test func globalOptionsMayStandAnywhere() throws {
        for arguments in [
            ["--lang", "en", "explain", "--json"], ["explain", "--json", "--lang", "en"],
            ["--json", "explain", "--lang=en"],
        ] {
            let run = try RunningProgram("dondoc", arguments).end()
            #expect(run.code == 0)
            #expect(run.objects.count > 10)
        }
    }

    @Test func aSiteThatIsNotThereIsNoAnswer() throws {
        let run = try dondoc("list", "--site", "/nonexistent")
        #expect(run.code == 3)
        #expect(run.errors.contains("không có thư mục “/nonexistent”"))
    }

    @Test func anAnswerThatCannotBeWrittenIsNoAnswer() throws {
        let run = RunningProgram.products.appending(path: "dondoc").path
        let shell = try RunningProgram.shell("'\(run)' explain --lang en > /dev/full")
        #expect(shell.code == 3)
        #expect(shell.errors.contains("cannot write to standard output"))
    }

    @Test func explainsItsCodes() throws {
        let all = try dondoc("explain", "--json")
        let code = try #require(all.objects.first?["code"] as? String)
        let one = try dondoc("explain", code.lowercased(), "--lang", "en")
        #expect(one.code == 0)
        #expect(one.output.hasPrefix(code))
        let none = try dondoc("explain", "X999")
        #expect(none.code == 2)
        #expect(none.errors.contains("không có mã lỗi “X999”"))
    }
}
