import Diagnostics
import Programmes
import TestKit
import Testing

/// Held against an array of tasks that is edited in the same way.
@Suite struct TaskListTests {
    @Test(arguments: UInt64(1)...20)
    func isAnArrayOfTasks(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var model: [OfficeTask] = []
        var list = TaskList()
        for _ in 0..<200 {
            let place = Int.random(in: 0...model.count, using: &random)
            switch Int.random(in: 0...6, using: &random) {
            case 0, 1:
                let new = task(&random)
                model.append(new)
                list.append(new)
            case 2:
                let new = (0..<Int.random(in: 0...3, using: &random)).map { _ in task(&random) }
                model.insert(contentsOf: new, at: place)
                list.insert(contentsOf: new, at: place)
            case 3 where place < model.count:
                model.remove(at: place)
                list.remove(at: place)
            case 4 where place < model.count:
                model[place].title += "ắ"
                list[place].title += "ắ"
            case 5 where place < model.count:
                let new = task(&random)
                model[place] = new
                list[place] = new
            case 6 where place < model.count:
                model[place].assignments.reverse()
                list[place].assignments.reverse()
            default: break
            }
            #expect(Array(list) == model)
        }
        for (i, task) in model.enumerated() {
            #expect(list.id(of: i) == task.id && list.title(of: i) == task.title && list.span(of: i) == task.span)
            #expect(Array(list.assignments(of: i)) == task.assignments && list.extra(of: i) == task.extra)
            #expect(list.deadline(of: i) == Int(task.deadline) && list.tagSet(of: i) == Int(task.tags))
            #expect(list.priority(of: i) == task.priority)
        }
        #expect(Array(list.ids) == model.map(\.id))
    }

    @Test func aDraftFinishedIsTheListOfWhatWasAppended() {
        var random = SplitMix64(seed: 9)
        let model = (0..<300).map { _ in task(&random) }
        var draft = TaskListDraft()
        for (i, task) in model.enumerated() {
            var (id, title) = (task.id, task.title)
            id.withUTF8 { id in
                title.withUTF8 { title in
                    draft.append(
                        id: id, title: title, deadline: task.deadline, tags: 0, priority: .low, extra: task.extra,
                        span: task.span)
                }
            }
            #expect(draft.span(of: i) == task.span)
        }
        #expect(draft.count == model.count)
        for (i, task) in model.enumerated() {
            let list = task.assignments.withUnsafeBufferPointer { draft.add($0) }
            #expect((list == 0) == task.assignments.isEmpty)
            draft.setAssignments(list, of: i)
            draft.setTagSet(task.tags, of: i)
            draft.setPriority(task.priority, of: i)
        }
        #expect(Array(draft.finished()) == model)
    }

    @Test func isIdenticalOnlyWhileUntouched() {
        var random = SplitMix64(seed: 5)
        let list = TaskList((0..<5).map { _ in task(&random) })
        var changed = list
        #expect(changed.isIdentical(to: list))
        changed[2].deadline += 1
        #expect(!changed.isIdentical(to: list))
        changed = list
        changed.mapAssignments { Assignment($0.role, BodyIndex(9)) }
        #expect(!changed.isIdentical(to: list))
        #expect(!TaskList(Array(list)).isIdentical(to: list))
    }

    @Test func aListMappedLosesWhatIsNil() {
        let one = OfficeTask(
            id: "1", title: "Một",
            assignments: [Assignment(.lead, BodyIndex(1)), Assignment(.monitoring, BodyIndex(2))], deadline: 0)
        var list = TaskList([one, OfficeTask(id: "2", title: "Hai", deadline: 0), one])
        list.mapAssignments { $0.role == .lead ? nil : Assignment($0.role, BodyIndex(7)) }
        #expect(list.map(\.assignments) == [[Assignment(.monitoring, BodyIndex(7))], [], list[0].assignments])
    }

    @Test func anAssignmentIsItsRoleAndBody() {
        for role in Role.allCases {
            for body in [0, 1, 4321, 0x0FFF_FFFF] {
                let assignment = Assignment(role, BodyIndex(body))
                #expect(assignment.role == role && assignment.body == BodyIndex(body))
            }
        }
    }

    private func task(_ random: inout SplitMix64) -> OfficeTask {
        func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
        let assignments = (0..<number(0...3)).map { _ in
            Assignment(Role.allCases[number(0...4)], BodyIndex(number(0...300)))
        }
        let extra: OfficeTask.Extra? =
            switch number(0...3) {
            case 0: .init(target: Target(metric: "người", milli: number(0...99), unit: nil))
            case 1: .init(after: "1.\(number(0...9))")
            default: nil
            }
        let start = number(0...1000)
        return OfficeTask(
            id: "1.\(number(0...99))", title: String(repeating: "Việc ", count: number(1...5)),
            assignments: assignments, deadline: UInt32(number(0...9)), tags: UInt32(number(0...9)),
            priority: Priority.allCases[number(0...3)], extra: extra, span: Span(start, start + number(0...9)))
    }
}
