import Diagnostics
import Planning
import Programmes
import RuleLanguage

// A name that cannot be found is not nobody (duties.md, "Extensions and edits", 6): a directory of bodies that no longer
// has those that are named stays out of force, and the one before stays in.

extension SiteLoader {
    mutating func loadBodies() -> BodyDirectory {
        let content = folder.single("bodies.yaml", .bodies).flatMap { file in
            read(file) { bytes, _ in
                let read = readBodies(bytes, path: file.path)
                return (.bodies(read.directory), read.report)
            }
        }
        guard case .bodies(let directory) = content else { return BodyDirectory([]) }
        return directory
    }

    /// The directory before, where the new one lacks bodies that it had and that are still named; nil: the new one holds.
    /// - Parameters:
    ///   - programmes: read against the new one.
    mutating func keepBodies(
        _ programmes: [FileMemory], _ rules: [FileMemory], against new: BodyDirectory
    ) -> BodyDirectory? {
        guard let previous, previous.site.bodies.bodies != new.bodies, var memory = bodiesFile(previous),
            case .bodies(let old)? = memory.good?.content
        else { return nil }
        var lost: [(name: String, file: String)] = []
        for programme in programmes {
            lost += programme.namesLost(from: previous.site.bodies, to: new).map { ($0, programme.file.path) }
        }
        lost += namesLost(in: rules, from: previous.site.bodies, to: new)
        guard let first = lost.first else { return nil }
        memory.links.add(lostBodies(first.name, first.file, Set(lost.map(\.name)).count, new.keyLanguage))
        remember(memory)
        return old
    }

    /// What is known of bodies.yaml by now. One that is gone is as it was, but for its bytes.
    private func bodiesFile(_ previous: LoadedSite) -> FileMemory? {
        if let read = memories.values.first(where: { $0.file.kind == .bodies }) { return read }
        guard var gone = previous.memories.values.first(where: { $0.file.kind == .bodies && $0.good != nil }) else {
            return nil
        }
        gone.stamp = nil
        gone.digest = ""
        gone.content = nil
        gone.report = FileReport(path: gone.file.path)
        FileTrouble.missing.report(to: &gone.report)
        gone.links = FileReport(path: gone.file.path)
        return gone
    }

    /// The bodies that rules name, and only the old directory has.
    private func namesLost(
        in rules: [FileMemory], from old: BodyDirectory, to new: BodyDirectory
    ) -> [(name: String, file: String)] {
        let files = rules.compactMap { memory -> RuleFile? in
            if case .rules(let file) = memory.inForce { file } else { nil }
        }
        return checkRules(files, bodies: new, programmes: nil, templates: nil).filter { $0.code == "R064" }
            .compactMap { diagnostic in
                guard let span = diagnostic.span,
                    let source = files.first(where: { $0.source.path == diagnostic.path })?.source
                else { return nil }
                let text = String(decoding: source.bytes[span.start..<span.end], as: UTF8.self)
                let name = text.filter { !"\"“”".contains($0) }
                return old.body(named: name) == nil ? nil : (name, diagnostic.path)
            }
    }

    /// Says once that there is no directory, where names are looked for in vain.
    mutating func tellMissingBodies(_ programmes: [FileMemory]) {
        guard !memories.values.contains(where: { $0.file.kind == .bodies }) else { return }
        let isNamed = programmes.contains {
            if case .programme(let read)? = $0.content { !read.unknownBodies.isEmpty } else { false }
        }
        guard isNamed else { return }
        var report = FileReport(path: "bodies.yaml")
        report.add(
            "S221", at: nil,
            Wording(
                vi: "không có tệp bodies.yaml, nên không tên cơ quan nào tìm được",
                en: "there is no bodies.yaml, so that no body's name can be found"),
            help: Wording(
                vi:
                    "tạo bodies.yaml trong thư mục của đơn vị và liệt kê các cơ quan (“dondoc import --bodies” phác thảo giúp)",
                en: "make bodies.yaml in the site's folder and list the bodies (`dondoc import --bodies` drafts one)"))
        unplaced += report.diagnostics
    }
}

extension FileMemory {
    /// The bodies that a programme, or its last good version where that holds, names, and only the old directory has.
    fileprivate func namesLost(from old: BodyDirectory, to new: BodyDirectory) -> [String] {
        var lost: [String] = []
        if case .programme(let read)? = self.content {
            lost = read.unknownBodies.filter { old.body(named: $0) != nil }
        }
        guard lost.isEmpty, self.hasErrors || self.isHeld, case .programme(let read)? = self.good?.content,
            let programme = read.programme
        else { return lost }
        var named = Set(programme.issuer.map { [$0] } ?? [])
        programme.tasks.forEachAssignment { named.insert($0.body) }
        return named.map { old[$0].id }.filter { new.body(named: $0) == nil }.sorted()
    }
}

private func lostBodies(
    _ name: String, _ file: String, _ count: Int, _ keyLanguage: Language?
) -> Diagnostic {
    let aliases = BodyKeys.aliases.spelt(in: keyLanguage)
    let (until, successor) = (BodyKeys.until.spelt(in: keyLanguage), BodyKeys.successor.spelt(in: keyLanguage))
    let more =
        count > 1
        ? Wording(vi: " và \(count - 1) tên khác", en: " and \(count - 1) more names") : Wording(vi: "", en: "")
    return Diagnostic(
        code: "S220", path: "bodies.yaml", span: nil,
        message: Wording(
            vi: "danh bạ không còn “\(name)” mà \(file) nêu tên\(more.vi): danh bạ trước đó vẫn có hiệu lực",
            en: "it no longer has “\(name)”, which \(file) names\(more.en): the directory before stays in force"),
        help: Wording(
            vi:
                "sửa tên trong tệp kia, hoặc ghi lại cơ quan: tên cũ vào “\(aliases.vi)”, cơ quan đã thôi thì ghi “\(until.vi)” và “\(successor.vi)”",
            en:
                "mend the name in that file, or put the body back: a former name under `\(aliases.en)`, one that has ended with `\(until.en)` and `\(successor.en)`"
        ))
}
