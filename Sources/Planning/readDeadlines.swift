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
    var known: [DeadlineReading: UInt32] = [:]
    result.ofTask.reserveCapacity(site.programmes.reduce(0) { $0 + $1.tasks.count })
    for programme in site.programmes {
        var readings = programme.readings
        if readings.isEmpty {
            let context = ReadingContext(programme, in: site)
            readings = programme.deadlines.map { DeadlineReading($0, in: context) }
        }
        let indices = readings.map { reading in
            if let index = known[reading] { return index }
            let index = UInt32(result.timetables.count)
            result.timetables.append(reading.timetable)
            known[reading] = index
            return index
        }
        for task in programme.tasks.indices { result.ofTask.append(indices[programme.tasks.deadline(of: task)]) }
    }
    return result
}

extension ReadingContext {
    /// The context of a programme's phrases.
    public init(_ programme: Programme, in site: Site) {
        self.init(
            issued: programme.issued, period: programme.period, issuer: programme.issuerKind,
            policy: site.settings.reading, calendar: site.calendar, terms: site.settings.terms)
    }
}

extension Programme {
    /// By the office in the document's number: what councils, people's committees, ministries and the government
    /// issue ("12/KH-UBND", "09/2019/NĐ-CP") has the terms of the state, all else those of the Party.
    var issuerKind: IssuerKind {
        let office = (number ?? id).uppercased().utf8
        let state = ["UBND", "HĐND", "HDND", "-CP", "/CP", "TTG", "QH1", "UBTVQH", "/TT-B", "QĐ-B", "VPCP"]
        return state.contains { office.contains($0.utf8) } ? .state : .party
    }
}
