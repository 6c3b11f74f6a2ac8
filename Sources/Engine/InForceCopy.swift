import CLinux
import Diagnostics
import Glibc
import SiteFiles
import SystemErrors

/// A copy of the files in force, for `dondoc plan` to compare edited ones with, and for a start with a file that does
/// not check: in the state's folder a link `in-force` to one of two folders, which take turns, so that a reader sees the
/// one load or the other. The folder whose turn it is holds the load before, and is brought up to date: an edited file of
/// a thousand costs what two files cost.
struct InForceCopy {
    static let name = "in-force"
    /// In the copy: a line for each file, its digest and its path.
    private static let listing = ".digests"
    /// The same of the files that did not check, with the digests of what was set aside: one that is renamed while
    /// nothing runs is known again.
    private static let asideListing = ".set-aside"
    /// A line of it: how many edits had given tasks other ids when this was in force.
    private static let renamings = ".renamings"

    let state: String
    /// What is in force may differ from the copy.
    var isOwed = true
    /// What the folders hold, by their names: nobody else writes there.
    private var listings: [String: [String: String]] = [:]

    init(in state: String) { self.state = state }

    private var link: String { state + "/" + Self.name }

    /// The copy as it stands for a site's folder; nil where there is none that is whole.
    func load(for site: String) -> LoadedSite? {
        // A service that runs may put another in its place meanwhile, twice.
        var tried: String?
        while let target, target != tried {
            tried = target
            let folder = state + "/" + target
            let setAside = digests(of: folder, in: Self.asideListing)
            let copy = loadSite(at: folder)
            let found = Dictionary(copy.filesInForce.map { ($0.path, $0.digest) }, uniquingKeysWith: { $1 })
            if found == digests(of: folder) { return copy.standing(for: site, setAside: setAside) }
        }
        return nil
    }

    /// Whether a programme of the copy is another in the site, or has another file.
    func hasOtherProgrammes(than loaded: LoadedSite) -> Bool {
        guard let target else { return false }
        let here = Dictionary(loaded.filesInForce.map { ($0.path, $0.digest) }, uniquingKeysWith: { $1 })
        return digests(of: state + "/" + target).contains {
            $0.key.hasPrefix("programmes/") && here[$0.key] != $0.value
        }
    }

    /// How many edits had given tasks other ids when the copy was in force; nil where it does not say.
    var renamings: Int? {
        target.flatMap { digests(of: state + "/" + $0, in: Self.asideListing)[Self.renamings] }.flatMap { Int($0) }
    }

    /// - Parameter renamings: how many edits had given tasks other ids by now (``Memory/renamingCount``).
    /// - Returns: what failed; the copy is then as it was.
    mutating func write(_ loaded: LoadedSite, renamings: Int) -> Wording? {
        do throws(Failure) {
            try replace(with: loaded.filesInForce, renamings)
            isOwed = false
            return nil
        } catch {
            listings = [:]
            return error.wording
        }
    }

    private mutating func replace(with files: [FileInForce], _ renamings: Int) throws(Failure) {
        let current = target
        let old = current.map { state + "/" + $0 }
        let known = current.map { listing(of: $0) } ?? [:]
        let wanted = Dictionary(files.map { ($0.path, $0.digest) }, uniquingKeysWith: { $1 })
        var setAside = Dictionary(
            files.compactMap { file in file.digestSetAside.map { (file.path, $0) } }, uniquingKeysWith: { $1 })
        setAside[Self.renamings] = "\(renamings)"
        if let old, known == wanted, digests(of: old, in: Self.asideListing) == setAside { return }
        let name = Self.name + (current == Self.name + ".1" ? ".2" : ".1")
        let new = state + "/" + name
        let stale = listing(of: name)
        listings[name] = nil
        do throws(Failure) {
            try fill(new, holding: stale, with: files, setAside, over: old, known)
        } catch {
            // On a full disk every page counts.
            removeCopy(new)
            throw error
        }
        listings[name] = wanted
        let temporary = link + ".tmp"
        unlink(temporary)
        guard symlink(name, temporary) == 0, rename(temporary, link) == 0 else { throw Failure(link) }
        try sync(state)
    }

    private func fill(
        _ new: String, holding stale: [String: String], with files: [FileInForce], _ setAside: [String: String],
        over old: String?, _ known: [String: String]
    ) throws(Failure) {
        var stale = stale
        if stale.isEmpty {
            removeCopy(new)
            try make(new)
        } else {
            // A folder without its listing is begun anew, should this be the end.
            guard unlink(new + "/" + Self.listing) == 0 else { throw Failure(new + "/" + Self.listing) }
            unlink(new + "/" + Self.asideListing)
            try sync(new)
        }
        var folders: Set<String> = []
        lazy var names = Dictionary(known.map { ($0.value, $0.key) }, uniquingKeysWith: { $1 })
        // Of a whole site one sync for all takes less time than one for each file.
        let isEachSynced = files.count { known[$0.path] != $0.digest } <= 8
        for file in files {
            if stale.removeValue(forKey: file.path) == file.digest { continue }
            let path = new + "/" + file.path
            if let folder = file.folder, folders.insert(folder).inserted { try make(new + "/" + folder) }
            guard unlink(path) == 0 || errno == ENOENT else { throw Failure(path) }
            // What has not changed is the same file in both; a last good version may be nowhere else, and under another
            // name.
            if let old, let name = known[file.path] == file.digest ? file.path : names[file.digest],
                Glibc.link(old + "/" + name, path) == 0
            {
                continue
            }
            guard let bytes = file.read() else { throw Failure(path: file.path, errno: nil) }
            try write(bytes, to: path, isSynced: isEachSynced)
        }
        for path in stale.keys where unlink(new + "/" + path) != 0 && errno != ENOENT {
            throw Failure(new + "/" + path)
        }
        let listing = files.map { $0.digest + " " + $0.path + "\n" }.joined()
        if !setAside.isEmpty {
            let lines = setAside.sorted { $0.key < $1.key }.map { $0.value + " " + $0.key + "\n" }
            try write(Array(lines.joined().utf8), to: new + "/" + Self.asideListing, isSynced: isEachSynced)
        }
        try write(Array(listing.utf8), to: new + "/" + Self.listing, isSynced: isEachSynced)
        if isEachSynced {
            for folder in folders { try sync(new + "/" + folder) }
            try sync(new)
        } else {
            try sync(new, with: syncfs)
        }
    }

    /// The folder that the link leads to.
    private var target: String? {
        var buffer = [CChar](repeating: 0, count: 64)
        let length = readlink(link, &buffer, buffer.count)
        guard length > 0 else { return nil }
        let name = String(decoding: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return name == Self.name + ".1" || name == Self.name + ".2" ? name : nil
    }

    /// One that somebody removed holds nothing.
    private mutating func listing(of name: String) -> [String: String] {
        let folder = state + "/" + name
        guard access(folder + "/" + Self.listing, F_OK) == 0 else { return [:] }
        if let known = listings[name] { return known }
        let found = digests(of: folder)
        listings[name] = found
        return found
    }

    private func digests(of folder: String, in listing: String = listing) -> [String: String] {
        guard let stream = fopen(folder + "/" + listing, "re") else { return [:] }
        defer { fclose(stream) }
        var digests: [String: String] = [:]
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        while case let count = getline(&line, &capacity, stream), count > 0, let line {
            let bytes = UnsafeRawBufferPointer(start: line, count: count).prefix { $0 != UInt8(ascii: "\n") }
            guard let space = bytes.firstIndex(of: UInt8(ascii: " ")) else { continue }
            digests[String(decoding: bytes[(space + 1)...], as: UTF8.self)] =
                String(decoding: bytes[..<space], as: UTF8.self)
        }
        return digests
    }

    // MARK: Folders and files

    private func make(_ folder: String) throws(Failure) {
        guard mkdir(folder, 0o750) == 0 || errno == EEXIST else { throw Failure(folder) }
    }

    private func write(_ bytes: [UInt8], to path: String, isSynced: Bool) throws(Failure) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o640)
        guard file >= 0 else { throw Failure(path) }
        defer { close(file) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress! + written, $0.count - written) }
            if count < 0, errno != EINTR { throw Failure(path) }
            written += max(0, count)
        }
        guard !isSynced || fsync(file) == 0 else { throw Failure(path) }
    }

    private func sync(_ folder: String, with sync: (Int32) -> Int32 = fsync) throws(Failure) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(folder) }
        defer { close(descriptor) }
        guard sync(descriptor) == 0 else { throw Failure(folder) }
    }

    /// Two levels, as a site has. What cannot be removed is met again when the folder is to be made.
    private func removeCopy(_ folder: String) {
        for name in entries(of: folder) {
            let path = folder + "/" + name
            if unlink(path) == 0 { continue }
            for name in entries(of: path) { unlink(path + "/" + name) }
            rmdir(path)
        }
        rmdir(folder)
    }

    private func entries(of folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    private struct Failure: Error {
        let path: String
        /// nil: the file changed while it was copied.
        let errno: Int32?

        init(path: String, errno: Int32?) {
            self.path = path
            self.errno = errno
        }

        init(_ path: String) { self.init(path: path, errno: Glibc.errno) }

        var wording: Wording {
            let reason =
                errno.map(systemReason)
                ?? Wording(vi: "tệp đã đổi trong khi chép", en: "the file changed meanwhile")
            return Wording(
                vi: "không ghi được bản sao cho “dondoc plan”: \(path): \(reason.vi)",
                en: "the copy for “dondoc plan” cannot be written: \(path): \(reason.en)")
        }
    }
}

extension FileInForce {
    fileprivate var folder: String? { path.lastIndex(of: "/").map { String(path[..<$0]) } }
}
