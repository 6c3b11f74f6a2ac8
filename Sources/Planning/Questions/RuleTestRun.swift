import Dates
import Deadlines
import Diagnostics
import Programmes
import RuleLanguage

/// A `test` on its virtual clock: its tasks make a site, its reports are made on their days before the day's notices,
/// and everything that would go out is noted.
///
/// Each task stands in a programme of its own, `test` (`test-2`, …). What is not said: it was issued on January 1 of the
/// year of the first date in the test, or of the earlier one in which its deadline begins, and is numbered 1, 2, …. Bodies the site does not know are made up, each
/// with two levels above it. A report is about the task written before it, or the first. The days of its lines need no
/// order.
struct RuleTestRun {
    private(set) var notices: [Notice] = []
    private(set) var withheld: [Withheld] = []
    let plan: Plan
    private(set) var memory: Memory
    private let reports: [Report]
    private let start: Day
    private let end: Day
    /// Beyond either a test says that it is too large, and no more: a day may ask of every occurrence since the first.
    private static let mostDays = 20 * 366
    private static let mostNotices = 50_000

    /// - Parameter files: the rules; `file` is the index of the one the test stands in: only its rules, mutes and digests
    ///   count, with the definitions and defaults of all.
    init(_ test: RuleTest, in files: [RuleFile], file: Int, site: Site) {
        // Rules are tested before the site sends, too.
        var site = site
        site.settings.live = .always
        var builder = TestSiteBuilder(test, site)
        plan = makePlan(
            builder.build(
                rules: files.enumerated().map { i, other in
                    i == file ? other : other.definitionsAlone
                }))
        memory = Memory(plan)
        reports = builder.reports.sortedByTime()
        start = builder.start
        end = builder.end
    }

    /// - Throws: where it would take longer than anybody waits for a test.
    mutating func run() throws(TooLargeTest) {
        if end - start > Self.mostDays {
            throw TooLargeTest(
                wording: Wording(
                    vi: "phép thử kéo từ \(start.wording.vi) đến \(end.wording.vi): giới hạn là 20 năm",
                    en: "the test goes on from \(start) to \(end): the limit is 20 years"))
        }
        do {
            try simulate(plan, from: start, through: end, reports: reports, memory: nil) { (decided: Decided) in
                notices += Notices(decided)
                withheld += decided.withheld()
                if notices.count > Self.mostNotices { throw TooLargeTest.notices(Self.mostNotices) }
            }
        } catch {
            throw .notices(Self.mostNotices)
        }
    }

    /// The memory as it stands at the beginning of a day.
    func memory(on day: Day) -> Memory {
        var memory = Memory(plan)
        let zone = plan.siteCalendar.zone
        let first = zone.instant(start, TimeOfDay(hour: 0)!)
        for programme in plan.site.programmes { memory.load(programme: programme.id, at: first) }
        var now: Instant? = first
        var rest = reports[...]
        while let instant = now, zone.day(at: instant) < day {
            while let report = rest.first, report.at <= instant {
                memory.apply(report)
                rest.removeFirst()
            }
            now = [decide(plan, &memory, at: instant).next, rest.first?.at].compactMap { $0 }.min()
        }
        while let report = rest.first, zone.day(at: report.at) <= day {
            memory.apply(report)
            rest.removeFirst()
        }
        return memory
    }
}

/// Why a test was given up.
struct TooLargeTest: Error {
    let wording: Wording

    static func notices(_ limit: Int) -> TooLargeTest {
        TooLargeTest(
            wording: Wording(
                vi: "phép thử có hơn \(limit) thông báo: rút ngắn nó, hoặc bớt nhiệm vụ",
                en: "the test has more than \(limit) notices: make it shorter, or with fewer tasks"))
    }
}

/// Makes a site of a test's statements.
private struct TestSiteBuilder {
    private let test: RuleTest
    private let site: Site
    private var bodies: [Body]
    private var numbers: [String: BodyIndex] = [:]
    private(set) var reports: [Report] = []
    private(set) var start = Day.range.lowerBound
    private(set) var end = Day.range.lowerBound

    init(_ test: RuleTest, _ site: Site) {
        self.test = test
        self.site = site
        bodies = site.bodies.bodies
    }

    mutating func build(rules files: [RuleFile]) -> Site {
        var days: [Day] = []
        for statement in test.statements {
            switch statement {
            case .given(_, on: let day, _), .expect(on: let day, _, _): days.append(day)
            case .task: break
            }
        }
        let first = days.min() ?? Day(unchecked: 2021, 1, 1)
        let issued = Day(unchecked: first.year, 1, 1)
        end = days.max() ?? first
        start = first
        var programmes: [Programme] = []
        var last: TestTask?
        for statement in test.statements {
            switch statement {
            case .task(let task):
                let issued = task.issued ?? self.issued(task, issued)
                last = task
                programmes.append(programme(task, number: programmes.count + 1, issued: issued))
                start = min(start, issued)
            case .given(let report, on: let day, _):
                reports.append(make(report, on: day, about: last ?? test.firstTask, programmes.last))
            case .expect: break
            }
        }
        if let first = programmes.first {
            for i in reports.indices where reports[i].programme == nil {
                reports[i].programme = first.id
                reports[i].task = first.tasks.first?.id
            }
        }
        for file in files { for item in file.items { addBodies(of: item) } }
        var made = site
        made.bodies = BodyDirectory(bodies)
        made.programmes = programmes
        made.ruleFiles = files
        return made
    }

    /// January 1 of a year, or of the earlier one in which what the task is given begins: else it would be history.
    private func issued(_ task: TestTask, _ day: Day) -> Day {
        let context = ReadingContext(
            Programme(id: "test", title: "", issued: day, tasks: [], deadlines: [], tagSets: []), in: site)
        let starts = task.deadline.map { readDeadline($0, in: context) }.compactMap { $0.start ?? $0.due }
        return min(day, starts.min().map { Day(unchecked: $0.year, 1, 1) } ?? day)
    }

    private mutating func programme(_ task: TestTask, number: Int, issued: Day) -> Programme {
        var assignments: [Assignment] = []
        for role in Role.allCases {
            for name in task.roles[role] ?? [] { assignments.append(Assignment(role, body(name))) }
        }
        let id = number == 1 ? "test" : "test-\(number)"
        return Programme(
            id: id, title: test.name.text, issued: issued,
            tasks: [
                OfficeTask(
                    id: task.id ?? "\(number)", title: task.title ?? "", assignments: assignments, deadline: 0, tags: 1,
                    priority: task.priority ?? .normal,
                    extra: OfficeTask.Extra(
                        event: task.event, completion: task.completion, confirmation: task.confirmation,
                        officer: task.officer.map { Person(name: $0) }))
            ], deadlines: [task.deadline], tagSets: [[], task.tags])
    }

    /// A body of the site, or one made up, with a superior who has one too.
    private mutating func body(_ name: String) -> BodyIndex {
        if let known = site.bodies.body(named: name) ?? numbers[name] { return known }
        let top = BodyIndex(bodies.count)
        bodies.append(Body(id: "cap-tren-nua-\(name)", name: "cap-tren-nua-\(name)"))
        bodies.append(Body(id: "cap-tren-\(name)", name: "cap-tren-\(name)", parent: top))
        bodies.append(Body(id: name, name: name, parent: BodyIndex(bodies.count - 1)))
        numbers[name] = BodyIndex(bodies.count - 1)
        return BodyIndex(bodies.count - 1)
    }

    private mutating func addBodies(of item: Item) {
        guard case .rule(let rule) = item else { return }
        for action in rule.actions + rule.steps.flatMap(\.actions) {
            for recipient in action.recipients {
                var recipient = recipient
                while case .superior(let of) = recipient { recipient = of }
                if case .body(let name) = recipient { _ = body(name.text) }
            }
        }
    }

    private mutating func make(_ report: TestReport, on day: Day, about task: TestTask?, _ programme: Programme?)
        -> Report
    {
        let at = site.settings.zone.instant(day, TimeOfDay(hour: 0)!)
        let isConfirmed = task?.confirmation ?? .none != .none
        let kind: Report.Kind =
            switch report.kind {
            case .done: isConfirmed ? .reported : .done
            case .confirmed: .confirm
            case .returned: .giveBack(reason: "")
            case .reopened: .reopen
            case .cancelled: .cancel
            case .acknowledged: .ack
            case .unacknowledged: .unack
            case .progress(let percent): .progress(milli: max(0, min(100_000, percent)) * 1000)
            case .snoozed(let until): .snooze(until: until)
            case .extended(let until): .extend(until: until, reason: "")
            case .extensionAsked(let until): .askExtension(until: until, reason: "")
            case .extensionGranted: .grant
            case .extensionRefused: .refuse(reason: "")
            case .event(let name): .event(name: name, on: day)
            case .eventWithdrawn(let name): .withdraw(event: name)
            }
        return Report(
            at: at, kind: kind, programme: programme?.id, task: programme?.tasks.first?.id,
            bodies: report.bodies.map { bodies[Int(body($0.text).rawValue)].id },
            document: report.document.map { Report.Document(number: $0) })
    }
}
