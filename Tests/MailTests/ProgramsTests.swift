import Mail
import Testing

/// Answers as mail programs send them: what its author wrote, and nothing of what is quoted or signed.
@Suite struct ProgramsTests {
    struct Sample: CustomTestStringConvertible {
        let program: String
        let message: String
        var lines = ["Đã xong."]
        var testDescription: String { program }
    }

    @Test(arguments: samples) func ownWords(_ sample: Sample) {
        let mail = readMail(Array(sample.message.utf8))
        #expect(mail.ownLines == sample.lines)
        // As servers send it.
        let crlf = readMail(Array(sample.message.replacing("\n", with: "\r\n").utf8))
        #expect(crlf.ownLines == sample.lines)
        #expect(!mail.isCut)
    }

    static let samples = [
        Sample(
            program: "Gmail",
            message: """
                MIME-Version: 1.0
                References: <abc.site@dondoc.tinh.vn>
                In-Reply-To: <abc.site@dondoc.tinh.vn>
                From: =?UTF-8?Q?Nguy=E1=BB=85n_Th=E1=BB=8B_Lan?= <lan@tinh.vn>
                Subject: =?UTF-8?B?UmU6IE5o4bqvYyB2aeG7h2M=?=
                Message-ID: <CAF+1@mail.gmail.com>
                Content-Type: multipart/alternative; boundary="000000000000a1b2c3"

                --000000000000a1b2c3
                Content-Type: text/plain; charset="UTF-8"
                Content-Transfer-Encoding: base64

                xJDDoyB4b25nLgoKVsOgbyBUaCAyLCAxIHRoZyA2LCAyMDI2IHbDoG8gbMO6YyAwODowMCBI4buH
                IHRo4buRbmcgxJHDtG4gxJHhu5FjIG5oaeG7h20gduG7pSA8CmRvbmRvY0B0aW5oLnZuPiDEkcOj
                IHZp4bq/dDoKCj4gS8OtbmggZ+G7rWk6IEJhbiBEw6JuIHbhuq1uCj4gTmhp4buHbSB24bulIHF1
                w6EgaOG6oW4KPgo=
                --000000000000a1b2c3
                Content-Type: text/html; charset="UTF-8"
                Content-Transfer-Encoding: quoted-printable

                <div dir=3D"ltr">=C4=90=C3=A3 xong.</div><br><div class=3D"gmail_quote">V=C3=A0o=
                 Th 2 ...</div>
                --000000000000a1b2c3--

                """),
        Sample(
            program: "Outlook, HTML alone",
            message: """
                From: Lan <lan@tinh.vn>
                Subject: RE: =?iso-8859-1?Q?Nh=E0?=
                Content-Type: text/html; charset="us-ascii"
                Content-Transfer-Encoding: quoted-printable
                MIME-Version: 1.0

                <html xmlns:v=3D"urn:schemas-microsoft-com:vml"><head><meta http-equiv=3D"Content=
                -Type"><style><!-- p.MsoNormal {margin:0cm} --></style></head><body lang=3DEN-US>=
                <div class=3DWordSection1><p class=3DMsoNormal>&#272;&atilde; xong.<o:p></o:p></p=
                ><p class=3DMsoNormal><o:p>&nbsp;</o:p></p><div style=3D'border:none;border-top:s=
                olid #E1E1E1 1.0pt'><p class=3DMsoNormal><b>From:</b> H&#7879; th&#7889;ng &lt;do=
                ndoc@tinh.vn&gt;<br><b>Sent:</b> Monday, June 1, 2026 8:00 AM<br><b>To:</b> Ban D=
                &acirc;n v&#7853;n<br><b>Subject:</b> Nh&#7855;c vi&#7879;c</p></div><p>K&iacute;=
                nh g&#7917;i: &#272;&atilde; qu&aacute; h&#7841;n</p></div></body></html>

                """),
        Sample(
            program: "Outlook, plain, Vietnamese",
            message: """
                Content-Type: multipart/alternative; boundary="_000_X_"

                --_000_X_
                Content-Type: text/plain; charset="utf-8"
                Content-Transfer-Encoding: quoted-printable

                =C4=90=C3=A3 xong.

                ________________________________
                T=E1=BB=AB: H=E1=BB=87 th=E1=BB=91ng <dondoc@tinh.vn>
                =C4=90=C3=A3 g=E1=BB=ADi: Th=E1=BB=A9 Hai, 1 Th=C3=A1ng S=C3=A1u 2026 8:00
                =C4=90=E1=BA=BFn: Ban D=C3=A2n v=E1=BA=ADn

                Kính gửi
                --_000_X_--
                """),
        Sample(
            program: "Outlook, windows-1258",
            message: """
                Content-Type: text/plain; charset="windows-1258"
                Content-Transfer-Encoding: quoted-printable

                =D0a=DE xong.

                -----Original Message-----
                From: dondoc@tinh.vn
                Nha=DEc vi=EA=F2c
                """, lines: ["Đa\u{303} xong."]),
        Sample(
            program: "iPhone",
            message: """
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable
                Mime-Version: 1.0 (1.0)
                X-Mailer: iPhone Mail (21F90)

                =C4=90=C3=A3 xong.

                G=E1=BB=ADi t=E1=BB=AB iPhone c=E1=BB=A7a t=C3=B4i

                > V=C3=A0o 08:00, 1 thg 6, 2026, H=E1=BB=87 th=E1=BB=91ng <dondoc@tinh.vn> =
                =C4=91=C3=A3 vi=E1=BA=BFt:
                >=20
                > =EF=BB=BFK=C3=ADnh g=E1=BB=ADi
                """),
        Sample(
            program: "iPhone, English",
            message: """
                Content-Type: text/plain; charset=utf-8

                Đã xong.

                Sent from my iPhone

                On 1 Jun 2026, at 08:00, Hệ thống <dondoc@tinh.vn> wrote:

                Kính gửi
                """),
        Sample(
            program: "Thunderbird, format=flowed",
            message: """
                User-Agent: Mozilla Thunderbird
                Content-Type: text/plain; charset=UTF-8; format=flowed
                Content-Transfer-Encoding: 8bit

                Đã hoàn thành ngày 5/6/2026, văn bản \nsố 12/BC-UBND.

                Vào 01/06/2026 08:00, Hệ thống đôn đốc đã viết:
                > Kính gửi: Ban Dân vận
                > Đã quá hạn

                -- \nNguyễn Thị Lan
                Ban Dân vận
                """, lines: ["Đã hoàn thành ngày 5/6/2026, văn bản số 12/BC-UBND."]),
        Sample(
            program: "Thunderbird, answered below",
            message: """
                Content-Type: text/plain; charset=UTF-8

                On 01/06/2026 08:00, Hệ thống wrote:
                > Kính gửi: Ban Dân vận
                > 1.1 Quán triệt

                Đã xong.
                """),
        Sample(
            program: "Roundcube",
            message: """
                MIME-Version: 1.0
                User-Agent: Roundcube Webmail/1.6.5
                Content-Type: text/plain; charset=US-ASCII;
                 format=flowed
                Content-Transfer-Encoding: 8bit

                Da xong.

                On 2026-06-01 08:00, He thong don doc wrote:
                > Kinh gui
                """, lines: ["Da xong."]),
        Sample(
            program: "mutt",
            message: """
                Content-Type: text/plain; charset=utf-8
                Content-Disposition: inline
                User-Agent: Mutt/2.2.9

                On Mon, Jun 01, 2026 at 08:00:00AM +0700, Hệ thống wrote:
                > Kính gửi: Ban Dân vận
                >> quoted

                Đã xong.

                --
                Lan
                """),
        Sample(
            program: "Zimbra",
            message: """
                Content-Type: multipart/alternative;
                 boundary="----=_Part_1_2.3"

                ------=_Part_1_2.3
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 7bit

                Da xong.

                ----- Original Message -----
                From: "dondoc" <dondoc@tinh.vn>
                To: "bdv" <bdv@tinh.vn>
                Sent: Monday, June 1, 2026 8:00:00 AM

                Kinh gui
                ------=_Part_1_2.3
                Content-Type: text/html; charset=utf-8

                <html><body><div>Da xong.</div><hr id="zwchr" data-marker="__DIVIDER__"></body></html>
                ------=_Part_1_2.3--
                """, lines: ["Da xong."]),
        Sample(
            program: "Zimbra, HTML",
            message: """
                Content-Type: text/html; charset=utf-8

                <html><body><div style="font-family: arial"><div>Đã xong.</div><div><br></div><div \
                data-marker="__QUOTED_TEXT__"><div>Kính gửi</div></div></div></body></html>
                """),
        Sample(
            program: "A phone's HTML with a blockquote",
            message: """
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: multipart/related; boundary="c"

                --c
                Content-Type: text/html; charset=UTF-8
                Content-Transfer-Encoding: 8bit

                <p>Đã&nbsp;xong.</p><blockquote type="cite"><p>Kính gửi</p><p>Đã quá hạn</p></blockquote>
                --c
                Content-Type: image/png
                Content-Transfer-Encoding: base64

                iVBORw0KGgo=
                --c--
                --b
                Content-Type: application/pdf; name="bc.pdf"
                Content-Disposition: attachment; filename="bc.pdf"

                xong
                --b--
                """),
        Sample(
            program: "UTF-16, base64",
            message: """
                Content-Type: text/plain; charset="utf-16"
                Content-Transfer-Encoding: base64

                //4QAeMAIAB4AG8AbgBnAC4A
                """),
        Sample(
            program: "No MIME at all",
            message: "From: a@b\n\nDa xong\n", lines: ["Da xong"]),
        Sample(
            program: "The text is an attachment",
            message: """
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain
                Content-Disposition: attachment

                Đã xong.
                --b--
                """, lines: []),
        Sample(
            program: "The end of a part is lost",
            message: """
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain; charset=utf-8

                Đã xong.
                """),
    ]
}
