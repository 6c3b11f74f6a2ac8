import Diagnostics
import Programmes

/// What programmes name, for checking what rules ask for. Folded; the spellings beside for suggestions.
///
/// Each kind is looked through when a rule first asks for one: of 100,000 tasks that is dear, and few rules name any.
final class KnownNames {
    private let all: [Programme]

    init(_ programmes: [Programme]) { all = programmes }

    private(set) lazy var programmes = Set(byID.keys)
    private(set) lazy var programmeNames = all.map(\.id)
    private(set) lazy var tags = Set(tagNames.lazy.map { fold($0) })
    private(set) lazy var tasks = TaskNames(ids: Set(all.lazy.flatMap(\.tasks.ids).map { fold($0) }), references)
    private(set) lazy var events = TaskNames(ids: named.events, references)
    private(set) lazy var eventNames = named.spellings.sorted()
    /// As many as a suggestion is looked for among.
    private(set) lazy var taskNames: [String] = Array(all.lazy.flatMap(\.tasks.ids).prefix(2000))

    /// The first spelling of each.
    private(set) lazy var tagNames: [String] = {
        var names: [String] = []
        var folded: Set<String> = []
        var met: Set<ByteText> = []
        var metSets: Set<UInt> = []
        for programme in all {
            for set in programme.tagSets where metSets.insert(set.address).inserted {
                for tag in set where met.insert(ByteText(tag)).inserted && folded.insert(fold(tag)).inserted {
                    names.append(tag)
                }
            }
        }
        return names
    }()

    private lazy var byID = Dictionary(grouping: all.indices) { fold(all[$0].id) }
    private lazy var references = TaskReferences(programmes: all, byID: byID)

    /// What the files themselves call events: `event`, and what `after` waits for.
    private lazy var named: (events: Set<String>, spellings: [String]) = {
        var (events, spellings): (Set<String>, [String]) = ([], [])
        for programme in all {
            for case let extra? in programme.tasks.indices.lazy.map({ programme.tasks.extra(of: $0) }) {
                if let after = extra.after {
                    events.insert(fold(after.contains("/") ? after : programme.id + "/" + after))
                }
                if let event = extra.event, events.insert(fold(event)).inserted { spellings.append(event) }
            }
        }
        return (events, spellings)
    }()
}

/// Names of their own, and every task's reference.
struct TaskNames {
    private let ids: Set<String>
    private let references: TaskReferences

    init(ids: Set<String>, _ references: TaskReferences) {
        self.ids = ids
        self.references = references
    }

    func contains(_ folded: String) -> Bool { ids.contains(folded) || references.contains(folded) }
}

/// `programme/task` of every task. A slash ends a word, so that a reference folds as its two halves do.
final class TaskReferences {
    private let programmes: [Programme]
    private let byID: [String: [Int]]
    /// By programme, of those that were asked for: a file of rules may name each of 100,000 tasks.
    private var tasks: [Int: Set<String>] = [:]

    init(programmes: [Programme], byID: [String: [Int]]) {
        self.programmes = programmes
        self.byID = byID
    }

    func contains(_ folded: String) -> Bool {
        guard let slash = folded.firstIndex(of: "/") else { return false }
        let task = String(folded[folded.index(after: slash)...])
        return byID[String(folded[..<slash]), default: []].contains { tasks(of: $0).contains(task) }
    }

    private func tasks(of programme: Int) -> Set<String> {
        if let known = tasks[programme] { return known }
        let folded = Set(programmes[programme].tasks.ids.map { fold($0) })
        tasks[programme] = folded
        return folded
    }
}
