public import Delivery
public import Diagnostics
internal import SystemErrors

/// Something to be told about the handing over of messages.
public enum HandoverEvent: Hashable, Sendable {
    /// A message, as people can find it again.
    public struct Letter: Hashable, Sendable {
        /// Id of the body.
        public var recipient: String
        /// Where it goes through the outlet: of mail an e-mail address.
        public var address: String
        /// The file's name in the Maildir, with flags where it has some.
        public var file: String
        /// As its header has it, with angle brackets; empty where that could not be read.
        public var messageID: String
        /// The name that the site gives the outlet.
        public var outlet = OutletProgram.mail

        /// How it goes there, where that is not mail.
        fileprivate var through: Wording {
            outlet == OutletProgram.mail
                ? Wording(vi: "", en: "") : Wording(vi: " qua kênh \(outlet)", en: " through \(outlet)")
        }
    }

    case accepted(Letter)
    /// - next: seconds since 1970.
    case deferred(Letter, Verdict.Cause, tries: Int, next: Int)
    case refused(Letter, Verdict.Cause, gaveUp: Bool)
    case withoutAddress(recipient: String)
    case unreadable(path: String, errno: Int32)
    /// The command has the message, or refused it, and the file stays where it is.
    case unmovable(path: String, errno: Int32)

    /// "The command for letters refused one", as the message catalog describes it (`systemd/dondoc.catalog`).
    public static let refusedID = "a4e6a5c829014b6c879e25107820b39d"

    /// As syslog counts: 3 error, 4 warning, 5 notice, 6 info.
    public var priority: Int {
        switch self {
        case .accepted: 6
        case .deferred(_, _, let tries, _): tries == 1 ? 4 : 6
        case .withoutAddress: 5
        case .refused, .unreadable, .unmovable: 3
        }
    }

    /// One sentence for the journal.
    public var wording: Wording {
        switch self {
        case .accepted(let letter):
            Wording(
                vi: "đã chuyển thư của \(letter.recipient) đến \(letter.address)\(letter.through.vi)",
                en: "handed over the message of \(letter.recipient) to \(letter.address)\(letter.through.en)")
        case .deferred(let letter, let cause, let tries, _):
            Wording(
                vi:
                    "chưa chuyển được thư của \(letter.recipient) đến \(letter.address)\(letter.through.vi), lần \(tries); sẽ thử lại: "
                    + cause.wording.vi,
                en:
                    "the message of \(letter.recipient) to \(letter.address) was not taken\(letter.through.en), try \(tries); to be tried again: "
                    + cause.wording.en)
        case .refused(let letter, let cause, let gaveUp):
            Wording(
                vi: "không chuyển được thư của \(letter.recipient) đến \(letter.address)\(letter.through.vi)"
                    + (gaveUp ? " sau 5 ngày thử lại" : "") + ", đã để riêng vào “.undeliverable”: " + cause.wording.vi,
                en: "the message of \(letter.recipient) to \(letter.address) was refused\(letter.through.en)"
                    + (gaveUp ? " for five days" : "") + " and is set aside in .undeliverable: " + cause.wording.en)
        case .withoutAddress(let recipient):
            Wording(
                vi: "cơ quan \(recipient) không có địa chỉ thư trong bodies.yaml; thư để lại trong hộp thư",
                en: "body \(recipient) has no email in bodies.yaml; its messages stay in its Maildir")
        case .unreadable(let path, let errno):
            Wording(
                vi: "không đọc được \(path): \(systemReason(errno).vi)",
                en: "cannot read \(path): \(systemReason(errno).en)")
        case .unmovable(let path, let errno):
            Wording(
                vi: "không chuyển chỗ được \(path): \(systemReason(errno).vi)",
                en: "cannot move \(path): \(systemReason(errno).en)")
        }
    }

    /// With the fields that a program, or `journalctl -x`, looks for.
    public func journalEntry(in language: Language) -> JournalEntry {
        var fields: [JournalEntry.Field] = [
            .init("MESSAGE", wording.text(in: language)), .init("PRIORITY", "\(priority)"),
            .init("SYSLOG_IDENTIFIER", "dondoc-deliver"),
        ]
        func add(_ letter: Letter, _ cause: Verdict.Cause?) {
            fields += [
                .init("DONDOC_RECIPIENT", letter.recipient), .init("DONDOC_ADDRESS", letter.address),
                .init("DONDOC_MESSAGE", letter.file), .init("DONDOC_MESSAGE_ID", letter.messageID),
                .init("DONDOC_OUTLET", letter.outlet),
            ]
            guard let cause else { return }
            fields += [.init("DONDOC_EXIT", "\(cause.code)"), .init("DONDOC_SAID", cause.said)]
        }
        switch self {
        case .accepted(let letter): add(letter, nil)
        case .deferred(let letter, let cause, _, let next):
            add(letter, cause)
            fields.append(.init("DONDOC_NEXT", "\(next)"))
        case .refused(let letter, let cause, _):
            fields.append(.init("MESSAGE_ID", HandoverEvent.refusedID))
            add(letter, cause)
        case .withoutAddress(let recipient): fields.append(.init("DONDOC_RECIPIENT", recipient))
        case .unreadable, .unmovable: break
        }
        return JournalEntry(fields: fields)
    }
}

extension Verdict.Cause {
    /// How the program ended, with what it printed last.
    public var wording: Wording {
        let end = said.isEmpty ? "" : ": " + said
        return switch self {
        case .exit(let code, _): Wording(vi: "mã kết thúc \(code)\(end)", en: "exit code \(code)\(end)")
        case .signal(let number, _):
            Wording(vi: "bị dừng bởi tín hiệu \(number)\(end)", en: "killed by signal \(number)\(end)")
        case .timedOut(let seconds, _):
            Wording(vi: "quá \(seconds) giây không xong\(end)", en: "not done after \(seconds) seconds\(end)")
        case .cannotRun: Wording(vi: "không chạy được lệnh gửi thư\(end)", en: "the command cannot be run\(end)")
        }
    }
}
