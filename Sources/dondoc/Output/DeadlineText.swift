import Dates
import Deadlines
import Diagnostics

extension Deadline {
    /// How it was read, in a few words: "01/10/2021 – 31/12/2021", "mỗi quý", "chờ: hướng dẫn của Trung ương".
    var reading: String {
        switch kind {
        case .once: [start?.shown, due?.shown].compactMap(\.self).joined(separator: " – ")
        case .recurring: recurrence.map { $0.unit.shown($0.every) } ?? kind.shown
        case .continuous: start.map { kind.shown + say(" từ ", " from ") + $0.shown } ?? kind.shown
        case .awaiting: event.map(\.shown) ?? kind.shown
        case .compound: parts.map(\.reading).joined(separator: "; ")
        case .periodic, .asNeeded, .vague, .unreadable: kind.shown
        }
    }
}

extension AwaitedEvent {
    var shown: String {
        let name = printable(name)
        guard let term else { return say("chờ: ", "awaits: ") + name }
        return isBefore
            ? term.shown + say(" trước: ", " before: ") + name : term.shown + say(" sau: ", " after: ") + name
    }
}
