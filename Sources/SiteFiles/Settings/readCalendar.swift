import Dates
import Diagnostics

/// Reads a calendar file: days off by decree and swapped working days, over what the law gives.
///
/// ```
/// off:                                  # ngày nghỉ
///   - date: 2027-02-05 to 2027-02-11    # ngày: 05/02/2027 đến 11/02/2027
///     name: Tết Nguyên đán              # tên
///   - 2027-04-30
/// working:                              # ngày làm bù
///   - date: 2027-02-20
/// ```
/// - Parameter bytes: valid UTF-8.
func readCalendar(
    _ bytes: UnsafeBufferPointer<UInt8>, path: String
) -> (exceptions: [WorkCalendar.Exception], report: FileReport) {
    let yaml = YAMLStream(bytes, report: FileReport(path: path))
    var exceptions: [WorkCalendar.Exception] = []
    var count = BoundedCount(.calendarItems)
    var places: [Day: (isOff: Bool, span: Span)] = [:]

    func add(_ days: ClosedRange<Day>?, at span: Span, isOff: Bool, name: String) {
        guard let days else { return }
        var day = days.lowerBound
        while day <= days.upperBound {
            if let other = places[day], other.isOff != isOff {
                yaml.report.add(
                    "S502", at: span,
                    Wording(
                        vi: "ngày \(day) vừa ghi là nghỉ vừa ghi là làm bù",
                        en: "\(day) is said to be both off and worked"),
                    help: Wording(vi: "bỏ một trong hai", en: "remove one of the two"),
                    labels: [.init(span: other.span, message: Wording(vi: "chỗ kia", en: "the other place"))])
                return
            }
            if places.updateValue((isOff, span), forKey: day) == nil {
                exceptions.append(.init(day: day, isOff: isOff, name: name))
            }
            day = day + 1
        }
    }

    yaml.readMapping(.calendar) { key, _ in
        let isOff = key == .off
        let usual = isOff ? "ngày nghỉ" : "làm bù"
        yaml.readSequence {
            guard count.admits(at: yaml.span) else { return yaml.skip() }
            guard yaml.kind == .mappingStart else {
                return yaml.readText { add($0.days(&yaml.report), at: $0.span, isOff: isOff, name: usual) }
            }
            let place = Span(yaml.span.start, yaml.span.start)
            var days: (ClosedRange<Day>?, Span)?
            var name = usual
            yaml.readMapping(.calendarDay) { key, _ in
                yaml.readText {
                    if key == .date {
                        days = ($0.days(&yaml.report), $0.span)
                    } else {
                        name = $0.line(atMost: 200, &yaml.report) ?? usual
                    }
                }
            }
            if let days { return add(days.0, at: days.1, isOff: isOff, name: name) }
            let date = yaml.report.name(of: .date, in: .calendarDay)
            yaml.report.add(
                "S109", at: place,
                Wording(vi: "mục này thiếu khóa “\(date.vi)”", en: "this item lacks the key `\(date.en)`"),
                help: Wording(vi: "thêm “\(date.vi): 2027-04-30”", en: "add `\(date.en): 2027-04-30`"))
        }
    }
    yaml.expectEnd()
    count.report(to: &yaml.report)
    return (exceptions, yaml.report)
}

extension TextField {
    /// A day, or `2027-02-05 to 2027-02-11` (`đến`, and perhaps `từ` before), at most a year.
    fileprivate func days(_ report: inout FileReport) -> ClosedRange<Day>? {
        var words = string.split(separator: " ")[...]
        if words.count > 3, ["from", "tu"].contains(fold(String(words[0]), .plain)) { words.removeFirst() }
        let middle = words.firstIndex { ["to", "den", "-", ".."].contains(fold(String($0), .plain)) }
        guard let middle, words.count > 2 else { return day(&report).map { $0...$0 } }
        func part(_ words: ArraySlice<Substring>) -> Day? {
            UnsafeBufferPointer.with(words.joined(separator: " ")) { TextField($0, span).day(&report) }
        }
        guard let first = part(words[..<middle]), let last = part(words[(middle + 1)...]) else { return nil }
        if first <= last, last - first <= 366 { return first...last }
        report.add(
            "S501", at: span,
            Wording(vi: "“\(string)” không phải là một khoảng ngày", en: "“\(string)” is not a range of days"),
            help: Wording(
                vi: "ngày đầu trước ngày cuối, dài nhất một năm", en: "the first day before the last, a year at most"))
        return nil
    }
}
