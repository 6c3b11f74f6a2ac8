import Diagnostics
import Glibc
import RuleLanguage

/// Megabytes per second through lexer and parser, and the time to check a thousand rules, on one core.
/// `swift run -c release RulesBenchmark`
func ruleText(_ count: Int, vietnamese: Bool) -> String {
    var text = ""
    for i in 0..<count {
        text +=
            vietnamese
            ? """
            # Quy tắc thứ \(i)
            quy tắc "qua-han-\(i)"
              với    ưu tiên >= cao và (nhãn có "trọng điểm" hoặc thời hạn là thường xuyên)
              khi    quá hạn \(i + 1) ngày làm việc
              mức độ cảnh báo
              nhắc   chủ trì, phối hợp
              sau đó 7 ngày báo cáo chỉ đạo
              sau đó 15 ngày báo cáo cấp trên của chỉ đạo
              lặp lại mỗi 7 ngày tối đa 8 lần
              cho đến khi đã tiếp nhận


            """
            : """
            # Rule \(i)
            rule "late-\(i)"
              for    priority >= high and (tag has "key" or deadline is continuous)
              when   after due \(i + 1) working days
              severity warning
              remind lead, coordinating
              then after 7 days escalate to directing
              then after 15 days escalate to superior of directing
              repeat every 7 days up to 8 times
              until  acknowledged


            """
    }
    return text
}

func report(_ name: String, rounds: Int = 9, _ work: () -> Int) {
    var times: [Double] = []
    var bytes = 0
    for _ in 0..<rounds {
        // Processor time: what else the machine does is not counted.
        let start = clock()
        bytes = work()
        times.append(Double(clock() - start) / Double(CLOCKS_PER_SEC))
    }
    times.sort()
    let median = times[rounds / 2]
    let speed = Int(Double(bytes) / 1e6 / median)
    print("\(name): median \(Int(median * 1e6)) µs, best \(Int(times[0] * 1e6)) µs, \(speed) MB/s")
}

@main
enum RulesBenchmark {
    static func main() {
        for vietnamese in [true, false] {
            let name = vietnamese ? "Vietnamese" : "English"
            // As large as a file may be.
            let large = SourceFile(path: "a.rules", text: ruleText(vietnamese ? 2000 : 2500, vietnamese: vietnamese))
            report("parse 1 file, \(large.bytes.count / 1000) kB, \(name)") {
                let (file, said) = parseRules(large)
                precondition(said.isEmpty && !file.items.isEmpty, "\(said.first.map { "\($0)" } ?? "too large")")
                return large.bytes.count
            }
            // As an office writes them.
            let small = SourceFile(path: "a.rules", text: ruleText(8, vietnamese: vietnamese))
            report("parse 300 files of \(small.bytes.count) bytes, \(name)") {
                for _ in 0..<300 { precondition(parseRules(small).diagnostics.isEmpty) }
                return small.bytes.count * 300
            }
            let thousand = SourceFile(path: "a.rules", text: ruleText(1000, vietnamese: vietnamese))
            report("parse and check 1,000 rules, \(name)") {
                let (file, said) = parseRules(thousand)
                precondition(said.isEmpty && checkRules([file], bodies: nil, programmes: nil).isEmpty)
                return thousand.bytes.count
            }
            let file = parseRules(thousand).file
            report("format 1,000 rules, \(name)") { printRules(file, in: vietnamese ? .en : .vi).utf8.count }
        }
    }
}
