public import Dates
import Deadlines
public import Diagnostics
public import Planning
public import Programmes

/// How a task stands at an occurrence: "2/13 xong, quá hạn 5 ngày" where several bodies have a share of it.
/// - Parameter occurrence: nil: nothing of it ever falls due.
public func describeStanding(_ occurrence: OccurrenceState?, isCancelled: Bool = false, on today: Day) -> Wording {
    guard let occurrence else {
        return isCancelled
            ? Wording(vi: "đã hủy", en: "cancelled") : Wording(vi: "không có thời hạn", en: "no deadline")
    }
    let whole = describe(occurrence, isCancelled ? .cancelled : occurrence.status, today)
    guard occurrence.shares.count > 1, !occurrence.status.isEnded else { return whole }
    let done = "\(occurrence.shares.count { $0.status == .done })/\(occurrence.shares.count)"
    return Wording(vi: "\(done) xong, \(whole.vi)", en: "\(done) done, \(whole.en)")
}

private func describe(_ occurrence: OccurrenceState, _ status: OccurrenceStatus, _ today: Day) -> Wording {
    switch status {
    case .overdue: describeOverdue(occurrence.daysOverdue)
    case .done: Wording(vi: "đã xong", en: "done")
    case .reported: Wording(vi: "đã báo xong, chờ xác nhận", en: "reported done, to be confirmed")
    case .cancelled: Wording(vi: "đã hủy", en: "cancelled")
    case .history: Wording(vi: "đã qua", en: "past")
    case .awaited: Wording(vi: "chờ sự kiện", en: "awaits its event")
    case .upcoming: Wording(vi: "chưa bắt đầu", en: "not begun")
    case .open: occurrence.due.map { describeRemaining(until: $0, from: today) } ?? describeUndated(occurrence.kind)
    }
}

/// - Parameter days: of the calendar, 1 or more.
public func describeOverdue(_ days: Int) -> Wording {
    Wording(vi: "quá hạn \(days) ngày", en: "\(days) day\(days == 1 ? "" : "s") overdue")
}

/// "còn 3 ngày", "đã qua 2 ngày".
public func describeRemaining(until due: Day, from today: Day) -> Wording {
    switch due - today {
    case 0: Wording(vi: "hôm nay", en: "today")
    case let days where days > 0: Wording(vi: "còn \(days) ngày", en: "in \(days) day\(days == 1 ? "" : "s")")
    case let days: Wording(vi: "đã qua \(-days) ngày", en: "\(-days) day\(days == -1 ? "" : "s") ago")
    }
}

private func describeUndated(_ kind: DeadlineKind) -> Wording {
    switch kind {
    case .continuous: Wording(vi: "đang thực hiện", en: "under way")
    case .vague: Wording(vi: "không có ngày", en: "no date")
    case .once, .recurring, .periodic, .awaiting, .asNeeded, .compound, .unreadable:
        Wording(vi: "chưa có hạn", en: "no due date yet")
    }
}

extension BodyDirectory {
    /// A body's name, with who has taken over from it where it has ended.
    public func describe(_ body: BodyIndex, on today: Day, in language: Language) -> String {
        let name = printable(self[body].name)
        let successor = successor(of: body, on: today)
        guard successor != body else { return name }
        return name + (language == .vi ? " (nay là " : " (now ") + printable(self[successor].name) + ")"
    }
}
