/// Reads a phrase. Total: what gives no deadline is `unreadable` and says why.
public func readDeadline(_ phrase: String, in context: ReadingContext) -> Deadline {
    Deadline(
        text: phrase, kind: .unreadable,
        error: ReadingNote(kind: .error, vi: "Không có thời hạn trong cụm từ này", en: "There is no deadline in it"))
}
