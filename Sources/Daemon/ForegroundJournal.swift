import Delivery

/// In the foreground notices are shown on the terminal; the system's journal is left alone.
final class ForegroundJournal: Journal {
    var isListening: Bool { true }
    func write(_ entry: JournalEntry) {}
    func holding(_ notices: Set<String>, last: String?) -> Set<String>? { notices }
    func writeToStandardError(_ entry: JournalEntry) {}
}
