internal import Glibc

/// Of messages that go several ways, which of them are settled: a small file each in `.outlets/`, that is on the disk before
/// anything else is done about the message. Of a message that goes one way, where it lies says it all.
final class SettledBook {
    enum Outcome: String, Hashable {
        case taken, refused
    }

    private let folder: Folder
    private(set) var outcomes: [String: Outcome] = [:]

    init(in mailboxes: Mailboxes) throws(HandoverFailure) {
        do throws(FileFailure) {
            folder = try mailboxes.root.made(Mailboxes.outlets)
        } catch {
            throw .spool(path: mailboxes.path + "/" + Mailboxes.outlets, errno: error.errno)
        }
        read()
    }

    /// - Returns: nil where nothing was ever noted.
    init?(existingIn mailboxes: Mailboxes) {
        guard let folder = try? mailboxes.root.folder(Mailboxes.outlets) else { return nil }
        self.folder = folder
        read()
    }

    private func read() {
        for name in (try? folder.names()) ?? [] where !name.hasPrefix(".") {
            guard let file = try? folder.file(name, O_RDONLY) else { continue }
            let word = String(decoding: file.prefix(16).prefix { $0 != 0x0A }, as: UTF8.self)
            if let outcome = Outcome(rawValue: word) { outcomes[name] = outcome }
        }
    }

    /// Somebody may have taken back what was refused meanwhile.
    func refresh() {
        guard !outcomes.isEmpty, let names = try? folder.names() else { return }
        let there = Set(names)
        outcomes = outcomes.filter { there.contains($0.key) }
    }

    /// On the disk when it returns.
    func note(_ handing: Handing, _ outcome: Outcome) throws(FileFailure) {
        let file = try folder.file(".new", O_WRONLY | O_CREAT | O_TRUNC)
        guard file.write(outcome.rawValue + "\n" + handing.message.key + "\n"), fsync(file.number) == 0 else {
            throw FileFailure(errno: errno)
        }
        _ = try folder.move(".new", to: folder, as: handing.key)
        try folder.sync()
        outcomes[handing.key] = outcome
    }

    func forget(_ key: String) {
        guard outcomes.removeValue(forKey: key) != nil else { return }
        folder.remove(key)
    }

    /// What was refused counts as not tried.
    func forgetRefused() {
        for (key, outcome) in outcomes where outcome == .refused { forget(key) }
    }
}
