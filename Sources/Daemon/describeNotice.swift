import Dates
import Diagnostics
import Ledger
import Planning
import Programmes

/// A notice in a line, for people who watch.
func describe(_ notice: NoticeRecord, _ site: Site, _ language: Language) -> String {
    let (day, time) = site.settings.zone.local(notice.at)
    let recipient = site.bodies.bodies.first { $0.id == notice.identity.recipient }?.name ?? notice.identity.recipient
    let late = notice.late ? Wording(vi: " (gửi muộn)", en: " (late)").text(in: language) : ""
    return "\(day) \(time)  \(notice.text)\(late) → \(recipient)"
}
