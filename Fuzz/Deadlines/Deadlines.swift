import Dates
import Deadlines
import JSONText

/// Any bytes as the words of a deadline, the first two of them choosing the day of issue: nothing traps, what cannot be
/// read says why, and what was read has occurrences in order.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDeadlines(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    let choice = bytes.prefix(2).reduce(0) { $0 << 8 | Int($1) }
    let issued = Day.range.lowerBound + choice % 65_536
    let context = ReadingContext(issued: issued, calendar: .vietnam)
    let deadline = readDeadline(String(decoding: bytes.dropFirst(2), as: UTF8.self), in: context)
    precondition((deadline.kind == .unreadable) == (deadline.error != nil), "unreadable without a reason")
    if let start = deadline.start, let due = deadline.due {
        precondition(start <= due, "begins after it is due")
    }
    let next = Schedule([deadline], in: context).next(3, dueOnOrAfter: issued, event: issued)
    let dues = next.compactMap(\.due)
    precondition(dues == dues.sorted(), "occurrences out of order")
    var json = JSONWriter()
    writeJSON(deadline.resolved(event: issued, in: context), next: next, to: &json)
    return 0
}
