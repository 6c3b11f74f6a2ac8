public import Dates
public import Diagnostics

// What deadlines and their parts are called where people read them.

extension DeadlineKind {
    /// What the kind is called in lists and letters; its raw value is what interfaces say.
    public var wording: Wording {
        switch self {
        case .once: Wording(vi: "một lần", en: "once")
        case .recurring: Wording(vi: "định kỳ có hạn", en: "recurring")
        case .periodic: Wording(vi: "định kỳ", en: "periodic")
        case .continuous: Wording(vi: "thường xuyên", en: "continuous")
        case .awaiting: Wording(vi: "chờ sự kiện", en: "awaiting an event")
        case .asNeeded: Wording(vi: "khi cần", en: "as needed")
        case .vague: Wording(vi: "không có ngày", en: "no date")
        case .compound: Wording(vi: "nhiều thời hạn", en: "compound")
        case .unreadable: Wording(vi: "không đọc được", en: "unreadable")
        }
    }
}

extension PeriodUnit {
    var name: Wording {
        switch self {
        case .day: Wording(vi: "ngày", en: "day")
        case .week: Wording(vi: "tuần", en: "week")
        case .month: Wording(vi: "tháng", en: "month")
        case .quarter: Wording(vi: "quý", en: "quarter")
        case .halfYear: Wording(vi: "nửa năm", en: "half-year")
        case .year: Wording(vi: "năm", en: "year")
        }
    }

    /// "mỗi 6 tháng".
    public func wording(_ every: Int) -> Wording {
        every == 1
            ? Wording(vi: "mỗi \(name.vi)", en: "every \(name.en)")
            : Wording(vi: "mỗi \(every) \(name.vi)", en: "every \(every) \(name.en)s")
    }
}

extension Term {
    /// "10 ngày làm việc".
    public var wording: Wording {
        let (vi, en) =
            switch unit {
            case .hour: ("giờ", "hour")
            case .day: ("ngày", "day")
            case .workingDay: ("ngày làm việc", "working day")
            case .week: ("tuần", "week")
            case .month: ("tháng", "month")
            case .quarter: ("quý", "quarter")
            case .year: ("năm", "year")
            }
        return Wording(vi: "\(count) \(vi)", en: "\(count) \(en)" + (count == 1 ? "" : "s"))
    }
}

extension AwaitedEvent {
    /// "10 ngày làm việc sau: hướng dẫn của Trung ương".
    public var wording: Wording {
        let name = printable(name)
        guard let term = term?.wording else { return Wording(vi: "chờ: \(name)", en: "awaits: \(name)") }
        return isBefore
            ? Wording(vi: "\(term.vi) trước: \(name)", en: "\(term.en) before: \(name)")
            : Wording(vi: "\(term.vi) sau: \(name)", en: "\(term.en) after: \(name)")
    }
}

extension Deadline {
    /// How it was read, in a few words: "01/10/2021 – 31/12/2021", "mỗi quý", "chờ: hướng dẫn của Trung ương".
    public var readingWording: Wording {
        switch kind {
        case .once:
            let days = [start, due].compactMap(\.self)
            return Wording(
                vi: days.map(\.dayMonthYear).joined(separator: " – "),
                en: days.map(\.description).joined(separator: " – "))
        case .recurring: return recurrence.map { $0.unit.wording($0.every) } ?? kind.wording
        case .continuous:
            return start.map {
                Wording(vi: "\(kind.wording.vi) từ \($0.dayMonthYear)", en: "\(kind.wording.en) from \($0)")
            } ?? kind.wording
        case .awaiting: return event?.wording ?? kind.wording
        case .compound: return parts.map(\.readingWording).joined(separator: "; ")
        case .periodic, .asNeeded, .vague, .unreadable: return kind.wording
        }
    }
}

extension Sequence<Wording> {
    /// Each language by itself.
    public func joined(separator: String) -> Wording {
        Wording(vi: map(\.vi).joined(separator: separator), en: map(\.en).joined(separator: separator))
    }
}
