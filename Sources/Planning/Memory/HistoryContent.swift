import Bytes
import Dates

/// What a snapshot knows of one programme's tasks, and its form in bytes: columns of numbers, each as wide as it
/// needs to be.
///
/// Where the way in which rows are folded changes, or this form, ``LedgerSnapshot/format`` does.
struct HistoryContent: Sendable {
    var ids: [String] = []
    /// A task is a place in ``ids``; all other numbers are the snapshot's.
    var reports: [NumberedReport] = []
    var renumbered: Set<LedgerSnapshot.Renumbering> = []
    /// A task is a place in ``ids``, a first mark one in ``marks``.
    var records: [Memory.Record] = []
    var marks: [Mark] = []
    /// By place of a mark.
    var olderRuns: [Int: [RepeatRun]] = [:]
    /// By place of a record.
    var partialNotices: [UInt32: PartialNotices] = [:]

    /// How many names there are for the numbers in it.
    struct Limits {
        var occurrences: Int
        var rules: Int
        var bodies: Int
    }
}

// MARK: To bytes

extension HistoryContent {
    func encode(to writer: inout CacheWriter) {
        writer.list(ids) { $0.text($1) }
        writer.list(renumbered.sorted { ($0.from, $0.to) < ($1.from, $1.to) }) {
            $0.text($1.from)
            $0.text($1.to)
        }
        encodeReports(to: &writer)
        writer.packed(records.map(\.task))
        writer.packed(records.map(\.occurrence))
        writer.packed(records.map(\.sent))
        writer.packed(records.map(\.firstMark))
        writer.packed(records.map(\.knownDue))
        encodeMarks(to: &writer)
        writer.list(partialNotices.sorted { $0.key < $1.key }) { writer, entry in
            writer.number(entry.key)
            writer.steps(entry.value.steps)
            writer.list(entry.value.bodies.sorted { $0.key < $1.key }) {
                $0.number($1.key)
                $0.steps($1.value)
            }
        }
    }

    private func encodeReports(to writer: inout CacheWriter) {
        writer.packed(reports.map(\.order))
        writer.packed(reports.map(\.at.seconds))
        writer.packed(reports.map(\.kind.code))
        writer.packed(reports.map(\.task))
        writer.packed(reports.map { $0.occurrence.map { $0 + 1 } ?? 0 })
        writer.packed(reports.map { UInt32($0.bodies.count) })
        writer.packed(reports.flatMap(\.bodies))
        writer.packed(reports.map { $0.on?.number ?? .min })
        for report in reports { report.kind.encodeValue(to: &writer) }
        let proven = reports.enumerated().compactMap { place, report in report.document.map { (place, $0) } }
        writer.list(proven) { writer, entry in
            writer.number(UInt32(entry.0))
            writer.text(entry.1.number)
            writer.number(entry.1.date?.number ?? .min)
        }
    }

    private func encodeMarks(to writer: inout CacheWriter) {
        writer.packed(marks.map(\.rule))
        writer.packed(marks.map(\.next))
        writer.packed(marks.map(\.nominal.seconds))
        writer.packed(marks.map(\.step))
        writer.packed(marks.map(\.repeatNumber))
        writer.packed(marks.map(\.steps))
        writer.packed(marks.map(\.repeats.step))
        writer.packed(marks.map(\.repeats.first))
        writer.packed(marks.map(\.repeats.last))
        writer.packed(marks.map { $0.held.flatMap(Withheld.Reason.allCases.firstIndex).map { UInt8($0 + 1) } ?? 0 })
        writer.list(olderRuns.sorted { $0.key < $1.key }) { writer, entry in
            writer.number(UInt32(entry.key))
            writer.list(entry.value) {
                $0.number($1.step)
                $0.number($1.first)
                $0.number($1.last)
            }
        }
    }
}

// MARK: From bytes

extension HistoryContent {
    /// Reads what ``encode(to:)`` wrote; nil where it cannot be that.
    init?(reading bytes: ArraySlice<UInt8>, _ limits: Limits) {
        self.init()
        let isWhole = bytes.withUnsafeBytes { bytes in
            var reader = CacheReader(bytes)
            decode(from: &reader, limits)
            return reader.isAtEnd
        }
        guard isWhole else { return nil }
    }

    private mutating func decode(from reader: inout CacheReader, _ limits: Limits) {
        ids = reader.list { $0.string() }
        renumbered = Set(reader.list { LedgerSnapshot.Renumbering(from: $0.string(), to: $0.string()) })
        decodeReports(from: &reader, limits)
        decodeRecords(from: &reader, limits)
        decodeMarks(from: &reader, limits)
        if !records.allSatisfy({ -1 <= $0.firstMark && Int($0.firstMark) < marks.count }) { reader.refuse() }
        let partial = reader.list { reader in
            (
                UInt32(reader.index(below: records.count)),
                PartialNotices(
                    steps: reader.steps(limits),
                    bodies: Dictionary(
                        reader.list { (UInt32($0.index(below: limits.bodies)), $0.steps(limits)) },
                        uniquingKeysWith: { first, _ in first }))
            )
        }
        partialNotices = Dictionary(partial, uniquingKeysWith: { first, _ in first })
    }

    private mutating func decodeReports(from reader: inout CacheReader, _ limits: Limits) {
        let (order, at, code) = (reader.packed(Int.self), reader.packed(Int64.self), reader.packed(UInt8.self))
        let (task, occurrence) = (reader.packed(UInt32.self), reader.packed(UInt32.self))
        let (counts, bodies) = (reader.packed(UInt32.self), reader.packed(UInt32.self))
        let on = reader.packed(Int32.self)
        guard
            [at.count, code.count, task.count, occurrence.count, counts.count, on.count]
                .allSatisfy({ $0 == order.count }),
            order.allSatisfy({ 0 < $0 && $0 <= Int32.max }), at.allSatisfy({ Instant(seconds: $0).hasDay }),
            task.allSatisfy({ $0 < ids.count }),
            occurrence.allSatisfy({ $0 <= limits.occurrences }), bodies.allSatisfy({ $0 < limits.bodies }),
            counts.reduce(0, { $0 + Int($1) }) == bodies.count, on.allSatisfy({ $0 == .min || Day.isNumber($0) })
        else { return reader.refuse() }
        reports.reserveCapacity(order.count)
        var rest = bodies[...]
        for i in order.indices {
            reports.append(
                NumberedReport(
                    order: order[i], at: Instant(seconds: at[i]),
                    kind: Report.Kind(code: code[i], reading: &reader), task: task[i],
                    occurrence: occurrence[i] == 0 ? nil : occurrence[i] - 1,
                    bodies: Array(rest.prefix(Int(counts[i]))), on: on[i] == .min ? nil : Day(number: on[i]),
                    document: nil))
            rest.removeFirst(Int(counts[i]))
        }
        let proven = reader.list { reader in
            (reader.index(below: reports.count), reader.string(), reader.number(Int32.self))
        }
        for (place, number, date) in proven where !reader.isBroken {
            guard date == .min || Day.isNumber(date) else { return reader.refuse() }
            reports[place].document = .init(number: number, date: date == .min ? nil : Day(number: date))
        }
    }

    private mutating func decodeRecords(from reader: inout CacheReader, _ limits: Limits) {
        let (task, occurrence) = (reader.packed(UInt32.self), reader.packed(UInt32.self))
        let (sent, firstMark, knownDue) = (
            reader.packed(Int32.self), reader.packed(Int32.self), reader.packed(Int32.self)
        )
        guard [occurrence.count, sent.count, firstMark.count, knownDue.count].allSatisfy({ $0 == task.count }),
            task.allSatisfy({ $0 < ids.count }), occurrence.allSatisfy({ $0 < limits.occurrences }),
            sent.allSatisfy({ $0 >= 0 }), knownDue.allSatisfy({ $0 == .min || Day.isNumber($0) })
        else { return reader.refuse() }
        records.reserveCapacity(task.count)
        for i in task.indices {
            records.append(
                Memory.Record(
                    task: task[i], occurrence: occurrence[i], sent: sent[i], firstMark: firstMark[i],
                    knownDue: knownDue[i]))
        }
    }

    private mutating func decodeMarks(from reader: inout CacheReader, _ limits: Limits) {
        let (rule, next) = (reader.packed(UInt32.self), reader.packed(Int32.self))
        let nominal = reader.packed(Int64.self)
        let (step, repeatNumber) = (reader.packed(Int32.self), reader.packed(Int32.self))
        let steps = reader.packed(UInt64.self)
        let (run, first, last) = (reader.packed(Int32.self), reader.packed(Int32.self), reader.packed(Int32.self))
        let held = reader.packed(UInt8.self)
        let reasons = [Withheld.Reason?.none] + Withheld.Reason.allCases
        let counts = [
            next.count, nominal.count, step.count, repeatNumber.count, steps.count, run.count, first.count, last.count,
            held.count,
        ]
        guard counts.allSatisfy({ $0 == rule.count }), rule.allSatisfy({ $0 < limits.rules }),
            // One that leads to an earlier one leads in no circle.
            next.indices.allSatisfy({ -1 <= next[$0] && Int(next[$0]) < $0 }), held.allSatisfy({ $0 < reasons.count })
        else { return reader.refuse() }
        marks.reserveCapacity(rule.count)
        for i in rule.indices {
            marks.append(
                Mark(
                    rule: rule[i], next: next[i],
                    last: (Instant(seconds: nominal[i]), step[i], repeatNumber[i]), steps: steps[i],
                    repeats: RepeatRun(step: run[i], first: first[i], last: last[i]), held: reasons[Int(held[i])]))
        }
        let runs = reader.list { reader in
            (
                reader.index(below: marks.count),
                reader.list {
                    RepeatRun(step: $0.number(Int32.self), first: $0.number(Int32.self), last: $0.number(Int32.self))
                }
            )
        }
        olderRuns = Dictionary(runs, uniquingKeysWith: { first, _ in first })
        for mark in olderRuns.keys where !reader.isBroken { marks[mark].hasOlderRuns = true }
    }
}

extension Instant {
    /// Every zone shows a day then.
    var hasDay: Bool {
        let days = Int64(Day.range.lowerBound.number) + 1...Int64(Day.range.upperBound.number) - 1
        return days.lowerBound * 86_400 <= seconds && seconds < days.upperBound * 86_400
    }
}

extension Day {
    static func isNumber(_ number: Int32) -> Bool {
        (Day.range.lowerBound.number...Day.range.upperBound.number).contains(number)
    }
}

extension Report.Kind {
    /// Its number in what is written down.
    fileprivate var code: UInt8 {
        switch self {
        case .done: 0
        case .reported: 1
        case .confirm: 2
        case .giveBack: 3
        case .reopen: 4
        case .cancel: 5
        case .ack: 6
        case .unack: 7
        case .snooze: 8
        case .progress: 9
        case .extend: 10
        case .askExtension: 11
        case .grant: 12
        case .refuse: 13
        case .move: 14
        // About no task: they are not written down as reports.
        case .renumber, .rename, .event, .withdraw: .max
        }
    }

    /// What it says beside its kind.
    fileprivate func encodeValue(to writer: inout CacheWriter) {
        switch self {
        case .giveBack(let reason), .refuse(let reason): writer.text(reason)
        case .snooze(let until): writer.number(until.number)
        case .progress(let milli): writer.number(Int64(milli))
        case .extend(let until, let reason), .askExtension(let until, let reason):
            writer.number(until.number)
            writer.text(reason)
        case .move(let from, let to):
            writer.number(from?.number ?? .min)
            writer.number(to.number)
        case .done, .reported, .confirm, .reopen, .cancel, .ack, .unack, .grant, .renumber, .rename, .event, .withdraw:
            break
        }
    }

    fileprivate init(code: UInt8, reading reader: inout CacheReader) {
        switch code {
        case 0: self = .done
        case 1: self = .reported
        case 2: self = .confirm
        case 3: self = .giveBack(reason: reader.string())
        case 4: self = .reopen
        case 5: self = .cancel
        case 6: self = .ack
        case 7: self = .unack
        case 8: self = .snooze(until: reader.day())
        case 9: self = .progress(milli: Int(reader.number(Int64.self)))
        case 10: self = .extend(until: reader.day(), reason: reader.string())
        case 11: self = .askExtension(until: reader.day(), reason: reader.string())
        case 12: self = .grant
        case 13: self = .refuse(reason: reader.string())
        case 14:
            let from = reader.number(Int32.self)
            if from != .min, !Day.isNumber(from) { reader.refuse() }
            self = .move(from: from == .min || reader.isBroken ? nil : Day(number: from), to: reader.day())
        default:
            reader.refuse()
            self = .done
        }
    }
}

extension CacheWriter {
    fileprivate mutating func steps(_ steps: Set<PartialNotices.Step>) {
        list(steps.sorted { ($0.rule, $0.step, $0.repeatNumber) < ($1.rule, $1.step, $1.repeatNumber) }) {
            $0.number($1.rule)
            $0.number($1.step)
            $0.number($1.repeatNumber)
        }
    }
}

extension CacheReader {
    fileprivate mutating func day() -> Day {
        let number = number(Int32.self)
        if Day.isNumber(number) { return Day(number: number) }
        refuse()
        return Day.range.lowerBound
    }

    fileprivate mutating func steps(_ limits: HistoryContent.Limits) -> Set<PartialNotices.Step> {
        Set(
            list {
                PartialNotices.Step(
                    rule: UInt32($0.index(below: limits.rules)), step: $0.number(Int32.self),
                    repeatNumber: $0.number(Int32.self))
            })
    }
}
