/// A file of which something is in force, under the path it has in a folder that needs no vendor's defaults.
public struct FileInForce: Sendable {
    /// `rules/10-nhac.rules`, also where the vendor's stands for it.
    public let path: String
    /// Of the version in force.
    public let digest: String
    /// Of the version that does not check, where an earlier one is in force.
    public let digestSetAside: String?
    private let memory: FileMemory

    /// Nil where nothing of it is in force.
    init?(_ memory: FileMemory) {
        let digest = memory.status.digestInForce
        guard memory.state != .masked, !digest.isEmpty else { return nil }
        let real = memory.file.realPath
        let slash = real.utf8.lastIndex(of: UInt8(ascii: "/"))
        let name = slash.map { real[real.utf8.index(after: $0)...] } ?? real[...]
        let folder =
            switch memory.file.kind {
            case .settings, .bodies: ""
            case .programme: "programmes/"
            case .rules: "rules/"
            case .calendar: "calendar/"
            case .template: "templates/"
            }
        // Only the vendor's have another.
        let isOwn = memory.file.path.utf8.count == folder.utf8.count + name.utf8.count
        path = isOwn ? memory.file.path : folder + name
        self.digest = digest
        digestSetAside = memory.state == .lastGood && !memory.digest.isEmpty ? memory.digest : nil
        self.memory = memory
    }

    /// The bytes in force; nil where the disk has others by now.
    public func read() -> [UInt8]? { memory.state == .lastGood ? nil : memory.currentBytes }
}

extension LoadedSite {
    /// In order of path.
    public var filesInForce: [FileInForce] {
        // In that order already but for what is the vendor's.
        files.lazy.compactMap { memories[$0.path] }.compactMap(FileInForce.init)
            .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
}

extension LoadedSite {
    /// This site, read from a copy of the files in force, as what went before at the place they were copied from:
    /// after a restart, what does not check falls back on it.
    /// - Parameters:
    ///   - site: the folder that they were copied from.
    ///   - setAside: by path in the copy, the digests of the versions there that did not check.
    public func standing(for site: String, setAside: [String: String]) -> LoadedSite {
        var loaded = self
        loaded.paths.site = site
        loaded.memories = memories.mapValues { memory in
            var memory = memory
            let file = memory.file
            memory.file = FoundFile(
                path: file.path, realPath: site + "/" + file.path, name: file.name, kind: file.kind, isMasked: false)
            memory.stamp = nil
            memory.digestSetAside = setAside[file.path]
            return memory
        }
        return loaded
    }
}
