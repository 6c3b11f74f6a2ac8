import Deadlines
import Programmes

/// The deadlines of a site of which little was edited: timetables keep their numbers, those of new phrases come after
/// them. One that no task has any more keeps its place, empty, until all is read anew.
func readEditedDeadlines(_ site: Site, _ carryover: Carryover) -> ReadDeadlines {
    let old = carryover.old
    var result = ReadDeadlines()
    result.timetables = old.timetables
    result.ofTask = carryover.edits.reorder(old.columns.timetable, placeholder: 0)
    carryover.edits.forEachProgramme(of: site) { index, first, tasks in
        let programme = site.programmes[index]
        var known = old.timetables(ofListsOf: programme)
        for task in tasks {
            let list = programme.tasks.deadline(of: Int(task) - first)
            let reading = programme.reading(list, in: site)
            if known[reading] == nil {
                known[reading] = UInt32(result.timetables.count)
                result.timetables.append(reading.timetable)
            }
            result.ofTask[Int(task)] = known[reading] ?? 0
        }
    }
    return result
}

extension Plan {
    /// What a programme's lists of phrases were read as before it was edited.
    fileprivate func timetables(ofListsOf programme: Programme) -> [DeadlineReading: UInt32] {
        guard let index = programmeIndex(programme.id) else { return [:] }
        let old = site.programmes[index]
        var known: [DeadlineReading: UInt32] = [:]
        var isKnown = [Bool](repeating: false, count: old.deadlines.count)
        for (place, task) in tasks(ofProgramme: index).enumerated() {
            let list = old.tasks.deadline(of: place)
            guard !isKnown[list] else { continue }
            isKnown[list] = true
            known[old.reading(list, in: site)] = columns.timetable[task]
        }
        return known
    }
}

extension Programme {
    fileprivate func reading(_ list: Int, in site: Site) -> DeadlineReading {
        readings.isEmpty ? DeadlineReading(deadlines[list], in: ReadingContext(self, in: site)) : readings[list]
    }
}
