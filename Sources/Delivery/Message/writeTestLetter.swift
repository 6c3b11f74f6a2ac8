public import Dates
internal import Diagnostics

/// A letter that says only that letters arrive: made as all are, to one address.
public func writeTestLetter(to address: String, letterhead: Letterhead, at now: Instant) -> [UInt8] {
    func say(_ vi: String, _ en: String) -> String { letterhead.language == .vi ? vi : en }
    let host = hostName(letterhead.host)
    let sender = isAddress(letterhead.sender) ? letterhead.sender : "dondoc@" + host
    var header = MessageHeader()
    header.field("From", mailbox: sender, named: say("Hệ thống đôn đốc nhiệm vụ", "Follow-up system"))
    header.field("To", address)
    header.field("Subject", text: say("Thư thử của hệ thống đôn đốc nhiệm vụ", "A test letter of the follow-up system"))
    header.field("Date", rfc5322Date(now, in: letterhead.zone))
    header.field("Message-ID", "<test-\(now.seconds)@\(host)>")
    header.field("Auto-Submitted", "auto-generated")
    header.field("MIME-Version", "1.0")
    header.field("Content-Type", "text/plain; charset=utf-8")
    header.field("Content-Transfer-Encoding", "quoted-printable")
    header.end()
    var bytes = header.bytes
    let text = say(
        "Thư này được gửi thử lúc \(letterhead.zone.format(now)). Nhận được thư nghĩa là việc chuyển thư đã hoạt động.\n",
        "This was sent at \(letterhead.zone.format(now)) to see whether letters arrive. They do.\n")
    appendQuotedPrintable(Array(text.utf8), to: &bytes)
    return bytes
}
