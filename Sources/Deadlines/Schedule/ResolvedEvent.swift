public import Dates

extension Deadline {
    /// The same once its event has happened: the term applied. Its kind stays what it was read as.
    public func resolved(event: Day, in context: borrowing ReadingContext) -> Deadline {
        var result = self
        if kind == .compound {
            for i in result.parts.indices { result.parts[i] = parts[i].resolved(event: event, in: context) }
            return result
        }
        guard kind == .awaiting, let awaited = self.event else { return self }
        let date = awaited.date ?? event
        guard let term = awaited.term ?? (awaited.isBefore ? Term(1, .day) : context.policy.afterEvent) else {
            result.start = date
            return result
        }
        let due = term.end(from: date, isBefore: awaited.isBefore, context.calendar).day
        guard Day.range.contains(due) else { return self }
        result.start = awaited.isBefore ? min(context.issued, due) : date
        result.due = due
        result.prudentDue = context.calendar.workingDay(onOrBefore: due)
        result.legalDue = awaited.isBefore ? due : context.calendar.workingDay(onOrAfter: due)
        if result.prudentDue != due {
            result.notes.append(Notes.dayOff(rolls: !awaited.isBefore))
            if !context.calendar.isDecreed(due.year) { result.notes.append(Notes.noDecree) }
        }
        return result
    }
}
