import Dates
import Diagnostics

extension Day {
    /// `31/12/2021` in Vietnamese, `2021-12-31` in English.
    var shown: String { say(dayMonthYear, description) }
}

extension Weekday {
    var shown: String {
        switch self {
        case .monday: say("thứ Hai", "Mon")
        case .tuesday: say("thứ Ba", "Tue")
        case .wednesday: say("thứ Tư", "Wed")
        case .thursday: say("thứ Năm", "Thu")
        case .friday: say("thứ Sáu", "Fri")
        case .saturday: say("thứ Bảy", "Sat")
        case .sunday: say("Chủ nhật", "Sun")
        }
    }
}

extension TimeOfDay {
    /// Hours and minutes, `08:00`.
    var shown: String { description }
}

/// `1 day`, `2 days`; Vietnamese nouns do not change.
func counted(_ count: Int, _ vi: String, _ one: String, _ many: String) -> String {
    "\(count) " + say(vi, count == 1 ? one : many)
}
