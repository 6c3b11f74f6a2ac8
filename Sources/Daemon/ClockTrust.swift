import Dates
import Diagnostics

/// Whether the wall clock is believed: a year of notices goes out at once where it is wrong by a year for a moment.
///
/// A step forward of more than a day is believed where the kernel says that its clock is synchronised, where a person says
/// so, or after a while; a clock that is set back, at once.
struct ClockTrust {
    /// What was believed last, and how long the system ran then (CLOCK_BOOTTIME, in seconds).
    private var believed: (instant: Instant, uptime: Int64)?
    /// How long the system ran when doubt began; nil: there is none.
    private var doubtedFrom: Int64?
    private var isVouchedFor = false

    /// In seconds.
    private static let step = 86_400

    /// - Parameter last: when the ledger was last written to; nil: never.
    mutating func begin(after last: Instant?, uptime: Int64) { believed = last.map { ($0, uptime) } }

    /// A person says that the clock is right.
    mutating func vouch() { isVouchedFor = true }

    /// - Parameters:
    ///   - uptime: seconds that the system has run.
    ///   - patience: seconds until the clock is believed all the same.
    mutating func believes(_ now: Instant, uptime: Int64, patience: Int, isSynchronised: () -> Bool) -> Bool {
        if let believed, now - (believed.instant + Int(uptime - believed.uptime)) > Self.step, !isVouchedFor,
            !isSynchronised()
        {
            let from = doubtedFrom ?? uptime
            doubtedFrom = from
            guard uptime - from >= patience else { return false }
        }
        believed = (now, uptime)
        doubtedFrom = nil
        isVouchedFor = false
        return true
    }

    /// What is said of it while it is doubted; nil while it is not.
    /// - Parameter now: what the clock shows.
    func doubt(at now: Instant, patience: Int, _ zone: Zone) -> Wording? {
        guard doubtedFrom != nil, let believed else { return nil }
        let (day, time) = zone.local(now)
        let days = (now - believed.instant) / 86_400
        let minutes = max(1, patience / 60)
        return Wording(
            vi: """
                đồng hồ hệ thống nhảy tới \(days) ngày, nay chỉ \(time) ngày \(day), mà hạt nhân không báo là đã đồng bộ: \
                chưa gửi gì. Nếu đồng hồ đúng, chạy “dondoc reload”; sau \(minutes) phút thì vẫn gửi tiếp
                """,
            en: """
                the system clock stepped forward by \(days) days and shows \(day) \(time), and the kernel does not say \
                that it is synchronised: nothing is sent yet. Where it is right, run “dondoc reload”; after \(minutes) \
                minutes it is gone on with all the same
                """)
    }
}
