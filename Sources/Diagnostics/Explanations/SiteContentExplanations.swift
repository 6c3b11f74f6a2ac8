/// S201–S502: bodies, programmes, settings, calendars.
let siteContentExplanations: [String: Wording] = [
    "S201": Wording(
        vi: """
            Tên cơ quan không có trong bodies.yaml. Có thể gọi cơ quan bằng mã, tên hoặc tên khác; không phân
            biệt chữ hoa và cách đặt dấu thanh. Phần còn lại của nhiệm vụ vẫn dùng được.
            """,
        en: """
            The name is not in bodies.yaml. A body is named by id, name or alias; case and the place of tone
            marks do not matter. The rest of the task is still used.
            """),
    "S202": Wording(
        vi: """
            Mã cơ quan thành tên thư mục trong hộp thư, nên chỉ gồm a-z, 0-9 và dấu -, bắt đầu bằng chữ hoặc số,
            nhiều nhất 64 ký tự. Không được là staging: thư mục ấy để chuẩn bị thư.
            """,
        en: """
            A body's id becomes the name of its folder in the spool: a-z, 0-9 and '-', beginning with a letter
            or digit, at most 64. Not `staging`, where messages are made ready.
            """),
    "S203": Wording(
        vi: """
            Hai cơ quan cùng một mã. Hệ thống dùng cơ quan ghi trước.
            """,
        en: """
            Two bodies have one id. The first one is used.
            """),
    "S204": Wording(
        vi: """
            Địa chỉ thư phải có dạng tên@miền, không dấu cách, không xuống dòng, không có phần tên hiển thị.
            """,
        en: """
            An e-mail address is name@domain, without spaces, line breaks or a display name.
            """),
    "S205": Wording(
        vi: """
            Hai cơ quan cùng tên hoặc tên khác (sau khi bỏ qua chữ hoa và cách đặt dấu thanh), nên gọi tên ấy
            không biết là cơ quan nào. Mã thắng tên, tên thắng tên khác, rồi đến thứ tự ghi.
            """,
        en: """
            Two bodies share a name or alias (case and tone placement set aside), so that the name does not say
            which. An id wins over a name, a name over an alias, then the first.
            """),
    "S206": Wording(
        vi: """
            Theo “cấp trên” từ cơ quan này lên thì quay lại chính nó. Báo cáo vượt cấp sẽ không bao giờ dừng,
            nên mối nối khép vòng bị bỏ.
            """,
        en: """
            Going up the superiors of this body leads back to it. Escalation would never end, so that the link
            which closes the circle is left out.
            """),
    "S207": Wording(
        vi: """
            Cơ quan kế thừa nối nhau thành vòng, nên không ai nhận được thông báo. Mối nối khép vòng bị bỏ.
            """,
        en: """
            The successors form a circle, so that nobody would receive the notices. The link which closes it is
            left out.
            """),
    "S208": Wording(
        vi: """
            Một nhóm chứa chính nó, trực tiếp hoặc qua nhóm khác. Thành viên khép vòng bị bỏ.
            """,
        en: """
            A group contains itself, at once or through another. The member that closes the circle is left out.
            """),
    "S209": Wording(
        vi: """
            Có cơ quan kế thừa thì phải có ngày thôi hoạt động (“đến ngày”, until): từ ngày đó thông báo mới chuyển sang cơ
            quan kế thừa.
            """,
        en: """
            A successor needs the day from which it succeeds (until): from then on the notices go to it.
            """),
    "S210": Wording(
        vi: """
            Người báo cáo được nhận ra bằng tài khoản đăng nhập trên máy: “người dùng” (users) liệt kê tài khoản của một
            cơ quan. Tên tài khoản không có dấu cách, : và /.
            """,
        en: """
            Who reports is known by the account on the machine: `users` lists those of a body. A login has no white space,
            ':' or '/'.
            """),
    "S211": Wording(
        vi: """
            “trước đây” (was) nói mã mà cơ quan mang trước khi đổi, để những gì đã báo cáo và đã gửi đi theo mã mới. Mỗi
            mã cũ chỉ thuộc về một cơ quan, và không phải mã đang mang.
            """,
        en: """
            `was` says which id the body had before, so that what was reported and sent goes with it. A former id belongs
            to one body, and is not the one it has.
            """),
    "S212": Wording(
        vi: """
            Một tài khoản chỉ ghi một lần ở một cơ quan. Một người báo cáo cho nhiều cơ quan thì ghi ở từng cơ quan.
            """,
        en: """
            A login stands once with a body. Who reports for several bodies stands with each of them.
            """),
    "S220": Wording(
        vi: """
            Bản mới của bodies.yaml không còn cơ quan mà chương trình hay quy tắc vẫn nêu tên. Tên không tìm thấy không có
            nghĩa là không có ai: thông báo sẽ mất. Vì vậy danh bạ trước đó vẫn có hiệu lực, cho đến khi các tên khớp nhau.
            Đổi tên cơ quan thì giữ tên cũ ở “tên khác” (aliases); cơ quan thôi hoạt động thì ghi “đến ngày” (until) và
            “cơ quan kế thừa” (successor).
            """,
        en: """
            The new bodies.yaml lacks a body that programmes or rules still name. A name that cannot be found is not nobody:
            its notices would be lost. So the directory before stays in force until the names agree again. A body that is
            renamed keeps its former name under `aliases`; one that has ended has `until` and `successor`.
            """),
    "S221": Wording(
        vi: """
            Không có bodies.yaml trong thư mục của hệ thống, trong khi chương trình nêu tên các cơ quan. Tệp ấy liệt kê
            từng cơ quan với mã, tên và các tên khác; “dondoc import --bodies FILE” phác thảo từ một văn bản.
            """,
        en: """
            The site has no bodies.yaml, and its programmes name bodies. That file lists each with its id, name and
            aliases; `dondoc import --bodies FILE` drafts one from a document.
            """),
    "S301": Wording(
        vi: """
            Ngày viết 2021-09-30 hoặc 30/9/2021, từ năm 1900 đến 2199, và phải có thật: tháng 9 có 30 ngày,
            tháng 2 có 29 ngày chỉ vào năm nhuận.
            """,
        en: """
            A date is written 2021-09-30 or 30/9/2021, from 1900 to 2199, and must exist: September has 30 days,
            February 29 only in leap years.
            """),
    "S302": Wording(
        vi: """
            Khoảng năm viết 2021-2025 hoặc một năm, năm đầu không sau năm cuối.
            """,
        en: """
            A range of years is written 2021-2025, or as one year; the first not after the last.
            """),
    "S303": Wording(
        vi: """
            Mã chương trình gồm a-z, A-Z, 0-9 và các dấu - _ . (nhiều nhất 64), ví dụ 01-KH-TU. Số ký hiệu có
            dấu / thì ghi ở khóa “số”.
            """,
        en: """
            A programme's id has a-z, A-Z, 0-9, '-', '_' and '.' (at most 64), such as 01-KH-TU. The number with
            its slash goes under `number`.
            """),
    "S304": Wording(
        vi: """
            Số nhiệm vụ đứng trong chương-trình/nhiệm-vụ@kỳ, nên không được có dấu cách, @ và /.
            """,
        en: """
            A task's id stands in programme/task@occurrence, so that white space, '@' and '/' cannot be in it.
            """),
    "S305": Wording(
        vi: """
            Hai nhiệm vụ của một chương trình cùng số. Nhiệm vụ sau bị bỏ cho đến khi được đặt số khác.
            """,
        en: """
            Two tasks of a programme have one id. The later one is left out until it has another.
            """),
    "S306": Wording(
        vi: """
            Mức ưu tiên là thấp, thường, cao hoặc khẩn (low, normal, high, urgent).
            """,
        en: """
            A priority is low, normal, high or urgent (thấp, thường, cao, khẩn).
            """),
    "S307": Wording(
        vi: """
            Dấu phẩy trước ba chữ số: theo cách viết của ta là phần thập phân (137), theo cách viết của nước ngoài là
            ngăn hàng nghìn (137000). Hệ thống không đoán: viết 137000, 137.000 hoặc 137 000 khi là hàng nghìn.
            """,
        en: """
            A comma before three digits: decimals as Vietnamese offices write (137), thousands as others do (137000).
            Nothing is guessed: write 137000, 137.000 or 137 000 for thousands.
            """),
    "S308": Wording(
        vi: """
            Giá trị chỉ tiêu là một số nhỏ hơn một nghìn tỷ, nhiều nhất ba chữ số thập phân: 137000, 137.000, 99,5
            hoặc 99.5.
            """,
        en: """
            A target's value is a number below 10^12 with three decimals at most: 137000, 137.000, 99,5 or 99.5.
            """),
    "S309": Wording(
        vi: """
            Cụm từ không cho một thời hạn: ngày không có thật, số ký hiệu văn bản, hoặc không có từ nào chỉ thời
            gian. Hệ thống không đoán. Lệnh dondoc deadline cho thấy một cụm từ được hiểu thế nào.
            """,
        en: """
            The phrase gives no deadline: a date that does not exist, a document's number, or no word of time at
            all. Nothing is guessed. `dondoc deadline` shows how a phrase is read.
            """),
    "S310": Wording(
        vi: """
            Nhiệm vụ không ghi thời hạn thì không bao giờ được nhắc. Nếu văn bản có nêu, chép đúng cụm từ; nếu
            không nêu, ghi “thời hạn: []” (trong CSV ghi dấu -) để nói rõ.
            """,
        en: """
            A task without a deadline is never reminded of. Copy the document's words; where it has none, say so
            with `deadline: []` (a dash in a CSV).
            """),
    "S311": Wording(
        vi: """
            Hai tệp cùng một mã chương trình. Tệp đang được dùng thì vẫn được dùng; chưa tệp nào được dùng thì lấy
            tệp đứng trước theo tên. Tệp kia không được dùng cho đến khi có mã khác.
            """,
        en: """
            Two files have one programme id. The one in force stays so; where neither was, the first by name is
            used. The other is not used until its id is another.
            """),
    "S312": Wording(
        vi: """
            “sau” (after) nêu một nhiệm vụ không có. Nhiệm vụ cùng chương trình thì ghi số; của chương trình
            khác thì ghi chương-trình/nhiệm-vụ.
            """,
        en: """
            `after` names a task that is not there. Write the id of one of the same programme, or
            programme/task.
            """),
    "S313": Wording(
        vi: """
            Một nhiệm vụ chờ hoặc một nhiệm vụ khác xong (sau), hoặc một sự kiện được báo (sự kiện), không phải
            cả hai.
            """,
        en: """
            A task waits either for another to be done (after) or for an event to be reported (event), not for
            both.
            """),
    "S314": Wording(
        vi: """
            Các nhiệm vụ chờ nhau thành vòng, nên không nhiệm vụ nào bắt đầu được.
            """,
        en: """
            The tasks wait for each other in a circle, so that none could ever begin.
            """),
    "S316": Wording(
        vi: """
            Muốn hiểu “hằng năm” hay “quý I” phải biết văn bản ban hành ngày nào. Tệp CSV ghi điều đó ở dòng
            đầu: “# ban hành: 2021-09-30”. Nếu không ghi, lấy ngày đầu của năm sớm nhất nêu trong các thời hạn.
            """,
        en: """
            To understand “every year” or “quarter I” one must know when the document was issued. A CSV says so
            in a line at its top: `# issued: 2021-09-30`. Else the first day of the earliest year that a
            deadline names is taken.
            """),
    "S317": Wording(
        vi: """
            Với `confirm` (“xác nhận”), một phần việc báo xong còn chờ cơ quan theo dõi hoặc chỉ đạo xác nhận. Nhiệm vụ không
            có cơ quan ấy thì chờ mãi: thêm cơ quan, hoặc ghi “xác nhận: không”.
            """,
        en: """
            With `confirm`, what is reported as done waits for the monitoring or directing body. A task without such a body
            would wait for ever: name one, or write `confirm: none`.
            """),
    "S318": Wording(
        vi: """
            Phần việc thuộc về cơ quan chủ trì; không có thì về cơ quan thực hiện. Nhiệm vụ không có cả hai thì không ai được
            nhắc và không ai báo cáo: thường là một ô gộp trong bảng chỉ được đọc ở dòng đầu.
            """,
        en: """
            A task is its lead's; where it has none, the executing bodies'. With neither, nobody is reminded and nobody
            reports: mostly a merged cell of a table that was read for its first row alone.
            """),
    "S319": Wording(
        vi: """
            “trước đây” (was) nói số mà nhiệm vụ mang trước khi văn bản được đánh số lại, để những gì đã báo cáo và đã gửi
            đi theo số mới. Mỗi số cũ chỉ thuộc về một nhiệm vụ, và không phải số đang mang.
            """,
        en: """
            `was` says which id the task had before the document was renumbered, so that what was reported and sent goes
            with it. A former id belongs to one task, and is not the one it has.
            """),
    "S330": Wording(
        vi: """
            Tệp CSV không ghi mã chương trình và tên tệp không dùng làm mã được (có dấu, dấu cách), nên mã được đặt theo tên
            tệp bỏ dấu, như “dondoc import” vẫn làm. Đổi tên tệp là đổi mã: hãy ghi mã vào tệp.
            """,
        en: """
            The CSV does not say the programme's id, and its name cannot be one as it stands (marks, blanks): the id is made
            of the name without marks, as `dondoc import` makes one. Renaming the file would change it: write it down.
            """),
    "S401": Wording(
        vi: """
            Khóa này chỉ nhận một trong vài giá trị; gợi ý nêu đủ.
            """,
        en: """
            The key takes one of a few values; the help lists them.
            """),
    "S402": Wording(
        vi: """
            Múi giờ được đọc từ /usr/share/zoneinfo. Tên sai, hoặc gói tzdata chưa cài, thì tạm dùng giờ Việt
            Nam.
            """,
        en: """
            Time zones are read from /usr/share/zoneinfo. With a wrong name, or without the package tzdata,
            Vietnam's time is used.
            """),
    "S403": Wording(
        vi: """
            Thư mục trạng thái và thư mục thư phải là đường dẫn đầy đủ, vì dịch vụ không chạy từ thư mục của
            bạn.
            """,
        en: """
            The folders of state and spool need absolute paths, for the service does not run in your folder.
            """),
    "S404": Wording(
        vi: """
            Tên máy đứng trong Message-ID của thư: chữ, số, dấu - và dấu chấm.
            """,
        en: """
            The host's name stands in the Message-ID of messages: letters, digits, '-' and dots.
            """),
    "S405": Wording(
        vi: """
            Nhịp là “mỗi” và một đơn vị, có thể có số: mỗi 6 tháng, mỗi quý; every 6 months, every quarter.
            """,
        en: """
            A cadence is `every` and a unit, perhaps with a number: every 6 months, every quarter; mỗi 6 tháng.
            """),
    "S406": Wording(
        vi: """
            Độ dài thời gian là một số và một đơn vị: 10 ngày làm việc, 1 tháng; 10 working days.
            """,
        en: """
            A length of time is a number and a unit: 10 working days, 1 month; 10 ngày làm việc.
            """),
    "S407": Wording(
        vi: """
            “nơi lưu trạng thái” (state) hoặc “nơi để thư” (spool) trong dondoc.yaml đã đổi khi dịch vụ đang chạy. Sổ cái và
            hộp thư đang dùng không dời đi được: thư mục cũ còn dùng đến khi khởi động lại. Dừng dịch vụ, chuyển nội dung sang thư mục mới, rồi chạy lại;
            với một sổ cái mới, mọi thông báo sẽ được tính lại từ đầu.
            """,
        en: """
            `state` or `spool` of dondoc.yaml was changed while the service runs. A ledger and a spool in use cannot be
            moved: the old folders stay in use until a restart. Stop the service, move what is in them, and start it
            again; with a new ledger all notices would be reckoned from the beginning.
            """),
    "S408": Wording(
        vi: """
            Một nhiệm vụ được nhận ra bằng mã chương trình và số của nó. Đổi mã hay đổi số thì là nhiệm vụ khác: những gì
            đã báo cáo (đã xong, tạm hoãn, tiến độ…) ở lại với tên cũ, và nhiệm vụ được đôn đốc lại từ đầu. Đánh số lại thì
            ghi thêm “trước đây: số cũ” (was) cho nhiệm vụ ấy, báo cáo sẽ đi theo số mới; hoặc trả lại tên cũ. Số có dấu
            “~” ở sau là của nhiệm vụ đã bỏ mà số nay thuộc về nhiệm vụ khác. Nhiệm vụ bỏ hẳn thì không phải làm gì.
            """,
        en: """
            A task is known by its programme's id and its number. With another id or number it is another task: what was
            reported (done, held back, progress …) stays with the old name, and notices begin anew. Where it was
            renumbered, say so with `was: "old id"`, and the reports go with it; or give it the old name back. A number with
            a `~` behind it is that of a task which is gone, and whose number another task has now. Nothing need be done
            for a task that was taken out for good.
            """),
    "S412": Wording(
        vi: """
            Báo cáo và thông báo đi theo số của nhiệm vụ. Nếu đánh số lại mà không nói, báo cáo của việc này thành của việc
            khác; vì vậy tệp được gác lại, bản trước vẫn có hiệu lực. Ở mỗi nhiệm vụ đã đổi số, ghi số cũ: trước đây: "1.1".
            """,
        en: """
            Reports and notices go by a task's number. Renumbered without a word, one task's report would be another's: so
            the file is set aside, and the version before stays in force. At each task that has another number, write the
            former one: was: "1.1".
            """),
    "S415": Wording(
        vi: """
            `ledger` (“sổ cái”) là cơ sở dữ liệu PostgreSQL mà nhiều máy dùng chung, viết như libpq đọc:
            postgresql://dondoc@may1,may2/dondoc?sslmode=verify-full. Mật khẩu để trong .pgpass hoặc dùng chứng chỉ. Không có
            dòng này thì sổ cái là một tệp trên máy.
            """,
        en: """
            `ledger` is a database of PostgreSQL's that several hosts share, as libpq names it:
            postgresql://dondoc@host1,host2/dondoc?sslmode=verify-full. A password belongs into .pgpass, or use a certificate.
            Without this line the ledger is a file of this machine.
            """),
    "S411": Wording(
        vi: """
            Sự kiện mà nhiệm vụ chờ đã được báo, nhưng cụm từ thời hạn không ghi số ngày, và dondoc.yaml không có
            “sau sự kiện” (reading.afterEvent): nhiệm vụ đã bắt đầu mà chưa có hạn. Giao hạn bằng dondoc extend, hoặc ghi
            “sau sự kiện”.
            """,
        en: """
            What the task waits for was reported, the deadline's words give no term, and dondoc.yaml has no
            reading.afterEvent: the duty has begun and has no due date. Give it one with dondoc extend, or set
            reading.afterEvent.
            """),
    "S409": Wording(
        vi: """
            Giờ làm việc là giờ mở và giờ đóng cửa: 07:30-17:00. Thư bù cho mốc bị lỡ chỉ gửi ngay khi cơ quan đang mở cửa.
            """,
        en: """
            Office hours are the opening and the closing: 07:30-17:00. What was missed is sent at once only while the office
            is open.
            """),
    "S410": Wording(
        vi: """
            Đồng hồ nhảy tới quá một ngày mà hệ thống chưa xác nhận là đúng giờ thì dịch vụ chờ chừng ấy rồi mới tin:
            “10 phút”, “30 giây”, “1 giờ”, nhiều nhất một ngày; 0 là không chờ (“0 giây”).
            """,
        en: """
            Where the clock jumps forward by more than a day and the system does not say that it is right, the service waits
            so long before it believes it: `10 minutes`, `30 seconds`, `1 hour`, a day at most; `0 seconds`: not at all.
            """),
    "S413": Wording(
        vi: """
            `url` (“địa chỉ”) của `web` là địa chỉ mà mọi người mở trang web, do máy chủ web của cơ quan giữ; liên kết trong
            thư bắt đầu bằng địa chỉ đó. Chỉ gồm https:// (hoặc http://), tên máy, cổng và đường dẫn.
            """,
        en: """
            The `url` of `web` is where people open the pages, as the office's web server has it; links of letters begin
            with it. It is https:// (or http://), a host, a port and a path.
            """),
    "S414": Wording(
        vi: """
            Máy chủ web của cơ quan ghi tên người đã đăng nhập vào một trường HTTP; `login-header` (“trường đăng nhập”) nói
            trường nào. Tên chỉ gồm chữ, số và dấu -.
            """,
        en: """
            The office's web server names who signed in, in a header of HTTP; `login-header` says which. Its name is of
            letters, digits and '-'.
            """),
    "S421": Wording(
        vi: """
            Mỗi kênh gửi trong “kênh gửi” (outlets) của dondoc.yaml có một tên riêng: cơ quan và người phụ trách chọn kênh theo tên.
            """,
        en: """
            Each outlet under outlets of dondoc.yaml has a name of its own: bodies and officers choose by it.
            """),
    "S422": Wording(
        vi: """
            “mail” là đường thư điện tử có sẵn. Lệnh của nó là “lệnh gửi thư” (sendmail); trong “kênh gửi” chỉ đặt được mức cho nó.
            """,
        en: """
            `mail` is there without being named. Its command is sendmail's; under outlets only its threshold can be set.
            """),
    "S423": Wording(
        vi: """
            Tên kênh gửi là một phần tên tệp trong thư mục hộp thư: a-z, 0-9 và dấu -, nhiều nhất 32 ký tự.
            """,
        en: """
            An outlet's name becomes part of a file's name in the spool: a-z, 0-9 and '-', at most 32.
            """),
    "S424": Wording(
        vi: """
            Kênh nhận viết tên kênh, rồi nếu cần một địa chỉ: “zalo 84912345678”. Địa chỉ là đối số của chương trình: chữ không
            dấu, không dấu cách, nhiều nhất 500 byte; của kênh mail là một địa chỉ thư.
            """,
        en: """
            An outlet is chosen by its name and, where it needs one, an address: `zalo 84912345678`. The address becomes an
            argument of a program: ASCII, no spaces, at most 500 bytes; of mail it is an e-mail address.
            """),
    "S425": Wording(
        vi: """
            Cơ quan hay người phụ trách chọn một kênh gửi mà dondoc.yaml không khai báo: thư không đi đường ấy được. Kênh
            “mail” luôn có.
            """,
        en: """
            A body or an officer chose an outlet that dondoc.yaml does not name: no letter can go that way. `mail` is always
            there.
            """),
    "S426": Wording(
        vi: """
            Kênh nhận chỉ có nghĩa ở cơ quan (bodies.yaml) và ở người phụ trách của nhiệm vụ; đầu mối liên hệ không nhận thư riêng.
            """,
        en: """
            Outlets are chosen by bodies (bodies.yaml) and by a task's officer; a contact gets no letters of its own.
            """),
    "S501": Wording(
        vi: """
            Khoảng ngày viết “2027-02-05 đến 2027-02-11”, ngày đầu trước ngày cuối, dài nhất một năm.
            """,
        en: """
            A range of days is written `2027-02-05 to 2027-02-11`, the first before the last, a year at most.
            """),
    "S502": Wording(
        vi: """
            Một ngày vừa ghi là nghỉ vừa ghi là làm bù. Chỗ ghi trước được dùng.
            """,
        en: """
            A day is said to be both off and worked. The first mention holds.
            """),
]
