import Dates
public import Diagnostics
import Programmes
public import RuleLanguage

/// What came of a `test` in a rule file.
public struct TestOutcome: Hashable, Sendable {
    /// Of the rule file.
    public var path: String
    /// As written; tests may share one.
    public var name: String
    /// In the order of the statements, one at most of each `expect`.
    public var failures: [TestFailure]

    /// Also of a test that expects nothing and has no statement.
    public var passed: Bool { failures.isEmpty }
}

/// An expectation that did not hold.
public struct TestFailure: Hashable, Sendable {
    /// Of the statement.
    public var span: Span
    /// What was expected, what came, and why.
    public var wording: Wording
}

/// Writes the letters of some notices of one plan: what is in each, its subject first.
public typealias LetterWriter = (_ notices: [Notice], _ plan: Plan) -> [String]

/// Runs the tests that stand in rule files, on a virtual clock, through ``decide(_:_:at:)``.
/// - Parameters:
///   - site: whose settings, calendar and bodies hold; bodies it does not know are made up.
///   - letters: for `expect text`. Without it there are no letters, and no words in them.
///   - progress: called before each test with how many are done and how many there are.
public func runTests(
    _ files: [RuleFile], in site: Site, letters: LetterWriter = { _, _ in [] },
    progress: (Int, Int) -> Void = { _, _ in }
) -> [TestOutcome] {
    var outcomes: [TestOutcome] = []
    let total = files.reduce(0) { $0 + $1.items.count { if case .test = $0 { true } else { false } } }
    for (i, file) in files.enumerated() {
        for case .test(let test) in file.items {
            progress(outcomes.count, total)
            var run = RuleTestRun(test, in: files, file: i, site: site)
            var failures: [TestFailure]
            do {
                try run.run()
                failures = run.failures(of: test, letters)
            } catch {
                failures = [TestFailure(span: test.name.span, wording: error.wording)]
            }
            outcomes.append(TestOutcome(path: file.source.path, name: test.name.text, failures: failures))
        }
    }
    return outcomes
}

extension RuleTestRun {
    /// What a notice is to an expectation: its kind, and to whom.
    private struct Sending: Hashable {
        var kind: NoticeKind
        var recipient: CompiledRecipient
    }

    /// Whether all expectations hold.
    func passes(_ test: RuleTest, _ letters: LetterWriter) -> Bool {
        test.statements.allSatisfy { statement in
            guard case .expect(on: let day, let expectation, _) = statement else { return true }
            let came = came(on: day)
            return isMet(expectation, by: came) && missingWords(expectation, of: came, letters).isEmpty
        }
    }

    /// Whether the notices are those that were expected, and went to the bodies that were named.
    private func isMet(_ expectation: TestExpectation, by came: [Notice]) -> Bool {
        if expectation.isOfWordsAlone { return true }
        guard Set(expected(expectation)) == Set(came.map(sending)) else { return false }
        return wrongBodies(expectation, came).isEmpty
    }

    /// Of what was expected to go to bodies that are named: what went to others.
    private func wrongBodies(_ expectation: TestExpectation, _ came: [Notice]) -> [Sending] {
        var named: [Sending: Set<String>] = [:]
        var isFree: Set<Sending> = []
        for (sending, bodies) in zip(expected(expectation), expectation.actions.flatMap(\.recipients).map(\.bodies)) {
            if bodies.isEmpty { isFree.insert(sending) }
            named[sending, default: []].formUnion(bodies.map { id(of: $0.text) })
        }
        return named.filter { sending, bodies in
            !isFree.contains(sending)
                && bodies != Set(came.filter { self.sending($0) == sending }.map(\.identity.recipient))
        }.map(\.key)
    }

    private func id(of body: String) -> String {
        plan.site.bodies.body(named: body).map { plan.site.bodies[$0].id } ?? body
    }

    /// The words that stand in no letter of the day; how lines are broken does not matter.
    private func missingWords(
        _ expectation: TestExpectation, of came: [Notice], _ letters: LetterWriter
    ) -> [String] {
        guard !expectation.texts.isEmpty else { return [] }
        let written = letters(came, plan).map(words)
        return expectation.texts.map(\.text).filter { text in
            let wanted = words(text)
            return !written.contains { $0.utf8.contains(wanted.utf8) }
        }
    }

    private func words(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    /// The notices to bodies of a day; a digest is not what a test speaks of.
    private func came(on day: Day) -> [Notice] {
        notices.filter { $0.kind != .digest && plan.siteCalendar.zone.day(at: $0.at) == day }
    }

    private func sending(_ notice: Notice) -> Sending {
        var recipient = CompiledRecipient(base: .body(nil), climbs: notice.climbs)
        if let role = notice.role {
            recipient.base = .role(role)
        } else {
            recipient.base = .body(plan.site.bodies.body(named: notice.superiorOf ?? notice.identity.recipient))
        }
        return Sending(kind: notice.kind, recipient: recipient)
    }

    private func expected(_ expectation: TestExpectation) -> [Sending] {
        let compiler = PredicateCompiler([], bodies: plan.site.bodies)
        return expectation.actions.flatMap { action in
            action.recipients.flatMap { compiler.recipients($0.recipient) }.compactMap { recipient in
                guard isMeant(recipient) else { return nil }
                let written = CompiledRecipient(base: recipient.base, climbs: recipient.climbs)
                return Sending(kind: action.kind == .remind ? .reminder : .escalation, recipient: written)
            }
        }
    }

    /// Whoever is to confirm has one of several roles: that of the test's tasks.
    private func isMeant(_ recipient: CompiledRecipient) -> Bool {
        !recipient.isToConfirm
            || (0..<plan.taskCount).contains { plan.confirmation(ofTask: $0).role == recipient.role }
    }

    func failures(of test: RuleTest, _ letters: LetterWriter) -> [TestFailure] {
        // A reason may take another run: of what goes wrong again and again the first tell enough.
        var explained = 0
        return test.statements.compactMap { statement in
            guard case .expect(on: let day, let expectation, let span) = statement else { return nil }
            let came = came(on: day)
            var reasons: [Wording] = []
            if !isMet(expectation, by: came) {
                reasons = deviations(from: expectation, came, on: day, isExplained: explained < 10)
                explained += 1
            }
            let missing = missingWords(expectation, of: came, letters)
            reasons += missing.map { text in
                Wording(vi: "không thư nào có chữ “\(text)”", en: "no letter has the words “\(text)”")
            }
            guard !reasons.isEmpty else { return nil }
            return TestFailure(
                span: span,
                wording: Wording(
                    vi:
                        "\(day.wording.vi): mong đợi \(printExpectation(expectation, in: .vi)); thực tế \(words(came, .vi))"
                        + reasons.map { "\n" + $0.vi }.joined(),
                    en: "\(day): expected \(printExpectation(expectation, in: .en)); came \(words(came, .en))"
                        + reasons.map { "\n" + $0.en }.joined()))
        }
    }

    /// What came and was not expected, what was and did not, and who of a recipient got it.
    private func deviations(
        from expectation: TestExpectation, _ came: [Notice], on day: Day, isExplained: Bool
    ) -> [Wording] {
        let expected = expected(expectation)
        let missing = expected.filter { !came.map(sending).contains($0) }
        let wrong = wrongBodies(expectation, came)
        let others = came.filter { wrong.contains(sending($0)) }.map(\.identity.recipient)
        let reached: [Wording] =
            others.isEmpty
            ? []
            : [
                Wording(
                    vi: "gửi đến " + others.joined(separator: ", "), en: "sent to " + others.joined(separator: ", "))
            ]
        return reached + came.filter { !expected.contains(sending($0)) }.map(extra)
            + (missing.isEmpty || !isExplained ? [] : reasons(for: missing, on: day))
    }

    private func words(_ notices: [Notice], _ language: Language) -> String {
        var seen: [String] = []
        for notice in notices {
            let action = printAction(
                Action(notice.kind == .reminder ? .remind : .escalate, [recipient(notice)]), in: language)
            if !seen.contains(action) { seen.append(action) }
        }
        return seen.isEmpty ? printExpectation(.nothing, in: language) : seen.joined(separator: "; ")
    }

    private func recipient(_ notice: Notice) -> Recipient {
        var recipient: Recipient = notice.role.map { .role($0) } ?? .body(Name(notice.identity.recipient))
        for _ in 0..<notice.climbs { recipient = .superior(of: recipient) }
        return recipient
    }

    /// Where a notice that nobody expected came from.
    private func extra(_ notice: Notice) -> Wording {
        let identity = notice.identity
        let at = plan.siteCalendar.zone.wording(notice.at)
        let none = Wording(vi: "", en: "")
        let number =
            identity.repeatNumber > 0
            ? Wording(vi: ", lần lặp \(identity.repeatNumber)", en: ", repeat \(identity.repeatNumber)") : none
        let late = notice.late ? Wording(vi: ", gửi muộn", en: ", late") : none
        return Wording(
            vi:
                "quy tắc “\(identity.rule)” (dòng \(notice.ruleLine)), bước \(identity.step)\(number.vi), kỳ \(identity.occurrence), \(at.vi)\(late.vi)",
            en:
                "rule “\(identity.rule)” (line \(notice.ruleLine)), step \(identity.step)\(number.en), occurrence \(identity.occurrence), \(at.en)\(late.en)"
        )
    }

    /// Why what was expected did not come: of each rule that sends such a thing the first condition that held it back.
    private func reasons(for missing: [Sending], on day: Day) -> [Wording] {
        let memory = memory(on: day)
        let now = plan.siteCalendar.zone.instant(day, TimeOfDay(hour: 24)!)
        var reasons: [Wording] = []
        for rule in plan.rules {
            let sends = rule.steps.flatMap(\.actions).contains { action in
                action.recipients.contains { recipient in
                    missing.contains { $0.kind == action.kind && $0.recipient == recipient }
                }
            }
            guard sends else { continue }
            for task in 0..<plan.taskCount {
                let ofDay = explainDecision(plan, memory, task: task, rule: rule.name, on: day, at: now)
                // Where the day concerns no occurrence at all, what the rule does instead.
                let answers =
                    ofDay.isEmpty ? explainDecision(plan, memory, task: task, rule: rule.name, at: now) : ofDay
                for why in answers.prefix(ofDay.isEmpty ? 1 : 3) {
                    let place = why.occurrence.map { "@\($0)" } ?? ""
                    var when = Wording(vi: "", en: "")
                    if case .sent(let instant) = why.answer {
                        let at = plan.siteCalendar.zone.wording(instant)
                        when = Wording(vi: " " + at.vi, en: " " + at.en)
                    }
                    reasons.append(
                        Wording(
                            vi: "quy tắc “\(rule.name)” (dòng \(rule.line))\(place): \(why.wording.vi)\(when.vi)",
                            en: "rule “\(rule.name)” (line \(rule.line))\(place): \(why.wording.en)\(when.en)"))
                }
            }
        }
        if reasons.isEmpty {
            reasons.append(Wording(vi: "không quy tắc nào gửi như vậy", en: "no rule sends such a thing"))
        }
        return reasons
    }
}
