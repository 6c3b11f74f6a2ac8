import Programmes

/// A plan before, and what was edited since: of the rest what it cost to work out is taken over.
struct Carryover {
    let old: Plan
    let edits: Edits

    /// nil where everything may be another.
    init?(from old: Plan, to site: Site) {
        guard let edits = Edits(from: old, to: site) else { return nil }
        self.old = old
        self.edits = edits
    }

    /// The tasks of an unedited programme, as the old plan numbers them.
    func oldTasks(ofProgramme programme: Int) -> Range<Int>? {
        edits.unedited[programme].map { old.tasks(ofProgramme: $0) }
    }
}
