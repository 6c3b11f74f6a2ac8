import Dates
import Deadlines
import Diagnostics
import Drafting
import Engine
import JSONText
import Planning
import Programmes
import SiteFiles

/// `dondoc import NEW --onto programmes/x.yaml`: what a newer document changes in a programme in force.
extension Import {
    func amend(_ path: String, _ document: ReadDocument) throws {
        let text = String(decoding: try readFile(path), as: UTF8.self)
        let (site, programme) = try inForce(path)
        let draft = draftProgramme(document.text, in: context(site, document.envelope))
        guard !draft.tasks.isEmpty else { throw nothingFound() }
        let tasks = programme.tasks.map { task in taskInForce(task, programme, site) }
        let old = ReadingContext(programme, in: site)
        let amendment = compareDraft(draft, with: tasks, old: old, new: issuedOn(draft.issued, old))
        let merged = mergeProgrammeYAML(
            text, amendment, tasks: tasks, draft: draft, source: source, language: .ofReader)
        guard let merged else {
            throw Trouble.cannot(
                "không ghép được vào “\(printable(path))”: các nhiệm vụ ở đó không viết mỗi nhiệm vụ một mục “- số: …” thẳng hàng nhau.",
                "cannot merge with “\(printable(path))”: its tasks are not written one below the other, each begun by “- id: …”."
            )
        }
        if let output, output != "-" { try create(output, merged) }
        if global.json {
            var json = JSONWriter()
            writeAmendmentJSON(
                amendment, onto: path, tasks: tasks, draft: draft, source: source, language: .ofReader, to: &json)
            json.newline()
            let console = global.console()
            console.write(json.bytes)
            try console.end()
        } else {
            if output == nil || output == "-" { try write(merged) }
            for line in amendment.lines(tasks: tasks, draft: draft, .ofReader) { Program.note(printable(line)) }
        }
    }

    /// The programme that is read from the file, and its site: the one named, else that of the folder the file lies in.
    private func inForce(_ path: String) throws -> (Site, Programme) {
        guard let full = resolved(path) else {
            _ = try readFile(path)
            throw notLoaded(path)
        }
        let loaded: LoadedSite
        if global.siteFolder != nil {
            loaded = try OpenSite.load(global)
        } else {
            let parts = full.split(separator: "/").dropLast(2)
            loaded = loadSite(at: "/" + parts.joined(separator: "/"))
        }
        let site = loaded.site
        let name = full.split(separator: "/").suffix(2).joined(separator: "/")
        guard let programme = site.programmes.first(where: { full.hasSuffix("/" + $0.path) && $0.path == name }),
            !loaded.diagnostics.contains(where: { $0.path == programme.path && $0.severity == .error })
        else { throw notLoaded(path) }
        return (site, programme)
    }

    private func notLoaded(_ path: String) -> Trouble {
        .cannot(
            "“\(printable(path))” không phải chương trình có hiệu lực của đơn vị này; xem lỗi bằng dondoc check, hoặc chỉ nơi cấu hình bằng --site.",
            "“\(printable(path))” is no programme in force of this site; `dondoc check` shows errors, --site names another site."
        )
    }

    private func taskInForce(_ task: OfficeTask, _ programme: Programme, _ site: Site) -> TaskInForce {
        let deadlines =
            programme.deadlines.indices.contains(Int(task.deadline)) ? programme.deadlines[Int(task.deadline)] : []
        var bodies: [Role: [String]] = [:]
        for role in Role.allCases { bodies[role] = task.bodies(role).map { site.bodies[$0].name } }
        return TaskInForce(id: task.id, title: task.title, deadlines: deadlines, bodies: bodies)
    }

    private func issuedOn(_ day: Day, _ context: ReadingContext) -> ReadingContext {
        var context = context
        context.issued = day
        return context
    }
}
