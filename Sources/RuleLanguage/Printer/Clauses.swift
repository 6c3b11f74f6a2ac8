import Dates
import Diagnostics
import Programmes

/// An item as the clauses to write, in canonical order.
struct PrintedItem {
    struct Clause {
        /// Which of the layout's clauses it is: its kind, and the how-manieth of the kind.
        var kind: ClauseKind
        var index = 0
        /// Between them a line may break.
        var pieces: [String]
    }

    var head: String
    var clauses: [Clause] = []
    /// `define` has its condition on the head's line.
    var headPieces: [String] = []

    private let words: Phrasing
    /// Short keywords are filled up to this, so that what they take stands in one column.
    private static let column = 6

    init(_ item: Item, _ words: Phrasing) {
        self.words = words
        head = ""
        switch item {
        case .rule(let rule):
            head = named(.rule, rule.name)
            add(rule)
        case .digest(let digest):
            head = named(.digest, digest.name)
            add(digest)
        case .mute(let mute):
            head = named(.mute, mute.name)
            add(mute)
        case .defaults(let defaults):
            head = words.word(.defaults)
            common(
                at: defaults.at, onWorkingDays: defaults.onWorkingDays, severity: defaults.severity,
                grouping: defaults.grouping, catchUp: defaults.catchUp)
        case .define(let define):
            head = words.word(.define) + " " + define.name.text + " ="
            headPieces = words.condition(define.condition)
        case .test(let test):
            head = named(.test, test.name)
            for (index, statement) in test.statements.enumerated() {
                clauses.append(Clause(kind: .statement, index: index, pieces: self.statement(statement)))
            }
        }
    }

    private func named(_ keyword: Keyword, _ name: Name) -> String {
        words.word(keyword) + " " + words.string(name.text)
    }

    private mutating func add(_ kind: ClauseKind, _ keyword: String, _ pieces: [String], filled: Bool = true) {
        let gap = filled ? max(0, PrintedItem.column - keyword.count) : 0
        var pieces = pieces.isEmpty ? [""] : pieces
        pieces[0] = keyword + String(repeating: " ", count: gap) + (pieces[0].isEmpty ? "" : " " + pieces[0])
        let index = clauses.count { $0.kind == kind }
        clauses.append(Clause(kind: kind, index: index, pieces: pieces))
    }

    private mutating func add(_ rule: Rule) {
        if let condition = rule.condition { add(.for, words.word(.for), words.condition(condition)) }
        add(.when, words.word(.when), words.when(rule.when))
        if let condition = rule.guardCondition { add(.if, words.word(.if), words.condition(condition)) }
        common(at: rule.at, onWorkingDays: rule.onWorkingDays, severity: rule.severity, grouping: nil, catchUp: nil)
        for action in rule.actions {
            let pieces = words.action(action)
            add(.action, pieces[0], Array(pieces.dropFirst()))
        }
        for step in rule.steps {
            let actions = step.actions.map { words.action($0).joined(separator: " ") }
            add(.step, words.word(.thenAfter), [words.offset(step.after)] + actions, filled: false)
        }
        if let repetition = rule.repetition {
            var pieces = [words.word(.every) + " " + words.offset(repetition.every)]
            if let times = repetition.times {
                let unit = words.language == .en && times == 1 ? "time" : words.word(.times)
                pieces.append("\(words.word(.upTo)) \(times) \(unit)")
            }
            add(.repeat, words.word(.repeat), pieces)
        }
        if let condition = rule.until { add(.until, words.word(.until), words.condition(condition)) }
        if let template = rule.template {
            add(.template, words.word(.using), [words.string(template.text)], filled: false)
        }
        common(at: nil, onWorkingDays: nil, severity: nil, grouping: rule.grouping, catchUp: rule.catchUp)
    }

    private mutating func add(_ digest: Digest) {
        var cycle = words.cycle(digest.every)
        if let at = digest.at { cycle += " " + words.word(.at) + " " + at.description }
        add(.every, words.word(.every), [cycle])
        add(.to, words.word(words.language == .vi ? .send : .to), words.list(digest.to.map(words.recipient)))
        add(.list, words.word(.list), words.condition(digest.list))
        if let grouping = digest.groupBy {
            let by: Keyword =
                switch grouping {
                case .role(let role): role.keyword
                case .programme: .programme
                }
            add(.grouping, words.word(.groupBy), [words.word(by)], filled: false)
        }
        common(at: nil, onWorkingDays: digest.onWorkingDays, severity: digest.severity, grouping: nil, catchUp: nil)
        if let template = digest.template {
            add(.template, words.word(.using), [words.string(template.text)], filled: false)
        }
    }

    private mutating func add(_ mute: Mute) {
        let days = words.day(mute.from) + " " + words.word(.to) + " " + words.day(mute.to)
        add(.from, words.word(.from), [days], filled: false)
        if let condition = mute.condition { add(.for, words.word(.for), words.condition(condition), filled: false) }
        if let because = mute.because { add(.because, words.word(.because), [words.string(because)], filled: false) }
        if let then = mute.then {
            add(.then, words.word(.then), [words.word(then == .send ? .send : .drop)], filled: false)
        }
    }

    private mutating func common(
        at: TimeOfDay?, onWorkingDays: Bool?, severity: Severity?, grouping: Grouping?, catchUp: CatchUp?
    ) {
        if let at { add(.at, words.word(.at), [at.description], filled: false) }
        if onWorkingDays == true {
            add(.workingDays, words.word(.on), [words.word(.workingDays)], filled: false)
        }
        if let grouping {
            let by: Keyword = grouping == .recipient ? .recipient : grouping == .task ? .task : .none
            add(.grouping, words.word(.groupBy), [words.word(by)], filled: false)
        }
        if catchUp == .latestAtOnce {
            add(.catchUp, words.word(.catchUpAtOnce), [], filled: false)
        } else if let catchUp {
            let none = words.word(words.language == .vi ? .not : .none)
            let value = catchUp == .latest ? words.word(.latest) : catchUp == .all ? words.word(.all) : none
            add(.catchUp, words.word(.catchUp), [value], filled: false)
        }
        if let severity {
            let value: Keyword =
                switch severity {
                case .info: .info
                case .notice: .notice
                case .warning: .warning
                case .critical: .critical
                }
            add(.severity, words.word(.severity), [words.word(value)], filled: false)
        }
    }

    // MARK: Tests

    private func statement(_ statement: TestStatement) -> [String] {
        switch statement {
        case .task(let task): return self.task(task)
        case .given(let report, let day, _):
            return [words.word(.given) + " " + words.report(report), words.word(.on) + " " + words.day(day)]
        case .expect(let day, let expectation, _):
            let head = words.word(.on) + " " + words.day(day) + " " + words.word(.expect)
            let parts = words.expectation(expectation)
            return [head + " " + parts[0]] + parts.dropFirst().map { words.word(.and) + " " + $0 }
        }
    }

    private func task(_ task: TestTask) -> [String] {
        var pieces = [words.word(.task) + (task.id.map { " " + words.string($0) } ?? "")]
        func strings(_ keyword: Keyword, _ values: [String]) {
            if values.isEmpty { return }
            pieces.append(words.word(keyword) + " " + words.list(values.map(words.string)).joined(separator: " "))
        }
        strings(.title, task.title.map { [$0] } ?? [])
        strings(.deadline, task.deadline)
        if let issued = task.issued { pieces.append(words.word(.issued) + " " + words.day(issued)) }
        for role in Role.allCases { strings(role.keyword, task.roles[role] ?? []) }
        strings(.tag, task.tags)
        if let priority = task.priority { pieces.append(words.word(.priority) + " " + words.priority(priority)) }
        strings(.event, task.event.map { [$0] } ?? [])
        strings(.officer, task.officer.map { [$0] } ?? [])
        if task.completion == .each { pieces.append(words.word(.completionEach)) }
        if let role = task.confirmation.role { pieces.append(words.word(.confirm) + " " + words.word(role.keyword)) }
        return pieces
    }
}
