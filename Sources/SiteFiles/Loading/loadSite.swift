import Dates
import Deadlines
public import Diagnostics
import Dispatch
import Glibc
import Planning
import Programmes
import RuleLanguage
import Synchronization
import Templates

/// Reads a site's folder.
///
/// Never fails: a site without files is an empty one, and what is wrong is told in ``LoadedSite/diagnostics``.
///
/// A file that does not check costs nobody else anything. Where there is a last good version of it (in `previous`), that
/// stays in force as a whole, so that a slip of the hand changes no notice. Where there is none, at the first load, the
/// good part of it is taken: an office that mistyped one task of thirty is reminded of the other twenty-nine. Of a task
/// only the wrong value is left out, as long as its id and title can be read.
/// - Parameters:
///   - path: the site's folder.
///   - vendor: the folder of the vendor's defaults; a file of the same name in the site takes its place, a link to
///     /dev/null there masks it.
///   - previous: what is in force. A file that has not changed is not read again.
///   - cache: from what `dondoc.yaml` says, the folder of a cache of programmes; see ``LoadedSite/writeCache(in:)``. Only
///     a first load looks into it.
///   - unfinished: files that somebody is writing, with their whole paths: they are not read, and stay as they were.
///   - unsaved: by whole path the texts that an editor has open: they count in place of the files'.
///   - refused: by path of a programme's file what is wrong with it beyond its own words: it is set aside.
///   - cancellation: once cancelled it ends soon; what it returns then is to be thrown away.
public func loadSite(
    at path: String, vendor: String? = nil, previous: LoadedSite? = nil, cache: ((SitePaths) -> String)? = nil,
    unfinished: Set<String> = [], unsaved: [String: [UInt8]] = [:], refused: [String: [Diagnostic]] = [:],
    cancellation: Cancellation? = nil
) -> LoadedSite {
    var loader = SiteLoader(
        site: path, vendor: vendor, previous: previous, unfinished: unfinished, unsaved: unsaved,
        cancellation: cancellation)
    loader.refused = refused
    return loader.load(cache: cache)
}

struct SiteLoader {
    let site: String
    let previous: LoadedSite?
    var folder: SiteFolder
    var memories: [String: FileMemory] = [:]
    /// The paths in the order they were looked at.
    var order: [String] = []
    /// Of no file of the site.
    var unplaced: [Diagnostic] = []
    /// By path of a programme's file.
    var refused: [String: [Diagnostic]] = [:]
    /// What the rules' checker found.
    private var ruleDiagnostics: [Diagnostic] = []
    let cancellation: Cancellation?

    init(
        site: String, vendor: String?, previous: LoadedSite?, unfinished: Set<String> = [],
        unsaved: [String: [UInt8]] = [:], cancellation: Cancellation? = nil
    ) {
        self.site = site
        self.previous = previous
        self.cancellation = cancellation
        folder = SiteFolder(site: site, vendor: vendor, unfinished: unfinished, unsaved: unsaved)
        memories.reserveCapacity(previous?.memories.count ?? 0)
    }

    mutating func load(cache: ((SitePaths) -> String)?) -> LoadedSite {
        if case .failure(let trouble) = entries(of: site) { return withoutFolder(trouble) }

        // The first use of the calendar computes three centuries of holidays: meanwhile the bodies are read.
        if previous == nil { DispatchQueue(label: "io.dondoc.calendar").async { _ = WorkCalendar.vietnam } }
        let (settings, paths) = loadSettings()
        let calendar = loadCalendar()
        let candidate = loadBodies()
        var around = surroundings(settings, candidate, calendar)
        let cacheOfStart = previous == nil ? cache.map { cacheFile(in: $0(paths)) } : nil
        let found = folder.list("programmes", endings: ["yaml", "csv"], .programme, known: known(.programme))
        var programmeFiles = readProgrammes(
            found, around,
            cacheOfStart.flatMap { path in
                ProgrammeCache(
                    at: path, surroundings: ProgrammeCache.digest(of: around.site, calendar.exceptions))
            })
        let templates = loadTemplates()
        var rulesFiles = readRules()
        if let bodies = keepBodies(programmeFiles, rulesFiles, against: candidate) {
            around = surroundings(settings, bodies, calendar)
            programmeFiles = readProgrammes(found, around, nil)
        }
        checkOutlets(paths)
        if let same = unchanged(programmeFiles + rulesFiles) { return same }

        let programmes = link(&programmeFiles, around)
        tellMissingBodies(programmeFiles)
        let ruleFiles = link(&rulesFiles, around.site.bodies, programmes, templates: templates.keys.sorted())
        var loaded = LoadedSite(
            site: around.site, paths: paths, templates: templates, exceptions: calendar.exceptions,
            generation: around.generation)
        loaded.edition = (previous?.edition ?? 0) + 1
        loaded.site.programmes = programmes
        loaded.site.ruleFiles = ruleFiles
        for path in order.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            memories[path]?.keepIfGood()
            guard let memory = memories[path] else { continue }
            loaded.files.append(memory.status)
            loaded.diagnostics += memory.diagnostics
        }
        loaded.ruleDiagnostics = ruleDiagnostics
        loaded.folderDiagnostics = folder.reports.flatMap(\.diagnostics)
        loaded.diagnostics += loaded.folderDiagnostics + unplaced
        // Without a directory every name is unknown: to say so once is enough.
        if unplaced.contains(where: { $0.code == "S221" }) { loaded.diagnostics.removeAll { $0.code == "S201" } }
        loaded.memories = memories
        loaded.unsaved = folder.unsaved
        loaded.sources = loaded.texts(for: loaded.diagnostics)
        return loaded
    }

    /// The load before, where nothing has changed since: then there is nothing to hold against each other again.
    private func unchanged(_ more: [FileMemory]) -> LoadedSite? {
        guard var same = previous, same.memories.count == memories.count + more.count,
            memories.values.allSatisfy(\.isUnchanged), more.allSatisfy(\.isUnchanged),
            same.folderDiagnostics == folder.reports.flatMap(\.diagnostics)
        else { return nil }
        // By now they may tell the next change without being read.
        for memory in memories.values where memory.stamp != same.memories[memory.file.path]?.stamp {
            same.memories[memory.file.path]?.stamp = memory.stamp
        }
        for memory in more where memory.stamp != same.memories[memory.file.path]?.stamp {
            same.memories[memory.file.path]?.stamp = memory.stamp
        }
        return same
    }

    /// The site's folder itself is gone or shut: what was in force stays.
    private func withoutFolder(_ trouble: FileTrouble) -> LoadedSite {
        var report = FileReport(path: site)
        report.add(
            "S006", at: nil,
            Wording(
                vi: "không đọc được thư mục của hệ thống\(trouble.reason.vi)",
                en: "the site's folder cannot be read\(trouble.reason.en)"),
            help: Wording(
                vi: "tạo thư mục, hoặc chỉ thư mục khác bằng --site", en: "make the folder, or name another with --site"
            ))
        var loaded = previous ?? LoadedSite.empty(at: site)
        loaded.diagnostics = report.diagnostics
        loaded.folderDiagnostics = report.diagnostics
        loaded.edition += 1
        return loaded
    }

    // MARK: The kinds of files

    mutating func loadSettings() -> (Settings, SitePaths) {
        let defaults = SitePaths(site: site)
        let zoneInForce = previous.flatMap { previous in
            previous.memories.values.contains { $0.file.kind == .settings && $0.good != nil }
                ? previous.site.settings.zone : nil
        }
        let content = folder.single("dondoc.yaml", .settings).flatMap { file in
            read(file) { bytes, _ in
                let read = readSettings(
                    bytes, path: file.path, defaults: defaults, inForce: zoneInForce, zone: { loadZone($0) })
                return (.settings(read.settings, read.paths), read.report)
            }
        }
        guard case .settings(let settings, var paths) = content else { return (Settings(), defaults) }
        // A version taken over may have been read elsewhere.
        paths.site = site
        return (settings, paths)
    }

    private mutating func loadCalendar() -> (calendar: WorkCalendar, exceptions: [WorkCalendar.Exception]) {
        var exceptions: [WorkCalendar.Exception] = []
        let files = folder.list("calendar", endings: ["yaml"], .calendar, known: known(.calendar))
        let read = read(files) { file, bytes, _ in
            let read = readCalendar(bytes, path: file.path)
            return (.calendar(read.exceptions), read.report)
        }
        for memory in read {
            remember(memory)
            if case .calendar(let found) = memory.inForce { exceptions += found }
        }
        return (WorkCalendar.vietnam.merging(exceptions), exceptions)
    }

    private mutating func loadTemplates() -> [String: TemplateFile] {
        var templates: [String: TemplateFile] = [:]
        let files = folder.list("templates", endings: ["mustache"], .template, known: known(.template))
        let read = read(files) { file, bytes, _ in
            var report = FileReport(path: file.path)
            report.add(parseTemplate(SourceFile(path: file.path, bytes: Array(bytes))).diagnostics)
            return (.template(String(decoding: bytes, as: UTF8.self)), report)
        }
        for memory in read {
            remember(memory)
            guard case .template(let text) = memory.inForce else { continue }
            templates[memory.file.name] = TemplateFile(path: memory.file.path, text: text)
        }
        return templates
    }

    private mutating func link(_ read: inout [FileMemory], _ around: Surroundings) -> [Programme] {
        for i in read.indices {
            for diagnostic in refused[read[i].file.path] ?? [] { read[i].links.add(diagnostic) }
        }
        inheritGood(&read, from: previous?.memories ?? [:])
        if let old = previous, old.generation != around.generation {
            for i in read.indices { read[i].moveGood(from: old.site.bodies, to: around.site.bodies) }
        }
        let programmes = linkProgrammes(&read)
        for memory in read { remember(memory) }
        return programmes
    }

    /// Each file by itself, on all processors.
    private func readProgrammes(
        _ files: [FoundFile], _ around: Surroundings, _ cache: ProgrammeCache?
    ) -> [FileMemory] {
        let old = previous?.memories ?? [:]
        let roots = folder.roots
        @Sendable func readOne(_ file: FoundFile, _ shared: SharedTexts) -> FileMemory {
            func recall(_ digest: String, _ size: Int) -> FileContent? {
                cache?.programme(of: file.path, digest: digest, size: size, shared).map(FileContent.programme)
            }
            func parse(_ bytes: UnsafeBufferPointer<UInt8>, _: SourceFile) -> (FileContent?, FileReport) {
                let reader = file.realPath.hasSuffix(".csv") ? readProgrammeCSV : readProgrammeYAML
                let read = reader(bytes, file.path, file.name, shared)
                return (.programme(read), read.report)
            }
            return FileMemory.read(
                file, previous: old[file.path], generation: around.generation, roots: roots, recall: recall,
                parse: parse)
        }
        // Whoever reads a file takes some that nobody reads with.
        let idle = Mutex<[SharedTexts]>([])
        let readings = SharedReadings()
        return Workers.processors.map(files.count) { number in
            let shared =
                idle.withLock { $0.popLast() }
                ?? SharedTexts(site: around.site, readings: readings, cancellation: cancellation)
            defer { idle.withLock { $0.append(shared) } }
            return readOne(files[number], shared)
        }
    }

    mutating func readRules() -> [FileMemory] {
        let files = folder.list("rules", endings: ["rules"], .rules, known: known(.rules))
        return read(files) { file, _, source in
            let parsed = parseRules(source)
            var report = FileReport(path: file.path)
            report.add(parsed.diagnostics)
            return (.rules(parsed.file), report)
        }
    }

    private mutating func link(
        _ read: inout [FileMemory], _ bodies: BodyDirectory, _ programmes: [Programme], templates: [String]
    ) -> [RuleFile] {
        let found = checkRules(read, bodies, programmes, templates: templates)
        ruleDiagnostics = found
        let elsewhere = linkRules(&read, found)
        for memory in read { remember(memory) }
        for diagnostic in elsewhere {
            if memories[diagnostic.path] != nil {
                memories[diagnostic.path]?.links.add(diagnostic)
            } else {
                unplaced.append(diagnostic)
            }
        }
        return read.compactMap { memory in
            guard case .rules(let file) = memory.inForce else { return nil }
            return memory.state == .partial ? file.without(memory.diagnostics) : file
        }
    }

    /// Checks the rules against each other and the rest of the site; not again where they would find what they found.
    private func checkRules(
        _ read: [FileMemory], _ bodies: BodyDirectory, _ programmes: [Programme], templates: [String]
    ) -> [Diagnostic] {
        if let previous, read.allSatisfy(\.isUnchanged),
            read.count == previous.memories.values.count(where: { $0.file.kind == .rules }),
            previous.site.bodies.bodies == bodies.bodies, previous.templates.keys.sorted() == templates,
            haveSameNames(programmes, previous.site.programmes)
        {
            return previous.ruleDiagnostics
        }
        let files = read.compactMap { memory -> RuleFile? in
            if case .rules(let file) = memory.inForce { file } else { nil }
        }
        return RuleLanguage.checkRules(files, bodies: bodies, programmes: programmes, templates: templates)
    }

    // MARK: Memory

    /// Reads a file that is read against nothing else, and remembers it.
    mutating func read(
        _ file: FoundFile, parse: (UnsafeBufferPointer<UInt8>, SourceFile) -> (FileContent?, FileReport)
    ) -> FileContent? {
        let memory = FileMemory.read(
            file, previous: previous?.memories[file.path], generation: 0, roots: folder.roots, parse: parse)
        remember(memory)
        return memory.inForce
    }

    /// Reads files of one kind that are read against nothing else.
    private func read(
        _ files: [FoundFile],
        parse: (FoundFile, UnsafeBufferPointer<UInt8>, SourceFile) -> (FileContent?, FileReport)
    ) -> [FileMemory] {
        var read = files.map { file in
            FileMemory.read(file, previous: previous?.memories[file.path], generation: 0, roots: folder.roots) {
                parse(file, $0, $1)
            }
        }
        inheritGood(&read, from: previous?.memories ?? [:])
        return read
    }

    mutating func remember(_ memory: FileMemory) {
        if memories.updateValue(memory, forKey: memory.file.path) == nil { order.append(memory.file.path) }
    }

    /// Of all files it is looked for only where a folder cannot be read.
    private func known(_ kind: FileStatus.Kind) -> () -> [FoundFile] {
        { [previous] in (previous?.memories ?? [:]).values.map(\.file).filter { $0.kind == kind } }
    }

    /// What programmes are read against, and its number.
    struct Surroundings {
        let site: Site
        let generation: Int
    }

    private func surroundings(
        _ settings: Settings, _ bodies: BodyDirectory,
        _ calendar: (calendar: WorkCalendar, exceptions: [WorkCalendar.Exception])
    ) -> Surroundings {
        let site = Site(
            settings: settings, bodies: bodies, programmes: [], ruleFiles: [], calendar: calendar.calendar)
        guard let previous else { return Surroundings(site: site, generation: 1) }
        let isSame =
            previous.site.settings.reading == settings.reading && previous.site.settings.terms == settings.terms
            && previous.site.bodies.bodies == bodies.bodies && previous.exceptions == calendar.exceptions
        return Surroundings(site: site, generation: isSame ? previous.generation : previous.generation + 1)
    }
}

extension FileTrouble {
    fileprivate var reason: Wording {
        switch self {
        case .missing, .brokenLink: Wording(vi: ": không có thư mục này", en: ": there is none")
        case .notAFile: Wording(vi: ": đây không phải là thư mục", en: ": it is no folder")
        case .tooLarge, .system: Wording(vi: "", en: "")
        }
    }
}
