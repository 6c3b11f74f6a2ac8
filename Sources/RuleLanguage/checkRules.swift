public import Diagnostics
public import Programmes

/// What a reader of the files can find wrong in them without a plan: names, static and dynamic facts, conditions that
/// exclude themselves, superiors of bodies that have none. Syntax and types of values are ``parseRules``'s.
/// - Parameters:
///   - files: of the whole site, in order of name: names and definitions are the site's, not a file's.
///   - bodies: nil where only the files are at hand; then names of bodies are not checked. Likewise `programmes` and
///     `templates`, the names of those that the site has.
/// - Returns: by file, in the order of each.
public func checkRules(
    _ files: [RuleFile], bodies: BodyDirectory?, programmes: [Programme]?, templates: [String]? = nil
) -> [Diagnostic] {
    var checker = Checker(files: files, bodies: bodies, programmes: programmes, templates: templates)
    return checker.run()
}

/// The state of one run over all files.
struct Checker {
    let files: [RuleFile]
    let bodies: BodyDirectory?
    let programmes: [Programme]?
    /// With those that are built in.
    let templates: [String]?
    var bags: [DiagnosticBag]
    /// The file at hand.
    var current = 0

    /// The first definition of each name, and what is known of it.
    struct Definition {
        var file: Int
        var define: Define
        var isUsed = false
        /// It leads back to itself, or to a name that does.
        var isCircular = false
    }
    var definitions: [String: Definition] = [:]
    /// Their names, each after those it uses.
    private(set) var settled: [String] = []
    private(set) var meter = CostMeter()
    var senseWork = 0
    let names: KnownNames
    private(set) lazy var superiors = Superiors(bodies: bodies, programmes: programmes)

    init(files: [RuleFile], bodies: BodyDirectory?, programmes: [Programme]?, templates: [String]? = nil) {
        self.files = files
        self.bodies = bodies
        self.programmes = programmes
        self.templates = templates.map { $0 + ["reminder", "escalation", "digest"] }
        names = KnownNames(programmes ?? [])
        bags = files.map { DiagnosticBag(path: $0.source.path) }
    }

    mutating func run() -> [Diagnostic] {
        meter = measuringDefinitions()
        for i in files.indices {
            current = i
            for item in files[i].items.indices { check(files[i].items[item], at: item) }
        }
        checkCover()
        // Who used it may stand in what could not be read.
        if files.allSatisfy(\.isWhole) {
            for (name, definition) in definitions.sorted(by: { $0.key < $1.key }) where !definition.isUsed {
                bags[definition.file].report(.unusedDefine(name), definition.define.name.span)
            }
        }
        return bags.flatMap { $0.finished() }
    }

    /// The first pass: names, circles, and what the definitions cost.
    mutating func measuringDefinitions() -> CostMeter {
        collectNames()
        findCircles()
        return CostMeter(definitions.mapValues(\.define), order: settled)
    }

    mutating func report(_ problem: RuleProblem, _ span: Span?, labels: [Diagnostic.Label] = []) {
        bags[current].report(problem, span, labels: labels)
    }

    // MARK: Names of items

    private mutating func collectNames() {
        var seen: [Keyword: [String: (file: Int, span: Span)]] = [:]
        for (file, ruleFile) in files.enumerated() {
            current = file
            for item in ruleFile.items {
                let (keyword, name): (Keyword, Name)
                switch item {
                case .rule(let rule): (keyword, name) = (.rule, rule.name)
                case .digest(let digest): (keyword, name) = (.digest, digest.name)
                case .mute(let mute): (keyword, name) = (.mute, mute.name)
                case .define(let define):
                    (keyword, name) = (.define, define.name)
                    if definitions[name.text] == nil { definitions[name.text] = Definition(file: file, define: define) }
                // A test stands beside its rules; its name is for people alone.
                case .test, .defaults: continue
                }
                if let first = seen[keyword, default: [:]][name.text] {
                    let isHere = first.file == file
                    let label = Diagnostic.Label(
                        span: first.span, message: Wording(vi: "lần đầu ở đây", en: "first here"))
                    report(
                        .duplicateName(keyword, name.text, elsewhere: isHere ? nil : files[first.file].source.path),
                        name.span, labels: isHere ? [label] : [])
                } else {
                    seen[keyword, default: [:]][name.text] = (file, name.span)
                }
            }
        }
    }

    /// Definitions that lead back to themselves, each circle told once, at its first definition.
    private mutating func findCircles() {
        enum State { case open, done }
        var states: [String: State] = [:]
        // A stack of our own: a thousand definitions may follow one another.
        for start in definitions.values.sorted(by: {
            ($0.file, $0.define.name.span.start) < ($1.file, $1.define.name.span.start)
        }) {
            var path: [(name: String, next: [String])] = []
            func enter(_ name: String) {
                guard let definition = definitions[name], states[name] == nil else { return }
                states[name] = .open
                path.append((name, definition.define.condition.definedNames.map(\.text)))
            }
            enter(start.define.name.text)
            while let top = path.last {
                guard let next = top.next.first else {
                    states[top.name] = .done
                    settled.append(top.name)
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next.removeFirst()
                if states[next] == .open, let from = path.firstIndex(where: { $0.name == next }) {
                    let circle = path[from...].map(\.name)
                    for name in circle { definitions[name]?.isCircular = true }
                    if let first = definitions[next] {
                        current = first.file
                        report(.defineCycle(circle + [next]), first.define.name.span)
                    }
                } else {
                    enter(next)
                }
            }
        }
    }

    // MARK: Items

    private mutating func check(_ item: Item, at index: Int) {
        let layout = index < files[current].layouts.count ? files[current].layouts[index] : nil
        switch item {
        case .rule(let rule): check(rule, layout)
        case .digest(let digest):
            for recipient in digest.to { check(recipient, of: nil, at: layout?.span(of: .to) ?? digest.name.span) }
            check(digest.list, isStatic: false)
            checkCost(of: digest.list)
            check(template: digest.template)
            checkSense(digest.list)
        case .mute(let mute):
            if let condition = mute.condition {
                check(condition, isStatic: true, in: .mute)
                checkCost(of: condition)
                checkSense(condition)
            }
        case .define(let define):
            check(define.condition, isStatic: false)
            if definitions[define.name.text]?.isCircular == false { checkSense(define.condition) }
        case .test(let test): check(test)
        case .defaults: break
        }
    }

    private mutating func check(_ rule: Rule, _ layout: ItemLayout?) {
        if let condition = rule.condition {
            check(condition, isStatic: true, clause: rule.guardCondition == nil ? layout?.span(of: .for) : nil)
            checkSense(condition)
        }
        if let condition = rule.guardCondition {
            check(condition, isStatic: false)
            checkSense(condition)
        }
        if let condition = rule.until {
            check(condition, isStatic: false)
            switch condition {
            case .holds(.done, let span), .holds(.cancelled, let span): report(.redundantUntil, span)
            default: checkSense(condition)
            }
        }
        if case .event(let name) = rule.when, programmes != nil, !names.events.contains(fold(name.text)) {
            let known = names.eventNames
            let meant = guess(guessName(name.text, among: known))
            report(.unknownEvent(name.text, meant: meant, known: known), name.span)
        }
        let spans = layout?.clauses.filter { $0.kind == .action }.map(\.span) ?? []
        for (i, action) in rule.actions.enumerated() {
            let span = i < spans.count ? spans[i] : rule.name.span
            for recipient in action.recipients { check(recipient, of: rule, at: span) }
        }
        for step in rule.steps {
            for recipient in step.actions.flatMap(\.recipients) { check(recipient, of: rule, at: step.span) }
        }
        check(template: rule.template)
        checkCost(of: rule, layout)
        checkEffect(rule, layout)
    }
}

extension ItemLayout {
    /// Where its first clause of a kind stands, or the one behind so many others of the kind.
    func span(of kind: ClauseKind, _ index: Int = 0) -> Span? {
        clauses.lazy.filter { $0.kind == kind }.dropFirst(index).first?.span
    }
}

extension Condition {
    /// The names it refers to, in the order written.
    var definedNames: [Name] {
        switch self {
        case .and(let a, let b), .or(let a, let b): a.definedNames + b.definedNames
        case .not(let inner): inner.definedNames
        case .defined(let name): [name]
        case .compare, .holds, .dueWithin: []
        }
    }

    /// From its first word to its last.
    var span: Span {
        switch self {
        case .and(let a, let b), .or(let a, let b): a.span.to(b.span)
        case .not(let inner): inner.span
        case .defined(let name): name.span
        case .compare(_, _, _, let span), .holds(_, let span), .dueWithin(_, let span): span
        }
    }
}
