import CLinux
import Dispatch
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
    /// Being written at present, with when they were last written to; by whole path.
    private var unfinished: [String: DispatchTime] = [:]
    /// What has not been written to for so long counts although it was not closed: some programs never do.
    private let patience: DispatchTimeInterval

    private struct Watch {
        var folder: String
        /// Every entry matters that is not hidden.
        var isWhole = false
        /// The entries that matter beside those.
        var names: Set<String> = []
        /// The entries that lead to a subject: one that comes or goes moves the watches.
        var steps: Set<String> = []
    }

    init(patience: DispatchTimeInterval = .seconds(60)) throws(SystemFailure) {
        self.patience = patience
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

    /// Files that have been begun and not closed, with their whole paths.
    func filesBeingWritten(at now: DispatchTime = .now()) -> Set<String> {
        unfinished = unfinished.filter { now < $0.value + patience }
        return Set(unfinished.keys)
    }

    /// When the first of them counts as it is; nil: there are none.
    var endOfPatience: DispatchTime? { unfinished.values.min().map { $0 + patience } }

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
            unfinished = [:]
            change = .some
            needsRewatch = true
            return
        }
        guard let watch = watches[descriptor] else { return }
        if mask & (UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF) | UInt32(IN_UNMOUNT) | UInt32(IN_IGNORED)) != 0 {
            forget(watch.folder)
            change = .some
            needsRewatch = true
            return
        }
        if watch.steps.contains(name), mask & Self.comingsAndGoings != 0 {
            forget(watch.folder + "/" + name)
            change = .some
            needsRewatch = true
        }
        guard watch.names.contains(name) || watch.isWhole && !name.hasPrefix(".") else { return }
        let file = watch.folder + "/" + name
        if mask & UInt32(IN_MODIFY) != 0 {
            unfinished[file] = .now()
        } else if mask & UInt32(IN_CREATE) != 0, isRegular(file) {
            unfinished[file] = .now()
        } else {
            unfinished[file] = nil
            change = .some
        }
    }

    private static let comingsAndGoings =
        UInt32(IN_CREATE) | UInt32(IN_DELETE) | UInt32(IN_MOVED_FROM) | UInt32(IN_MOVED_TO) | UInt32(IN_DELETE_SELF)
        | UInt32(IN_MOVE_SELF)
    private static let writing = UInt32(IN_MODIFY) | UInt32(IN_CLOSE_WRITE)

    /// A new file that its writer will close; a link is there at once.
    private func isRegular(_ file: String) -> Bool {
        var status = stat()
        guard lstat(file, &status) == 0 else { return false }
        return status.st_mode & S_IFMT == S_IFREG && status.st_nlink == 1
    }

    /// What lies in a folder that came, went or was replaced is no longer what was being written.
    private func forget(_ folder: String) {
        unfinished = unfinished.filter { !$0.key.hasPrefix(folder + "/") }
    }

    private func rewatch() {
        for descriptor in watches.keys { inotify_rm_watch(self.descriptor, descriptor) }
        watches = [:]
        for subject in subjects {
            if let names = subject.names {
                add(subject.folder, Self.comingsAndGoings | Self.writing) { $0.names.formUnion(names) }
            } else {
                add(subject.folder, Self.comingsAndGoings | Self.writing) { $0.isWhole = true }
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
