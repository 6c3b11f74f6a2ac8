import Dates
import Deadlines
import Diagnostics

extension Deadline {
    /// How it was read, in a few words.
    var reading: String { readingWording.text(in: .ofReader) }
}

extension AwaitedEvent {
    var shown: String { wording.text(in: .ofReader) }
}
