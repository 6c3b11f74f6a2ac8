import Dates
import Planning
import Programmes

/// A site that has run for five months, on the morning of 31 May 2022: a day on which much is due.
struct Scene {
    let site: Site
    let plan: Plan
    var memory: Memory
    /// Notices of the months before.
    private(set) var sent = 0

    static let day = Day(unchecked: 2022, 5, 31)

    /// Eight o'clock, when the rules speak.
    static func morning(_ day: Day = Self.day) -> Instant { Zone.vietnam.instant(day, TimeOfDay(hour: 8)!) }

    init(_ site: Site) {
        self.site = site
        plan = makePlan(site)
        memory = Memory(plan)
    }

    /// One decision after another, up to the day before.
    mutating func run() {
        let begin = Self.morning(Day(unchecked: 2021, 12, 31))
        for programme in site.programmes { memory.load(programme: programme.id, at: begin) }
        var next: Instant? = begin
        while let now = next, now < Self.morning(Self.day - 1) {
            let decision = decide(plan, &memory, at: now)
            sent += decision.notices.count
            next = decision.next
        }
    }

    /// The site with one programme edited: a task more, another's deadline changed.
    func editedSite() -> Site {
        var site = site
        let middle = site.programmes.count / 2
        var programme = site.programmes[middle]
        programme.tasks[0].deadline = (programme.tasks[0].deadline + 1) % UInt32(programme.deadlines.count)
        var task = programme.tasks[1]
        task.id = "99.1"
        programme.tasks.append(task)
        site.programmes[middle] = programme
        return site
    }
}
