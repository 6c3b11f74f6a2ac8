import CLinux
import Glibc

/// Watches folders by inotify, and tells when what lies in them has settled.
///
/// A folder that is missing, replaced or comes later is met by watching the nearest ancestor that exists. A file that
/// somebody has begun to write counts when it is closed. Used on the daemon's queue alone.
final class FolderWatcher {
    /// A folder, and which of its entries matter; nil: all.
    struct Subject: Hashable {
        var folder: String
        var names: Set<String>?
    }

    enum Change: Hashable {
        case none
        /// Something may be different: look.
        case some
    }

    let descriptor: Int32
    private var subjects: [Subject] = []
    private var watches: [Int32: Watch] = [:]
    /// Being written at present: (watch, name).
    private var unfinished: Set<UnfinishedFile> = []

    private struct Watch {
        var folder: String
        /// The entries that matter; nil: all.
        var names: Set<String>? = []
        /// The entries that lead to a subject: one that comes or goes moves the watches.
        var steps: Set<String> = []
    }

    private struct UnfinishedFile: Hashable {
        var watch: Int32
        var name: String
    }

    init() throws(SystemFailure) {
        descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard descriptor >= 0 else { throw SystemFailure("inotify_init1") }
    }

    deinit { close(descriptor) }

    /// Watches these in place of what it watched.
    func watch(_ subjects: [Subject]) {
        guard subjects != self.subjects else { return }
        self.subjects = subjects
        rewatch()
    }

    /// Whether a file has been begun and not closed.
    var isBeingWritten: Bool { !unfinished.isEmpty }

    /// Forgets files that nobody closes.
    func forgetUnfinished() { unfinished = [] }

    /// Reads all events there are.
    func takeEvents() -> Change {
        var change = Change.none
        var needsRewatch = false
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            buffer.withUnsafeBytes { bytes in
                var offset = 0
                while offset + MemoryLayout<inotify_event>.size <= count {
                    let event = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
                    offset += MemoryLayout<inotify_event>.size
                    let name = String(
                        decoding: bytes[offset..<offset + Int(event.len)].prefix { $0 != 0 }, as: UTF8.self)
                    offset += Int(event.len)
                    take(event.wd, event.mask, name, &change, &needsRewatch)
                }
            }
        }
        if needsRewatch { rewatch() }
        return change
    }

    private func take(
        _ descriptor: Int32, _ mask: UInt32, _ name: String, _ change: inout Change, _ needsRewatch: inout Bool
    ) {
        if mask & UInt32(IN_Q_OVERFLOW) != 0 {
            unfinished = []
            change = .some
            needsRewatch = true
            return
        }
        guard let watch = watches[descriptor] else { return }
        if mask & (UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF) | UInt32(IN_UNMOUNT) | UInt32(IN_IGNORED)) != 0 {
            change = .some
            needsRewatch = true
            return
        }
        if watch.steps.contains(name), mask & Self.comingsAndGoings != 0 {
            change = .some
            needsRewatch = true
        }
        guard watch.names?.contains(name) ?? !name.hasPrefix(".") else { return }
        let file = UnfinishedFile(watch: descriptor, name: name)
        if mask & UInt32(IN_MODIFY) != 0 {
            unfinished.insert(file)
        } else if mask & UInt32(IN_CREATE) != 0, isRegular(file) {
            unfinished.insert(file)
        } else {
            unfinished.remove(file)
            change = .some
        }
    }

    private static let comingsAndGoings =
        UInt32(IN_CREATE) | UInt32(IN_DELETE) | UInt32(IN_MOVED_FROM) | UInt32(IN_MOVED_TO) | UInt32(IN_DELETE_SELF)
        | UInt32(IN_MOVE_SELF)
    private static let writing = UInt32(IN_MODIFY) | UInt32(IN_CLOSE_WRITE)

    /// A new file that its writer will close; a link is there at once.
    private func isRegular(_ file: UnfinishedFile) -> Bool {
        guard let folder = watches[file.watch]?.folder else { return false }
        var status = stat()
        guard lstat(folder + "/" + file.name, &status) == 0 else { return false }
        return status.st_mode & S_IFMT == S_IFREG && status.st_nlink == 1
    }

    private func rewatch() {
        for descriptor in watches.keys { inotify_rm_watch(self.descriptor, descriptor) }
        watches = [:]
        unfinished = []
        for subject in subjects {
            if let names = subject.names {
                add(subject.folder, Self.comingsAndGoings | Self.writing) { $0.names?.formUnion(names) }
            } else {
                add(subject.folder, Self.comingsAndGoings | Self.writing) { $0.names = nil }
            }
            // The nearest ancestor that exists sees the folder come, go, or be replaced.
            var child = subject.folder
            while let slash = child.lastIndex(of: "/") {
                let parent = slash == child.startIndex ? "/" : String(child[..<slash])
                let step = String(child[child.index(after: slash)...])
                if step.isEmpty || add(parent, Self.comingsAndGoings, { $0.steps.insert(step) }) || parent == "/" {
                    break
                }
                child = parent
            }
        }
    }

    /// - Returns: false where there is no such folder, or none that may be read.
    @discardableResult
    private func add(_ folder: String, _ mask: UInt32, _ change: (inout Watch) -> Void) -> Bool {
        let descriptor = inotify_add_watch(self.descriptor, folder, mask | UInt32(IN_ONLYDIR) | UInt32(IN_MASK_ADD))
        guard descriptor >= 0 else { return false }
        var watch = watches[descriptor] ?? Watch(folder: folder)
        change(&watch)
        watches[descriptor] = watch
        return true
    }
}
