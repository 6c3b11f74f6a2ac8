import Diagnostics
import Planning
import Programmes

/// The titles and numbers of a plan's tasks as they are searched: folded once, and not for every question.
struct TaskTexts {
    /// Each task's text ends with a line feed, which no folded text has.
    private struct Lines {
        var bytes: [UInt8] = [Lines.end]
        /// Where each begins.
        var starts: [Int32] = []

        static let end = UInt8(ascii: "\n")

        mutating func add(_ text: String) {
            starts.append(Int32(bytes.count))
            bytes.append(contentsOf: text.utf8)
            bytes.append(Lines.end)
        }

        /// The line that a place lies in.
        func line(at place: Int) -> Int {
            var (low, high) = (0, starts.count)
            while high - low > 1 {
                let middle = (low + high) / 2
                if Int(starts[middle]) <= place { low = middle } else { high = middle }
            }
            return low
        }

        /// The lines that hold some bytes, each once, in order.
        func forEachLine(holding text: [UInt8], in range: Range<Int>, _ body: (Int) -> Void) {
            guard !range.isEmpty, let first = text.first else { return }
            let last = range.upperBound == starts.count ? bytes.count : Int(starts[range.upperBound])
            bytes.withUnsafeBufferPointer { bytes in
                // A line's own beginning may be a part of what is looked for.
                var place = Int(starts[range.lowerBound]) - 1
                while place + text.count <= last {
                    if bytes[place] == first, matches(bytes, text, at: place) {
                        let found = line(at: place + (first == Lines.end ? 1 : 0))
                        body(found)
                        place = found + 1 == starts.count ? bytes.count : Int(starts[found + 1]) - 1
                    } else {
                        place += 1
                    }
                }
            }
        }

        private func matches(_ bytes: UnsafeBufferPointer<UInt8>, _ text: [UInt8], at place: Int) -> Bool {
            for i in 1..<max(1, text.count) where bytes[place + i] != text[i] { return false }
            return true
        }
    }

    private var titles = Lines()
    private var ids = Lines()
    private var programmes: [(id: String, number: String, tasks: Range<Int>)] = []

    init(_ plan: Plan) {
        for (index, programme) in plan.site.programmes.enumerated() {
            programmes.append((fold(programme.id), fold(programme.number ?? ""), plan.tasks(ofProgramme: index)))
            for task in programme.tasks.indices {
                titles.add(fold(programme.tasks.title(of: task)))
                ids.add(fold(programme.tasks.id(of: task)))
            }
        }
    }

    /// Of each task whether its title or its programme's number holds a text, or whether that is its own number.
    func tasks(holding text: String) -> [Bool] {
        let text = fold(text)
        var found = [Bool](repeating: text.isEmpty, count: titles.starts.count)
        titles.forEachLine(holding: Array(text.utf8), in: titles.starts.indices) { found[$0] = true }
        func addTask(_ id: String, in tasks: Range<Int>) {
            let line = [Lines.end] + Array(id.utf8) + [Lines.end]
            ids.forEachLine(holding: line, in: tasks) { found[$0] = true }
        }
        addTask(text, in: ids.starts.indices)
        for programme in programmes {
            if programme.number.contains(text) {
                for task in programme.tasks { found[task] = true }
            } else if text.hasPrefix(programme.id + "/") {
                addTask(String(text.dropFirst(programme.id.count + 1)), in: programme.tasks)
            }
        }
        return found
    }
}
