import Foundation

/// A line of the table, for one size.
struct Row {
    var name: String
    var value: Double
    var unit: String
    var note = ""

    /// As one process hands it to another.
    var line: String { "\(name)\t\(value)\t\(unit)\t\(note)" }

    init(_ name: String, _ value: Double, _ unit: String = "ms", _ note: String = "") {
        (self.name, self.value, self.unit, self.note) = (name, value, unit, note)
    }

    init?(line: Substring) {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard fields.count == 4, let value = Double(fields[1]) else { return nil }
        self.init(String(fields[0]), value, String(fields[2]), String(fields[3]))
    }

    /// Three figures that mean something.
    var text: String {
        let digits = value == 0 || value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 4
        return String(format: "%.\(digits)f", value)
    }
}

/// Measures each size in a process of its own, so that its peak of memory is its own, and prints them in columns.
func printTable(sizes: [Int]) throws {
    let columns = try sizes.map { size in
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["--rows", String(size)]
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text.split(separator: "\n").compactMap { Row(line: $0) }
    }
    func pad(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
    print("tasks x 20 rules".padding(toLength: 54, withPad: " ", startingAt: 0), terminator: "")
    print(sizes.map { pad(String($0), 12) }.joined())
    for (index, row) in (columns.last ?? []).enumerated() {
        print((row.name + ", " + row.unit).padding(toLength: 54, withPad: " ", startingAt: 0), terminator: "")
        print(columns.map { pad(index < $0.count ? $0[index].text : "", 12) }.joined() + "  " + row.note)
    }
}

/// Processor time in milliseconds, so that what else runs on the machine does not count.
func cost(_ work: () -> Void) -> Double {
    let begin = clock()
    work()
    return Double(clock() - begin) / Double(CLOCKS_PER_SEC) * 1000
}

/// The median of several runs.
func median(_ runs: Int, _ work: () -> Void) -> Double {
    (0..<runs).map { _ in cost(work) }.sorted()[runs / 2]
}

/// What the process has of memory now, or at most had (`VmRSS`, `VmHWM`), in bytes.
func residentBytes(_ key: String = "VmRSS") -> Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix(key) } ?? ""
    return (Double(line.filter(\.isNumber)) ?? 0) * 1024
}
