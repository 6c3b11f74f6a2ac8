import Dates
public import Deadlines
import Diagnostics
public import Programmes

/// A task of the programme in force, as a draft is held against it.
public struct TaskInForce: Sendable {
    /// As the programme in force numbers it.
    public var id: String
    /// As its file has it, which may be shorter than in the document.
    public var title: String
    /// The phrases, as written.
    public var deadlines: [String]
    /// By name, as the directory has it.
    public var bodies: [Role: [String]]

    /// Made by the command from the loaded site, which this module knows nothing of.
    public init(id: String, title: String, deadlines: [String], bodies: [Role: [String]]) {
        self.id = id
        self.title = title
        self.deadlines = deadlines
        self.bodies = bodies
    }
}

/// What a newer document changes in a programme.
public struct Amendment: Sendable {
    /// What became of one task: kept, changed, added or dropped.
    public struct Change: Sendable {
        /// Of the tasks in force; nil: added.
        public var old: Int?
        /// Of the draft's tasks; nil: dropped.
        public var new: Int?
        /// The number that the document gives it now.
        public var id: String
        /// The file has it under another number than ``id``.
        public var isRenumbered = false
        /// Its words are others; a title that was only shortened is the same.
        public var isReworded = false
        /// The deadline reads otherwise.
        public var isMoved = false
        /// It names others, or others in other roles; what the file says stays.
        public var hasOtherBodies = false
        /// Of those, names that the site's directory does not have, so that the file cannot name them either.
        public var unknownBodies: [String] = []
        /// The deadline counts from the issue of the newer document, and the file has the date of the older.
        public var countsFromIssue = false

        /// Nothing of it changed that the file would have to follow; ``countsFromIssue`` alone is no change.
        public var isUnchanged: Bool {
            old != nil && new != nil && !isRenumbered && !isReworded && !isMoved && !hasOtherBodies
        }
    }

    /// In the order of the newer document; what it drops comes last.
    public var changes: [Change]
}

/// Finds each task of a newer document among those in force: by its words, and where these are like several, by its
/// number.
///
/// - Parameters:
///   - old: how the programme in force reads its deadlines.
///   - new: how the newer document does.
public func compareDraft(
    _ draft: Draft, with tasks: [TaskInForce], old: ReadingContext, new: ReadingContext
) -> Amendment {
    let partners = findPartners(draft.tasks, tasks)
    var taken: Set<String> = []
    var changes: [Amendment.Change] = []
    for (i, task) in draft.tasks.enumerated() {
        var change = Amendment.Change(old: partners[i], new: i, id: task.id)
        if let k = partners[i] {
            let before = tasks[k]
            // A number that the document does not give is no reason for another.
            if task.doubts.contains(.madeUpID) { change.id = before.id }
            change.isReworded = !isSame(before.title, task.title)
            change.isMoved = !task.deadlines.isEmpty && !areSame(before.deadlines, task.deadlines.map(\.value), new)
            (change.hasOtherBodies, change.unknownBodies) = otherBodies(task, than: before)
        }
        var id = change.id
        var k = 2
        while !taken.insert(id).inserted {
            id = "\(change.id)-\(k)"
            k += 1
        }
        change.id = id
        change.isRenumbered = change.old.map { tasks[$0].id != id } ?? false
        if change.old == nil || change.isMoved {
            change.countsFromIssue = task.deadlines.contains {
                readDeadline($0.value, in: old).due != readDeadline($0.value, in: new).due
            }
        }
        changes.append(change)
    }
    let kept = Set(partners.compactMap(\.self))
    changes += tasks.indices.filter { !kept.contains($0) }.map { .init(old: $0, new: nil, id: tasks[$0].id) }
    return Amendment(changes: changes)
}

/// Of each task of the draft the one in force that it is; the likest first, each once.
private func findPartners(_ drafted: [TaskDraft], _ tasks: [TaskInForce]) -> [Int?] {
    let new = drafted.map { Set(words($0.title)) }
    let old = tasks.map { Set(words($0.title)) }
    // By the words that few have, so that a thousand are not held against a thousand.
    var places: [Substring: [Int]] = [:]
    for (k, words) in old.enumerated() { for word in words { places[word, default: []].append(k) } }
    var pairs: [(score: Double, new: Int, old: Int)] = []
    for (i, words) in new.enumerated() {
        let rare = words.sorted { (places[$0]?.count ?? 0, $0) < (places[$1]?.count ?? 0, $1) }
        let near = Set(rare.prefix(6).flatMap { (places[$0] ?? []).prefix(200) })
        for k in near {
            let common = Double(words.intersection(old[k]).count)
            let likeness = common / Double(max(1, min(words.count, old[k].count)))
            let whole = 2 * common / Double(words.count + old[k].count)
            let isSameNumber = drafted[i].id == tasks[k].id
            guard whole >= 0.62 || likeness >= 0.9 && common >= 5 || isSameNumber && whole >= 0.4 else { continue }
            pairs.append((whole + (isSameNumber ? 0.15 : 0), i, k))
        }
    }
    var result: [Int?] = Array(repeating: nil, count: drafted.count)
    var taken: Set<Int> = []
    for pair in pairs.sorted(by: { ($1.score, $0.new, $0.old) < ($0.score, $1.new, $1.old) })
    where result[pair.new] == nil && taken.insert(pair.old).inserted { result[pair.new] = pair.old }
    return result
}

private func words(_ text: String) -> [Substring] {
    fold(text, .plain).split { !($0.isLetter || $0.isNumber) }
}

/// The same words, or those of a title that was shortened.
private func isSame(_ old: String, _ new: String) -> Bool {
    let (old, new) = (words(old), words(new))
    return old == new || old.count >= 3 && new.starts(with: old)
}

/// The same words, or such as read the same.
private func areSame(_ old: [String], _ new: [String], _ context: ReadingContext) -> Bool {
    if old.map({ words($0) }) == new.map({ words($0) }) { return true }
    func meanings(_ phrases: [String]) -> [Deadline] {
        phrases.map { phrase in
            var deadline = readDeadline(phrase, in: context)
            deadline.text = ""
            deadline.notes = []
            return deadline
        }
    }
    return old.count == new.count && meanings(old) == meanings(new)
}

/// Whether the document names others in some role, and which of them the directory lacks where it names no others.
private func otherBodies(_ task: TaskDraft, than old: TaskInForce) -> (areOthers: Bool, unknown: [String]) {
    var areOthers = false
    var unknown: [String] = []
    var areKnown = false
    for role in [Role.directing, .lead, .executing, .coordinating, .monitoring] {
        let now = task.assignments.filter { $0.role == role }.map(\.body)
        let before = Set((old.bodies[role] ?? []).map { fold($0, .plain) })
        // What the document leaves out may well have been added by hand.
        guard !now.isEmpty, Set(now.map { fold($0.name, .plain) }) != before else { continue }
        areOthers = true
        let more = now.filter { !before.contains(fold($0.name, .plain)) }
        areKnown = areKnown || more.isEmpty || more.contains(where: \.isKnown)
        unknown += more.filter { !$0.isKnown }.map(\.name)
    }
    return (areOthers, areKnown ? [] : unknown)
}
