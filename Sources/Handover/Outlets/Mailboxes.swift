internal import Delivery
internal import Glibc

/// The Maildirs of the spool, as the deliverer uses them. Every folder is opened from the one above it, and no link is
/// followed.
final class Mailboxes {
    /// A message in a body's `new/`.
    struct Message: Hashable {
        var recipient: String
        var name: String

        /// A file's name for what is remembered of it.
        var key: String { recipient + ":" + name }
    }

    /// Where messages that were refused lie: a Maildir++ folder, which mail programs show.
    static let refused = ".undeliverable"
    /// Of the deliverer alone: what is to be tried again, and when.
    static let retries = ".retry"
    /// Of the deliverer alone: of messages that go several ways, which are settled.
    static let outlets = ".outlets"

    let path: String
    let root: Folder

    /// - Throws: where there is no such spool.
    init(at path: String) throws(HandoverFailure) {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.path = path
        do throws(FileFailure) {
            root = try Folder(path: path)
        } catch {
            throw .spool(path: path, errno: error.errno)
        }
    }

    /// The bodies that have a folder.
    func recipients() throws(HandoverFailure) -> [String] {
        do throws(FileFailure) {
            return try root.names().filter { $0 != "staging" && isFolderName($0) }
        } catch {
            throw .spool(path: path, errno: error.errno)
        }
    }

    /// In order of name: oldest first.
    func waiting(for recipient: String) throws(FileFailure) -> [Message] {
        try new(of: recipient).names().filter { !$0.hasPrefix(".") }.map { Message(recipient: recipient, name: $0) }
    }

    /// - Returns: the file at its beginning; nil where it is gone, or no file.
    func open(_ message: Message) throws(FileFailure) -> OpenFile? {
        let file: OpenFile
        do throws(FileFailure) {
            file = try new(of: message.recipient).file(message.name, O_RDONLY)
        } catch {
            if error.errno == ENOENT || error.errno == ELOOP || error.errno == ENXIO { return nil }
            throw error
        }
        return file.isRegular ? file : nil
    }

    /// The command has it: into `cur/`, with the flag P ("passed", maildir(5)); nobody has read it here yet.
    func keep(_ message: Message) throws(FileFailure) {
        let body = try body(message.recipient)
        try move(message.name, from: try body.folder("new"), to: try body.made("cur"), as: info(message, "P"))
    }

    /// Nobody takes it: where readers and the administrator see it.
    func setAside(_ message: Message) throws(FileFailure) {
        let body = try body(message.recipient)
        let folder = try body.made(Mailboxes.refused)
        for name in ["tmp", "cur"] { _ = try folder.made(name) }
        // Says to Maildir++ programs what this folder is.
        _ = try? folder.file("maildirfolder", O_WRONLY | O_CREAT)
        try move(message.name, from: try body.folder("new"), to: try folder.made("new"), as: base(message.name))
    }

    /// Puts what was set aside back, to be tried once more.
    /// - Returns: the messages.
    func takeBack(of recipient: String) throws(FileFailure) -> [Message] {
        let body = try body(recipient)
        guard let folder = try? body.folder(Mailboxes.refused) else { return [] }
        let new = try body.made("new")
        var messages: [Message] = []
        for part in ["new", "cur"] {
            guard let from = try? folder.folder(part) else { continue }
            for name in try from.names() where !name.hasPrefix(".") {
                try move(name, from: from, to: new, as: base(name))
                messages.append(Message(recipient: recipient, name: base(name)))
            }
        }
        return messages
    }

    /// The keys of those that were set aside, by body.
    func keysSetAside(of recipient: String) -> Set<String> {
        guard let folder = try? body(recipient).folder(Mailboxes.refused) else { return [] }
        let names = ["new", "cur"].flatMap { (try? folder.folder($0).names()) ?? [] }
        return Set(names.map { Message(recipient: recipient, name: base($0)).key })
    }

    /// What the header says to the deliverer.
    func facts(of file: OpenFile) -> LetterFacts { LetterFacts(header: file.prefix(LetterFacts.longest)) }

    // MARK: Folders

    private func new(of recipient: String) throws(FileFailure) -> Folder { try body(recipient).folder("new") }

    private func body(_ recipient: String) throws(FileFailure) -> Folder { try root.folder(recipient) }

    /// Durable when it returns. A file that is gone is its reader's: no failure.
    private func move(_ name: String, from: Folder, to: Folder, as newName: String) throws(FileFailure) {
        guard try from.move(name, to: to, as: newName) else { return }
        try to.sync()
        try from.sync()
    }

    /// Without flags.
    private func base(_ name: String) -> String { String(name.prefix { $0 != ":" }) }

    private func info(_ message: Message, _ flags: String) -> String { base(message.name) + ":2," + flags }
}
