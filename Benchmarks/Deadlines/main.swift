import Dates
import Deadlines
import Glibc
import JSONText

/// Phrases per second through the library on one core: reading alone, then reading and writing as JSON with the next
/// three occurrences. A path to other phrases, one a line, may be given.
func phrases() -> [(String, Day)] {
    let path =
        CommandLine.arguments.count > 1
        ? CommandLine.arguments[1]
        : String(#filePath.dropLast("Benchmarks/Deadlines/main.swift".count))
            + "Tests/DeadlinesTests/Fixtures/corpus.tsv"
    var bytes: [UInt8] = []
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    while case let byte = fgetc(file), byte >= 0 { bytes.append(UInt8(byte)) }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
        let fields = $0.split(separator: "\t", omittingEmptySubsequences: false)
        let day = fields.count > 1 ? Day(fields[1]) : nil
        return (String(fields[0]), day ?? Day(unchecked: 2022, 6, 15))
    }
}

/// Processor time, so that what else runs on the machine does not count.
func measure(_ name: String, _ count: Int, _ body: () -> Void) {
    body()
    let begin = clock()
    body()
    let seconds = Double(clock() - begin) / 1_000_000
    print("\(name): \(Int(Double(count) / seconds)) phrases/s, \(Int(seconds / Double(count) * 1e9)) ns each")
}

func run() {
    let phrases = phrases()
    let contexts = phrases.map { ReadingContext(issued: $0.1, calendar: .vietnam) }
    let rounds = 2000
    var dated = 0
    measure("read", phrases.count * rounds) {
        for _ in 0..<rounds {
            for i in phrases.indices where readDeadline(phrases[i].0, in: contexts[i]).due != nil { dated += 1 }
        }
    }
    var json = JSONWriter()
    var written = 0
    measure("read, schedule and write", phrases.count * rounds / 10) {
        for _ in 0..<rounds / 10 {
            json.removeAll()
            for i in phrases.indices {
                let deadline = readDeadline(phrases[i].0, in: contexts[i])
                let next = Schedule([deadline], in: contexts[i]).next(3, dueOnOrAfter: phrases[i].1)
                writeJSON(deadline, next: next, to: &json)
                json.newline()
            }
            written += json.bytes.count
        }
    }
    print("\(dated) dated, \(written) bytes")
}

run()
