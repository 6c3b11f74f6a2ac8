import Dates
public import Deadlines
public import Programmes

/// A site's deadlines, read.
struct ReadDeadlines: Sendable {
    /// Each different one once.
    var timetables: [Timetable] = []
    /// By task: into ``timetables``.
    var ofTask: [UInt32] = []
}

/// Says which timetable each task has. What was read with the files is not read again; of what was read alike more than
/// once, by different readers, the first is taken.
func readDeadlines(_ site: Site) -> ReadDeadlines {
    var result = ReadDeadlines()
    var known = KnownReadings()
    result.ofTask.reserveCapacity(site.programmes.reduce(0) { $0 + $1.tasks.count })
    for programme in site.programmes {
        var readings = programme.readings
        if readings.isEmpty {
            let context = ReadingContext(programme, in: site)
            readings = programme.deadlines.map { DeadlineReading($0, in: context) }
        }
        let indices = readings.map { reading in
            let index = known.index(of: reading)
            if Int(index) == result.timetables.count { result.timetables.append(reading.timetable) }
            return index
        }
        let tasks = programme.tasks
        for task in tasks.indices { result.ofTask.append(indices[tasks.deadline(of: task)]) }
    }
    return result
}

/// Readings, numbered as they are met.
private struct KnownReadings {
    private var readings: [DeadlineReading] = []
    /// By half of the fingerprint: the first that has it.
    private var firsts = IndexTable()
    /// The others, of which there are hardly any.
    private var others: [DeadlineReading: UInt32] = [:]

    mutating func index(of reading: DeadlineReading) -> UInt32 {
        let next = UInt32(readings.count)
        let mixed = reading.fingerprint ^ reading.fingerprint >> 32
        let key = min(UInt32(truncatingIfNeeded: mixed), .max - 1)
        if let first = firsts[key] {
            if readings[Int(first)] == reading { return first }
            if let other = others[reading] { return other }
            others[reading] = next
        } else {
            firsts.insert(next, for: key)
        }
        readings.append(reading)
        return next
    }
}

extension ReadingContext {
    /// The context of a programme's phrases.
    public init(_ programme: Programme, in site: Site) {
        self.init(
            issued: programme.issued, period: programme.period,
            issuer: IssuerKind(ofDocument: programme.number ?? programme.id),
            policy: site.settings.reading, calendar: site.calendar, terms: site.settings.terms)
    }
}
