/// R060–R099: names and sense, with the site and without.
let ruleSenseExplanations: [String: Wording] = [
    "R060": Wording(
        vi: """
            “với” chọn nhiệm vụ theo điều ghi trong tệp (chương trình, nhiệm vụ, tên, nhãn, ưu tiên, loại
            thời hạn, cơ quan, bắt đầu, hạn) nên biết trước được mọi mốc. Điều thay đổi theo báo cáo (xong,
            tiến độ, đã tiếp nhận, quá hạn, số thông báo đã gửi) thuộc về “nếu”, được xét khi đến mốc.

            Sai:
                với quá hạn
            Đúng:
                nếu quá hạn
            """,
        en: """
            “for” chooses by what the files say (programme, task, title, tag, priority, kind of deadline,
            bodies, start, due), so that all instants are known ahead. What changes with reports (done,
            progress, acknowledged, overdue, notices sent) belongs into “if”, which is read when the instant
            comes.

            Wrong:
                for overdue
            Right:
                if overdue
            """),
    "R061": Wording(
        vi: """
            Không có định nghĩa nào mang tên này trong mọi tệp quy tắc của đơn vị, và cũng không phải từ của
            ngôn ngữ.
            """,
        en: """
            No rule file of the site defines this name, and it is no word of the language.
            """),
    "R062": Wording(
        vi: """
            Định nghĩa không được dẫn về chính nó, dù qua tên khác.
            """,
        en: """
            A definition may not lead back to itself, through others either.
            """),
    "R063": Wording(
        vi: """
            Sổ ghi nhận ra thông báo theo tên quy tắc; hai quy tắc cùng tên sẽ coi thông báo của nhau là đã
            gửi.
            """,
        en: """
            The ledger knows notices by the name of their rule; two rules of one name would take each
            other's as sent.
            """),
    "R064": Wording(
        vi: """
            Cơ quan gọi bằng mã, tên hoặc tên tắt có trong bodies.yaml.
            """,
        en: """
            A body is named by its id, name or alias in bodies.yaml.
            """),
    "R065": Wording(
        vi: """
            “cấp trên của” là cơ quan ghi ở “cấp trên” (parent) trong bodies.yaml. Cơ quan không ghi thì không ai
            nhận bước này (các cơ quan khác cùng vai trò vẫn có).
            """,
        en: """
            “superior of” is the parent in bodies.yaml. Where a body has none, nobody receives this step for
            it; the others in the role do.
            """),
    "R066": Wording(
        vi: """
            Chi phí của một quy tắc tính được trước, chỉ từ lời văn của nó: số mốc của một kỳ (mốc ở “khi”,
            các bước, số lần lặp; nếu lặp mãi thì tính trong một năm), nhân với số phép so sánh ở “nếu” và
            “cho đến khi” cộng số nơi nhận ở mỗi mốc, cộng với “với”. Giới hạn là 100.000, tức lặp lại từng
            giờ trong cả năm với khoảng mười điều phải xét mỗi lần. Một điều kiện có nhiều nhất 4.096 phép so
            sánh khi viết hết các định nghĩa ra: định nghĩa được tính mỗi lần dùng.

            Xem chi phí của mọi quy tắc: dondoc check --cost
            """,
        en: """
            What a rule costs is known beforehand, from its text alone: the instants of one occurrence (those
            of “when”, the steps, the repeats; of what repeats without end, those of a year), times the
            comparisons of “if” and “until” and the recipients at each, plus “for”. The limit is 100,000: an
            hourly repeat all year with some ten questions each time. A condition has at most 4,096
            comparisons with its definitions written out: a definition counts each time it is used.

            The cost of every rule: dondoc check --cost
            """),
    "R067": Wording(
        vi: """
            Sự kiện phải là thứ một nhiệm vụ đang chờ: tên ở khóa “sự kiện” (event), hoặc mã “chương-trình/nhiệm-vụ”.
            """,
        en: """
            An event must be one that a task waits for: a name under the key event, or a reference
            “programme/task”.
            """),
    "R068": Wording(
        vi: """
            Không có chương trình nào mang mã này.
            """,
        en: """
            No programme has this id.
            """),
    "R069": Wording(
        vi: """
            Không có nhiệm vụ nào mang số này trong các chương trình.
            """,
        en: """
            No programme has a task of this number.
            """),
    "R070": Wording(
        vi: """
            Không nhiệm vụ nào có nhãn này nên điều kiện không bao giờ đúng. Có thể nhãn viết khác, hoặc
            chưa có.
            """,
        en: """
            No task has this tag, so the condition is never true. It may be spelled otherwise, or come
            later.
            """),
    "R071": Wording(
        vi: """
            Các vế loại trừ nhau, nên mục này không bao giờ có tác dụng.

            Sai:
                với ưu tiên >= cao và ưu tiên <= thấp
            Đúng:
                với ưu tiên >= cao hoặc ưu tiên <= thấp
            """,
        en: """
            The parts exclude one another, so this has no effect ever.

            Wrong:
                for priority >= high and priority <= low
            Right:
                for priority >= high or priority <= low
            """),
    "R072": Wording(
        vi: """
            Điều kiện đúng với mọi nhiệm vụ, nên bỏ đi cũng như vậy.
            """,
        en: """
            The condition holds for every task; without it the meaning is the same.
            """),
    "R073": Wording(
        vi: """
            Cùng một mốc hay nơi nhận nêu hai lần không gửi hai lần.
            """,
        en: """
            An instant or a recipient that stands twice is not sent to twice.
            """),
    "R074": Wording(
        vi: """
            Định nghĩa không được dùng có thể là tên bị gõ sai ở chỗ khác.
            """,
        en: """
            A definition that is not used may be a name mistyped elsewhere.
            """),
    "R075": Wording(
        vi: """
            Xong hoặc hủy luôn kết thúc một chuỗi; không cần ghi trong “cho đến khi”.
            """,
        en: """
            Done and cancelled end every chain; “until” need not say so.
            """),
    "R076": Wording(
        vi: """
            Quy tắc không sai về cách viết nhưng không thể gửi gì: mốc của nó không tồn tại, hoặc điều kiện
            không bao giờ đúng vào mốc đó.
            """,
        en: """
            The rule is well written and can send nothing: its instants do not exist, or its condition is
            never true at them.
            """),
    "R077": Wording(
        vi: """
            “dùng mẫu” gọi một tệp TÊN.mustache trong thư mục templates (của đơn vị, hoặc mặc định của phần
            mềm). Không có tệp đó thì thông báo vẫn được gửi, theo mẫu có sẵn của loại thông báo.
            """,
        en: """
            “using” names a file NAME.mustache of the folder templates, the site's or the vendor's. Without
            it the notice is still sent, in the built-in form of its kind.
            """),
    "R080": Wording(
        vi: """
            Điều kiện “với” không chọn được nhiệm vụ nào của đơn vị. Có thể gõ sai nhãn, cơ quan, hoặc
            chương trình đã hết.
            """,
        en: """
            The condition “for” chooses no task of the site. A tag or body may be mistyped, or the programme
            be over.
            """),
    "R081": Wording(
        vi: """
            Một quy tắc khác luôn gửi cùng thông báo, cùng lúc, cho cùng nơi nhận (hoặc nhiều hơn). Bỏ một
            trong hai.
            """,
        en: """
            Another rule always sends the same notice, at the same time, to the same bodies or more. Drop
            one of them.
            """),
    "R082": Wording(
        vi: """
            Nhiệm vụ chưa xong này không được quy tắc nào nhắc, nay hay về sau.
            """,
        en: """
            No rule ever reminds of this open task, now or later.
            """),
    "R083": Wording(
        vi: """
            Nhiệm vụ này được nhắc nhưng nếu không ai làm thì không cấp nào khác biết.
            """,
        en: """
            This task is reminded of, but nobody else ever hears if nothing happens.
            """),
    "R084": Wording(
        vi: """
            Chuỗi của quy tắc dài hơn chu kỳ của thời hạn: kỳ sau đã đến mà chuỗi của kỳ trước chưa hết, nên
            nơi nhận được nhắc chồng chéo.
            """,
        en: """
            The rule's chain is longer than the deadline's cycle: the next period is due before the chain of
            the last has ended, and notices overlap.
            """),
    "R085": Wording(
        vi: """
            Chưa có ngày nghỉ theo quyết định của năm này, nên ngày làm việc được tính theo luật. Thêm một
            tệp vào thư mục calendar.
            """,
        en: """
            The days off decreed for this year are not known, so working days are computed from the law. Add
            a file to the folder calendar.
            """),
    "R086": Wording(
        vi: """
            Cơ quan đã hết hoạt động (“đến ngày”, until) mà chưa ghi “cơ quan kế thừa” (successor); thông báo vẫn gửi về
            địa chỉ cũ.
            """,
        en: """
            The body has ended (until) and names no successor; its notices still go to the old place.
            """),
    "R087": Wording(
        vi: """
            Tìm quy tắc bị quy tắc khác bao gồm (R081) là so các quy tắc cùng mốc, cùng nơi nhận với nhau.
            Đơn vị có quá nhiều quy tắc giống nhau đến mức không so hết được, nên có thể còn quy tắc thừa
            chưa được nêu. Các kiểm tra khác không bị ảnh hưởng.
            """,
        en: """
            Rules that another covers (R081) are found by comparing those with the same instants and
            recipients. So many are alike here that not all were compared, and one may be left untold. No
            other check is affected.
            """),
    "R088": Wording(
        vi: """
            “đã xong” và “đã hủy” luôn kết thúc một chuỗi. Quy tắc “khi hoàn thành” hay “khi hủy” vì thế chỉ có một thông
            báo: “sau đó” và “lặp lại” của nó không bao giờ gửi.
            """,
        en: """
            Done and cancelled always end a chain. So a rule “when done” or “when cancelled” sends one notice: its “then”
            and “repeat” are never sent.
            """),
    "R089": Wording(
        vi: """
            Trong kiểm thử, “cho biết … của \"cơ quan\"” là báo cáo về phần việc của cơ quan ấy. Phần việc thuộc về cơ quan
            chủ trì, hoặc cơ quan thực hiện: nêu nó ở nhiệm vụ của kiểm thử, trực tiếp hoặc qua nhóm có nó.
            """,
        en: """
            In a test, `given … of \"body\"` reports about the body's share. Shares are the lead's, or the executing
            bodies': name it in the test's task, itself or a group it is a member of.
            """),
    "R090": Wording(
        vi: """
            Kiểm thử chỉ đạt hay không đạt ở các dòng “vào … mong đợi …”. Không có dòng nào thì nó không kiểm tra điều gì.
            """,
        en: """
            A test holds or fails at its lines `on … expect …`. Without any it tests nothing.
            """),
]
