import Control
import Dates
import Diagnostics
import Planning
import Programmes
import Testing

@testable import Engine

@Suite struct ReadReportTests {
    private let today = Day("2021-12-20")!

    private func read(_ request: ReportRequest, target: Target? = nil) throws(ReportFailure) -> Report.Kind {
        try request.read(today: today) { _ in target }.kind
    }

    @Test func readsEachKind() throws {
        #expect(try read(.init(kind: .done, task: "a/1")) == .done)
        #expect(try read(.init(kind: .reopen, task: "a/1")) == .reopen)
        #expect(try read(.init(kind: .cancel, task: "a/1")) == .cancel)
        #expect(try read(.init(kind: .ack, task: "a/1", by: "A", note: "B")) == .ack)
        #expect(try read(.init(kind: .snooze, task: "a/1", until: "31/12/2021")) == .snooze(until: Day("2021-12-31")!))
        #expect(try read(.init(kind: .progress, task: "a/1", value: "45%")) == .progress(milli: 45_000))
        #expect(try read(.init(kind: .event, name: "x")) == .event(name: "x", on: today))
        #expect(try read(.init(kind: .event, name: "x", on: "2021-12-01")) == .event(name: "x", on: Day("2021-12-01")!))
        #expect(try read(.init(kind: .event, name: "x", withdraw: true)) == .withdraw(event: "x"))
        #expect(try read(.init(kind: .confirm, task: "a/1")) == .confirm)
        #expect(try read(.init(kind: .giveBack, task: "a/1", reason: "thiếu")) == .giveBack(reason: "thiếu"))
        #expect(try read(.init(kind: .unack, task: "a/1")) == .unack)
        let until = Day("2021-12-31")!
        #expect(
            try read(.init(kind: .extend, task: "a/1", until: "2021-12-31", reason: "chờ"))
                == .extend(until: until, reason: "chờ"))
        // What never had a due date gets one for no other reason.
        #expect(try read(.init(kind: .extend, task: "a/1", until: "2021-12-31")) == .extend(until: until, reason: ""))
        #expect(
            try read(.init(kind: .askExtension, task: "a/1", until: "31/12/2021", reason: "chờ"))
                == .askExtension(until: until, reason: "chờ"))
        #expect(try read(.init(kind: .grant, task: "a/1")) == .grant)
        #expect(try read(.init(kind: .refuse, task: "a/1", reason: "gấp")) == .refuse(reason: "gấp"))
    }

    @Test func readsWhatEveryReportMaySay() throws {
        let demand = try ReportRequest(
            kind: .done, task: "a/1@2021", bodies: ["dan-van", "Ban Tuyên giáo"], on: "2021-12-20",
            document: " 45-BC/BTG ", documentDate: "19/12/2021", by: "Lan", note: "đủ"
        ).read(today: today, uid: 7) { _ in nil }
        #expect(
            demand
                == ReportDemand(
                    "a/1@2021", .done, bodies: ["dan-van", "Ban Tuyên giáo"], on: Day("2021-12-20"),
                    document: .init(number: "45-BC/BTG", date: Day("2021-12-19")), by: "Lan", uid: 7, note: "đủ"))
        #expect(try ReportRequest(kind: .ack, task: "a/1", all: true).read(today: today) { _ in nil }.all)
    }

    @Test(
        arguments: [
            (ReportRequest(kind: .done), "task"), (.init(kind: .done, task: ""), "task"),
            (.init(kind: .done, task: "a/1", until: "2021-12-31"), "until"), (.init(kind: .event), "name"),
            (.init(kind: .event, name: "x", on: "31/2/2021"), "on"),
            (.init(kind: .event, task: "a/1", name: "x"), "task"),
            (.init(kind: .snooze, task: "a/1"), "until"), (.init(kind: .snooze, task: "a/1", until: "mai"), "until"),
            (.init(kind: .progress, task: "a/1"), "value"),
            (.init(kind: .progress, task: "a/1", value: "nhiều"), "value"),
            (.init(kind: .done, task: "a/1", note: String(repeating: "đ", count: 5000)), "note"),
            (.init(kind: .done, task: "a/1", on: "2021-12-21"), "on"),
            (.init(kind: .event, name: "x", on: "2021-12-21"), "on"),
            (.init(kind: .event, name: "x", on: "2021-12-01", withdraw: true), "on"),
            (.init(kind: .event, name: "x", bodies: ["a"]), "bodies"),
            (.init(kind: .done, task: "a/1", withdraw: true), "withdraw"),
            (.init(kind: .done, task: "a/1", bodies: ["a"], all: true), "all"),
            (.init(kind: .done, task: "a/1", bodies: Array(repeating: "a", count: 1001)), "bodies"),
            (.init(kind: .done, task: "a/1", reason: "x"), "reason"),
            (.init(kind: .giveBack, task: "a/1"), "reason"),
            (.init(kind: .giveBack, task: "a/1", reason: " "), "reason"),
            (.init(kind: .refuse, task: "a/1"), "reason"),
            (.init(kind: .extend, task: "a/1", reason: "x"), "until"),
            (.init(kind: .extend, task: "a/1", until: "2021-12-19", reason: "x"), "until"),
            (.init(kind: .askExtension, task: "a/1", until: "2022-01-31"), "reason"),
            (.init(kind: .done, task: "a/1", document: ""), "document"),
            (.init(kind: .done, task: "a/1", document: "45\nX-Spam: 1"), "document"),
            (.init(kind: .done, task: "a/1", document: "45\u{2028}x"), "document"),
            (.init(kind: .done, task: "a/1", document: String(repeating: "4", count: 201)), "document"),
            (.init(kind: .done, task: "a/1", document: String(repeating: "4", count: 100_000)), "document"),
            (.init(kind: .done, task: "a/1", documentDate: "2021-12-01"), "documentDate"),
            (.init(kind: .done, task: "a/1", document: "45", documentDate: "2021-12-21"), "documentDate"),
            (.init(kind: .progress, task: "a/1", value: "137,000"), "value"),
        ] as [(ReportRequest, String)])
    func saysWhichParameterIsWrong(_ request: ReportRequest, _ parameter: String) {
        #expect {
            try read(request)
        } throws: {
            if case .invalid(parameter, _)? = $0 as? ReportFailure { true } else { false }
        }
    }

    @Test(arguments: [
        ("45", 45_000), ("45%", 45_000), ("99.5", 99_500), ("99,5", 99_500), ("137.000", 137_000_000),
        ("1.234.567,8", 1_234_567_800), ("0", 0), ("0.125", 125), ("1 000", 1_000_000), ("137 000", 137_000_000),
        ("1 234 567,8", 1_234_567_800), ("1234.5", 1_234_500), ("100 %", 100_000), ("1,250,000", 1_250_000_000),
        ("137\u{A0}000", 137_000_000),
    ])
    func readsNumbersAsOfficesWriteThem(_ text: String, _ milli: Int) throws {
        #expect(try readAmount(text, target: nil) == milli)
    }

    @Test(arguments: [
        "", "%", "-5", "1e3", "1,2,3", "1.23.456", "1.", ",5", "٣", "1234567890123", "0.1234", "1.000,", "12.34,5",
        "5 5", "1 00", "0 125", "137 000 0",
    ])
    func refusesWhatIsNoNumber(_ text: String) {
        #expect(throws: Quantity.Fault.unreadable(text)) { try readAmount(text, target: nil) }
    }

    @Test func refusesWhatMayBeTwoNumbers() {
        #expect {
            try read(.init(kind: .progress, task: "a/1", value: "137,000"))
        } throws: {
            let wording = ($0 as? ReportFailure)?.wording
            return wording?.vi.contains("có thể là 137 hoặc 137000") == true
                && wording?.en.contains("may be 137 or 137000") == true
        }
    }

    @Test func percentIsOfTheTarget() throws {
        let target = Target(metric: "đoàn viên", milli: 137_000_000, unit: "người")
        #expect(try readAmount("50%", target: target) == 68_500_000)
        #expect(try readAmount("68.500", target: target) == 68_500_000)
        #expect(throws: Quantity.Fault.self) {
            try readAmount("999999999999%", target: Target(metric: "", milli: .max, unit: nil))
        }
        // Of a target in per cent it is the value itself.
        #expect(try readAmount("45 %", target: Target(metric: "hộ", milli: 80_000, unit: "%")) == 45_000)
    }
}
