import Diagnostics
import Programmes

/// Which bodies in a role have nobody above them, some levels up.
struct Superiors {
    private let bodies: BodyDirectory?
    private var inRole: [Role: [BodyIndex]] = [:]

    init(bodies: BodyDirectory?, programmes: [Programme]?) {
        self.bodies = bodies
        guard let bodies, let programmes else { return }
        // By role, then body: of a million assignments few are met for the first time.
        let count = bodies.count
        var isMember = [Bool](repeating: false, count: Role.allCases.count * count)
        var seen = isMember
        seen.withUnsafeMutableBufferPointer { seen in
            for programme in programmes.indices {
                programmes[programme].tasks.forEachAssignments { assignments in
                    for assignment in assignments {
                        let first = Int(assignment.role.rawValue) * count
                        guard !seen[first + Int(assignment.body.rawValue)] else { continue }
                        seen[first + Int(assignment.body.rawValue)] = true
                        for member in bodies.expand(assignment.body) where !isMember[first + Int(member.rawValue)] {
                            isMember[first + Int(member.rawValue)] = true
                            inRole[assignment.role, default: []].append(member)
                        }
                    }
                }
            }
        }
    }

    /// The names of those without a superior at the level (1: their own), of the role's bodies or of one body.
    func missing(level: Int, role: Role) -> [String] { missing(level: level, of: inRole[role] ?? []) }

    func missing(level: Int, body: BodyIndex) -> [String] { missing(level: level, of: bodies?.expand(body) ?? []) }

    private func missing(level: Int, of members: [BodyIndex]) -> [String] {
        guard let bodies else { return [] }
        return members.filter { member in
            var current: BodyIndex? = member
            for _ in 0..<level { current = current.flatMap { bodies.superior(of: $0) } }
            return current == nil
        }.map { bodies[$0].name }
    }
}

extension Checker {
    /// A recipient's bodies and superiors.
    mutating func check(_ recipient: Recipient, of rule: Rule?, at span: Span) {
        var level = 0
        var inner = recipient
        while case .superior(let next) = inner {
            level += 1
            inner = next
        }
        guard let bodies else { return }
        switch inner {
        case .body(let name):
            guard let body = bodies.body(named: name.text) else {
                return report(.unknownBody(name.text, meant: guess(bodies.guess(name.text))), name.span)
            }
            let missing = level > 0 ? superiors.missing(level: level, body: body) : []
            if !missing.isEmpty { report(.noSuperior(listed(missing), bodies.keyLanguage), span) }
        case .role(let role):
            guard level > 0 else { return }
            let missing = superiors.missing(level: level, role: role)
            if !missing.isEmpty { report(.noSuperior(listed(missing), bodies.keyLanguage), span) }
        case .superior, .officer, .confirming: break
        }
    }

    private func listed(_ names: [String]) -> String {
        names.prefix(3).joined(separator: ", ") + (names.count > 3 ? ", … (\(names.count))" : "")
    }

    /// The names in a condition, and whether it asks for more than the files say where it may not.
    /// - Parameter clause: the whole `for`, where it could become an `if`.
    mutating func check(_ condition: Condition, isStatic: Bool, in item: Keyword = .rule, clause: Span? = nil) {
        switch condition {
        case .and(let a, let b), .or(let a, let b):
            check(a, isStatic: isStatic, in: item)
            check(b, isStatic: isStatic, in: item)
        case .not(let inner): check(inner, isStatic: isStatic, in: item)
        case .defined(let name): check(name, isStatic: isStatic, in: item, clause: clause)
        case .holds(let fact, let span):
            if isStatic, !fact.isStatic { reportDynamic(fact, span, via: nil, in: item, clause: clause) }
        case .dueWithin(_, let span):
            if isStatic { reportDynamic(nil, span, via: nil, in: item, clause: clause) }
        case .compare(let fact, _, let literal, let span):
            if isStatic, !fact.isStatic { reportDynamic(fact, span, via: nil, in: item, clause: clause) }
            if case .string(let text) = literal { check(text, of: fact, span) }
        }
    }

    private mutating func check(_ name: Name, isStatic: Bool, in item: Keyword, clause: Span?) {
        guard definitions[name.text] != nil else {
            return report(.unknownName(name.text, meant: guess(nameOrWord(name.text))), name.span)
        }
        definitions[name.text]?.isUsed = true
        guard isStatic, let fact = dynamicFact(in: .defined(name)) else { return }
        reportDynamic(fact.fact, name.span, via: name.text, in: item, clause: clause)
    }

    /// A definition that was meant, or a word of the language.
    private func nameOrWord(_ text: String) -> Guess? {
        let name = guessName(text, among: definitions.keys.sorted())
        if name?.isSafe == true { return name }
        let words = Spelling.all.filter { Parser.factKeywords.contains($0.keyword) }.map(\.text)
        return guessWord(text, among: words) ?? name
    }

    /// The first dynamic fact that a condition asks for, through its definitions.
    private func dynamicFact(in condition: Condition) -> (fact: Fact?, Void)? {
        var pending = [condition]
        var seen: Set<String> = []
        while let next = pending.popLast() {
            switch next {
            case .and(let a, let b), .or(let a, let b): pending += [b, a]
            case .not(let inner): pending.append(inner)
            case .defined(let name):
                if seen.insert(name.text).inserted, let found = definitions[name.text] {
                    pending.append(found.define.condition)
                }
            case .holds(let fact, _), .compare(let fact, _, _, _): if !fact.isStatic { return (fact, ()) }
            case .dueWithin: return (nil, ())
            }
        }
        return nil
    }

    private mutating func reportDynamic(_ fact: Fact?, _ span: Span, via: String?, in item: Keyword, clause: Span?) {
        // The keyword of the clause is what stands before its condition.
        var keyword: Span?
        var replacement = "if"
        if let clause, clause.start < span.start {
            let source = files[current].source.bytes
            var end = span.start
            while end > clause.start, source[end - 1] <= 0x20 { end -= 1 }
            keyword = Span(clause.start, end)
            if source[clause.start..<end].contains(where: { $0 >= 0x80 }) { replacement = "nếu" }
        }
        report(.dynamicInFor(fact, via: via, item: item, keyword: keyword, replacement: replacement), span)
    }

    /// Names of files, told apart by every letter.
    mutating func check(template name: Name?) {
        guard let name, let templates, !templates.contains(name.text) else { return }
        let meant = guess(guessName(name.text, among: templates), isWarning: true)
        report(.unknownTemplate(name.text, meant: meant), name.span)
    }

    /// What was likely meant; not looked for where it would not be told.
    func guess(_ found: @autoclosure () -> Guess?, isWarning: Bool = false) -> Guess? {
        bags[current].isFull(ofWarnings: isWarning) ? nil : found()
    }

    /// A value that names something of the site.
    private mutating func check(_ text: String, of fact: Fact, _ span: Span) {
        // The value stands at the end of the comparison, in quotation marks.
        let value = valueSpan(text, span)
        switch fact {
        case .role:
            if let bodies, bodies.body(named: text) == nil {
                report(.unknownBody(text, meant: guess(bodies.guess(text))), value)
            }
        case .programme where programmes != nil:
            if !names.programmes.contains(fold(text)) {
                let meant = guess(guessName(text, among: names.programmeNames), isWarning: true)
                report(.unknownProgramme(text, meant: meant), value)
            }
        case .task where programmes != nil:
            if !names.tasks.contains(fold(text)) {
                let meant = guess(guessName(text, among: names.taskNames), isWarning: true)
                report(.unknownTask(text, meant: meant), value)
            }
        case .tag where programmes != nil:
            if !names.tags.contains(fold(text)) {
                let meant = guess(guessName(text, among: names.tagNames), isWarning: true)
                report(.unknownTag(text, meant: meant), value)
            }
        default: break
        }
    }

    private func valueSpan(_ text: String, _ span: Span) -> Span {
        let length = quoted(text).utf8.count
        let bytes = files[current].source.bytes
        guard span.end - length > span.start, span.end <= bytes.count, bytes[span.end - length] == 0x22 else {
            return span
        }
        return Span(span.end - length, span.end)
    }
}
