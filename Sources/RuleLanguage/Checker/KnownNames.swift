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
    private(set) lazy var tasks = TaskNames(ids: Set(all.lazy.flatMap(\.tasks).map { fold($0.id) }), references)
    private(set) lazy var events = TaskNames(ids: named.events, references)
    private(set) lazy var eventNames = named.spellings
    /// As many as a suggestion is looked for among.
    private(set) lazy var taskNames = Array(all.lazy.flatMap(\.tasks).prefix(2000).map(\.id))

    /// The first spelling of each.
    private(set) lazy var tagNames: [String] = {
        var names: [String] = []
        var folded: Set<String> = []
        var met: Set<Spelled> = []
        for programme in all {
            for tag in programme.tagSets.joined()
            where met.insert(Spelled(text: tag)).inserted && folded.insert(fold(tag)).inserted { names.append(tag) }
        }
        return names
    }()

    private lazy var byID = Dictionary(grouping: all.indices) { fold(all[$0].id) }
    private lazy var references = TaskReferences(programmes: all, byID: byID)

    /// What the files themselves call events: `event`, and what `after` waits for.
    private lazy var named: (events: Set<String>, spellings: [String]) = {
        var (events, spellings): (Set<String>, [String]) = ([], [])
        for programme in all {
            for case let extra? in programme.tasks.lazy.map(\.extra) {
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
struct TaskReferences {
    let programmes: [Programme]
    let byID: [String: [Int]]

    func contains(_ folded: String) -> Bool {
        guard let slash = folded.firstIndex(of: "/") else { return false }
        let task = folded[folded.index(after: slash)...]
        return byID[String(folded[..<slash]), default: []].contains { programme in
            programmes[programme].tasks.contains { fold($0.id) == task }
        }
    }
}

/// A text by its bytes: several times as fast to look up as a `String`, which is compared as Unicode has it.
private struct Spelled: Hashable {
    let text: String

    static func == (a: Spelled, b: Spelled) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
