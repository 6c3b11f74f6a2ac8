import Dates
import Diagnostics
import Drafting
import Programmes

/// What is right of a document, listed by hand before the program read it.
///
/// A line for each task, its parts between bars: words that stand on one line of the document; bodies by their roles
/// (`lead=A + B ; coordinating=C`; `doing` is lead or executing; `nobody`; `target`; `~` for whatever is named); deadlines
/// (`A + B`; `-` for none; `~A` where A stands in one; `?` for whatever is found); how the title begins. A key, a tab and a
/// value say the document's head.
struct HandMadeList {
    struct Entry {
        var line: Int
        var words: String
        var roles: [(role: String, names: [String])]
        var takesAnyBody: Bool
        var isTarget: Bool
        var deadlines: [String]
        var takesAnyDeadline: Bool
        var title: String
    }

    var entries: [Entry] = []
    var head: [(key: String, value: String)] = []
    /// Of the list itself: words that stand on no line, or on several.
    var mistakes: [String] = []

    init(_ list: String, of text: String) {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" })
        for row in list.split(separator: "\n") {
            if let tab = row.firstIndex(of: "\t") {
                head.append((String(row[..<tab]), String(row[row.index(after: tab)...])))
                continue
            }
            let parts = (row + " ").split(separator: " | ", omittingEmptySubsequences: false).map {
                String($0).trimmingPrefix(" ")
            }.map { $0.last == " " ? String($0.dropLast()) : String($0) }
            let places = lines.indices.filter { lines[$0].contains(parts[0]) }
            guard parts.count == 4, places.count == 1 else {
                mistakes.append("“\(row)” stands on \(places.count) lines, or has not four parts")
                continue
            }
            let isBare = ["nobody", "target", "~"].contains(parts[1])
            entries.append(
                Entry(
                    line: places[0] + 1, words: parts[0],
                    roles: isBare ? [] : Self.roles(parts[1]), takesAnyBody: parts[1] == "~" || parts[1] == "target",
                    isTarget: parts[1] == "target",
                    deadlines: ["-", "?"].contains(parts[2]) ? [] : parts[2].split(separator: " + ").map(String.init),
                    takesAnyDeadline: parts[2] == "?", title: parts[3]))
        }
    }

    private static func roles(_ text: String) -> [(role: String, names: [String])] {
        text.split(separator: " ; ").map { part in
            let sides = part.split(separator: "=", maxSplits: 1).map(String.init)
            return (sides[0], sides.count > 1 ? sides[1].split(separator: " + ").map(String.init) : [])
        }
    }
}

/// How far a draft and a list by hand agree.
struct Agreement {
    var tasks = 0
    var foundTasks = 0
    var bodies = 0
    var foundBodies = 0
    var deadlines = 0
    var foundDeadlines = 0
    var spuriousTasks = 0
    var spuriousBodies = 0
    var spuriousDeadlines = 0
    /// What differs, a sentence each.
    var differences: [String] = []

    var summary: String {
        """
        tasks \(foundTasks)/\(tasks), bodies with roles \(foundBodies)/\(bodies), deadlines \(foundDeadlines)/\(deadlines); \
        spurious: \(spuriousTasks) tasks, \(spuriousBodies) bodies, \(spuriousDeadlines) deadlines
        """
    }

    static func + (a: Agreement, b: Agreement) -> Agreement {
        var sum = a
        sum.tasks += b.tasks
        sum.foundTasks += b.foundTasks
        sum.bodies += b.bodies
        sum.foundBodies += b.foundBodies
        sum.deadlines += b.deadlines
        sum.foundDeadlines += b.foundDeadlines
        sum.spuriousTasks += b.spuriousTasks
        sum.spuriousBodies += b.spuriousBodies
        sum.spuriousDeadlines += b.spuriousDeadlines
        sum.differences += b.differences
        return sum
    }

    private init() {}

    static let none = Agreement()

    init(_ draft: Draft, _ list: HandMadeList) {
        differences = list.mistakes
        for (key, value) in list.head {
            let found = Self.head(draft, key)
            if found != value { differences.append("\(key): “\(found)” and not “\(value)”") }
        }
        var used: Set<String> = []
        for entry in list.entries {
            tasks += 1
            bodies += entry.roles.reduce(0) { $0 + $1.names.count }
            deadlines += entry.deadlines.count
            guard let task = draft.tasks.first(where: { $0.lines.contains(entry.line) && !used.contains($0.id) }) else {
                differences.append("“\(entry.words)”: no task")
                continue
            }
            used.insert(task.id)
            foundTasks += 1
            compare(task, entry)
        }
        for task in draft.tasks where !used.contains(task.id) {
            spuriousTasks += 1
            differences.append("\(task.id) (line \(task.lines.lowerBound)) is no task: “\(task.title)”")
        }
    }

    private mutating func compare(_ task: TaskDraft, _ entry: HandMadeList.Entry) {
        var named = task.assignments.map { ($0.role.key, Self.plain($0.body.name)) }
        var missing: [String] = []
        for (role, names) in entry.roles {
            for name in names {
                let place = named.firstIndex { found in
                    (found.0 == role || role == "doing" && ["lead", "executing"].contains(found.0))
                        && found.1 == Self.plain(name)
                }
                if let place {
                    named.remove(at: place)
                    foundBodies += 1
                } else {
                    missing.append("\(role) \(name)")
                }
            }
        }
        if entry.takesAnyBody { named = [] }
        spuriousBodies += named.count
        if !missing.isEmpty || !named.isEmpty {
            differences.append("“\(entry.words)”: without \(missing), with \(named.map { "\($0.0) \($0.1)" })")
        }
        var phrases = task.deadlines.map { fold($0.value) }
        for phrase in entry.deadlines {
            let isPart = phrase.hasPrefix("~")
            let key = fold(isPart ? String(phrase.dropFirst()) : phrase)
            if let place = phrases.firstIndex(where: { isPart ? $0.contains(key) : $0 == key }) {
                phrases.remove(at: place)
                foundDeadlines += 1
            } else {
                differences.append("“\(entry.words)”: “\(phrase)” is missing among \(task.deadlines.map(\.value))")
            }
        }
        if !entry.takesAnyDeadline, !phrases.isEmpty {
            spuriousDeadlines += phrases.count
            differences.append("“\(entry.words)”: \(phrases) is no deadline of it")
        }
        if !fold(task.title).hasPrefix(fold(entry.title)) {
            differences.append("“\(entry.words)”: the title “\(task.title)” does not begin “\(entry.title)”")
        }
        if entry.isTarget != task.isTarget { differences.append("“\(entry.words)”: a target or none") }
    }

    private static func head(_ draft: Draft, _ key: String) -> String {
        switch key {
        case "number": draft.number?.value ?? ""
        case "title": draft.title?.value ?? ""
        case "issuer": draft.issuer?.value.name ?? ""
        case "issued": draft.issued.description
        case "id": draft.id
        default: "no such key"
        }
    }

    /// Without the article, whose capital is the sentence's.
    private static func plain(_ name: String) -> String {
        let key = fold(name)
        for article in ["các", "mỗi", "từng", "những"].map({ fold($0) + " " }) where key.hasPrefix(article) {
            return String(key.dropFirst(article.count))
        }
        return key
    }
}

extension Role {
    fileprivate var key: String {
        switch self {
        case .directing: "directing"
        case .lead: "lead"
        case .executing: "executing"
        case .coordinating: "coordinating"
        case .monitoring: "monitoring"
        }
    }
}
