import Dates
import Deadlines
import Diagnostics
import Programmes
import Testing

@testable import RuleLanguage

/// The items of a text that must have no error.
func items(_ text: String, _ location: SourceLocation = #_sourceLocation) -> [Item] {
    let source = SourceFile(path: "a.rules", text: text)
    let (file, diagnostics) = parseRules(source)
    for diagnostic in diagnostics {
        Issue.record("\(renderDiagnostic(diagnostic, source: source, language: .en))", sourceLocation: location)
    }
    return file.items
}

func rule(_ text: String, _ location: SourceLocation = #_sourceLocation) -> Rule? {
    guard case .rule(let rule)? = items(text, location).first else { return nil }
    return rule
}

struct ParserTests {
    /// Both columns of a table whose rows are the same program.
    private static let english = """
        rule "before"
          for    priority >= high
          when   before due 30 days, 7 days, 1 working day
          remind lead, coordinating

        rule "late"
          when   after due 1 working day
          severity warning
          remind lead
          then after 7 days  escalate to directing
          then after 15 days escalate to superior of directing
          repeat every 7 days up to 8 times
          until  acknowledged

        rule "continuous"
          for    deadline is continuous
          when   every quarter on last working day
          remind lead

        rule "awaiting"
          for    deadline is awaiting
          when   after issued 3 months
          remind monitoring
          repeat every 1 month

        digest "weekly"
          every  week on monday at 08:00
          to     monitoring
          list   overdue or due within 14 days
          group by lead

        mute "tet"
          from 2022-01-31 to 2022-02-06
          for  not tag has "khẩn"
          because "nghỉ Tết Nguyên đán"

        defaults
          at 08:00
          on working days
          group by recipient

        define trong-diem = priority >= high and
                            tag has "trọng điểm"
        """

    private static let vietnamese = """
        quy tắc "before"
          với    ưu tiên >= cao
          khi    trước hạn 30 ngày, 7 ngày, 1 ngày làm việc
          nhắc   chủ trì, phối hợp

        quy tắc "late"
          khi    quá hạn 1 ngày làm việc
          mức độ cảnh báo
          nhắc   chủ trì
          sau đó 7 ngày báo cáo chỉ đạo
          sau đó 15 ngày báo cáo
                 cấp trên của chỉ đạo
          lặp lại mỗi 7 ngày tối đa 8 lần
          cho đến khi đã tiếp nhận

        quy tắc "continuous"
          với    thời hạn là thường xuyên
          khi    mỗi quý vào ngày làm việc cuối
          nhắc   chủ trì

        quy tắc "awaiting"
          với    thời hạn là chờ sự kiện
          khi    sau ban hành 3 tháng
          nhắc   theo dõi
          lặp lại mỗi 1 tháng

        tổng hợp "weekly"
          mỗi    tuần vào thứ hai lúc 08:00
          gửi    theo dõi
          gồm    quá hạn hoặc đến hạn trong 14 ngày
          gom theo chủ trì

        tạm ngưng "tet"
          từ 31/01/2022 đến 06/02/2022
          với không nhãn có "khẩn"
          vì "nghỉ Tết Nguyên đán"

        mặc định
          lúc 08:00
          vào ngày làm việc
          gom theo nơi nhận

        định nghĩa trong-diem = ưu tiên >= cao và
                                nhãn có "trọng điểm"
        """

    @Test func bothSpellingsGiveOneTree() {
        let english = items(ParserTests.english)
        let vietnamese = items(ParserTests.vietnamese)
        #expect(english.count == 8)
        let areEqual = english == vietnamese
        #expect(areEqual)
    }

    @Test func theTreeIsWhatWasMeant() throws {
        let all = items(ParserTests.english)
        guard case .rule(let late) = all[1] else {
            Issue.record("no rule")
            return
        }
        #expect(late.when == .offset(.after, .due, [Offset(1, .workingDays)]))
        #expect(late.severity == .warning)
        #expect(late.actions == [Action(.remind, [.role(.lead)])])
        #expect(
            late.steps == [
                ChainStep(after: Offset(7, .days), actions: [Action(.escalate, [.role(.directing)])]),
                ChainStep(after: Offset(15, .days), actions: [Action(.escalate, [.superior(of: .role(.directing))])]),
            ])
        #expect(late.repetition == Repetition(every: Offset(7, .days), times: 8))
        guard case .holds(.acknowledged, _)? = late.until else {
            Issue.record("no until")
            return
        }
    }

    @Test func layoutDoesNotMatter() {
        let onOneLine = { (text: String) in text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        // Strings keep their own spaces: these have single ones.
        #expect(items(onOneLine(ParserTests.english)).map(printed) == items(ParserTests.english).map(printed))
        #expect(items(onOneLine(ParserTests.vietnamese)).map(printed) == items(ParserTests.vietnamese).map(printed))
    }

    private func printed(_ item: Item) -> String {
        printRules(RuleFile(source: SourceFile(path: "", text: ""), items: [item]), in: .en)
    }

    /// Phrases that mean the same.
    @Test(arguments: [
        ("when before due 7 days, 1 day", "khi trước hạn 7 ngày và 1 ngày"),
        ("when after due 1 working day", "khi sau hạn 1 ngày làm việc"),
        ("when after due 2 weeks", "khi quá hạn 2 tuần"),
        ("when after due 6 months", "khi quá hạn 1 nửa năm"), ("when after due 18 months", "khi sau hạn 3 nửa năm"),
        (
            "when on due if notices sent > 2 and extensions < 3 and days left > 1",
            "khi đúng hạn nếu số lần nhắc > 2 lần và số lần gia hạn < 3 lần và số ngày còn lại > 1 ngày"
        ),
        ("when on due", "khi đúng hạn"), ("when on due", "khi đến hạn"), ("when on due", "khi vào hạn"),
        ("when on start", "khi đúng ngày bắt đầu"), ("when after issued 3 months", "khi sau khi ban hành 3 tháng"),
        ("when before start 3 hours", "khi trước khi bắt đầu 3 giờ"),
        ("when every week on monday", "khi hằng tuần vào thứ 2"),
        ("when every month on day 15", "khi mỗi tháng vào ngày 15"),
        ("when every month on 15th", "khi mỗi tháng vào ngày thứ 15"),
        ("when every month on working day 3", "khi mỗi tháng vào ngày làm việc thứ ba"),
        ("when every month on working day 1", "khi mỗi tháng vào ngày làm việc đầu tiên"),
        ("when every half year on last day", "khi mỗi nửa năm vào ngày cuối cùng"),
        ("when every quarter on working days", "khi mỗi quý vào ngày làm việc"),
        ("when event \"x\"", "khi có sự kiện \"x\""), ("when on due at 17:30", "khi đúng hạn lúc 17 giờ 30"),
        ("when on due if days overdue > 3", "khi đúng hạn nếu số ngày quá hạn > 3 ngày"),
        ("when on due if progress < 50%", "khi đúng hạn nếu tiến độ < 50 phần trăm"),
        ("when on due for not deadline is continuous", "khi đúng hạn với thời hạn không phải là thường xuyên"),
        ("when on due for not tag has \"a\"", "khi đúng hạn với nhãn không có \"a\""),
        ("when on due if not done and not acknowledged", "khi đúng hạn nếu chưa xong và chưa tiếp nhận"),
        ("when on due for priority is urgent", "khi đúng hạn với mức ưu tiên là khẩn cấp"),
        (
            "when on due for lead is \"a\" or due < 2022-01-31",
            "khi đúng hạn với chủ trì là \"a\" hay hạn < ngày 31/01/2022"
        ),
        ("when on due repeat every 1 week", "khi đúng hạn lặp lại hằng tuần"),
        ("when on due until progress >= 100%", "khi đúng hạn đến khi tiến độ >= 100%"),
        ("when on due catch up none group by none", "khi đúng hạn gửi bù không gom theo từng thông báo"),
    ])
    func phrases(_ english: String, _ vietnamese: String) throws {
        let a = try #require(rule("rule \"a\" remind lead " + english))
        let b = try #require(rule("quy tắc \"a\" nhắc chủ trì " + vietnamese))
        let areEqual = a == b
        #expect(areEqual, "\(a)\n\(b)")
    }

    @Test func actionsMayBeListed() throws {
        let listed = try #require(rule("rule \"a\" when on due remind lead and coordinating, escalate to directing"))
        #expect(
            listed.actions == [
                Action(.remind, [.role(.lead), .role(.coordinating)]), Action(.escalate, [.role(.directing)]),
            ])
        let step = try #require(
            rule("rule \"a\" when on due remind lead then after 1 day remind lead, escalate to body \"x\""))
        #expect(step.steps[0].actions.count == 2)
    }

    @Test func mixedLanguages() throws {
        let mixed = try #require(rule("rule \"a\" khi before hạn 7 ngày remind chủ trì, directing if quá hạn or done"))
        #expect(mixed.when == .offset(.before, .due, [Offset(7, .days)]))
    }
}
