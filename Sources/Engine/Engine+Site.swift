public import Control
public import Dates
public import Diagnostics
public import JSONText
import Planning
import Programmes
public import SiteFiles

// What the front door asks of the site itself.

extension Engine {
    /// What it has to know before anybody asks for anything.
    public func describeSite(at now: Instant) -> [String: JSONValue] {
        let (settings, web) = (loaded.site.settings, loaded.paths.web)
        func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
        let contact = settings.contact.map { person in
            [person.name, person.phone, person.email].compactMap(\.self).joined(separator: ", ")
        }
        return [
            "language": .string(settings.language.rawValue),
            "today": .string(settings.zone.day(at: now).description), "live": .bool(status(at: now).isLive),
            "url": text(web.url), "loginHeader": text(web.loginHeader), "contact": text(contact),
        ]
    }

    /// Who a login is.
    public func identify(_ query: IdentityQuery, at now: Instant) -> [String: JSONValue] {
        let directory = plan.site.bodies
        let today = loaded.site.settings.zone.day(at: now)
        var mine = query.bodies.compactMap(directory.body(named:))
        if let login = query.login, !login.isEmpty {
            for index in directory.indices where directory.bodies[Int(index.rawValue)].users.contains(login) {
                if !mine.contains(index) { mine.append(index) }
            }
        }
        // Who reported for what has ended reports for what took over.
        var current: [BodyIndex] = []
        for body in mine {
            let successor = directory.successor(of: body, on: today)
            if !current.contains(successor) { current.append(successor) }
        }
        return [
            "bodies": .array(
                current.map { ["id": .string(directory[$0].id), "name": .string(directory[$0].name)] }),
            "admin": .bool(query.login.map { loaded.paths.web.admins.contains($0) } ?? false),
            "oversees": .bool(oversees(current, on: today)),
        ]
    }

    private func oversees(_ mine: [BodyIndex], on today: Day) -> Bool {
        guard !mine.isEmpty else { return false }
        var reach = BodyReach(mine, plan.site.bodies, on: today)
        for programme in plan.site.programmes {
            var found = false
            programme.tasks.forEachAssignment { assignment in
                guard !found, assignment.role == .directing || assignment.role == .monitoring else { return }
                found = reach.holds(assignment.body)
            }
            if found { return true }
        }
        return false
    }
}

/// What is asked about the coming time: worked out beside the engine, which goes on meanwhile.
public struct Foresight: Sendable {
    private let plan: Plan
    private let memory: Memory
    private let now: Instant
    private let start: ReloadStart
    private let language: Language
    private static let mostShown = SimulationQuery.pageLimit

    init(_ engine: Engine, at now: Instant) {
        plan = engine.plan
        memory = engine.memory
        self.now = now
        start = engine.beginReload()
        language = engine.loaded.site.settings.language
    }

    private var zone: Zone { plan.site.settings.zone }

    private func name(_ body: String) -> JSONValue {
        .string(plan.site.bodies.body(named: body).map { plan.site.bodies[$0].name } ?? body)
    }

    private func about(_ notice: Notice, in plan: Plan) -> JSONValue {
        if notice.kind == .digest { return .string(notice.identity.occurrence) }
        let task = plan.task(notice.taskIndex)
        return .string(plan.reference(notice.taskIndex) + "@" + notice.identity.occurrence + " " + task.title)
    }

    /// The notices of a span.
    public func simulate(_ query: SimulationQuery) -> Result<[String: JSONValue], ReportFailure> {
        guard let from = Day(query.from), let through = Day(query.to), from <= through, through - from <= 366 else {
            return .failure(
                .invalid(
                    parameter: "to",
                    Wording(
                        vi: "cần hai ngày, cách nhau nhiều nhất một năm",
                        en: "it takes two days, a year apart at most")))
        }
        var shown: [JSONValue] = []
        var total = 0
        Planning.simulate(plan, from: from, through: through, memory: memory) { (notice: Notice) in
            total += 1
            guard shown.count < Foresight.mostShown else { return }
            shown.append([
                "at": .string(zone.format(notice.at)), "kind": .string(notice.kind.rawValue),
                "rule": .string(notice.identity.rule), "recipient": name(notice.identity.recipient),
                "text": about(notice, in: plan),
            ])
        }
        return .success(["notices": .array(shown), "total": .integer(Int64(total))])
    }

    /// What the files as they are now would change.
    public func comparePlans(_ problems: ([Diagnostic], LoadedSite) -> JSONValue) -> [String: JSONValue] {
        guard let prepared = start.prepare(), let read = prepared.read else {
            return ["changes": [], "total": 0, "problems": []]
        }
        let new = prepared.plan ?? plan
        let today = zone.day(at: now)
        let changes =
            prepared.plan == nil
            ? []
            : Planning.comparePlans(plan, new, memory: memory, from: today, through: today.adding(months: 12))
        let shown = changes.prefix(Foresight.mostShown).map { change -> JSONValue in
            let (word, notice): (String, Notice) =
                switch change {
                case .added(let notice): ("added", notice)
                case .dropped(let notice): ("dropped", notice)
                case .moved(let notice, _): ("moved", notice)
                }
            return [
                "change": .string(word), "at": .string(zone.format(notice.at)),
                "recipient": name(notice.identity.recipient), "rule": .string(notice.identity.rule),
                "text": about(notice, in: word == "dropped" ? plan : new),
            ]
        }
        return [
            "changes": .array(Array(shown)), "total": .integer(Int64(changes.count)),
            "problems": problems(read.diagnostics, read),
        ]
    }
}

extension Engine {
    /// For questions about the coming time.
    public func foresee(at now: Instant) -> Foresight { Foresight(self, at: now) }
}
