import Dates
import Deadlines
import Programmes
import RuleLanguage
import TestKit

@testable import Planning

/// What many sites have in common, made different: the zone, the days off, the hours, the bodies, targets, chains of
/// tasks that wait for one another, mutes that overlap.
extension RandomSite {
    /// Central European time, with its changes of these years.
    static let berlin = Zone(
        name: "Europe/Berlin", initialOffset: 3600,
        transitions: [
            (Day(unchecked: 2020, 3, 29), 7200), (Day(unchecked: 2020, 10, 25), 3600),
            (Day(unchecked: 2021, 3, 28), 7200), (Day(unchecked: 2021, 10, 31), 3600),
            (Day(unchecked: 2022, 3, 27), 7200), (Day(unchecked: 2022, 10, 30), 3600),
            (Day(unchecked: 2023, 3, 26), 7200), (Day(unchecked: 2023, 10, 29), 3600),
        ].map { .init(at: Instant(seconds: Int64($0.number) * 86_400 + 3600), offset: $1) })

    static let spans = [
        (Day(unchecked: 2021, 11, 20), Day(unchecked: 2022, 2, 20)),
        (Day(unchecked: 2021, 10, 12), Day(unchecked: 2021, 12, 31)),
        (Day(unchecked: 2022, 1, 20), Day(unchecked: 2022, 4, 15)),
    ]

    var zone: Zone { site.settings.zone }

    var first: Instant { zone.instant(from, TimeOfDay(hour: 0)!) }

    mutating func vary() {
        isVaried = true
        if chance(3) { site.settings.zone = Self.berlin }
        (from, through) = pick(Self.spans)
        if chance(2) { varyCalendar() }
        if chance(2) { varyBodies() }
        for p in site.programmes.indices { varyTasks(p) }
        for index in site.ruleFiles[0].items.indices { varyHours(index) }
        if chance(2) { varyMutes() }
    }

    /// An office's own days off and swapped working days.
    mutating func varyCalendar() {
        site.calendar = Self.calendar.merging(
            (0..<number(1...20)).map { _ in
                .init(day: from + number(-30...120), isOff: chance(2), name: "")
            })
    }

    /// Groups in groups, bodies that end, circles that are cut.
    mutating func varyBodies() {
        var bodies = Self.bodies.bodies
        for index in bodies.indices {
            if chance(3) { bodies[index].parent = chance(3) ? nil : BodyIndex(number(0...6)) }
            if chance(3) {
                bodies[index].until = from + number(-20...60)
                bodies[index].successor = chance(4) ? nil : BodyIndex(number(0...6))
            }
            if chance(4) { bodies[index].members = (0..<number(1...3)).map { _ in BodyIndex(number(0...6)) } }
        }
        site.bodies = checkBodies(bodies).directory
    }

    private mutating func varyTasks(_ p: Int) {
        for t in site.programmes[p].tasks.indices {
            let old = site.programmes[p].tasks[t].extra
            let target = chance(2) ? Target(metric: "", milli: pick([7, 40_000, 137_000_000]), unit: nil) : nil
            let after = t > 0 && chance(3) ? "1.\(t - 1)" : old?.after
            site.programmes[p].tasks[t].extra = .init(target: target, after: after, event: old?.event)
        }
    }

    private mutating func time() -> TimeOfDay { TimeOfDay(hour: number(0...23), minute: 30 * number(0...1))! }

    /// On the half hour, and whether on working days alone.
    private mutating func varyHours(_ index: Int) {
        switch site.ruleFiles[0].items[index] {
        case .rule(var rule):
            if chance(2) { rule.at = time() }
            if chance(2) { rule.onWorkingDays = chance(2) }
            site.ruleFiles[0].items[index] = .rule(rule)
        case .digest(var digest):
            if chance(2) { digest.at = time() }
            site.ruleFiles[0].items[index] = .digest(digest)
        default: break
        }
    }

    mutating func varyMutes() {
        site.ruleFiles[0].items.removeAll { if case .mute = $0 { true } else { false } }
        for i in 0..<number(1...5) {
            let first = from + number(-5...80)
            site.ruleFiles[0].items.append(
                .mute(
                    Mute(
                        name: Name("m\(i)"), from: first, to: first + number(0...pick([3, 30])),
                        condition: chance(2) ? condition(dynamic: false, 1) : nil, then: chance(3) ? .drop : nil)))
        }
    }

    /// One thing of the rules, the bodies or the days off is another.
    mutating func editPart() {
        let rules = site.ruleFiles[0].items.indices.filter {
            if case .rule = site.ruleFiles[0].items[$0] { true } else { false }
        }
        switch number(0...6) {
        case 0: varyMutes()
        case 1: varyCalendar()
        case 2: varyBodies()
        case 3: varyHours(pick(rules))
        case 4:
            site.ruleFiles[0].items.removeAll { if case .defaults = $0 { true } else { false } }
            site.ruleFiles[0].items.append(
                .defaults(Defaults(at: chance(2) ? time() : nil, onWorkingDays: chance(2), catchUp: catchUp())))
        case 5:
            let index = pick(rules)
            guard case .rule(var rule) = site.ruleFiles[0].items[index] else { return }
            // A name that nobody has, or has had.
            rule.name = Name("n\(number(0...1_000_000))")
            site.ruleFiles[0].items[index] = .rule(rule)
        default:
            let index = pick(rules)
            guard case .rule(var rule) = site.ruleFiles[0].items[index] else { return }
            if case .every(var cycle) = rule.when {
                cycle.every = number(1...3)
                cycle.unit = pick([.day, .week, .month, .quarter])
                rule.when = .every(cycle)
            } else if case .offset(let direction, let anchor, let offsets) = rule.when {
                rule.when = .offset(direction, anchor, offsets.map { _ in offset(20) })
            }
            site.ruleFiles[0].items[index] = .rule(rule)
        }
    }
}
