public import Deadlines
public import Diagnostics
public import Mail

/// The letter that an answer is in the thread of.
public struct AnsweredLetter: Hashable, Sendable {
    /// Without its angle brackets.
    public var messageID: String
    /// Id of the body that got it.
    public var recipient: String
    /// Each once, in the order of the letter.
    public var tasks: [LetterTask]
    /// In lower case: from which that body answers.
    public var addresses: Set<String>

    /// Found by the shell in what went out, by the message ids that the answer names.
    public init(messageID: String, recipient: String, tasks: [LetterTask], addresses: Set<String>) {
        self.messageID = messageID
        self.recipient = recipient
        self.tasks = tasks
        self.addresses = addresses
    }
}

/// What comes of a message.
public enum ReplyJudgement: Hashable, Sendable {
    /// A program wrote it, or it came by a list: nobody need read it.
    case ignored(Automation)
    /// Somebody has to read it.
    case unclear(Doubt)
    /// The letter did not reach whom it was for; why, in a line.
    case undelivered(String)
    /// It says this of a task. - isCertain: enough to record it without asking.
    case report(Reply, LetterTask)

    /// How it is told that no person wrote a message to us.
    public enum Automation: String, Hashable, Sendable, CaseIterable {
        case own, bounce, autoSubmitted, precedence, emptySender, autoResponse, list
    }

    /// What keeps an answer from being recorded without a person; its raw value is what is kept of it.
    public enum Doubt: String, Hashable, Sendable, CaseIterable {
        /// In no thread of ours.
        case noLetter
        /// No address of the body that got the letter.
        case unknownSender
        /// The mail server does not vouch for the sender.
        case notAuthenticated
        /// The letter tells of no task, or of several and the answer does not say which.
        case noTask, severalTasks
        /// Its words are not understood.
        case notUnderstood
    }
}

/// Judges a message that came in.
/// - Parameters:
///   - letter: the one that it answers; nil: none of ours.
///   - sender: our own address.
///   - authenticator: whose Authentication-Results have to vouch for the sender; nil: nobody's.
public func judgeReply(
    _ mail: Mail, to letter: AnsweredLetter?, sender: String, authenticator: String?, in context: ReadingContext
) -> ReplyJudgement {
    let from = mailAddresses(mail.header["from"] ?? "")
    if let automation = automation(of: mail, from: from, sender: sender) {
        let failure = letter == nil ? nil : failure(told: mail, automation, from)
        return failure.map { .undelivered($0) } ?? .ignored(automation)
    }
    guard let letter else { return .unclear(.noLetter) }
    guard from.count == 1, letter.addresses.contains(from[0]) else { return .unclear(.unknownSender) }
    if let authenticator, !isAuthenticated(mail.header, from[0], by: authenticator) {
        return .unclear(.notAuthenticated)
    }
    guard !letter.tasks.isEmpty else { return .unclear(.noTask) }
    guard !mail.isCut, let reply = readReply(mail.ownLines, tasks: letter.tasks, in: context) else {
        return .unclear(.notUnderstood)
    }
    guard let task = reply.task ?? (letter.tasks.count == 1 ? 0 : nil) else { return .unclear(.severalTasks) }
    return .report(reply, letter.tasks[task])
}

/// RFC 3834, 2, and what programs send that keep to none.
private func automation(of mail: Mail, from: [String], sender: String) -> ReplyJudgement.Automation? {
    let header = mail.header
    if from.contains(sender.lowercased()) || header.has("x-dondoc-notice") { return .own }
    if mail.type.value == "multipart/report" { return .bounce }
    if let word = header["auto-submitted"], ParameterValue(word).value != "no" { return .autoSubmitted }
    if let word = header["precedence"], ["bulk", "junk", "list", "auto_reply"].contains(word.lowercased()) {
        return .precedence
    }
    if let path = header["return-path"], path.filter({ !$0.isWhitespace }) == "<>" { return .emptySender }
    if ["x-auto-response-suppress", "x-autoreply", "x-autorespond", "x-autoresponder"].contains(where: header.has) {
        return .autoResponse
    }
    if ["list-id", "list-post", "list-unsubscribe"].contains(where: header.has) { return .list }
    return nil
}

/// Why a letter did not arrive, where a mail server says so: in a report for programs (RFC 3464), or, as some write, in words alone.
private func failure(told mail: Mail, _ automation: ReplyJudgement.Automation, _ from: [String]) -> String? {
    if let report = mail.report {
        let failed = report.failed.prefix(3).map { recipient in
            let why = [recipient.status, recipient.diagnostic].filter { !$0.isEmpty }.joined(separator: ", ")
            return recipient.address + (why.isEmpty ? "" : ": " + why)
        }
        return failed.isEmpty ? nil : failed.joined(separator: "; ")
    }
    let isServer = from.contains { ["mailer-daemon", "postmaster"].contains($0.prefix { $0 != "@" }) }
    guard automation != .own, automation != .list, isServer, !mail.quotedIDs.isEmpty else { return nil }
    return mail.ownLines.prefix(3).joined(separator: " ")
}

/// RFC 8601: the first result of the office's own mail server; others may be forged, and that server takes forged ones of its
/// name away. DMARC vouches for the address people see; DKIM and SPF where the domain is the same.
private func isAuthenticated(_ header: MailHeader, _ address: String, by server: String) -> Bool {
    let domain = address.split(separator: "@").last.map(String.init) ?? ""
    for field in header.all("authentication-results") {
        let results = field.split(separator: ";").map { fold(String($0), .plain) }
        guard results.first?.split(separator: " ").first.map(String.init) == server.lowercased() else { continue }
        return results.dropFirst().contains { result in
            let words = result.split(separator: " ").map(String.init)
            func names(_ properties: String...) -> Bool {
                words.contains { word in
                    properties.contains { property in
                        guard word.hasPrefix(property + "=") else { return false }
                        return word.dropFirst(property.count + 1).split(separator: "@").last.map(String.init) == domain
                    }
                }
            }
            return switch words.first {
            case "dmarc=pass": names("header.from")
            case "dkim=pass": names("header.d", "header.i")
            case "spf=pass": names("smtp.mailfrom", "smtp.helo")
            default: false
            }
        }
    }
    return false
}

extension ReplyJudgement.Automation {
    /// Why nobody need read it, for the list of what came.
    public var wording: Wording {
        switch self {
        case .own: Wording(vi: "thư của chính hệ thống", en: "our own letter")
        case .bounce: Wording(vi: "thông báo của máy chủ thư", en: "a report of a mail server")
        case .autoSubmitted, .autoResponse, .precedence: Wording(vi: "thư trả lời tự động", en: "an automatic answer")
        case .emptySender: Wording(vi: "không có người gửi", en: "an empty sender")
        case .list: Wording(vi: "thư của một danh sách", en: "from a mailing list")
        }
    }
}

extension ReplyJudgement.Doubt {
    /// Why somebody has to read it, for the list of what came.
    public var wording: Wording {
        switch self {
        case .noLetter: Wording(vi: "không trả lời thư nào của hệ thống", en: "answers no letter of ours")
        case .unknownSender:
            Wording(vi: "người gửi không phải cơ quan nhận thư", en: "not from the body that got the letter")
        case .notAuthenticated:
            Wording(vi: "máy chủ thư không xác nhận người gửi", en: "the mail server does not vouch for the sender")
        case .noTask: Wording(vi: "thư ấy không về một nhiệm vụ", en: "that letter is about no single task")
        case .severalTasks: Wording(vi: "không nói rõ nhiệm vụ nào", en: "does not say which task")
        case .notUnderstood: Wording(vi: "không hiểu chắc chắn", en: "not clearly understood")
        }
    }
}
