import Delivery
import TestKit

/// A journal that keeps what it is given, and fails as it is told.
final class RecordingJournal: Journal {
    var isListening = true
    var isExpected = true
    var isReadable = true
    /// After this many more entries it takes none.
    var room = Int.max
    /// Takes entries and never shows them.
    var isForgetful = false
    private(set) var entries: [JournalEntry] = []
    /// How often it was written to, in vain too.
    private(set) var tries = 0
    private(set) var lines: [String] = []

    func write(_ entry: JournalEntry) throws(DeliveryError) {
        tries += 1
        guard isListening, room > 0 else { throw .journal(detail: "silenced") }
        room -= 1
        if !isForgetful { entries.append(entry) }
    }

    func holding(_ notices: Set<String>, last: String?) -> Set<String>? {
        isReadable ? notices.intersection(entries.map(\.notice)) : nil
    }

    func writeToStandardError(_ entry: JournalEntry) { lines.append(entry.line) }

    var notices: [String] { entries.map(\.notice) }
}

/// A disk on which only what was synced is sure to outlast a power cut; the rest is there, gone or garbled, as the dice
/// fall. Renames are atomic, as on a file system with a journal.
final class SimulatedDisk: SpoolDisk {
    private struct File {
        var bytes: [UInt8]
        var isSynced = false
    }

    /// What a process sees.
    private var staging: [String: File] = [:]
    private(set) var delivered: [String: [String: [UInt8]]] = [:]
    /// Entries of `staging/` and `new/` that a power cut may take back.
    private var unsyncedNames: Set<String> = []
    private var unsyncedRenames: [(name: String, recipient: String)] = []
    private var random: SplitMix64

    /// The call that fails, counted from 0; nil: none.
    var failingCall: Int?
    private(set) var calls = 0
    var brokenRecipients: Set<String> = []

    init(seed: UInt64 = 1) { random = SplitMix64(seed: seed) }

    private func call() throws(DeliveryError) {
        calls += 1
        if calls - 1 == failingCall { throw .diskFull(path: "spool") }
    }

    func open() throws(DeliveryError) { try call() }

    func stage(_ bytes: [UInt8], as name: String) throws(DeliveryError) {
        try call()
        staging[name] = File(bytes: bytes)
        unsyncedNames.insert(name)
    }

    func syncStaged() throws(DeliveryError) {
        try call()
        for name in staging.keys { staging[name]?.isSynced = true }
        unsyncedNames = []
    }

    func staged() throws(DeliveryError) -> [String] {
        try call()
        return staging.keys.sorted()
    }

    func removeStaged(_ name: String) throws(DeliveryError) {
        try call()
        staging[name] = nil
    }

    func publish(_ name: String, to recipient: String) throws(DeliveryError) -> Bool {
        try call()
        guard !brokenRecipients.contains(recipient) else { throw .folder(path: recipient, detail: "broken") }
        guard let file = staging.removeValue(forKey: name) else { return false }
        delivered[recipient, default: [:]][name] = file.bytes
        unsyncedRenames.append((name, recipient))
        return true
    }

    func syncPublished() throws(DeliveryError) {
        try call()
        unsyncedRenames = []
    }

    /// What is left after the power was cut.
    func cutPower() {
        for (name, recipient) in unsyncedRenames where Bool.random(using: &random) {
            guard let bytes = delivered[recipient]?.removeValue(forKey: name) else { continue }
            staging[name] = File(bytes: bytes, isSynced: true)
        }
        unsyncedRenames = []
        for (name, file) in staging where !file.isSynced {
            switch Int.random(in: 0..<3, using: &random) {
            case 0: staging[name] = nil
            case 1: staging[name]?.bytes = Array(file.bytes.prefix(.random(in: 0...file.bytes.count, using: &random)))
            default: break
            }
        }
        unsyncedNames = []
    }

    func loseStaging() { staging = [:] }

    var stagedNames: [String] { staging.keys.sorted() }
    var messages: [[UInt8]] { delivered.values.flatMap(\.values) }
}
