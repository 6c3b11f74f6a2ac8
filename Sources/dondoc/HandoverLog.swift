import Delivery
import Diagnostics
import Glibc
import Handover

/// Tells what came of messages: to the journal with its fields where systemd runs this, else to standard error.
struct HandoverLog {
    let language: Language
    private let journal = SystemJournal()
    private let isService = Environment["JOURNAL_STREAM"] != nil

    init(language: Language) { self.language = language }

    func tell(_ event: HandoverEvent) {
        if isService {
            do throws(DeliveryError) {
                return try journal.write(event.journalEntry(in: language))
            } catch {
                // The journal is down: standard error leads to whoever is there.
            }
        }
        writeAll(Array((printable(event.wording.text(in: language)) + "\n").utf8), to: STDERR_FILENO)
    }
}
