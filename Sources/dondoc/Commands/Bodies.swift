import ArgumentParser
import Dates
import Diagnostics
import Engine
import JSONText
import Planning
import Programmes

/// `dondoc bodies`: the directory in force, each body under its superior.
struct Bodies: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "bodies",
            abstract: say(
                "Danh bạ cơ quan đang có hiệu lực.", "The directory of bodies in force."))
    }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var view: ViewOptions

    func run() throws {
        let console = global.console()
        let site = try OpenSite(global, asOf: view.now)
        let directory = site.plan.site.bodies
        if global.json {
            for index in directory.indices { write(index, site, on: console) }
        } else {
            show(site, on: console)
        }
        try console.end()
    }

    private func show(_ site: OpenSite, on console: Console) {
        let directory = site.plan.site.bodies
        var table = Table([
            .init(title: say("Cơ quan", "Body"), isFlexible: true), .init(title: say("Mã", "id")),
            .init(title: say("Thư điện tử", "E-mail"), sparing: 1),
            .init(title: say("Ghi chú", "Notes"), isFlexible: true, sparing: 2),
        ])
        for (index, depth) in inOrder(directory) {
            let body = directory[index]
            let email = body.email.map { Table.Cell(printable($0)) } ?? .init(say("không có", "none"), .yellow)
            table.add([
                .init(String(repeating: "\u{A0}\u{A0}", count: depth) + site.name(of: index)), .init(body.id, .faint),
                body.members.isEmpty ? email : .init(""), .init(notes(on: body, site)),
            ])
        }
        table.print(on: console)
        console.line()
        let count = directory.bodies.count { $0.members.isEmpty }
        let groups = directory.count - count
        let silent = directory.bodies.count { $0.members.isEmpty && $0.email == nil }
        console.line(
            counted(count, "cơ quan", "body", "bodies")
                + (groups > 0 ? ", " + counted(groups, "nhóm", "group", "groups") : "")
                + (silent > 0
                    ? say(
                        "; \(silent) cơ quan không có thư điện tử, thư của họ nằm ở \(printable(site.spool)).",
                        "; \(silent) without e-mail, whose letters stay in \(printable(site.spool)).") : "."))
    }

    /// Each under its superior; those of one superior in the order written.
    private func inOrder(_ directory: BodyDirectory) -> [(body: BodyIndex, depth: Int)] {
        var below: [BodyIndex?: [BodyIndex]] = [:]
        for index in directory.indices { below[directory[index].parent, default: []].append(index) }
        var result: [(body: BodyIndex, depth: Int)] = []
        var pending = (below[nil] ?? []).reversed().map { (body: $0, depth: 0) }
        while let next = pending.popLast() {
            result.append(next)
            pending += (below[next.body] ?? []).reversed().map { (body: $0, depth: next.depth + 1) }
        }
        return result
    }

    private func notes(on body: Body, _ site: OpenSite) -> String {
        var notes: [String] = []
        if !body.aliases.isEmpty { notes.append(body.aliases.map(printable).joined(separator: ", ")) }
        if !body.members.isEmpty {
            notes.append(say("gồm ", "of ") + body.members.map(site.name).joined(separator: ", "))
        }
        if let until = body.until {
            let next = body.successor.map { say(", kế nhiệm: ", ", then ") + site.name(of: $0) } ?? ""
            notes.append(say("đến ", "until ") + until.shown + next)
        }
        if let person = body.contact {
            notes.append(
                say("đầu mối: ", "contact: ")
                    + [person.name, person.phone].compactMap(\.self).map(printable).joined(separator: ", "))
        }
        return notes.joined(separator: "; ")
    }

    private func write(_ index: BodyIndex, _ site: OpenSite, on console: Console) {
        let directory = site.plan.site.bodies
        let body = directory[index]
        var json = JSONWriter()
        func list(_ key: String, _ values: [String]) {
            json.key(key)
            json.beginArray()
            for value in values { json.string(value) }
            json.endArray()
        }
        json.beginObject()
        json.field("id", body.id)
        json.field("name", body.name)
        list("aliases", body.aliases)
        json.field("parent", body.parent.map { directory[$0].id })
        json.field("email", body.email)
        list("members", body.members.map { directory[$0].id })
        json.field("until", body.until?.description)
        json.field("successor", body.successor.map { directory[$0].id })
        json.endObject()
        json.newline()
        console.write(json.bytes)
    }
}
