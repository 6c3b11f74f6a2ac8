internal import Dates
internal import Delivery
internal import JSONText
internal import Ledger
internal import Mail
internal import Planning

/// A letter for other programs: version 1 of what a webhook gets, see `dondoc-outlet(7)`.
///
/// The same message gives the same bytes at each try, so that who gets it twice can tell.
/// - Parameters:
///   - message: as an outlet's program gets it.
///   - address: of the recipient.
public func writeLetterJSON(_ message: [UInt8], to address: String) -> [UInt8] {
    let mail = readMail(message)
    func text(_ name: String) -> String { decodeWords(mail.header[name] ?? "") }
    let notices = mail.header.all("x-dondoc-notice").compactMap { NoticeIdentity(key: $0.filter { $0 != " " }) }
    var json = JSONWriter(reserving: message.count)
    json.beginObject()
    json.key("version")
    json.integer(1)
    json.key("id")
    json.string(letterID(mail))
    json.key("date")
    json.string(mail.header["date"].flatMap(isoDate))
    json.key("sender")
    json.string(mailAddresses(mail.header["from"] ?? "").first)
    json.key("recipient")
    json.string(notices.first?.recipient)
    json.key("recipientName")
    json.string(text("to").split(separator: "<").first.map { singleLine(String($0)) })
    json.key("address")
    json.string(address)
    json.key("subject")
    json.string(text("subject"))
    json.key("severity")
    json.string(mail.header[LetterField.severity.lowercased()])
    json.key("kinds")
    json.beginArray()
    for kind in (mail.header["x-dondoc-kind"] ?? "").split(separator: ",") { json.string(singleLine(String(kind))) }
    json.endArray()
    json.key("notices")
    json.beginArray()
    for notice in notices { write(notice, to: &json) }
    json.endArray()
    json.key("text")
    json.string(mail.plain)
    json.key("html")
    json.string(mail.html)
    json.endObject()
    return json.bytes
}

/// A letter's Message-ID without its brackets, by which the same letter is known again.
func letterID(_ mail: Mail) -> String { messageIDs(mail.header["message-id"] ?? "").first ?? "" }

private func write(_ notice: NoticeIdentity, to json: inout JSONWriter) {
    json.beginObject()
    // Of a digest they are empty.
    for (key, text) in [("programme", notice.programme), ("task", notice.task)] {
        json.key(key)
        json.string(text.isEmpty ? nil : text)
    }
    json.key("occurrence")
    json.string(notice.occurrence)
    json.key("rule")
    json.string(notice.rule)
    for (key, number) in [
        ("step", notice.step), ("repeat", notice.repeatNumber), ("dueNumber", notice.dueNumber),
    ] {
        json.key(key)
        json.integer(number)
    }
    json.endObject()
}

/// "Mon, 01 Jun 2026 08:00:00 +0700" as RFC 3339 has it; nil for a date that no letter of ours has.
private func isoDate(_ text: String) -> String? {
    let words = text.split(separator: " ")
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    guard words.count == 6, let month = months.firstIndex(of: String(words[2])), let day = Int(words[1]),
        let year = Int(words[3]), let date = Day(year: year, month: month + 1, day: day), words[5].utf8.count == 5
    else { return nil }
    return "\(date)T\(words[4])\(words[5].prefix(3)):\(words[5].suffix(2))"
}
