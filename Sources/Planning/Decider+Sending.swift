import Dates
import Programmes
import RuleLanguage

/// Of instants that were judged those that go out, and to whom.
extension Decider {
    /// An instant that is to go out about a task.
    struct Outgoing {
        var task: UInt32
        var found: Memory.Found
        /// By its place among the instants judged.
        var instant: Int
        var isLate: Bool
    }

    /// Makes the notices of what is ``outgoing`` about an occurrence. What has nobody to be sent to is held.
    mutating func send(_ subject: Int, _ ruleIndex: Int, _ rule: CompiledRule, _ pending: [Pending]) {
        // By names of their own: through `self`, which changes, they would be retained for each notice.
        let (roster, assignments) = (plan.roster, plan.assignments)
        var last: (instant: Int, isLate: Bool)?
        var day = today
        var addressees: [CompiledRule.Addressee] = []
        for message in outgoing {
            let instant = pending[message.instant]
            // Mostly the one of the task before.
            if last.map({ $0 != (message.instant, message.isLate) }) ?? true {
                last = (message.instant, message.isLate)
                dispatches.append(
                    Dispatched(
                        subject: UInt32(subject), rule: UInt32(ruleIndex), trigger: instant.trigger,
                        at: message.isLate ? now : instant.due, isLate: message.isLate))
                day = message.isLate ? today : plan.almanac.zone.day(at: instant.due)
                addressees = rule.addressees(step: instant.trigger.step)
            }
            let first = firings.count
            for i in addressees.indices {
                let recipient = addressees[i].recipient
                roster.receivers(of: recipient, ofTask: Int(message.task), assignments, on: day) { body, superiorOf in
                    for other in first..<firings.count where firings[other].recipient == body { return }
                    firings.append(
                        Firing(
                            dispatch: UInt32(dispatches.count - 1), task: message.task, addressee: UInt32(i),
                            recipient: body, superiorOf: superiorOf))
                }
            }
            if firings.count > first {
                sentRecords.append(message.found.record)
            } else {
                hold(message, subject, ruleIndex, instant.trigger)
            }
        }
        outgoing.removeAll(keepingCapacity: true)
    }

    /// It has nobody to be sent to.
    private mutating func hold(_ message: Outgoing, _ subject: Int, _ ruleIndex: Int, _ trigger: Trigger) {
        memory.updateMark(Int(message.found.mark)) {
            $0.conclude(step: trigger.step, repeatNumber: trigger.repeatNumber, nominal: trigger.nominal, held: .noRecipient)
        }
        held.append(
            Held(
                task: Int(message.task), subject: subject, rule: ruleIndex, trigger: trigger, reason: .noRecipient,
                detail: ""))
    }
}
