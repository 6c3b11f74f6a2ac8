import Dates
import Diagnostics
import Planning
import Programmes
import TestKit

/// An office made of chance: programmes, bodies that are merged, reports of half a year.
struct RandomOffice {
    let plan: Plan
    let snapshot: LedgerSnapshot
    let now: Instant
    private var random: SplitMix64

    static let phrases = [
        ["Trong quý I/2026"], ["trước ngày 15/3/2026"], ["hằng tháng"], ["hằng quý"], ["Thường xuyên"],
        ["khi cần thiết"],
        ["sau khi có hướng dẫn của Trung ương"], ["Quý II/2026", "Quý IV/2026"], ["trước ngày 01/02/2027"],
        ["trước ngày 20 tháng cuối quý"], ["chữ không ai hiểu"],
    ]

    static let bodies = BodyDirectory([
        Body(id: "tinh-uy", name: "Tỉnh ủy <b>&</b>"),
        Body(id: "ban-to-chuc", name: "Ban Tổ chức", parent: BodyIndex(0)),
        Body(
            id: "ban-tuyen-giao", name: "Ban Tuyên giáo", parent: BodyIndex(0), until: Day(unchecked: 2026, 4, 1),
            successor: BodyIndex(3)),
        Body(id: "ban-tuyen-giao-dan-van", name: "Ban Tuyên giáo và Dân vận", parent: BodyIndex(0)),
        Body(id: "huyen-a", name: "Huyện ủy \"A\"", parent: BodyIndex(0)),
        Body(id: "huyen-b", name: "Huyện ủy 'B'", parent: BodyIndex(0)),
        Body(id: "cac-huyen", name: "Các huyện ủy", members: [BodyIndex(4), BodyIndex(5)]),
    ])

    init(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        func chance(_ n: Int) -> Bool { Int.random(in: 0..<n, using: &random) == 0 }
        var site = Site(
            settings: Settings(), bodies: Self.bodies, programmes: [], ruleFiles: [], calendar: .vietnam)
        let begin = Instant(seconds: 1_767_600_000)  // 2026-01-05
        var snapshot = LedgerSnapshot()
        for p in 0..<Int.random(in: 1...3, using: &random) {
            var programme = Programme(
                id: "0\(p)-KH", title: "Kế hoạch <\(p)>", issued: Day(unchecked: 2025, 12, 1),
                completion: chance(3) ? .each : .lead, deadlines: Self.phrases)
            if chance(2) { programme.since = programme.issued }
            for t in 0..<Int.random(in: 1...6, using: &random) {
                let target = chance(3) ? Target(metric: "đảng viên & quần chúng", milli: 1_234_500, unit: "người") : nil
                let assignments = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                    Assignment(
                        [Role.lead, .lead, .executing, .directing].randomElement(using: &random)!,
                        BodyIndex(Int.random(in: 0..<7, using: &random)))
                }
                programme.tasks.append(
                    OfficeTask(
                        id: "1.\(t)", title: "Việc <script>\(t)</script>", assignments: assignments,
                        deadline: UInt32(Int.random(in: 0..<Self.phrases.count, using: &random)),
                        extra: target.map { OfficeTask.Extra(target: $0) }))
            }
            site.programmes.append(programme)
            // Some come later, and some only when it is looked at.
            if !chance(4) {
                snapshot.load(
                    programme: programme.id, at: begin + Int.random(in: 0...200, using: &random) * 86_400)
            }
        }
        plan = makePlan(site)
        now = begin + Int.random(in: 30...400, using: &random) * 86_400
        var at = begin
        while at < now {
            at = at + Int.random(in: 3_600...1_500_000, using: &random)
            snapshot.add(Self.report(plan, at: at, &random))
        }
        self.snapshot = snapshot
        self.random = random
    }

    private static func report(_ plan: Plan, at: Instant, _ random: inout SplitMix64) -> Report {
        let day = plan.site.settings.zone.day(at: at)
        let kinds: [Report.Kind] = [
            .done, .done, .done, .reported, .progress(milli: Int.random(in: 0...2_000_000, using: &random)), .cancel,
            .reopen,
            .extend(until: day + 40, reason: "chờ số liệu"), .askExtension(until: day + 30, reason: "thiếu <người>"),
            .ack,
        ]
        let task = Int.random(in: 0..<plan.taskCount, using: &random)
        let ids = plan.site.bodies.indices.map { plan.site.bodies[$0].id }
        let body = Bool.random(using: &random) ? [] : [ids.randomElement(using: &random)!]
        let occurrences = ["2026-Q1", "2026-Q2", "2026-03", "2026-04", nil, nil]
        return Report(
            at: at, kind: kinds.randomElement(using: &random)!,
            programme: plan.site.programmes[plan.programmeIndex(ofTask: task)].id, task: plan.taskID(task),
            occurrence: occurrences.randomElement(using: &random)!, bodies: body, by: "Lan")
    }
}
