import Dates
import Deadlines
import Mail
import Replies

/// Any bytes as a message: nothing traps, what is read keeps to its bounds, and lines are lines.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMail(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let mail = readMail(bytes)
    precondition(mail.header.fields.count <= MailBound.fields)
    let lines = mail.ownLines
    for line in lines {
        precondition(!line.isEmpty && !line.unicodeScalars.contains("\n"), "a line that is none: \(line)")
    }
    for field in mail.header.fields.prefix(20) {
        precondition(field.name == field.name.lowercased())
        precondition(!decodeWords(field.value).unicodeScalars.contains { $0.value < 0x20 })
        precondition(mailAddresses(field.value).allSatisfy { $0.contains("@") && !$0.contains(" ") })
        _ = (messageIDs(field.value), ParameterValue(field.value))
    }
    let letter = AnsweredLetter(
        messageID: "a@b", recipient: "x", tasks: tasks, addresses: Set(mailAddresses(mail.header["from"] ?? "")))
    if case .report(let reply, let task) = judgeReply(
        mail, to: letter, sender: "dondoc@b", authenticator: nil, in: context)
    {
        precondition(tasks.contains(task))
        if case .askExtension(let until, let reason) = reply.kind {
            precondition(until > context.issued && !reason.isEmpty)
        }
        precondition(reply.on.map { $0 <= context.issued } ?? true)
    }
    return 0
}

private let context = ReadingContext(issued: Day("2026-06-10")!, calendar: .vietnam)
private let tasks = [
    LetterTask(programme: "01-KH-TU", task: "1.1", occurrence: "2026"),
    LetterTask(programme: "01-KH-TU", task: "2", occurrence: "2026"),
]
