import Dates
import Drafting
import Glibc
import Programmes

/// The processor time to draft a programme from the text on standard input, on one core.
/// `swift run -c release DraftingBenchmark < document.txt`
@main
enum DraftingBenchmark {
    static func main() {
        var text = ""
        while let line = readLine(strippingNewline: false) { text += line }
        let context = DraftingContext(
            bodies: BodyDirectory([]), calendar: .vietnam, today: Day(unchecked: 2026, 1, 1), name: "benchmark")
        var times: [Double] = []
        var tasks = 0
        for _ in 0..<5 {
            let start = clock()
            tasks = draftProgramme(text, in: context).tasks.count
            times.append(Double(clock() - start) / Double(CLOCKS_PER_SEC))
        }
        times.sort()
        print("\(text.utf8.count) bytes\t\(tasks) tasks\t\(times[times.count / 2])")
    }
}
