import Deadlines
import Programmes
import RuleLanguage

/// The tasks that a condition means.
struct Selection: Sendable {
    /// By position: those of which some occurrence may be meant.
    var matches: Bitset
    /// By position: those of them where another may not.
    var doubtful: Bitset
}

/// Evaluates the conditions of rules over all tasks at once, a row of bits for each question.
///
/// What depends on the occurrence (its dates; its kind, where parts differ or an event will settle it) may come out
/// either way: each condition gives the tasks of which it may hold and those of which it may not.
struct Selector: Sendable {
    private let site: Site
    private let columns: TaskColumns
    private let timetables: [Timetable]
    private let carryover: Carryover?
    private let workers: Workers
    /// By question. For the next plan, too.
    private(set) var answers: [Predicate.Test: Answer] = [:]
    /// By condition: a rule of the plan before, where tasks have the positions that they had.
    private var known: [Predicate: CompiledRule] = [:]

    /// By task.
    struct Answer: Equatable, Sendable {
        var mayHold: Bitset
        var mayFail: Bitset
    }

    init(
        _ site: Site, _ columns: TaskColumns, _ timetables: [Timetable], _ carryover: Carryover?, _ workers: Workers
    ) {
        self.site = site
        self.columns = columns
        self.timetables = timetables
        self.carryover = carryover
        self.workers = workers
        guard let carryover, carryover.edits.keepsNumbers, columns.position == carryover.old.columns.position
        else { return }
        for rule in carryover.old.rules { known[rule.condition] = rule }
    }

    mutating func select(_ conditions: [Predicate]) -> [Selection] {
        let tests = Set(conditions.flatMap(\.tests)).filter { !$0.fact.dependsOnOccurrence }
        answer(Array(tests))
        return workers.map(conditions.count) { [self] in select(conditions[$0]) }
    }

    private func select(_ condition: Predicate) -> Selection {
        let answer = evaluate(condition)
        if let rule = known[condition], let edited = carryover?.edits.tasks {
            var selection = Selection(matches: rule.matches, doubtful: rule.doubtful)
            for task in edited.lazy.map({ Int($0) }) {
                let position = Int(columns.position[task])
                selection.matches[position] = answer.mayHold[task]
                selection.doubtful[position] = answer.mayHold[task] && answer.mayFail[task]
            }
            return selection
        }
        var doubtful = answer.mayHold
        doubtful.formIntersection(answer.mayFail)
        return Selection(matches: positions(answer.mayHold), doubtful: positions(doubtful))
    }

    /// From tasks to positions.
    private func positions(_ tasks: Bitset) -> Bitset {
        var result = Bitset(count: columns.count)
        tasks.visit { result[Int(columns.position[$0])] = true }
        return result
    }

    private func evaluate(_ predicate: Predicate) -> Answer {
        switch predicate {
        case .constant(let value):
            return Answer(
                mayHold: Bitset(count: columns.count, filled: value),
                mayFail: Bitset(count: columns.count, filled: !value))
        case .and(let a, let b):
            var answer = evaluate(a)
            let other = evaluate(b)
            answer.mayHold.formIntersection(other.mayHold)
            answer.mayFail.formUnion(other.mayFail)
            return answer
        case .or(let a, let b):
            var answer = evaluate(a)
            let other = evaluate(b)
            answer.mayHold.formUnion(other.mayHold)
            answer.mayFail.formIntersection(other.mayFail)
            return answer
        case .not(let a):
            let answer = evaluate(a)
            return Answer(mayHold: answer.mayFail, mayFail: answer.mayHold)
        case .test(let test):
            // What no question settles may come out either way.
            let all = { [columns] in Bitset(count: columns.count, filled: true) }
            return answers[test] ?? Answer(mayHold: all(), mayFail: all())
        }
    }

    // MARK: Questions

    private mutating func answer(_ tests: [Predicate.Test]) {
        let tags = tests.contains { $0.fact == .tag && !isKept($0) } ? TagTable(site.programmes) : nil
        let found = workers.map(tests.count) { [self] number -> Answer in
            if tests[number].fact == .deadline { return kinds(tests[number]) }
            let holds = ask(tests[number], tags)
            var fails = holds
            fails.invert()
            return Answer(mayHold: holds, mayFail: fails)
        }
        answers = Dictionary(uniqueKeysWithValues: zip(tests, found))
    }

    /// Whether the plan before has the answer, of the same tasks.
    private func isKept(_ test: Predicate.Test) -> Bool {
        guard let carryover else { return false }
        return carryover.edits.keepsNumbers && carryover.old.answers[test] != nil
    }

    /// The tasks of which the answer is yes: of those that were not edited, what it was.
    private func ask(_ test: Predicate.Test, _ tags: TagTable?) -> Bitset {
        let question = Question(test, site)
        let known = carryover?.old.answers[test]?.mayHold
        if var result = known, let edits = carryover?.edits, edits.keepsNumbers {
            edits.forEachProgramme(of: site) { index, first, tasks in
                let programme = site.programmes[index]
                let asked = tasks.lazy.map { Int($0) - first }
                for task in tasks { result[Int(task)] = false }
                if test.fact == .tag {
                    let tags = TagTable([programme])
                    let tagged = tags.answers(test)
                    for task in asked where tagged[tags.set(programme.tasks.tagSet(of: task), ofProgramme: 0)] {
                        result[first + task] = true
                    }
                } else {
                    question.ask(of: programme, asked) { result[first + $0] = true }
                }
            }
            return result
        }
        var result = Bitset(count: columns.count)
        let tagged = test.fact == .tag ? tags?.answers(test) ?? [] : []
        for i in site.programmes.indices {
            let base = columns.firstTasks[i]
            if let known, let tasks = carryover?.oldTasks(ofProgramme: i) {
                known.visit(in: tasks) { result[base + $0 - tasks.lowerBound] = true }
            } else if let tags, test.fact == .tag {
                let tasks = site.programmes[i].tasks
                for task in tasks.indices where tagged[tags.set(tasks.tagSet(of: task), ofProgramme: i)] {
                    result[base + task] = true
                }
            } else {
                question.ask(of: site.programmes[i], site.programmes[i].tasks.indices) { result[base + $0] = true }
            }
        }
        return result
    }

    private func kinds(_ test: Predicate.Test) -> Answer {
        if var answer = carryover?.old.answers[test], let edits = carryover?.edits, edits.keepsNumbers {
            for task in edits.tasks.lazy.map({ Int($0) }) {
                (answer.mayHold[task], answer.mayFail[task]) = kind(test, timetables[Int(columns.timetable[task])])
            }
            return answer
        }
        let answers = timetables.map { kind(test, $0) }
        let timetable = columns.timetable
        return Answer(
            mayHold: Bitset(count: columns.count) { answers[Int(timetable[$0])].mayHold },
            mayFail: Bitset(count: columns.count) { answers[Int(timetable[$0])].mayFail })
    }

    private func kind(_ test: Predicate.Test, _ timetable: Timetable) -> (mayHold: Bool, mayFail: Bool) {
        var answer = (mayHold: false, mayFail: false)
        func add(_ kind: DeadlineKind) {
            if test.isKind(kind, isCompound: timetable.isCompound) {
                answer.mayHold = true
            } else {
                answer.mayFail = true
            }
        }
        for track in timetable.tracks {
            add(track.kind)
            if track.kind == .awaiting { add(.once) }
        }
        return answer
    }
}

extension Predicate {
    /// The questions in it.
    fileprivate var tests: [Test] {
        switch self {
        case .constant: []
        case .and(let a, let b), .or(let a, let b): a.tests + b.tests
        case .not(let a): a.tests
        case .test(let test): [test]
        }
    }
}

extension Fact {
    /// Of a task it is not the same for all its occurrences at all times.
    fileprivate var dependsOnOccurrence: Bool {
        switch self {
        case .start, .due, .status, .progress, .acknowledged, .done, .cancelled, .overdue, .daysOverdue, .daysLeft,
            .noticesSent, .reported, .extended, .extensions, .sharesOpen, .shares, .document, .late:
            true
        case .deadline, .programme, .tag, .priority, .task, .title, .role, .officer: false
        }
    }
}

/// A question to a task that only its own text answers.
private struct Question {
    private let test: Predicate.Test
    /// Of a question for a body in a role, by body: whether it, or a group it is a member of, is meant.
    private var isMeant: [Bool] = []

    init(_ test: Predicate.Test, _ site: Site) {
        self.test = test
        if case .role = test.fact, case .body(let body?) = test.operand {
            isMeant = site.bodies.indices.map { $0 == body || site.bodies.contains($0, body) }
        }
    }

    /// - Parameters:
    ///   - asked: the indices of the tasks that are asked.
    ///   - yes: gets the index of each task of which the answer is yes.
    func ask(of programme: Programme, _ asked: some Sequence<Int>, _ yes: (Int) -> Void) {
        let tasks = programme.tasks
        func each(_ holds: (Int) -> Bool) {
            for i in asked where holds(i) { yes(i) }
        }
        let isNegated = test.comparison == .notEqual
        switch test.fact {
        case .programme:
            if test.matches(programme.id) { for i in asked { yes(i) } }
        case .priority: each { test.hasPriority(tasks.priority(of: $0)) }
        case .officer: each { test.hasOfficer(tasks.extra(of: $0)?.officer) }
        case .task: each { test.matches(tasks.id(of: $0)) }
        case .title: each { test.matches(tasks.title(of: $0)) }
        case .role(let role):
            each { task in
                var isNamed = false
                // By index: a slice that is handed on is retained, for every task.
                let assignments = tasks.assignments(of: task)
                for i in assignments.indices where assignments[i].role == role && !isMeant.isEmpty {
                    isNamed = isNamed || isMeant[Int(assignments[i].body.rawValue)]
                }
                return isNamed != isNegated
            }
        default: preconditionFailure("not a question to the text of a task")
        }
    }
}

/// The sets of tags that the tasks of a site have, each different one once: files mostly share theirs.
private struct TagTable: Sendable {
    private var tags: [String] = []
    /// Into ``tags``.
    private var sets: [[Int]] = []
    /// The sets of one programme after the other's, into ``sets``; where each programme's begin.
    private var setNumbers: [Int] = []
    private var firsts: [Int] = []

    init(_ programmes: [Programme]) {
        var tagNumbers: [ByteText: Int] = [:]
        var numbers: [[Int]: Int] = [:]
        var byAddress: [UInt: Int] = [:]
        for programme in programmes {
            firsts.append(setNumbers.count)
            for written in programme.tagSets {
                if let known = byAddress[written.address] {
                    setNumbers.append(known)
                    continue
                }
                let set = written.map { tag in
                    let number = tagNumbers[ByteText(tag), default: tags.count]
                    if number == tags.count {
                        tagNumbers[ByteText(tag)] = number
                        tags.append(tag)
                    }
                    return number
                }
                let number = numbers[set, default: sets.count]
                if number == sets.count {
                    numbers[set] = number
                    sets.append(set)
                }
                byAddress[written.address] = number
                setNumbers.append(number)
            }
        }
    }

    /// Of a programme's set its number among all.
    @inline(__always)
    func set(_ index: Int, ofProgramme programme: Int) -> Int { setNumbers[firsts[programme] + index] }

    /// By set.
    func answers(_ test: Predicate.Test) -> [Bool] {
        let isMeant = tags.map { test.isTag($0) }
        let isNegated = test.comparison == .notEqual
        return sets.map { $0.contains { isMeant[$0] } != isNegated }
    }
}
