/// What one element of a list or range leaves unsaid is taken from another: "quý III và quý IV năm 2022",
/// "từ ngày 01 đến ngày 15/7/2022", "tháng 11/2022, tháng 12".
enum Carrying {
    /// Years and months backwards from the last, then forwards from the first.
    static func complete(_ windows: inout [Window]) {
        var month = 0
        var year = 0
        for i in windows.indices.reversed() {
            if i + 1 < windows.count { windows[i].takeQuarter(of: windows[i + 1]) }
            if windows[i].scope == .month, month > 0, windows[i].form == .day { windows[i].carry(month: month) }
            if windows[i].scope == .year, windows[i].year == 0, year > 0 {
                // "cuối quý IV, đầu quý I/2023" spans the turn of the year.
                windows[i].year = i + 1 < windows.count && isLater(windows[i], windows[i + 1]) ? year - 1 : year
            }
            note(windows[i], &month, &year)
        }
        month = 0
        year = 0
        for i in windows.indices {
            if windows[i].scope == .month, month > 0, windows[i].form == .day, !windows[i].isRelative {
                windows[i].carry(month: month)
            }
            if windows[i].scope == .year, windows[i].year == 0, year > 0 { windows[i].year = year }
            note(windows[i], &month, &year)
        }
    }

    /// Whether a month or part of a year lies later in it than the next of the list.
    private static func isLater(_ a: Window, _ b: Window) -> Bool {
        guard a.form != .year, a.form != .day, b.form != .year, b.scope == .year, b.year > 0,
            case .day(let first, _) = a.start, case .day(let second, _) = b.start
        else { return false }
        return first > second
    }

    private static func note(_ window: Window, _ month: inout Int, _ year: inout Int) {
        guard window.scope == .year, !window.isRelative || window.form != .year else { return }
        if window.month > 0, window.form == .day || window.form == .span || window.form == .month {
            month = window.month
        }
        if window.year > 0 { year = window.year }
    }
}
