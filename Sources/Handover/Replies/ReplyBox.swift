internal import CLinux
public import Diagnostics
internal import Glibc
internal import Mail
internal import SystemErrors

/// The Maildir that answers come into. It is the mail server's: nothing in it is moved, marked or removed, so that it may as
/// well be one that people read.
public struct ReplyBox {
    /// The mailbox cannot be read at all; a message that cannot is passed over.
    public struct Failure: Error, Hashable, Sendable {
        /// Of the mailbox.
        public var path: String
        /// The system's number.
        public var errno: Int32

        /// What failed, with the path.
        public var wording: Wording {
            Wording(
                vi: "không đọc được hộp thư \(path): \(systemReason(errno).vi)",
                en: "the mailbox \(path) cannot be read: \(systemReason(errno).en)")
        }
    }

    /// A message as the mail server left it there.
    public struct Message {
        /// Its file without flags, by which it is known again when a mail program has moved it.
        public var file: String
        /// The first ``MailBound/bytes`` and one more, by which a longer one is known.
        public var bytes: [UInt8]
        /// When it came, in seconds since 1970.
        public var at: Int
    }

    private let path: String
    private let parts: [Folder]

    /// Opens the folder with its `new` and `cur`, both of which have to be there.
    public init(at path: String) throws(Failure) {
        self.path = path
        do throws(FileFailure) {
            let root = try Folder(path: path)
            parts = [try root.folder("new"), try root.folder("cur")]
        } catch {
            throw Failure(path: path, errno: error.errno)
        }
    }

    /// What is not known yet, in order of name: those that came first as a rule. One that goes away meanwhile is passed over;
    /// one that a mail program moves meanwhile is found at the next look.
    public func forEach(unknownTo isKnown: (String) -> Bool, _ body: (Message) throws -> Void) throws {
        var names: [(name: String, file: String, part: Folder)] = []
        for part in parts {
            let all: [String]
            do throws(FileFailure) {
                all = try part.names()
            } catch {
                throw Failure(path: path, errno: error.errno)
            }
            for name in all where !name.hasPrefix(".") {
                let file = String(name.prefix { $0 != ":" })
                if !isKnown(file) { names.append((name, file, part)) }
            }
        }
        for (name, file, part) in names.sorted(by: { $0.file < $1.file }) {
            guard let opened = try? part.file(name, O_RDONLY), opened.isRegular else { continue }
            try body(Message(file: file, bytes: opened.prefix(MailBound.bytes + 1), at: opened.changedAt))
        }
    }
}

extension OpenFile {
    /// In seconds since 1970.
    fileprivate var changedAt: Int {
        var status = stat()
        return fstat(number, &status) == 0 ? status.st_mtim.tv_sec : 0
    }
}
