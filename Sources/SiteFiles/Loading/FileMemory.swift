import Dates
import Diagnostics
import Planning
import Programmes
import RuleLanguage

/// What a file said, in the terms of its kind. Indirect: of a thousand files it is handed around at every reload.
indirect enum FileContent: Sendable {
    case settings(Settings, SitePaths)
    case bodies(BodyDirectory)
    case programme(ReadProgramme)
    case rules(RuleFile)
    case calendar([WorkCalendar.Exception])
    case template(String)

    /// Whether it is the very same programme; of the other kinds there are few files.
    func isIdentical(to other: FileContent) -> Bool {
        if case .programme(let a) = self, case .programme(let b) = other { a === b } else { false }
    }
}

/// A file as it was last read: what a reload compares with, and what stays in force when its next version does not check.
///
/// Behind one reference, which is copied where it is shared and changes: of a thousand files it is handed around a dozen
/// times at every reload, and to count a reference to each of its parts each time took a quarter of that.
@dynamicMemberLookup
struct FileMemory: Sendable {
    struct Parts: Sendable {
        var file: FoundFile
        /// nil: it could not be read, or had changed so lately that the next change might not show.
        var stamp: FileStamp?
        var digest: String
        /// nil where nothing of it is of use.
        var content: FileContent?
        /// What is wrong with it by itself.
        var report: FileReport
        /// What is wrong with it beside the other files, found anew at each load.
        var links: FileReport
        /// Which surroundings it was read against; see ``LoadedSite/generation``.
        var generation: Int
        /// It is being written, and was not read.
        var isHeld = false
        /// A programme whose id another file has: nothing of it is in force.
        var isDisplaced = false
        /// A link led out of the site: nothing of its text is shown.
        var isOutside = false
        /// It stands so in the cache of programmes.
        var isCached = false
        /// Of a file read from a copy of what is in force: the digest of the bytes that did not check then, at the place it
        /// was copied from.
        var digestSetAside: String?
        /// The last version without errors, with its digest.
        var good: (content: FileContent, digest: String)?

        /// What of it is in force.
        var inForce: FileContent? { state == .lastGood ? good?.content : content }

        var state: FileStatus.State {
            if file.isMasked { return .masked }
            if !hasErrors, !isHeld || good == nil { return .inForce }
            // The same text as the good version: what is wrong lies in another file, and the good part of this one holds.
            guard let good, good.digest != digest else { return .partial }
            return .lastGood
        }

        var hasErrors: Bool { report.hasErrors || links.hasErrors }

        var diagnostics: [Diagnostic] {
            report.count + links.count == 0 ? [] : report.merged(with: links).diagnostics
        }

        var status: FileStatus {
            FileStatus(
                path: file.path, kind: file.kind, state: state, digest: digest,
                digestInForce: state == .lastGood ? good?.digest ?? "" : isDisplaced ? "" : digest)
        }
    }

    private final class Storage: @unchecked Sendable {
        var parts: Parts

        init(_ parts: Parts) { self.parts = parts }
    }

    private var storage: Storage
    /// It says what it said at the load before.
    private(set) var isUnchanged = false

    init(_ parts: Parts) { storage = Storage(parts) }

    subscript<Part>(dynamicMember path: KeyPath<Parts, Part>) -> Part { storage.parts[keyPath: path] }

    subscript<Part>(dynamicMember path: WritableKeyPath<Parts, Part>) -> Part {
        get { storage.parts[keyPath: path] }
        _modify {
            if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage.parts) }
            yield &storage.parts[keyPath: path]
        }
    }

    /// Reads a file, or takes over what is known of it where it has not changed.
    /// - Parameters:
    ///   - previous: of the same path.
    ///   - generation: of the surroundings that `parse` reads against.
    ///   - roots: the folders that links may lead into; see ``SiteFolder/roots``.
    ///   - recall: what a file of that digest and size is known to say, without anything wrong with it.
    static func read(
        _ file: FoundFile, previous: FileMemory?, generation: Int, roots: [String],
        recall: (_ digest: String, _ size: Int) -> FileContent? = { _, _ in nil },
        parse: (UnsafeBufferPointer<UInt8>, SourceFile) -> (FileContent?, FileReport)
    ) -> FileMemory {
        var memory = Parts(
            file: file, stamp: nil, digest: "", content: nil, report: FileReport(path: file.path),
            links: FileReport(path: file.path), generation: generation, good: previous?.good)
        if file.isMasked {
            var memory = FileMemory(memory)
            memory.isUnchanged = previous?.file.isMasked ?? false
            return memory
        }
        if file.isBeingWritten {
            // Half a text may well check: what was known of it holds until its writer has done.
            if let previous, previous.generation == generation { return previous.unlinked(as: file) }
            memory.isHeld = true
            return FileMemory(memory)
        }
        if file.unsaved == nil, let previous, let known = previous.stamp, previous.generation == generation,
            SiteFiles.stamp(of: file.realPath) == known
        {
            return previous.unlinked(as: file)
        }
        let contents: FileContents
        switch file.read() {
        case .success(let found): contents = found
        case .failure(let trouble):
            trouble.report(to: &memory.report)
            return FileMemory(memory)
        }
        memory.stamp = contents.stamp.flatMap { $0.isSettled ? $0 : nil }
        memory.digest = contents.bytes.withUnsafeBytes(contentDigest)
        if let previous, previous.digest == memory.digest, previous.generation == generation {
            var same = previous.unlinked(as: file)
            same.stamp = memory.stamp
            return same
        }
        if let known = recall(memory.digest, contents.bytes.count) {
            memory.content = known
            memory.isCached = true
            return FileMemory(memory)
        }
        memory.isOutside = file.isOutside(contents.place, roots)
        if checkEncoding(contents.bytes, &memory.report) {
            (memory.content, memory.report) = contents.bytes.withUnsafeBufferPointer {
                parse($0, SourceFile(path: file.path, bytes: contents.bytes))
            }
        }
        if memory.isOutside { memory.tellOutside() }
        memory.tellNothing(contents.bytes)
        return FileMemory(memory)
    }

    /// Its text for an excerpt; nil where it may not be shown.
    var shownBytes: [UInt8]? { self.isOutside ? nil : currentBytes }

    /// Its bytes, read again; nil where they are others by now.
    var currentBytes: [UInt8]? {
        guard case .success(let contents) = self.file.read(),
            contents.bytes.withUnsafeBytes(contentDigest) == self.digest
        else { return nil }
        return contents.bytes
    }

    private func unlinked(as file: FoundFile) -> FileMemory {
        var memory = self
        memory.isUnchanged =
            file.realPath == self.file.realPath && !self.file.isMasked && self.digestSetAside == nil
        if self.file != file { memory.file = file }
        if self.links.count > 0 { memory.links = FileReport(path: file.path) }
        if self.isDisplaced { memory.isDisplaced = false }
        if self.digestSetAside != nil { memory.digestSetAside = nil }
        return memory
    }

    /// To be called when the other files have been looked at.
    mutating func keepIfGood() {
        guard !self.hasErrors, !self.isHeld, !self.file.isMasked, let content = self.content else { return }
        if let good = self.good, good.digest == self.digest, good.content.isIdentical(to: content) { return }
        self.good = (content, self.digest)
    }
}
