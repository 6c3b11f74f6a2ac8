import Dates
import Deadlines
import Diagnostics
import JSONText
import Programmes
import RuleLanguage
import Testing

@testable import Planning

/// The specification's table of meanings, line by line, on one task.
@Suite struct MeaningTests {
    static let bodies = BodyDirectory([
        Body(id: "tinh-uy", name: "Tỉnh ủy"),
        Body(id: "ban-thuong-vu", name: "Ban Thường vụ", parent: BodyIndex(0)),
        Body(id: "ban-dan-van", name: "Ban Dân vận", parent: BodyIndex(1)),
        Body(id: "so-lao-dong", name: "Sở Lao động", parent: BodyIndex(0)),
        Body(id: "cac-ban", name: "Các ban", members: [BodyIndex(2), BodyIndex(3)]),
    ])

    private func plan(_ rules: String, _ phrase: String, lead: Int = 2) -> Plan {
        let (file, diagnostics) = parseRules(SourceFile(path: "rules/a.rules", text: rules))
        #expect(diagnostics.isEmpty, "\(diagnostics)")
        let task = OfficeTask(
            id: "1.1", title: "Quán triệt Nghị quyết",
            assignments: [Assignment(.directing, BodyIndex(1)), Assignment(.lead, BodyIndex(lead))], deadline: 0)
        let programme = Programme(
            id: "01-KH-TU", title: "", issued: Day(unchecked: 2021, 9, 30), tasks: [task], deadlines: [[phrase]])
        return makePlan(
            Site(
                settings: Settings(), bodies: Self.bodies, programmes: [programme], ruleFiles: [file],
                calendar: .vietnam))
    }

    /// `date time kind recipient`, a line each.
    private func sent(
        _ rules: String, _ phrase: String = "Trong quý IV/2021", lead: Int = 2,
        through: Day = Day(unchecked: 2022, 3, 31),
        reports: [Report] = []
    ) -> [String] {
        let plan = plan(rules, phrase, lead: lead)
        return simulate(plan, from: Day(unchecked: 2021, 10, 1), through: through, reports: reports).map {
            let (day, time) = plan.site.settings.zone.local($0.at)
            return "\(day) \(time) \($0.kind.rawValue) \($0.identity.recipient)\($0.late ? " late" : "")"
        }
    }

    @Test func whenWithSeveralOffsets() {
        #expect(
            sent("rule \"a\" when before due 30 days, 7 days, 1 working day remind lead on working days") == [
                "2021-12-01 08:00 reminder ban-dan-van", "2021-12-24 08:00 reminder ban-dan-van",
                "2021-12-30 08:00 reminder ban-dan-van",
            ])
    }

    @Test func aChainClimbsAndRepeats() {
        let rule = """
            rule "qua-han" when after due 1 working day remind lead then after 7 days escalate to directing
            then after 15 days escalate to superior of directing repeat every 7 days up to 1 times until acknowledged
            """
        #expect(
            sent(rule) == [
                "2022-01-04 08:00 reminder ban-dan-van", "2022-01-11 08:00 escalation ban-thuong-vu",
                "2022-01-26 08:00 escalation tinh-uy", "2022-02-02 08:00 escalation tinh-uy",
            ])
        let zone = Zone.vietnam
        let ack = Report(
            at: zone.instant(Day(unchecked: 2022, 1, 11), TimeOfDay(hour: 8)!), kind: .ack, programme: "01-KH-TU",
            task: "1.1")
        #expect(sent(rule, reports: [ack]) == ["2022-01-04 08:00 reminder ban-dan-van"])
    }

    @Test func aGroupExpandsAndEachMemberHasItsOwnSuperior() {
        #expect(
            sent("rule \"a\" when on due remind lead escalate to superior of lead", lead: 4) == [
                "2021-12-31 08:00 reminder ban-dan-van", "2021-12-31 08:00 escalation ban-thuong-vu",
                "2021-12-31 08:00 reminder so-lao-dong", "2021-12-31 08:00 escalation tinh-uy",
            ])
    }

    @Test func everyRunsFromTheStartUntilDone() {
        let rule = "rule \"a\" for deadline is continuous when every quarter on last working day remind lead"
        #expect(
            sent(rule, "thường xuyên") == [
                // The first came on the day of issue, before the first load: it is made up for at the rule's hour.
                "2021-10-01 08:00 reminder ban-dan-van late", "2021-12-31 08:00 reminder ban-dan-van",
                "2022-03-31 08:00 reminder ban-dan-van",
            ])
    }

    /// Cycles are counted from where each occurrence starts: that of January says its first word before that of
    /// December does.
    @Test func aReportHidesNoCycleOfALaterOccurrence() {
        let rule = "rule \"a\" when every 2 quarters on day 9 remind lead"
        let at = Zone.vietnam.instant(Day(unchecked: 2021, 12, 17), TimeOfDay(hour: 8)!)
        let ack = Report(at: at, kind: .ack, programme: "01-KH-TU", task: "1.1", occurrence: "2022-01")
        let plain = sent(rule, "hằng tháng")
        #expect(plain.contains("2022-01-09 08:00 reminder ban-dan-van"), "\(plain)")
        #expect(sent(rule, "hằng tháng", reports: [ack]) == plain)
    }

    @Test func awaitingIsAskedAboutUntilItsEventComes() {
        let rule = """
            rule "a" for deadline is awaiting when after issued 1 month remind lead repeat every 1 month
            rule "b" when event "01-KH-TU/1.1" remind directing
            rule "c" when before due 1 day remind lead
            """
        let zone = Zone.vietnam
        let at = zone.instant(Day(unchecked: 2021, 12, 10), TimeOfDay(hour: 14)!)
        let event = Report(at: at, kind: .event(name: "01-KH-TU/1.1", on: Day(unchecked: 2021, 12, 9)))
        #expect(
            sent(rule, "trong thời hạn 10 ngày kể từ ngày có hướng dẫn của Trung ương", reports: [event]) == [
                "2021-10-30 08:00 reminder ban-dan-van", "2021-11-30 08:00 reminder ban-dan-van",
                "2021-12-10 14:00 reminder ban-thuong-vu", "2021-12-16 08:00 reminder ban-dan-van",
            ])
    }

    @Test func aNoticeAsJSON() {
        let plan = plan(
            "rule \"nhac-truoc-han\" when before due 30 days remind lead escalate to superior of lead",
            "Trong quý IV/2021")
        let lines = simulate(plan, from: Day(unchecked: 2021, 10, 1), through: Day(unchecked: 2021, 12, 31)).map {
            var writer = JSONWriter()
            writeJSON($0, plan, to: &writer)
            return String(decoding: writer.bytes, as: UTF8.self)
        }
        let common =
            "\"rule\":\"nhac-truoc-han\",\"step\":0,\"repeat\":0,\"programme\":\"01-KH-TU\",\"task\":\"1.1\",\"occurrence\":\"2021-Q4\",\"start\":\"2021-10-01\",\"due\":\"2021-12-31\""
        let rest = ",\"dueNumber\":0,\"firstDue\":\"2021-12-31\",\"subjects\":[\"ban-dan-van\"]}"
        #expect(
            lines == [
                "{\"at\":\"2021-12-01T08:00:00+07:00\",\"kind\":\"reminder\",\(common),\"recipient\":\"ban-dan-van\",\"role\":\"lead\",\"late\":false\(rest)",
                "{\"at\":\"2021-12-01T08:00:00+07:00\",\"kind\":\"escalation\",\(common),\"recipient\":\"ban-thuong-vu\",\"role\":\"superior of lead\",\"late\":false\(rest)",
            ])
    }

    @Test func aMuteHoldsBackAndADigestListsWhatIsOpen() throws {
        let rules = """
            rule "a" when before due 5 days, 4 days remind lead
            mute "nghỉ" from 2021-12-25 to 2021-12-28
            digest "tuần" every week on monday at 08:00 to lead list overdue or due within 14 days
            """
        let plan = plan(rules, "Trong quý IV/2021")
        let notices = simulate(plan, from: Day(unchecked: 2021, 12, 20), through: Day(unchecked: 2022, 1, 5))
        #expect(
            notices.filter { $0.kind == .reminder }.map {
                "\(plan.site.settings.zone.day(at: $0.at)) \($0.identity.step)"
            } == ["2021-12-29 1"])
        let digests = notices.filter { $0.kind == .digest }
        #expect(digests.map(\.identity.occurrence) == ["2021-W51", "2021-W52", "2022-W01"])
        #expect(
            digests.map { "\(plan.site.settings.zone.day(at: $0.at))" } == ["2021-12-20", "2021-12-29", "2022-01-03"])
        #expect(digests.map { $0.items.map(\.daysOverdue) } == [[0], [0], [3]])
    }

    // MARK: Quiet times

    /// For reminders and for a digest: what a second mute drops does not let out what the first one holds.
    @Test func whatIsDroppedLetsNothingOut() {
        let mutes = """
            mute "nghỉ" from 2021-12-06 to 2021-12-26
            mute "bão" from 2021-12-13 to 2021-12-13 then drop
            """
        #expect(
            sent("rule \"a\" when before due 25 days, 18 days, 2 days remind lead \(mutes)") == [
                "2021-12-27 08:00 reminder ban-dan-van", "2021-12-29 08:00 reminder ban-dan-van",
            ])
        #expect(
            sent("digest \"t\" every week on monday to lead list overdue or due within 30 days \(mutes)").prefix(2)
                // The first had nothing to list. That of the 27th comes when the mute ends, and stands for those before.
                == ["2021-12-27 08:00 digest ban-dan-van", "2022-01-03 08:00 digest ban-dan-van"])
    }

    /// A quiet time lasts until the rule speaks again: at its time on the first day after, of a working day if so asked.
    @Test func aQuietTimeLastsUntilTheRulesTime() {
        let rule = "rule \"a\" when before due 8 days, 140 hours at 17:00"
        let mute = "mute \"nghỉ\" from 2021-12-20 to 2021-12-25"
        // 140 hours before the end of December 31 is the 26th, a Sunday, at 04:00.
        #expect(
            sent("\(rule) catch up all remind lead") == [
                "2021-12-23 17:00 reminder ban-dan-van", "2021-12-26 04:00 reminder ban-dan-van",
            ])
        #expect(sent("\(rule) remind lead \(mute)") == ["2021-12-26 17:00 reminder ban-dan-van"])
        #expect(
            sent("\(rule) catch up all remind lead \(mute)") == [
                "2021-12-26 17:00 reminder ban-dan-van", "2021-12-26 17:00 reminder ban-dan-van",
            ])
        // By hours on working days it goes earlier, into the mute.
        #expect(
            sent("\(rule) on working days catch up all remind lead \(mute)") == [
                "2021-12-27 17:00 reminder ban-dan-van", "2021-12-27 17:00 reminder ban-dan-van",
            ])
    }

    /// What comes while a task is done is over; what a mute holds then is decided when the mute ends.
    @Test func whatAMuteHoldsIsDecidedWhenItEnds() {
        let zone = Zone.vietnam
        func report(_ kind: Report.Kind, _ day: Int) -> Report {
            Report(
                at: zone.instant(Day(unchecked: 2021, 12, day), TimeOfDay(hour: 9)!), kind: kind,
                programme: "01-KH-TU", task: "1.1")
        }
        let rule = "rule \"a\" when before due 14 days, 9 days remind lead"
        let mute = "mute \"nghỉ\" from 2021-12-16 to 2021-12-24"
        #expect(sent(rule, reports: [report(.done, 15), report(.reopen, 23)]) == [])
        #expect(
            sent("\(rule) \(mute)", reports: [report(.done, 15), report(.reopen, 23)]) == [
                "2021-12-25 08:00 reminder ban-dan-van"
            ])
        #expect(sent("\(rule) \(mute)", reports: [report(.done, 23)]) == [])
    }

    // MARK: Clocks and edits

    /// Decides under one version of the rules after the other, each on its day at 12:00, and again by a memory built
    /// from what went out and what was withheld.
    private func sent(byVersions versions: [(day: Day, rules: String)]) -> [String] {
        let zone = Zone.vietnam
        var memory = Memory(plan(versions[0].rules, "Trong quý IV/2021"))
        memory.load(programme: "01-KH-TU", at: zone.instant(Day(unchecked: 2021, 10, 1), TimeOfDay(hour: 0)!))
        var rows: [Decision] = []
        return versions.flatMap { version in
            let plan = plan(version.rules, "Trong quý IV/2021")
            let now = zone.instant(version.day, TimeOfDay(hour: 12)!)
            var risen = Memory(plan)
            risen.load(programme: "01-KH-TU", at: zone.instant(Day(unchecked: 2021, 10, 1), TimeOfDay(hour: 0)!))
            var snapshot = LedgerSnapshot()
            for row in rows {
                for notice in row.notices { snapshot.add(notice) }
                for withheld in row.withheld { snapshot.add(withheld, at: withheld.nominal) }
            }
            risen.replay(snapshot)
            rows.append(decide(plan, &memory, at: now))
            let notices = rows.last!.notices
            #expect(decide(plan, &risen, at: now).notices == notices)
            return notices.map { "\(version.day) \($0.identity.step).\($0.identity.repeatNumber)" }
        }
    }

    /// A number that was decided before is not decided again, and so hides no instant before it.
    @Test func anInstantPassedOverIsNotTheLastOneDecided() {
        #expect(
            sent(byVersions: [
                (Day(unchecked: 2021, 12, 1), "rule \"a\" when before due 30 days remind lead"),
                (Day(unchecked: 2021, 12, 12), "rule \"a\" when before due 20 days remind lead"),
                (
                    Day(unchecked: 2021, 12, 15),
                    "rule \"a\" when before due 30 days remind lead then after 5 days escalate to directing"
                ),
            ]) == ["2021-12-01 0.0", "2021-12-15 1.0"])
    }

    /// Cycles 4 to 6 were weeks: months 2 and 3 are told, 4 and 5 have numbers that were; the clock is then set back.
    @Test func repeatsAreRememberedOneByOne() {
        let weeks = "rule \"a\" when every week on monday catch up all remind lead"
        let months = "rule \"a\" when every month catch up all remind lead"
        #expect(
            sent(byVersions: [
                (Day(unchecked: 2021, 10, 20), "rule \"a\" when before due 72 days remind lead"),
                (Day(unchecked: 2021, 11, 8), weeks), (Day(unchecked: 2022, 3, 15), months),
                (Day(unchecked: 2022, 1, 17), weeks),
            ]) == [
                "2021-10-20 0.0", "2021-11-08 0.4", "2021-11-08 0.5", "2021-11-08 0.6", "2022-03-15 0.2",
                "2022-03-15 0.3", "2022-01-17 0.14", "2022-01-17 0.15", "2022-01-17 0.16",
            ])
    }

    /// What was missed waits for the end of a mute that has begun; where the clock is set back before it, no longer.
    /// Nor is it overlooked if that is set back further still.
    @Test func aClockSetBackBeforeAMuteEndsTheWait() {
        let zone = Zone.vietnam
        let plan = plan(
            "rule \"a\" when before due 60 days remind lead mute \"nghỉ\" from 2021-11-10 to 2021-11-20",
            "Trong quý IV/2021")
        var memory = Memory(plan)
        memory.load(programme: "01-KH-TU", at: zone.instant(Day(unchecked: 2021, 10, 1), TimeOfDay(hour: 0)!))
        func decided(_ month: Int, _ day: Int) -> [Bool] {
            decide(plan, &memory, at: zone.instant(Day(unchecked: 2021, month, day), TimeOfDay(hour: 12)!)).notices.map(
                \.late)
        }
        #expect(decided(11, 15).isEmpty)
        #expect(decided(10, 20).isEmpty)
        #expect(decided(11, 5) == [true])
        #expect(decided(11, 22).isEmpty)
    }
}
