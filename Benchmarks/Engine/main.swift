import Foundation

/// `EngineBenchmark`: sites of 10,000, 100,000 and 1,000,000 tasks, each in a process of its own, side by side.
/// `EngineBenchmark SIZE…`: those sizes. `--rows SIZE` prints one size for the table; `--path NAME [SIZE]` runs one hot path
/// once, so that its instructions can be counted (see `Benchmarks/instructions`). `--shares SIZE` measures tasks that
/// thirteen bodies answer for, `--years ROWS` the start on a ledger of years.
let arguments = Array(CommandLine.arguments.dropFirst())
switch (arguments.first, arguments.dropFirst().first) {
case ("--rows", let size?):
    for row in measure(tasks: Int(size) ?? 0) { print(row.line) }
case ("--shares", let size?):
    for row in measureShares(tasks: Int(size) ?? 0) { print(row.line) }
case ("--years", let rows?):
    for row in measureYears(rows: Int(rows) ?? 0) { print(row.line) }
case ("--path", let name?):
    guard let path = HotPath(rawValue: name) else {
        print("paths: " + HotPath.allCases.map(\.rawValue).joined(separator: " "))
        exit(2)
    }
    path.run(tasks: arguments.dropFirst(2).first.flatMap { Int($0) })
default:
    let sizes = arguments.compactMap { Int($0) }
    try printTable(sizes: sizes.isEmpty ? [10_000, 100_000, 1_000_000] : sizes)
}
