import Programmes

/// What two plans have in common: the programmes of which nothing was edited.
///
/// Of those one plan takes over from the other what it cost to work out. It knows them by their storage, which a reader
/// hands on where a file has not changed, and so without looking at a single task.
struct Carryover {
    let old: Plan
    /// By programme of the new site: the same one in the old plan; nil: it is new, or was edited.
    let unedited: [Int?]

    /// nil where everything may be another: the calendar, the bodies, the ways of reading.
    init?(from old: Plan, to site: Site) {
        guard old.site.settings == site.settings, old.site.bodies.bodies == site.bodies.bodies,
            old.site.calendar == site.calendar
        else { return nil }
        self.old = old
        unedited = site.programmes.map { programme in
            old.programmeIndex(programme.id).flatMap { old.site.programmes[$0].isUnedited(programme) ? $0 : nil }
        }
    }

    /// The tasks of an unedited programme, as the old plan numbers them.
    func oldTasks(ofProgramme programme: Int) -> Range<Int>? {
        unedited[programme].map { old.tasks(ofProgramme: $0) }
    }
}

extension Programme {
    fileprivate func isUnedited(_ other: Programme) -> Bool {
        number == other.number && issued == other.issued && period == other.period && since == other.since
            && tasks.isIdentical(to: other.tasks) && tagSets.sharesStorage(with: other.tagSets)
            && deadlines.sharesStorage(with: other.deadlines) && readings.sharesStorage(with: other.readings)
    }
}

extension Array {
    /// Whether it is the very same array. While both are held, one cannot have taken the other's place in memory.
    fileprivate func sharesStorage(with other: [Element]) -> Bool {
        count == other.count
            && withUnsafeBufferPointer { a in other.withUnsafeBufferPointer { a.baseAddress == $0.baseAddress } }
    }
}
