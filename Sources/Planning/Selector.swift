import Deadlines
import Programmes
import RuleLanguage

/// Evaluates the conditions of rules over all tasks at once, a row of bits for each question.
///
/// What depends on the occurrence (its dates; its kind, where parts differ or an event will settle it) may come out
/// either way: each condition gives the tasks of which it may hold and those of which it may not.
struct Selector {
    private let site: Site
    private let columns: TaskColumns
    private let timetables: [Timetable]
    private var answers: [Predicate.Test: Answer] = [:]

    struct Answer {
        var mayHold: Bitset
        var mayFail: Bitset
    }

    init(_ site: Site, _ columns: TaskColumns, _ timetables: [Timetable]) {
        self.site = site
        self.columns = columns
        self.timetables = timetables
    }

    /// By position: the tasks of which some occurrence may be meant, and those of them where another may not.
    mutating func select(_ condition: Predicate) -> (matches: Bitset, doubtful: Bitset) {
        let answer = evaluate(condition)
        var doubtful = answer.mayHold
        doubtful.formIntersection(answer.mayFail)
        return (answer.mayHold, doubtful)
    }

    private mutating func evaluate(_ predicate: Predicate) -> Answer {
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
            if let known = answers[test] { return known }
            let answer = evaluate(test)
            answers[test] = answer
            return answer
        }
    }

    private func evaluate(_ test: Predicate.Test) -> Answer {
        switch test.fact {
        case .programme:
            let holds = site.programmes.map { test.matches($0.id) }
            return each { programme, _ in holds[programme] }
        case .tag:
            // Programmes mostly share their tags.
            var known: [[String]: Bool] = [:]
            let holds = site.programmes.map { programme in
                programme.tagSets.map { tags in
                    if let known = known[tags] { return known }
                    let holds = test.hasTag(tags)
                    known[tags] = holds
                    return holds
                }
            }
            return each { programme, task in holds[programme][Int(task.tags)] }
        case .priority: return each { _, task in test.hasPriority(task.priority) }
        case .task: return each { _, task in test.matches(task.id) }
        case .title: return each { _, task in test.matches(task.title) }
        case .role(let role): return named(test, role)
        case .deadline: return kinds(test)
        case .start, .due, .status, .progress, .acknowledged, .done, .cancelled, .overdue, .daysOverdue, .daysLeft,
            .noticesSent:
            let all = Bitset(count: columns.count, filled: true)
            return Answer(mayHold: all, mayFail: all)
        }
    }

    private func each(_ holds: (Int, borrowing OfficeTask) -> Bool) -> Answer {
        var result = Bitset(count: columns.count)
        for (i, programme) in site.programmes.enumerated() {
            let base = columns.firstTasks[i]
            // By index: an iterator would copy every task.
            for j in programme.tasks.indices where holds(i, programme.tasks[j]) {
                result[Int(columns.position[base + j])] = true
            }
        }
        return exact(result)
    }

    /// The groups that a body is a member of are looked up once.
    private func named(_ test: Predicate.Test, _ role: Role) -> Answer {
        guard case .body(let body?) = test.operand else { return each { _, _ in test.comparison == .notEqual } }
        let counts = site.bodies.indices.map { $0 == body || site.bodies.contains($0, body) }
        let negated = test.comparison == .notEqual
        return each { _, task in
            task.assignments.contains { $0.role == role && counts[Int($0.body.rawValue)] } != negated
        }
    }

    private func kinds(_ test: Predicate.Test) -> Answer {
        var answer = Answer(mayHold: Bitset(count: columns.count), mayFail: Bitset(count: columns.count))
        for (i, timetable) in timetables.enumerated() {
            let positions = columns.firstPositions[i]..<columns.firstPositions[i + 1]
            for track in timetable.tracks {
                for kind in track.kind == .awaiting ? [track.kind, .once] : [track.kind] {
                    if test.isKind(kind, isCompound: timetable.isCompound) {
                        answer.mayHold.insert(positions)
                    } else {
                        answer.mayFail.insert(positions)
                    }
                }
            }
        }
        return answer
    }

    private func exact(_ holds: Bitset) -> Answer {
        var fails = holds
        fails.invert()
        return Answer(mayHold: holds, mayFail: fails)
    }
}
