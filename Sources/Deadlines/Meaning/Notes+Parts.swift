import Dates

/// Notes on the parts of a compound that may belong together.
extension Notes {
    static let onceOrEach = ReadingNote(
        kind: .ambiguity,
        vi: "hiểu là một lần, của kỳ hiện tại; nếu lặp lại thì ghi rõ: hằng tuần, hằng tháng, hằng quý",
        en: "read as once, of the present period; if it comes back, say so: each week, month or quarter")

    /// A period beside what comes back more often, or around another date: two duties, or the frame of one.
    static func frames(_ parts: [Deadline], _ context: borrowing ReadingContext, into notes: inout [ReadingNote]) {
        for part in parts where part.kind == .once {
            // What may be done from the issue on is a bound, and frames nothing.
            guard let start = part.start, let due = part.due, start != context.issued, due >= context.issued,
                due - start >= 27
            else { continue }
            for other in parts {
                if other.kind == .recurring, let cycle = other.cycles.first {
                    let k = cycle.index(dueOnOrAfter: max(start, context.issued), context.calendar)
                    let first = cycle.due(k, context.calendar)
                    let second = cycle.due(k + 1, context.calendar)
                    guard first <= due, first != other.due || second <= due, second - first <= due - start + 4 else {
                        continue
                    }
                    notes.append(within(cycle.start(k, context.calendar), first))
                } else if other.kind == .once, let inner = other.due, let from = other.start ?? other.due,
                    start <= from,
                    inner <= due, (from, inner) != (start, due)
                {
                    notes.append(around(from, inner))
                }
            }
        }
    }

    private static func within(_ start: Day, _ due: Day) -> ReadingNote {
        ReadingNote(
            kind: .ambiguity,
            vi: "việc lặp lại và kỳ bên cạnh được hiểu là hai việc; nếu chỉ lặp lại trong kỳ ấy thì hạn đầu tiên là",
            en:
                "what comes back and the period beside it are read as two duties; if it only comes back within that, the first is due on",
            start: start, due: due)
    }

    private static func around(_ start: Day, _ due: Day) -> ReadingNote {
        ReadingNote(
            kind: .ambiguity,
            vi: "một kỳ nằm trong kỳ khác được hiểu là hai việc; nếu kỳ dài chỉ là khung thì hạn là",
            en:
                "a period within another is read as a duty of its own; if the longer one is but its frame, this is due on",
            start: start, due: due)
    }
}
