public import Bytes
public import Dates
import Programmes

/// What a snapshot is, but for its reports, as bytes: the same rows give the same bytes.
///
/// Columns of numbers, which are read as fast as they are copied. Where the way in which rows are folded changes, the
/// ``LedgerSnapshot/format`` does.
extension LedgerSnapshot {
    /// Of what was written by another version nothing is read.
    public static let format: UInt32 = 1

    public func encode(to writer: inout CacheWriter) {
        let settled = settled()
        writer.list(settled.loads) {
            $0.text($1.programme)
            $0.number($1.at.seconds)
        }
        writer.names(settled.programmes)
        writer.list(settled.tasks) { writer, tasks in
            writer.list(tasks.ids) { $0.text($1) }
            writer.column(tasks.numbers)
        }
        writer.number(settled.taskCount)
        writer.instant(settled.lastDecision)
        writer.instant(settled.latestDecision)
        settled.decided.encode(to: &writer)
        let counts = settled.counts.sorted { ($0.key.kind.rawValue, $0.key.rule) < ($1.key.kind.rawValue, $1.key.rule) }
        writer.list(counts) { writer, entry in
            writer.number(UInt8(NoticeKind.allCases.firstIndex(of: entry.key.kind) ?? 0))
            writer.number(entry.key.rule)
            writer.number(Int64(entry.value.count))
            writer.number(Int64(entry.value.late))
        }
    }

    /// Reads what ``encode(to:)`` wrote. Where it cannot be that, the reader is broken afterwards.
    /// - Parameter reports: those of the rows that it was made of.
    public init(reading reader: inout CacheReader, reports: [Report]) {
        self.init()
        self.reports = reports
        loads = reader.list { ($0.string(), Instant(seconds: $0.number(Int64.self))) }
        programmes = reader.names()
        tasks = reader.list { reader in
            var tasks = KnownTasks()
            tasks.ids = reader.list { $0.string() }
            tasks.numbers = reader.column(UInt32.self)
            if tasks.numbers.count != tasks.ids.count { reader.refuse() }
            return tasks
        }
        taskCount = reader.number(UInt32.self)
        let known = tasks.lazy.map(\.numbers.count).reduce(0, +)
        if tasks.count > programmes.all.count || known != taskCount
            || tasks.contains(where: { $0.numbers.contains { $0 >= taskCount } })
        {
            reader.refuse()
        }
        lastDecision = reader.instant()
        latestDecision = reader.instant()
        decided.decode(from: &reader, tasks: taskCount)
        let all: [(CountedKind, NoticeCount)] = reader.list { reader in
            let kind = NoticeKind.allCases[min(Int(reader.number(UInt8.self)), NoticeKind.allCases.count - 1)]
            let rule = UInt32(reader.index(below: decided.ruleNames.all.count))
            let (count, late) = (Int(reader.number(Int64.self)), Int(reader.number(Int64.self)))
            return (
                CountedKind(kind: kind, rule: rule),
                NoticeCount(kind: kind, rule: reader.isBroken ? "" : decided.ruleNames[rule], count: count, late: late)
            )
        }
        counts = Dictionary(all, uniquingKeysWith: { first, _ in first })
    }

    /// Rows that follow are added after this.
    public mutating func prepareToAdd() {
        for programme in tasks.indices { tasks[programme].findPlaces() }
        decided.indexRecords()
    }

    /// The same for who reads it at another time.
    /// - Returns: nil where some of it was decided by a clock that was ahead of it.
    public func asOf(_ now: Instant?) -> LedgerSnapshot? {
        if let now, let latestDecision, latestDecision > now { return nil }
        var same = self
        same.now = now
        return same
    }
}

extension Memory {
    fileprivate func encode(to writer: inout CacheWriter) {
        writer.names(occurrenceNames)
        writer.names(ruleNames)
        writer.names(bodyNames)
        writer.column(records.map(\.task))
        writer.column(records.map(\.occurrence))
        writer.column(records.map(\.sent))
        writer.column(records.map(\.firstMark))
        writer.column(records.map(\.knownDue))
        writer.column(marks.map(\.rule))
        writer.column(marks.map(\.next))
        writer.column(marks.map(\.nominal.seconds))
        writer.column(marks.map(\.step))
        writer.column(marks.map(\.repeatNumber))
        writer.column(marks.map(\.steps))
        writer.column(marks.map(\.repeats.step))
        writer.column(marks.map(\.repeats.first))
        writer.column(marks.map(\.repeats.last))
        writer.column(marks.map { $0.held.flatMap(Withheld.Reason.allCases.firstIndex).map { UInt8($0 + 1) } ?? 0 })
        writer.list(olderRuns.sorted { $0.key < $1.key }) { writer, entry in
            writer.number(UInt32(entry.key))
            writer.list(entry.value) {
                $0.number($1.step)
                $0.number($1.first)
                $0.number($1.last)
            }
        }
        writer.list(partialNotices.sorted { $0.key < $1.key }) { writer, entry in
            writer.number(entry.key)
            writer.steps(entry.value.steps)
            writer.list(entry.value.bodies.sorted { $0.key < $1.key }) {
                $0.number($1.key)
                $0.steps($1.value)
            }
        }
        writer.list(digestMarks.sorted { $0.key < $1.key }) { writer, entry in
            writer.text(entry.key)
            writer.number(entry.value.nominal.seconds)
            writer.list(entry.value.cycles.sorted()) { $0.text($1) }
        }
    }

    fileprivate mutating func decode(from reader: inout CacheReader, tasks: UInt32) {
        occurrenceNames = reader.names()
        ruleNames = reader.names()
        bodyNames = reader.names()
        decodeRecords(from: &reader, tasks: tasks)
        decodeMarks(from: &reader)
        if !records.allSatisfy({ -1 <= $0.firstMark && Int($0.firstMark) < marks.count }) { reader.refuse() }
        let (rules, bodies) = (ruleNames.all.count, bodyNames.all.count)
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
        let partial = reader.list { reader in
            (
                UInt32(reader.index(below: records.count)),
                PartialNotices(
                    steps: reader.steps(rules),
                    bodies: Dictionary(
                        reader.list { (UInt32($0.index(below: bodies)), $0.steps(rules)) },
                        uniquingKeysWith: { first, _ in first }))
            )
        }
        partialNotices = Dictionary(partial, uniquingKeysWith: { first, _ in first })
        let digests = reader.list { reader in
            let name = reader.string()
            let nominal = Instant(seconds: reader.number(Int64.self))
            return (name, DigestMark(nominal: nominal, cycles: Set(reader.list { $0.string() })))
        }
        digestMarks = Dictionary(digests, uniquingKeysWith: { first, _ in first })
    }

    private mutating func decodeRecords(from reader: inout CacheReader, tasks: UInt32) {
        let task = reader.column(UInt32.self)
        let occurrence = reader.column(UInt32.self)
        let (sent, firstMark, knownDue) = (
            reader.column(Int32.self), reader.column(Int32.self), reader.column(Int32.self)
        )
        let days = Day.range.lowerBound.number...Day.range.upperBound.number
        guard [occurrence.count, sent.count, firstMark.count, knownDue.count].allSatisfy({ $0 == task.count }),
            task.allSatisfy({ $0 < tasks }), occurrence.allSatisfy({ $0 < occurrenceNames.all.count }),
            sent.allSatisfy({ $0 >= 0 }), knownDue.allSatisfy({ $0 == .min || days.contains($0) })
        else { return reader.refuse() }
        for i in task.indices {
            records.append(
                Record(
                    task: task[i], occurrence: occurrence[i], sent: sent[i], firstMark: firstMark[i],
                    knownDue: knownDue[i]))
        }
    }

    private mutating func decodeMarks(from reader: inout CacheReader) {
        let (rule, next) = (reader.column(UInt32.self), reader.column(Int32.self))
        let nominal = reader.column(Int64.self)
        let (step, repeatNumber) = (reader.column(Int32.self), reader.column(Int32.self))
        let steps = reader.column(UInt64.self)
        let (run, first, last) = (reader.column(Int32.self), reader.column(Int32.self), reader.column(Int32.self))
        let held = reader.column(UInt8.self)
        let reasons = [Withheld.Reason?.none] + Withheld.Reason.allCases
        let counts = [
            next.count, nominal.count, step.count, repeatNumber.count, steps.count, run.count, first.count, last.count,
            held.count,
        ]
        guard counts.allSatisfy({ $0 == rule.count }), rule.allSatisfy({ $0 < ruleNames.all.count }),
            // One that leads to an earlier one leads in no circle.
            next.indices.allSatisfy({ -1 <= next[$0] && Int(next[$0]) < $0 }), held.allSatisfy({ $0 < reasons.count })
        else { return reader.refuse() }
        for i in rule.indices {
            marks.append(
                Mark(
                    rule: rule[i], next: next[i],
                    last: (Instant(seconds: nominal[i]), step[i], repeatNumber[i]), steps: steps[i],
                    repeats: RepeatRun(step: run[i], first: first[i], last: last[i]), held: reasons[Int(held[i])]))
        }
    }

    fileprivate mutating func indexRecords() {
        for (place, record) in records.enumerated() { index(place, record.task, record.occurrence) }
    }
}

extension CacheWriter {
    fileprivate mutating func names(_ names: Interner) {
        list(names.all) { $0.text($1) }
        column(names.areFound)
    }

    fileprivate mutating func instant(_ instant: Instant?) {
        number(UInt8(instant == nil ? 0 : 1))
        number(instant?.seconds ?? 0)
    }

    fileprivate mutating func steps(_ steps: Set<PartialNotices.Step>) {
        list(steps.sorted { ($0.rule, $0.step, $0.repeatNumber) < ($1.rule, $1.step, $1.repeatNumber) }) {
            $0.number($1.rule)
            $0.number($1.step)
            $0.number($1.repeatNumber)
        }
    }
}

extension CacheReader {
    fileprivate mutating func names() -> Interner {
        let all = list { $0.string() }
        let areFound = column(UInt8.self)
        guard areFound.count == all.count else {
            refuse()
            return Interner()
        }
        return Interner(all, areFound)
    }

    fileprivate mutating func instant() -> Instant? {
        let isThere = number(UInt8.self) != 0
        let seconds = number(Int64.self)
        return isThere ? Instant(seconds: seconds) : nil
    }

    fileprivate mutating func steps(_ rules: Int) -> Set<PartialNotices.Step> {
        Set(
            list {
                PartialNotices.Step(
                    rule: UInt32($0.index(below: rules)), step: $0.number(Int32.self),
                    repeatNumber: $0.number(Int32.self))
            })
    }
}
