import Glibc

/// `GenerateSite --tasks N [--files M] [--format yaml|csv] [--rules N] [--bodies N] [--seed S] OUT`: writes a site of an
/// office's everyday mixture. The same arguments give the same bytes, on any machine.
@main struct GenerateSite {
    static func main() {
        var arguments = SiteArguments()
        if let trouble = arguments.parse(CommandLine.arguments.dropFirst()) {
            complain("\(trouble)\n\(SiteArguments.usage)", status: 2)
        }
        SiteWriter(arguments).write()
    }
}

func complain(_ text: String, status: CInt) -> Never {
    let line = Array("GenerateSite: \(text)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
    exit(status)
}

struct SiteArguments {
    enum Format: String { case yaml, csv }

    static let usage = """
        GenerateSite --tasks N [--files M] [--format yaml|csv] [--rules N] [--bodies N] [--seed S] OUT
        100 tasks a file, YAML, 20 rules, 200 bodies and seed 1 where not said.
        """

    var tasks = 0
    var files = 0
    var format = Format.yaml
    var rules = 20
    var bodies = 200
    var seed: UInt64 = 1
    var folder = ""

    /// - Returns: what is wrong with them.
    mutating func parse(_ words: some Sequence<String>) -> String? {
        var words = words.makeIterator()
        func number(_ limits: ClosedRange<Int>) -> Int? {
            guard let value = words.next().flatMap({ Int($0) }), limits ~= value else { return nil }
            return value
        }
        while let word = words.next() {
            switch word {
            case "--tasks":
                guard let value = number(1...100_000_000) else { return "--tasks" }
                tasks = value
            case "--files":
                guard let value = number(1...20_000) else { return "--files: 1 to 20000" }
                files = value
            case "--format":
                guard let value = words.next().flatMap(Format.init) else { return "--format: yaml or csv" }
                format = value
            case "--rules":
                guard let value = number(0...10_000) else { return "--rules: 0 to 10000" }
                rules = value
            case "--bodies":
                guard let value = number(40...100_000) else { return "--bodies: 40 to 100000" }
                bodies = value
            case "--seed":
                guard let value = words.next().flatMap({ UInt64($0) }) else { return "--seed" }
                seed = value
            default:
                guard folder.isEmpty, !word.hasPrefix("-") else { return word }
                folder = word
            }
        }
        if tasks == 0 { return "--tasks is missing" }
        if folder.isEmpty { return "where to?" }
        files = min(files == 0 ? (tasks + 99) / 100 : files, 20_000, tasks)
        return nil
    }
}
