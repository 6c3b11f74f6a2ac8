import Dates
import Deadlines
import Glibc
import JSONText

// Feeds arbitrary bytes to the reader of deadlines: `DeadlinesFuzz [SEED [ROUNDS [FILE]]]`. Without a file the seeds are
// words of deadlines; each round joins, cuts and garbles some of them. A trap ends the process with the round printed
// last; a phrase that takes longer than its length allows is printed.

func run() {
    let arguments = CommandLine.arguments
    var state = arguments.count > 1 ? UInt64(arguments[1]) ?? 1 : 1
    let rounds = arguments.count > 2 ? Int(arguments[2]) ?? 1_000_000 : 1_000_000
    func random(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(bound))
    }
    var seeds = [
        "trước ngày 15/12/2022", "quý III, IV", "hằng năm", "từ", "đến hết", "tháng", "năm", "2022 - 2025",
        "Tết Nguyên đán", "30",
        "6 tháng đầu năm", "kể từ ngày", "ngày làm việc", "cuối", "lần/năm", "“", "”", "(", ")",
        "Nghị định 09/2019/NĐ-CP", "sau khi có",
        "thứ Năm", "tuần", "của", "và", ",", "17 giờ", "âm lịch", "định kỳ", "nhiệm kỳ",
    ].map { Array($0.utf8) }
    if arguments.count > 3, let file = fopen(arguments[3], "r") {
        var line: [UInt8] = []
        while case let byte = fgetc(file), byte >= 0 {
            if byte == 0x0A {
                seeds.append(line)
                line = []
            } else {
                line.append(UInt8(byte))
            }
        }
        fclose(file)
    }
    var context = ReadingContext(issued: Day(unchecked: 2022, 6, 15), calendar: .vietnam)
    var json = JSONWriter()
    var dated = 0
    for round in 0..<rounds {
        if round % 100_000 == 0 { print("round \(round)") }
        var bytes: [UInt8] = []
        for _ in 0...random(round % 64 == 0 ? 120 : 8) {
            bytes += seeds[random(seeds.count)]
            if random(3) > 0 { bytes.append(0x20) }
        }
        for _ in 0..<random(5) {
            switch random(3) {
            case 0: bytes[random(bytes.count)] = UInt8(random(256))
            case 1: bytes.insert(UInt8(random(256)), at: random(bytes.count))
            default: bytes.removeSubrange(random(bytes.count)..<bytes.count)
            }
            if bytes.isEmpty { bytes = [0x20] }
        }
        context.issued = Day.range.lowerBound + random(109_573)
        let text = String(decoding: bytes, as: UTF8.self)
        let begin = clock()
        let deadline = readDeadline(text, in: context)
        if clock() - begin > 5_000 { print("slow: \(text)") }
        precondition((deadline.kind == .unreadable) == (deadline.error != nil))
        if deadline.due != nil { dated += 1 }
        let next = Schedule([deadline], in: context).next(2, dueOnOrAfter: context.issued, event: context.issued)
        json.removeAll()
        writeJSON(deadline.resolved(event: context.issued, in: context), next: next, to: &json)
    }
    print("\(rounds) rounds, \(dated) with a due date")
}

run()
