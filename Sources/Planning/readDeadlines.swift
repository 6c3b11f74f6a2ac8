import Dates
public import Deadlines
public import Programmes

/// Reads each list of phrases once per programme's context, and says which one each task has. What was read with the
/// files is not read again.
func readDeadlines(_ site: Site) -> (timetables: [Timetable], ofTask: [UInt32]) {
    struct Key: Hashable {
        var phrases: [String]
        var issued: Int32
        var period: ClosedRange<Int>?
        var issuer: IssuerKind
    }
    var timetables: [Timetable] = []
    var known: [Key: UInt32] = [:]
    var ofReading: [ObjectIdentifier: UInt32] = [:]
    var ofTask: [UInt32] = []
    ofTask.reserveCapacity(site.programmes.reduce(0) { $0 + $1.tasks.count })

    func index(_ phrases: [String], _ context: ReadingContext, _ deadlines: () -> [Deadline]) -> UInt32 {
        let key = Key(phrases: phrases, issued: context.issued.number, period: context.period, issuer: context.issuer)
        if let index = known[key] { return index }
        let index = UInt32(timetables.count)
        timetables.append(Timetable(deadlines(), in: context))
        known[key] = index
        return index
    }

    for programme in site.programmes {
        let indices: [UInt32]
        if programme.readings.isEmpty {
            let context = ReadingContext(programme, in: site)
            indices = programme.deadlines.map { phrases in
                index(phrases, context) { phrases.map { readDeadline($0, in: context) } }
            }
        } else {
            indices = programme.readings.map { reading in
                let identity = ObjectIdentifier(reading)
                if let index = ofReading[identity] { return index }
                let context = ReadingContext(
                    issued: reading.issued, period: reading.period, issuer: reading.issuer,
                    policy: site.settings.reading, calendar: site.calendar, terms: site.settings.terms)
                let index = index(reading.phrases, context) { reading.deadlines }
                ofReading[identity] = index
                return index
            }
        }
        for task in programme.tasks { ofTask.append(indices[Int(task.deadline)]) }
    }
    return (timetables, ofTask)
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
