import Programmes

/// What was edited between two plans, and so what they have in common.
///
/// A programme that nobody edited is known by its storage, which a reader hands on where a file has not changed, and so
/// without a look at its tasks. In the others task is held against task: of a file of thousands with one line edited, one
/// is another.
struct Edits: Sendable {
    /// Of which plan they are edits.
    let base: Plan.Identity
    /// By programme of the new site: the same one in the old plan, where nothing of it was edited.
    let unedited: [Int?]
    /// The tasks that are new or were edited, in order.
    let tasks: [UInt32]
    /// The same programmes with the same tasks, as far as their ids tell: every number means what it meant.
    let keepsNumbers: Bool
    /// By task: its number in the old plan; ``none`` for one that is new or was edited. Empty where numbers are kept.
    private let oldNumbers: [UInt32]

    private static let none = UInt32.max

    /// nil where everything may be another: the calendar, the bodies, the ways of reading. Also where edits have left so
    /// many timetables without a task that it is time to clear up.
    init?(from old: Plan, to site: Site) {
        guard old.site.settings == site.settings, old.site.bodies.bodies == site.bodies.bodies,
            old.site.calendar == site.calendar, old.columns.unusedTimetables * 4 <= old.timetables.count
        else { return nil }
        base = old.identity
        var unedited: [Int?] = []
        var tasks: [UInt32] = []
        var oldNumbers: [UInt32] = []
        unedited.reserveCapacity(site.programmes.count)
        oldNumbers.reserveCapacity(old.taskCount + 1000)
        let (programmes, oldProgrammes) = (site.programmes, old.site.programmes)
        // By index: to take one out would count a reference to each of its parts.
        for index in programmes.indices {
            let isInPlace = index < oldProgrammes.count && oldProgrammes[index].id == programmes[index].id
            let same = isInPlace ? index : old.programmeIndex(programmes[index].id)
            let first = oldNumbers.count
            if let same, programmes[index].isUntouched(since: oldProgrammes[same]) {
                unedited.append(same)
                for number in old.tasks(ofProgramme: same) { oldNumbers.append(UInt32(number)) }
                continue
            }
            unedited.append(nil)
            let programme = programmes[index]
            var comparison = same.map { TaskComparison(programme, with: $0, of: old) }
            for task in programme.tasks.indices {
                let number = comparison?.find(task)
                oldNumbers.append(number ?? Self.none)
                if number == nil { tasks.append(UInt32(first + task)) }
            }
        }
        self.unedited = unedited
        self.tasks = tasks
        keepsNumbers = old.hasSameNumbers(as: site, unedited)
        self.oldNumbers = keepsNumbers ? [] : oldNumbers
    }

    /// The number in the old plan of a task of the new one; nil where it is new or was edited.
    func oldNumber(ofTask task: Int) -> Int? {
        if keepsNumbers { return isEdited(task) ? nil : task }
        return oldNumbers[task] == Self.none ? nil : Int(oldNumbers[task])
    }

    /// A column of the old plan in the new one's order.
    /// - Parameter placeholder: for the tasks that are new or were edited; where numbers are kept they keep what they had.
    func reorder(_ column: [UInt32], placeholder: UInt32) -> [UInt32] {
        keepsNumbers ? column : oldNumbers.map { $0 == Self.none ? placeholder : column[Int($0)] }
    }

    /// The programmes of which tasks are new or were edited, each with the number of its first task and with those tasks.
    func forEachProgramme(of site: Site, _ each: (_ programme: Int, _ first: Int, ArraySlice<UInt32>) -> Void) {
        var rest = tasks[...]
        var first = 0
        for index in site.programmes.indices where !rest.isEmpty {
            let end = first + site.programmes[index].tasks.count
            let own = rest.prefix { $0 < end }
            if !own.isEmpty { each(index, first, own) }
            rest.removeFirst(own.count)
            first = end
        }
    }

    private func isEdited(_ task: Int) -> Bool {
        var (low, high) = (0, tasks.count)
        while low < high {
            let middle = (low + high) / 2
            if tasks[middle] < task { low = middle + 1 } else { high = middle }
        }
        return low < tasks.count && tasks[low] == task
    }
}

extension Plan {
    /// Whether a site has the same programmes with the same tasks, by their ids.
    fileprivate func hasSameNumbers(as site: Site, _ unedited: [Int?]) -> Bool {
        site.programmes.count == self.site.programmes.count
            && site.programmes.indices.allSatisfy { index in
                if let same = unedited[index] { return same == index }
                let (programme, old) = (site.programmes[index], self.site.programmes[index])
                return programme.id == old.id && programme.tasks.count == old.tasks.count
                    && programme.tasks.indices.allSatisfy { programme.tasks.hasSameID(of: $0, as: old.tasks, $0) }
            }
    }
}

/// Holds the tasks of an edited programme against those it had. Texts are the same where their bytes are.
private struct TaskComparison {
    private let tasks: TaskList
    private let before: TaskList
    private let same: Int
    private let columns: TaskColumns
    /// Nothing was edited that concerns all of its tasks.
    private let isAlike: Bool
    /// By list of phrases, and by set of tags: the same one of before.
    private let deadlines: [Int?]
    private let tags: [Int?]
    /// Mostly the next is the next.
    private var expected = 0

    init(_ programme: Programme, with same: Int, of plan: Plan) {
        let old = plan.site.programmes[same]
        tasks = programme.tasks
        before = old.tasks
        self.same = same
        columns = plan.columns
        isAlike = old.hasSameContext(as: programme) && old.since == programme.since
        deadlines = places(of: programme.deadlines, in: old.deadlines)
        tags = places(of: programme.tagSets, in: old.tagSets)
    }

    /// The number of a task in the old plan, if it says what it said.
    mutating func find(_ task: Int) -> UInt32? {
        guard isAlike else { return nil }
        let first = columns.firstTasks[same]
        var place = expected
        if place >= before.count || !tasks.hasSameID(of: task, as: before, place) {
            guard let found = columns.order.find(tasks.id(of: task), in: before, ofProgramme: same) else { return nil }
            place = found - first
        }
        expected = place + 1
        return isSame(place, task) ? UInt32(first + place) : nil
    }

    private func isSame(_ a: Int, _ b: Int) -> Bool {
        tasks.hasSameID(of: b, as: before, a) && before.deadline(of: a) == deadlines[tasks.deadline(of: b)]
            && before.tagSet(of: a) == tags[tasks.tagSet(of: b)] && before.priority(of: a) == tasks.priority(of: b)
            && before.assignments(of: a) == tasks.assignments(of: b)
            && before.title(of: a).utf8.elementsEqual(tasks.title(of: b).utf8)
            && before.extra(of: a) == tasks.extra(of: b)
    }
}

extension TaskList {
    fileprivate func hasSameID(of task: Int, as other: TaskList, _ place: Int) -> Bool {
        withID(of: task) { a in other.withID(of: place) { b in a.elementsEqual(b) } }
    }
}

private func places(of lists: [[String]], in old: [[String]]) -> [Int?] {
    func bytes(_ list: [String]) -> [UInt8] { list.flatMap { Array($0.utf8) + [0] } }
    let known = Dictionary(old.enumerated().map { (bytes($1), $0) }, uniquingKeysWith: { first, _ in first })
    return lists.map { known[bytes($0)] }
}

extension Programme {
    /// Whether its phrases are read as those of the other are.
    func hasSameContext(as other: Programme) -> Bool {
        number == other.number && issued == other.issued && period == other.period && id == other.id
    }
}
