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
}

/// A file as it was last read: what a reload compares with, and what stays in force when its next version does not check.
struct FileMemory: Sendable {
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
    /// It says what it said at the load before.
    var isUnchanged = false
    /// A programme whose id another file has: nothing of it is in force.
    var isDisplaced = false
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

    var diagnostics: [Diagnostic] { report.merged(with: links).diagnostics }

    var status: FileStatus {
        FileStatus(
            path: file.path, kind: file.kind, state: state, digest: digest,
            digestInForce: state == .lastGood ? good?.digest ?? "" : isDisplaced ? "" : digest)
    }

    /// Reads a file, or takes over what is known of it where it has not changed.
    /// - Parameters:
    ///   - previous: of the same path.
    ///   - generation: of the surroundings that `parse` reads against.
    ///   - recall: what a file of that digest and size is known to say, without anything wrong with it.
    static func read(
        _ file: FoundFile, previous: FileMemory?, generation: Int,
        recall: (_ digest: String, _ size: Int) -> FileContent? = { _, _ in nil },
        parse: (UnsafeBufferPointer<UInt8>, SourceFile) -> (FileContent?, FileReport)
    ) -> FileMemory {
        var memory = FileMemory(
            file: file, stamp: nil, digest: "", content: nil, report: FileReport(path: file.path),
            links: FileReport(path: file.path), generation: generation, good: previous?.good)
        if file.isMasked {
            memory.isUnchanged = previous?.file.isMasked ?? false
            return memory
        }
        if file.isBeingWritten {
            // Half a text may well check: what was known of it holds until its writer has done.
            if let previous, previous.generation == generation { return previous.unlinked(as: file) }
            memory.isHeld = true
            return memory
        }
        if let previous, let known = previous.stamp, previous.generation == generation,
            SiteFiles.stamp(of: file.realPath) == known
        {
            return previous.unlinked(as: file)
        }
        let contents: FileContents
        switch readFile(file.realPath, atMost: SiteFolder.limit(file.kind)) {
        case .success(let found): contents = found
        case .failure(let trouble):
            trouble.report(to: &memory.report)
            return memory
        }
        memory.stamp = contents.stamp.isSettled ? contents.stamp : nil
        memory.digest = contents.bytes.withUnsafeBytes(contentDigest)
        if let previous, previous.digest == memory.digest, previous.generation == generation {
            var same = previous.unlinked(as: file)
            same.stamp = memory.stamp
            return same
        }
        if let known = recall(memory.digest, contents.bytes.count) {
            memory.content = known
            memory.isCached = true
            return memory
        }
        guard checkEncoding(contents.bytes, &memory.report) else { return memory }
        (memory.content, memory.report) = contents.bytes.withUnsafeBufferPointer {
            parse($0, SourceFile(path: file.path, bytes: contents.bytes))
        }
        return memory
    }

    /// Its bytes, read again; nil where they are others by now.
    var currentBytes: [UInt8]? {
        guard case .success(let contents) = readFile(file.realPath, atMost: SiteFolder.limit(file.kind)),
            contents.bytes.withUnsafeBytes(contentDigest) == digest
        else { return nil }
        return contents.bytes
    }

    private func unlinked(as file: FoundFile) -> FileMemory {
        var memory = self
        memory.isUnchanged = file.realPath == self.file.realPath && !self.file.isMasked && digestSetAside == nil
        memory.file = file
        memory.links = FileReport(path: file.path)
        memory.isDisplaced = false
        memory.digestSetAside = nil
        return memory
    }

    /// To be called when the other files have been looked at.
    mutating func keepIfGood() {
        if !hasErrors, !isHeld, !file.isMasked, let content { good = (content, digest) }
    }
}
