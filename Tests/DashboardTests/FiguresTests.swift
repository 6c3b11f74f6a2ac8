import Dates
import Planning
import Programmes
import Testing

@testable import Dashboard

/// The figures add up, wherever they are shown, and agree with those of `status`.
@Suite struct FiguresTests {
    @Test(arguments: 0..<120)
    func addUp(seed: Int) {
        let office = RandomOffice(seed: UInt64(seed))
        let overview = makeOverview(office.plan, office.snapshot, at: office.now)
        let memory = Memory(office.plan, replaying: office.snapshot, at: office.now)
        let status = summarize(office.plan, memory, at: office.now)

        #expect(overview.figures.total + overview.figures.cancelled + overview.figures.history == status.shares.all)
        #expect(overview.figures[.overdue] == status.overdue && overview.figures[.dueSoon] == status.dueSoon)
        #expect(overview.figures[.inTime] + overview.figures[.late] == status.done)
        #expect(overview.figures[.withoutDate] == status.withoutDate + status.awaited)
        #expect(overview.figures.cancelled == status.cancelled && overview.figures.history == status.history)
        #expect(overview.tasks.count == status.tasks)

        for figure in Figure.allCases {
            let all = overview.figures[figure]
            #expect(overview.programmes.map { $0.figures[figure] }.reduce(0, +) == all, "by programme: \(figure)")
            #expect(overview.bodies.map { $0.figures[figure] }.reduce(0, +) == all, "by body: \(figure)")
            #expect((overview.lists[figure] ?? []).map(\.bodies.count).reduce(0, +) == all, "listed: \(figure)")
        }
        for body in overview.bodies {
            let figures = body.figures
            #expect(body.open.count == figures.total - figures[.inTime] - figures[.late])
            #expect(body.open.allSatisfy { $0.bodies == [body.key] })
        }
        var asking = 0
        for task in 0..<office.plan.taskCount {
            for share in occurrenceStates(office.plan, memory, task: task, at: office.now).flatMap(\.shares)
            where share.askedUntil != nil && share.status != .done {
                asking += Figure(share) == nil ? 0 : 1
            }
        }
        #expect(overview.asked.map(\.entry.bodies.count).reduce(0, +) == asking)
        for month in overview.months {
            #expect(month.entries.map(\.bodies.count).reduce(0, +) == month.shares)
            #expect(
                month.entries.allSatisfy {
                    $0.due.map { $0 >= month.first && $0 < month.first.adding(months: 1) } ?? false
                })
        }
        #expect(Set(overview.bodies.map(\.key)).count == overview.bodies.count)
    }

    /// What a front that only counts has of the same site, without a list of any task.
    @Test(arguments: 0..<120)
    func countsByTimetableAgree(seed: Int) {
        let office = RandomOffice(seed: UInt64(seed))
        let overview = makeOverview(office.plan, office.snapshot, at: office.now)
        let memory = Memory(office.plan, replaying: office.snapshot, at: office.now)
        var tally = Tally()
        // Without the year ahead first: what is kept of timetables is completed by who asks for it.
        let outlines = tally.outline(office.plan, memory, at: office.now)
        for _ in 0..<2 {
            let grouped = tally.group(office.plan, memory, at: office.now) { _ in true }
            #expect(grouped.months == overview.months.map(\.shares))
            #expect(grouped.total.shares.dueSoon == overview.figures[.dueSoon])
        }
        for (mark, figure) in zip(ShareMark.allCases, Figure.allCases) {
            #expect("\(mark)" == "\(figure)")
            let tasks = Set((overview.lists[figure] ?? []).map(\.task))
            #expect(outlines.indices.filter { outlines[$0].has(mark) } == tasks.sorted(), "\(mark)")
        }
        #expect(
            outlines.indices.filter { outlines[$0].has(.asking) } == Set(overview.asked.map(\.entry.task)).sorted())
        let reported = Set(overview.lists[.inProgress, default: []].filter(\.isReported).map(\.task))
        #expect(outlines.indices.filter { outlines[$0].has(ShareMark.reported) } == reported.sorted())
    }

    /// What was a week ago is what was shown a week ago.
    @Test(arguments: 0..<120)
    func lastWeekIsAsItWasShown(seed: Int) throws {
        let office = RandomOffice(seed: UInt64(seed))
        let now = makeOverview(office.plan, office.snapshot, at: office.now)
        let then = office.now + -7 * 86_400
        let known = office.snapshot.reported(until: then)
        guard known.hasLoads else {
            #expect(now.change == nil)
            return
        }
        var scope = Scope()
        scope.tasks = (0..<office.plan.taskCount).filter { task in
            known.hasLoaded(office.plan.site.programmes[office.plan.programmeIndex(ofTask: task)].id)
        }
        let shown = makeOverview(office.plan, known, at: then, scope)
        let change = try #require(now.change)
        #expect(change.figures == shown.figures)
        let (before, after) = (shown.figures[.overdue], now.figures[.overdue])
        #expect(after - before == change.newlyOverdue - change.overdueNoMore)
        #expect(change.since == shown.today)
    }

    @Test func mostUrgentFirst() {
        for seed in 0..<40 {
            let office = RandomOffice(seed: UInt64(seed))
            let overdue = makeOverview(office.plan, office.snapshot, at: office.now).lists[.overdue] ?? []
            #expect(overdue.map(\.daysOverdue) == overdue.map(\.daysOverdue).sorted(by: >))
            #expect(overdue.allSatisfy { $0.daysOverdue > 0 })
        }
    }

    @Test(arguments: [
        (9, 1, 0, 90, Light.green), (7, 2, 1, 70, .amber), (6, 2, 2, 60, .red), (0, 0, 3, 0, .red),
    ])
    func lights(inTime: Int, late: Int, overdue: Int, percent: Int, light: Light) {
        var figures = Figures()
        for (count, number) in [(ShareState.Count.doneInTime, inTime), (.doneLate, late), (.overdue, overdue)] {
            for _ in 0..<number { figures.add(ShareState(body: nil, count: count, due: nil)) }
        }
        // What has not fallen due says nothing of it.
        figures.add(ShareState(body: nil, count: .inProgress, due: nil))
        #expect(figures.percentInTime == percent && figures.light == light)
        #expect(Figures().percentInTime == nil && Figures().light == .none)
    }

    /// Each kind of share is in just one figure, or in none.
    @Test func everyShareHasItsFigure() {
        for count in ShareState.Count.allCases {
            var figures = Figures()
            figures.add(ShareState(body: nil, count: count, due: nil))
            #expect(figures.total + figures.cancelled + figures.history == 1, "\(count)")
        }
    }
}
