import Mail
import Testing

@testable import Replies

/// What mail servers give back, as the programs write it that offices have.
@Suite struct ReturnedMailTests {
    private static let letter = AnsweredLetter(
        messageID: "abc.7@dondoc.tinh.vn", recipient: "ban-dan-van",
        tasks: [LetterTask(programme: "A", task: "1", occurrence: "2026")], addresses: ["bdv@tinh.vn"])

    private func judge(_ text: String, to letter: AnsweredLetter? = Self.letter) -> (Mail, ReplyJudgement) {
        let mail = readMail(Array(text.utf8))
        return (
            mail,
            judgeReply(mail, to: letter, sender: "dondoc@tinh.vn", authenticator: nil, in: ReadReplyTests.context)
        )
    }

    /// Postfix, Exim and Microsoft in turn: with the letter's header, with all of it, encoded.
    @Test(arguments: [
        (
            "text/rfc822-headers\n\nSubject: x\nMessage-ID: <abc.7@dondoc.tinh.vn>\n",
            "Final-Recipient: rfc822; bdv@tinh.vn\nOriginal-Recipient: rfc822;BDV@tinh.vn\nAction: failed\nStatus: 5.1.1\n"
                + "Remote-MTA: dns; mx.tinh.vn\nDiagnostic-Code: smtp; 550 5.1.1 <bdv@tinh.vn>:\n    User unknown\n",
            "bdv@tinh.vn: 5.1.1, 550 5.1.1 <bdv@tinh.vn>:    User unknown"
        ),
        (
            "message/rfc822\n\nMessage-ID: <abc.7@dondoc.tinh.vn>\nSubject: x\n\nKính gửi\n",
            "Action: failed\nFinal-Recipient: rfc822;bdv@tinh.vn\nStatus: 5.0.0\n", "bdv@tinh.vn: 5.0.0"
        ),
        (
            "message/rfc822\nContent-Transfer-Encoding: base64\n\n"
                + "TWVzc2FnZS1JRDogPGFiYy43QGRvbmRvYy50aW5oLnZuPgoKeAo=\n",
            "Final-Recipient: rfc822;bdv@tinh.vn\nAction: failed (giving up)\nStatus: 4.4.7 (too old)\n",
            "bdv@tinh.vn: 4.4.7"
        ),
    ])
    func aReportOfAFailure(returned: String, fields: String, why: String) {
        let (mail, judgement) = judge(report(fields, returned))
        #expect(mail.returned == ["abc.7@dondoc.tinh.vn"])
        #expect(judgement == .undelivered(why))
        // Of no letter of ours nobody need know.
        #expect(judge(report(fields, returned), to: nil).1 == .ignored(.bounce))
    }

    private func report(_ fields: String, _ returned: String, type: String = "delivery-status") -> String {
        "From: MAILER-DAEMON@mx.tinh.vn\nReturn-Path: <>\nAuto-Submitted: auto-replied\n"
            + "Content-Type: multipart/report; report-type=\(type);\n boundary=\"b=1\"\n\n--b=1\n\n"
            + "I'm sorry.\n--b=1\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.tinh.vn\n\n"
            + "\(fields)\n--b=1\nContent-Type: \(returned)--b=1--\n"
    }

    /// It is on its way still, or it arrived.
    @Test(arguments: ["delayed", "delivered", "relayed", "expanded", "", "xfailed"])
    func whatDidNotFail(action: String) {
        let text = report(
            "Final-Recipient: rfc822; bdv@tinh.vn\nAction: \(action)\nStatus: 4.0.0\n",
            "text/rfc822-headers\n\nMessage-ID: <abc.7@dondoc.tinh.vn>\n")
        #expect(judge(text).1 == .ignored(.bounce))
    }

    /// Of several those that failed are told, and of very many the first.
    @Test func severalRecipients() {
        func one(_ name: String, _ action: String) -> String {
            "Final-Recipient: rfc822; \(name)@tinh.vn\nAction: \(action)\nStatus: 5.1.1\n\n"
        }
        let returned = "text/rfc822-headers\n\nMessage-ID: <abc.7@dondoc.tinh.vn>\n"
        #expect(
            judge(report(one("a", "failed") + one("b", "delivered") + one("c", "failed"), returned)).1
                == .undelivered("a@tinh.vn: 5.1.1; c@tinh.vn: 5.1.1"))
        let many = (0..<5_000).map { one("a\($0)", "failed") }.joined()
        let (mail, judgement) = judge(report(many, returned))
        #expect(mail.report?.recipients.count ?? 0 < 1_000)
        #expect(judgement == .undelivered("a0@tinh.vn: 5.1.1; a1@tinh.vn: 5.1.1; a2@tinh.vn: 5.1.1"))
    }

    /// qmail writes no report for programs: it returns the letter below its words.
    @Test func inWordsAlone() {
        let text = """
            Return-Path: <>
            From: MAILER-DAEMON@mx.tinh.vn
            Subject: failure notice

            Hi. This is the qmail-send program.
            <bdv@tinh.vn>: no such user

            --- Below this line is a copy of the message.

            Return-Path: <dondoc@tinh.vn>
            Message-ID: <abc.7@dondoc.tinh.vn>
            """
        let (mail, judgement) = judge(text)
        #expect(mail.quotedIDs == ["abc.7@dondoc.tinh.vn"])
        guard case .undelivered(let why) = judgement else { return #expect(Bool(false), "\(judgement)") }
        #expect(why.contains("<bdv@tinh.vn>: no such user"))
        // Somebody who is away, or a person who quotes a header, is no mail server.
        let away = text.replacing("MAILER-DAEMON@mx.tinh.vn", with: "bdv@tinh.vn")
        #expect(judge(away).1 == .ignored(.emptySender))
        #expect(judge(away.replacing("Return-Path: <>\n", with: "")).1 == .unclear(.notUnderstood))
        // What a list hands on says nothing of whether a letter arrived.
        #expect(judge(text.replacing("Return-Path: <>\n", with: "List-Id: <tin.tinh.vn>\n")).1 == .ignored(.list))
    }

    @Test func readReceiptsAndComplaintsAreNone() {
        let receipt =
            "From: bdv@tinh.vn\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b\n\n"
            + "Read.\n--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; bdv@tinh.vn\n"
            + "Disposition: manual-action/MDN-sent-manually; displayed\n--b--\n"
        #expect(judge(receipt).1 == .ignored(.bounce))
    }
}
