import Delivery
import Diagnostics
import Foundation
import JSONText
import Links
import RuleLanguage
import TestKit
import Testing

@testable import Handover

/// Letters that go more ways than mail.
@Suite struct OutletTests {
    private let both = [
        Way(outlet: "mail", address: "bdv@example.vn"), Way(outlet: "zalo", address: "84912"),
    ]
    private let says = "cat >/dev/null; echo \"$0 $*\" | sed 's|.*/||' >> $RECORD/calls"

    private func office(_ mail: String? = nil, zalo: String? = nil) throws -> PostOffice {
        let office = try PostOffice(mail ?? says)
        office.ways = ["ban-dan-van": both]
        try office.outlet("zalo", zalo ?? says)
        return office
    }

    private func calls(_ office: PostOffice, _ outlet: String) -> Int { office.record.count { $0.hasPrefix(outlet) } }

    @Test func aLetterGoesEveryWayThatItsBodyChose() throws {
        let office = try office()
        try office.post("1.a.host", to: "ban-dan-van")
        try office.post("2.b.host", to: "van-phong")
        let round = try office.round()
        #expect(round.accepted == 3 && round.isClean)
        #expect(
            office.record.sorted() == [
                "outlet-zalo -- 84912", "sendmail -i -- bdv@example.vn", "sendmail -i -- vp@example.vn",
            ])
        #expect(
            office.files("ban-dan-van/cur") == ["1.a.host:2,P"] && office.files("van-phong/cur") == ["2.b.host:2,P"])
        #expect(office.files(".outlets").allSatisfy { $0.hasPrefix(".") })
    }

    @Test func whatOneOutletTookIsNotHandedToItAgain() throws {
        let office = try office(zalo: says + "; exit 75")
        try office.post("1.a.host", to: "ban-dan-van")
        for restarted in [false, true, true, false] {
            #expect(try office.round(restarted: restarted).deferred == 1)
            #expect(office.files("ban-dan-van/new") == ["1.a.host"])
            office.now += 3600
        }
        #expect(calls(office, "sendmail") == 1 && calls(office, "outlet-zalo") == 4)
        #expect(
            outletStates(inSpool: office.path("spool")).map {
                [$0.outlet, "\($0.waiting)", "\($0.refused)", $0.because ?? ""]
            }
                == [["zalo", "1", "0", "exit code 75"]])
        try office.outlet("zalo", says)
        #expect(try office.round(restarted: true).accepted == 1)
        #expect(calls(office, "sendmail") == 1)
        #expect(office.files("ban-dan-van/cur") == ["1.a.host:2,P"])
        #expect(outletStates(inSpool: office.path("spool")) == [])
    }

    @Test func anOutletThatHangsHoldsNoOther() throws {
        // It waits until all mail is gone: held by it, that would never be.
        let hang = "until [ \"$(grep -c sendmail $RECORD/calls)\" = 10 ]; do sleep 0.05; done; "
        let office = try office(zalo: hang + says)
        for number in 10..<20 { try office.post("\(number).a.host", to: "ban-dan-van") }
        office.timeout = 60
        #expect(try office.round().accepted == 20)
        #expect(office.record.prefix(10).allSatisfy { $0.hasPrefix("sendmail") }, "\(office.record)")
    }

    @Test func whatOneOutletRefusesIsSetAsideAndTriedAgainThereAlone() throws {
        let office = try office(zalo: says + "; exit 65")
        try office.post("1.a.host", to: "ban-dan-van")
        let round = try office.round()
        #expect(round.accepted == 1 && round.refused == 1)
        #expect(office.files("ban-dan-van/.undeliverable/new") == ["1.a.host"])
        #expect(
            outletStates(inSpool: office.path("spool")) == [OutletState(outlet: "zalo", waiting: 0, refused: 1)])
        // Either outlet may be the first to end.
        let refused = office.events.first { if case .refused = $0 { true } else { false } }
        guard case .refused(let letter, _, gaveUp: false) = refused else {
            Issue.record("\(office.events)")
            return
        }
        #expect(letter.outlet == "zalo" && letter.address == "84912")
        #expect(refused?.wording.en.contains("through zalo") == true)
        // A later look forgets nothing of it.
        _ = try office.round(restarted: true)
        #expect(try Courier.takeBack(from: office.path("spool")) == 1)
        try office.outlet("zalo", says)
        #expect(try office.round().accepted == 1)
        #expect(calls(office, "sendmail") == 1 && calls(office, "outlet-zalo") == 2)
        #expect(office.files("ban-dan-van/cur") == ["1.a.host:2,P"])
    }

    @Test(
        arguments: [
            ("info", []), ("notice", []), ("warning", ["zalo"]), ("critical", ["zalo"]), (nil, []), ("nonsense", []),
        ] as [(String?, [String])])
    func aCostlyOutletTakesTheWeightyOnes(severity: String?, takes: [String]) throws {
        let office = try office()
        try office.outlet("zalo", says, from: .warning)
        let header = severity.map { "X-Dondoc-Severity: \($0)\n" } ?? ""
        try office.post("1.a.host", to: "ban-dan-van", header + "Message-ID: <1@x>\n\nX-Dondoc-Severity: critical\n")
        #expect(try office.round().isClean)
        #expect(calls(office, "sendmail") == 1 && calls(office, "outlet-zalo") == takes.count)
        #expect(office.files("ban-dan-van/cur") == ["1.a.host:2,P"])
    }

    @Test func officersGetTheirsToo() throws {
        let office = try office()
        try office.post(
            "1.a.host", to: "van-phong",
            "X-Dondoc-Outlet: zalo 84777\nX-Dondoc-Outlet: zalo 84778\nX-Dondoc-Outlet: mail lan@example.vn\n"
                + "X-Dondoc-Outlet: gone 1\nMessage-ID: <1@x>\n\nX-Dondoc-Outlet: zalo 84779\n")
        #expect(try office.round().accepted == 4)
        #expect(
            office.record.sorted() == [
                "outlet-zalo -- 84777", "outlet-zalo -- 84778", "sendmail -i -- lan@example.vn",
                "sendmail -i -- vp@example.vn",
            ])
        #expect(office.files("van-phong/cur") == ["1.a.host:2,P"])
    }

    @Test func anOutletThatAsksForTimeGetsIt() throws {
        let office = try office(zalo: says + "; printf 'slow down\\nRetry-After: 900\\n' >&2; exit 75")
        try office.post("1.a.host", to: "ban-dan-van")
        try office.post("2.b.host", to: "ban-dan-van")
        let start = office.now
        let round = try office.round()
        // The second is not even tried: it is the outlet that is busy.
        #expect(calls(office, "outlet-zalo") == 1 && calls(office, "sendmail") == 2)
        #expect(round.deferred == 1 && round.next == start + 900)
        office.now = start + 899
        #expect(try office.round().next == start + 900)
        #expect(calls(office, "outlet-zalo") == 1)
        try office.outlet("zalo", says)
        office.now = start + 900
        #expect(try office.round(restarted: true).accepted == 2)
    }

    @Test(
        arguments: [
            ("Retry-After: 60\n", 60), ("x\nretry-after:5", 5), ("Retry-After: 999999999\r\n\n", 86_400),
            ("Retry-After: -1", nil), ("Retry-After: soon", nil), ("Retry-After: 60\nx", nil), ("", nil),
            ("Retry-After: 99999999999999999999999", nil),
        ] as [(String, Int?)])
    func theLastLineMayAskForTime(said: String, seconds: Int?) { #expect(retryAfter(said) == seconds) }

    /// A name that is no longer there is no way; a body that chose no other is without one.
    @Test func anOutletThatIsNoLongerNamedIsWaitedForByNobody() throws {
        let office = try office(zalo: says + "; exit 75")
        try office.post("1.a.host", to: "ban-dan-van")
        #expect(try office.round().deferred == 1)
        office.outlets = []
        #expect(try office.round().isClean)
        #expect(office.files("ban-dan-van/cur") == ["1.a.host:2,P"])
        #expect(office.files(".retry").allSatisfy { $0.hasPrefix(".") })
        #expect(office.files(".outlets").allSatisfy { $0.hasPrefix(".") })
    }

    /// Whatever was noted when it was killed: between the program's yes and the note a letter may come twice, at no other
    /// point, and never is one lost.
    @Test func aKillBetweenTheNoteAndTheMoveRepeatsNothing() throws {
        let office = try office(zalo: says + "; exit 75")
        try office.post("1.a.host", to: "ban-dan-van")
        _ = try office.round()
        let note = try #require(office.files(".outlets").first { !$0.hasPrefix(".") })
        // As if zalo had taken it, noted, and the move had not come.
        try office.folder.write("taken\n", to: "spool/.outlets/\(note):zalo")
        #expect(try office.round(restarted: true).isClean)
        #expect(office.files("ban-dan-van/cur") == ["1.a.host:2,P"])
        #expect(office.record.count == 2 && office.files(".outlets").allSatisfy { $0.hasPrefix(".") })
        // A note that was not written whole is none.
        try office.post("2.b.host", to: "ban-dan-van")
        for text in ["", "tak", "taken by nobody\n"] {
            try office.folder.write(text, to: "spool/.outlets/ban-dan-van:2.b.host")
            try office.outlet("zalo", "cat >/dev/null; exit 75")
            office.now += 3600
            _ = try office.round(restarted: true)
        }
        #expect(calls(office, "sendmail") == 4)
    }

    @Test func thePlaceOfALetterIsTold() throws {
        let office = try office(zalo: "cat >/dev/null; exit 75")
        try office.post("1.abc.host", to: "ban-dan-van")
        _ = try office.round()
        var letters = LetterStates(inSpool: office.path("spool"), isHandedOn: { _ in true }, returned: [:])
        #expect(
            letters.state(ofMessage: "abc.site@host", to: "ban-dan-van")
                == LetterState(place: .waiting, waiting: ["zalo"], refused: []))
        #expect(letters.state(ofMessage: "abd.site@host", to: "ban-dan-van") == nil)
        #expect(letters.state(ofMessage: "abc.site@host", to: "../x") == nil)
    }

    @Test func aLetterAsJSON() throws {
        let letter = """
            From: =?UTF-8?Q?H=E1=BB=87_th=E1=BB=91ng?=
             <dondoc@tinh.vn>
            To: =?UTF-8?B?QmFuIETDom4gduG6rW4=?= <bdv@tinh.vn>
            Subject: =?UTF-8?Q?Nh=E1=BA=AFc_vi=E1=BB=87c?=
            Date: Mon, 01 Jun 2026 08:00:00 +0700
            Message-ID: <abc.site@host>
            X-Dondoc-Kind: reminder, digest
            X-Dondoc-Severity: warning
            X-Dondoc-Notice: 01-KH-TU/1.1/2021-Q4/nhac%20han/0/1/ban-dan-van
            X-Dondoc-Notice: ///tuan/0/0/ban-dan-van
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="=_a"

            --=_a
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Quá h=E1=BA=A1n
            --=_a--

            """
        let json = try JSONValue(parsing: writeLetterJSON(Array(letter.utf8), to: "84912"))
        #expect(json["version"] == 1 && json["id"] == "abc.site@host" && json["address"] == "84912")
        #expect(json["date"] == "2026-06-01T08:00:00+07:00" && json["sender"] == "dondoc@tinh.vn")
        #expect(json["recipient"] == "ban-dan-van" && json["recipientName"] == "Ban Dân vận")
        #expect(
            json["subject"] == "Nhắc việc" && json["severity"] == "warning" && json["kinds"] == ["reminder", "digest"])
        #expect(json["text"] == "Quá hạn\n" && json["html"] == .null)
        let notice = try #require(json["notices"]?.array?.first)
        #expect(notice["programme"] == "01-KH-TU" && notice["rule"] == "nhac han" && notice["repeat"] == 1)
        #expect(json["notices"]?.array?.count == 2)
        #expect(writeLetterJSON([], to: "x").starts(with: #"{"version":1,"id":"""#.utf8))
    }

    /// RFC 4231, 4.3, with our time stamp before the text.
    @Test func theSignatureIsOfTimeAndBody() {
        #expect(
            SHA256Text.hex(HMAC.sha256(Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8)))
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        let signature = Webhook.signature(of: Array("{}".utf8), at: 1_764_500_000, key: Array("Jefe".utf8))
        let expected = HMAC.sha256(Array("1764500000.{}".utf8), key: Array("Jefe".utf8))
        #expect(signature == "t=1764500000,sha256=" + SHA256Text.hex(expected))
    }
}

private enum SHA256Text {
    static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
