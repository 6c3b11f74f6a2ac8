import Dates
import Deadlines
import Diagnostics
import Programmes
import RuleLanguage
import TestKit

@testable import Planning

/// Shares, extensions and confirmation: several bodies that answer for a task, rules that ask of each, reports of one.
extension RandomSite {
    mutating func addDuties() {
        hasDuties = true
        for p in site.programmes.indices {
            if chance(3) { site.programmes[p].completion = .each }
            for t in site.programmes[p].tasks.indices {
                let old = site.programmes[p].tasks[t].extra
                site.programmes[p].tasks[t].extra = .init(
                    target: old?.target, after: old?.after, event: old?.event,
                    completion: pick([nil, nil, .lead, .each]), officer: chance(3) ? Person(name: "Lan") : nil)
                if chance(2) { site.programmes[p].tasks[t].assignments = severalAssignments() }
            }
        }
        for index in site.ruleFiles[0].items.indices {
            if case .rule(let rule) = site.ruleFiles[0].items[index] {
                site.ruleFiles[0].items[index] = .rule(withDuties(rule))
            }
        }
    }

    /// More that answer for it, and those above them.
    private mutating func severalAssignments() -> [Assignment] {
        var result: [Assignment] = []
        for role in Role.allCases {
            let most = role == .lead || role == .executing ? 3 : 1
            for _ in 0..<number(0...most) { result.append(Assignment(role, BodyIndex(number(0...6)))) }
        }
        return result
    }

    /// A rule that asks what is known of each share, or that answers to reports.
    mutating func withDuties(_ old: Rule) -> Rule {
        var rule = old
        if chance(4) {
            rule.when = .report(pick(ReportTrigger.allCases))
            (rule.steps, rule.repetition) = ([], nil)
        } else if chance(2), !rule.countsFromDue {
            rule.when = .offset(pick([.before, .after]), .due, [offset(12)])
        }
        if chance(2) { rule.guardCondition = question(1) }
        if chance(2) { rule.until = chance(3) ? question(1) : .holds(.acknowledged, Span(0, 0)) }
        if chance(3), !rule.isIndependent {
            rule.repetition = Repetition(every: offset(9), times: chance(2) ? number(1...4) : nil)
        }
        if chance(3) {
            rule.actions.append(Action(.remind, [pick([.officer, .role(.lead), .role(.executing), .confirming])]))
        }
        if chance(3) { rule.actions.append(Action(.escalate, [.superior(of: .role(.lead)), .role(.directing)])) }
        return rule
    }

    private mutating func question(_ depth: Int) -> Condition {
        let nowhere = Span(0, 0)
        if depth > 0, chance(3) {
            let (a, b) = (question(depth - 1), question(depth - 1))
            return chance(3) ? .not(a) : chance(2) ? .and(a, b) : .or(a, b)
        }
        let comparison = pick([Comparison.less, .greaterOrEqual, .equal, .notEqual])
        switch number(0...6) {
        case 0: return .holds(pick([.acknowledged, .acknowledged, .reported, .overdue, .due]), nowhere)
        case 1: return .holds(pick([.extended, .document, .late, .officer]), nowhere)
        case 2: return .compare(.extensions, comparison, .number(number(0...2)), nowhere)
        case 3: return .compare(pick([.shares, .sharesOpen]), comparison, .number(number(0...4)), nowhere)
        case 4: return .compare(.noticesSent, comparison, .number(number(0...4)), nowhere)
        case 5: return .compare(.progress, comparison, .percent(50), nowhere)
        default: return .compare(pick([.daysOverdue, .daysLeft]), comparison, .number(number(0...20)), nowhere)
        }
    }

    // MARK: Edits

    /// A task has another number or other bodies; a body has another id, or is another one.
    mutating func editDuties() {
        let p = number(0...site.programmes.count - 1)
        let t = number(0...site.programmes[p].tasks.count - 1)
        switch number(0...6) {
        case 0: renumber(p, [t: "\(number(2...9)).\(number(0...1_000_000))"])
        case 1 where site.programmes[p].tasks.count > 1:
            // Two that change places are carried over at once.
            renumber(p, [0: site.programmes[p].tasks[1].id, 1: site.programmes[p].tasks[0].id])
        case 2 where site.programmes[p].tasks.count > 1: removeTask(t, p)
        case 3: insertTask(t, p)
        case 4: site.programmes[p].tasks[t].assignments = severalAssignments()
        case 5: editBody(wasKnown: true)
        default: editBody(wasKnown: false)
        }
    }

    private mutating func renumber(_ p: Int, _ ids: [Int: String]) {
        for (t, id) in ids {
            let task = site.programmes[p].tasks[t]
            site.programmes[p].tasks[t].id = id
            site.programmes[p].tasks[t].extra = .init(
                target: task.extra?.target, after: task.extra?.after == id ? nil : task.extra?.after,
                event: task.extra?.event, completion: task.extra?.completion, officer: task.extra?.officer, was: task.id
            )
        }
    }

    /// Those behind it move up, as the numbers of a document do.
    private mutating func removeTask(_ t: Int, _ p: Int) {
        let ids = site.programmes[p].tasks.map(\.id)
        site.programmes[p].tasks.remove(at: t)
        deadlines[p].remove(at: t)
        renumber(p, Dictionary(uniqueKeysWithValues: (t..<ids.count - 1).map { ($0, ids[$0]) }))
    }

    /// A new one; those from there on move down.
    private mutating func insertTask(_ t: Int, _ p: Int) {
        let ids = site.programmes[p].tasks.map(\.id) + ["\(number(2...9)).\(number(0...1_000_000))"]
        let new = OfficeTask(
            id: ids[t], title: "Việc mới \(number(0...1_000_000))", assignments: severalAssignments(),
            deadline: UInt32(site.programmes[p].deadlines.count))
        site.programmes[p].deadlines.append(["\(number(0...1_000_000))"])
        site.programmes[p].tasks.insert(new, at: t)
        deadlines[p].insert(deadline(site.programmes[p].issued), at: t)
        renumber(p, Dictionary(uniqueKeysWithValues: (t + 1..<ids.count).map { ($0, ids[$0]) }))
    }

    private mutating func editBody(wasKnown: Bool) {
        var bodies = site.bodies.bodies
        let index = number(0...bodies.count - 1)
        bodies[index].was = wasKnown ? bodies[index].id : nil
        bodies[index].id = "co-quan-\(number(0...1_000_000))"
        site.bodies = BodyDirectory(bodies)
    }

    // MARK: Reports

    /// A report of one body, of several or of all: whatever may be said of a share.
    mutating func dutyReport(_ programme: Programme, _ task: OfficeTask, _ day: Day, at instant: Instant) -> Report {
        let until = day + number(0...60)
        let kinds: [Report.Kind] = [
            .done, .done, .done, .reported, .reported, .confirm, .confirm, .giveBack(reason: "thiếu"), .reopen, .cancel,
            .ack, .ack, .ack, .unack, .progress(milli: number(0...100_000)), .extend(until: until, reason: "bão"),
            .extend(until: until, reason: "bão"), .askExtension(until: until, reason: "bão"),
            .askExtension(until: until, reason: "bão"), .grant, .grant, .refuse(reason: "không"),
        ]
        let all = site.bodies.bodies
        let ids = task.assignments.map { all[Int($0.body.rawValue)].id } + [pick(all).id]
        let bodies = chance(3) ? [] : chance(5) ? [pick(ids), pick(ids)] : [pick(ids)]
        return Report(
            at: instant, kind: pick(kinds), programme: programme.id, task: task.id,
            occurrence: pick(
                [nil, nil, nil, "2021-Q4", "2021-11", "2021-12", "open", "awaited"] + self.ids(of: task, programme)),
            bodies: bodies, on: chance(3) ? day - number(0...9) : nil,
            document: chance(3) ? .init(number: "45-BC/BTG") : nil)
    }
}
