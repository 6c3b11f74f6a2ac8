import Dates
public import Deadlines
public import Programmes

/// A site's deadlines, read.
struct ReadDeadlines: Sendable {
    /// Each different one once.
    var timetables: [Timetable] = []
    /// By task: into ``timetables``.
    var ofTask: [UInt32] = []
    /// What was read with the files, by what it was read as: into ``timetables``.
    var ofReading: [ObjectIdentifier: UInt32] = [:]
}

/// Reads each list of phrases once per programme's context, and says which one each task has. What was read with the
/// files is not read again, and the timetables of a plan before are taken over.
func readDeadlines(_ site: Site, _ carryover: Carryover? = nil) -> ReadDeadlines {
    struct Key: Hashable {
        var phrases: [String]
        var issued: Int32
        var period: ClosedRange<Int>?
        var issuer: IssuerKind
    }
    var result = ReadDeadlines()
    var known: [Key: UInt32] = [:]
    result.ofTask.reserveCapacity(site.programmes.reduce(0) { $0 + $1.tasks.count })

    func index(_ phrases: [String], _ context: ReadingContext, _ timetable: () -> Timetable) -> UInt32 {
        let key = Key(phrases: phrases, issued: context.issued.number, period: context.period, issuer: context.issuer)
        if let index = known[key] { return index }
        let index = UInt32(result.timetables.count)
        result.timetables.append(timetable())
        known[key] = index
        return index
    }

    for programme in site.programmes {
        let indices: [UInt32]
        if programme.readings.isEmpty {
            let context = ReadingContext(programme, in: site)
            indices = programme.deadlines.map { phrases in
                index(phrases, context) { Timetable(phrases.map { readDeadline($0, in: context) }, in: context) }
            }
        } else {
            indices = programme.readings.map { reading in
                let identity = ObjectIdentifier(reading)
                if let index = result.ofReading[identity] { return index }
                let context = ReadingContext(
                    issued: reading.issued, period: reading.period, issuer: reading.issuer,
                    policy: site.settings.reading, calendar: site.calendar, terms: site.settings.terms)
                let index = index(reading.phrases, context) {
                    carryover?.old.timetable(of: reading) ?? Timetable(reading.deadlines, in: context)
                }
                result.ofReading[identity] = index
                return index
            }
        }
        for task in programme.tasks.indices { result.ofTask.append(indices[Int(programme.tasks[task].deadline)]) }
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
        let office = (number ?? id).uppercased()
        let state = ["UBND", "HĐND", "HDND", "-CP", "/CP", "TTG", "QH1", "UBTVQH", "/TT-B", "QĐ-B", "VPCP"]
        return state.contains { office.contains($0) } ? .state : .party
    }
}
