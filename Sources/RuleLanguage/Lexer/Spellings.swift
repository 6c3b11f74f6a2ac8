extension Keyword {
    /// The keyword table: the only place where the two spellings of the language stand. The lexer, the printer, the
    /// messages and the editors' syntax files are made from it. Case, NFC or NFD and the place of the tone mark are
    /// not part of a spelling. In the order of the cases, which `init` below insists on.
    static let spellings: [(en: [String], vi: [String])] = {
        var table: [(en: [String], vi: [String])] = []
        for (keyword, en, vi) in rows {
            precondition(Int(keyword.rawValue) == table.count, "spellings out of order at \(keyword)")
            table.append((en, vi))
        }
        precondition(table.count == allCases.count, "a keyword has no spelling")
        return table
    }()

    private static let rows: [(Keyword, en: [String], vi: [String])] = [
        (.rule, ["rule"], ["quy tắc", "qui tắc"]),
        (.digest, ["digest"], ["tổng hợp", "bản tổng hợp"]),
        (.mute, ["mute"], ["tạm ngưng", "tạm dừng", "tạm ngừng"]),
        (.defaults, ["defaults", "default"], ["mặc định"]),
        (.define, ["define"], ["định nghĩa"]),
        (.test, ["test"], ["kiểm thử", "kiểm tra"]),

        (.for, ["for"], ["với", "đối với", "áp dụng với", "áp dụng cho"]),
        (.when, ["when"], ["khi"]),
        (.if, ["if", "only if"], ["nếu", "chỉ khi", "chỉ nếu"]),
        (.remind, ["remind"], ["nhắc", "nhắc nhở"]),
        (
            .escalateTo, ["escalate to"],
            ["báo cáo", "báo cáo lên", "báo cáo cho", "báo cáo với", "báo cáo đến", "báo cáo tới"]
        ),
        (.thenAfter, ["then after"], ["sau đó", "sau đó sau", "rồi sau"]),
        (.repeat, ["repeat"], ["lặp lại", "nhắc lại"]),
        (.upTo, ["up to", "at most"], ["tối đa", "nhiều nhất", "không quá"]),
        (.times, ["times", "time"], ["lần"]),
        (.until, ["until"], ["cho đến khi", "đến khi", "cho tới khi", "tới khi"]),
        (.severity, ["severity"], ["mức độ"]),
        (.at, ["at"], ["lúc", "vào lúc"]),
        (.on, ["on"], ["vào", "đúng", "vào đúng"]),
        (.using, ["using", "using template"], ["dùng mẫu", "theo mẫu", "dùng", "sử dụng mẫu"]),
        (.groupBy, ["group by"], ["gom theo", "nhóm theo", "gộp theo"]),
        (.catchUp, ["catch up"], ["gửi bù", "nhắc bù"]),
        (
            .catchUpAtOnce, ["catch up latest at once", "catch up at once"],
            ["gửi bù ngay", "gửi bù mới nhất ngay", "gửi bù gần nhất ngay", "nhắc bù ngay"]
        ),
        (.to, ["to"], ["đến", "tới", "đến hết"]),
        (.send, ["send"], ["gửi", "gửi đến", "gửi tới", "gửi cho"]),
        (.list, ["list"], ["gồm", "bao gồm", "liệt kê"]),
        (.every, ["every", "each"], ["mỗi", "hằng", "hàng"]),
        (.from, ["from"], ["từ"]),
        (.because, ["because"], ["vì", "lý do", "lí do"]),
        (.then, ["then"], ["rồi", "thì"]),
        (.drop, ["drop"], ["bỏ", "bỏ qua"]),

        (.before, ["before"], ["trước", "trước khi"]),
        (.after, ["after"], ["sau", "sau khi"]),
        (.start, ["start"], ["bắt đầu", "ngày bắt đầu"]),
        (.due, ["due", "due date"], ["hạn", "đến hạn", "tới hạn", "ngày đến hạn", "hạn chót"]),
        (.issued, ["issued", "issue"], ["ban hành", "ngày ban hành"]),
        (.overdue, ["overdue"], ["quá hạn", "đã quá hạn", "trễ hạn"]),
        (.within, ["within"], ["trong", "trong vòng"]),
        (.event, ["event"], ["sự kiện", "có sự kiện", "xảy ra sự kiện"]),

        (.hours, ["hours", "hour"], ["giờ"]),
        (.days, ["days", "day"], ["ngày"]),
        (
            .workingDays, ["working days", "working day", "business days", "business day", "workdays", "workday"],
            ["ngày làm việc"]
        ),
        (.weeks, ["weeks", "week"], ["tuần"]),
        (.months, ["months", "month"], ["tháng"]),
        (.quarters, ["quarters", "quarter"], ["quý", "quí"]),
        (.halfYears, ["half years", "half year", "half-years", "half-year"], ["nửa năm"]),
        (.years, ["years", "year"], ["năm"]),
        (.last, ["last"], ["cuối", "cuối cùng"]),
        (.first, ["first"], ["đầu", "đầu tiên"]),
        (.ordinal, ["number"], ["thứ"]),
        (.monday, ["monday"], ["thứ hai"]),
        (.tuesday, ["tuesday"], ["thứ ba"]),
        (.wednesday, ["wednesday"], ["thứ tư"]),
        (.thursday, ["thursday"], ["thứ năm"]),
        (.friday, ["friday"], ["thứ sáu"]),
        (.saturday, ["saturday"], ["thứ bảy", "thứ bẩy"]),
        (.sunday, ["sunday"], ["chủ nhật", "chúa nhật"]),

        (.directing, ["directing"], ["chỉ đạo", "cơ quan chỉ đạo", "đơn vị chỉ đạo"]),
        (.lead, ["lead"], ["chủ trì", "cơ quan chủ trì", "đơn vị chủ trì"]),
        (.executing, ["executing"], ["thực hiện", "cơ quan thực hiện", "đơn vị thực hiện"]),
        (.coordinating, ["coordinating"], ["phối hợp", "cơ quan phối hợp", "đơn vị phối hợp"]),
        (.monitoring, ["monitoring"], ["theo dõi", "cơ quan theo dõi", "đơn vị theo dõi"]),
        (.superiorOf, ["superior of"], ["cấp trên của", "cấp trên trực tiếp của", "cấp trên"]),
        (.body, ["body"], ["cơ quan", "đơn vị", "tổ chức"]),
        (.officer, ["officer"], ["người phụ trách", "cán bộ phụ trách"]),
        (.confirming, ["confirming"], ["cơ quan xác nhận", "đơn vị xác nhận", "nơi xác nhận"]),

        (.programme, ["programme", "program"], ["chương trình", "kế hoạch"]),
        (.task, ["task"], ["nhiệm vụ", "công việc"]),
        (.title, ["title"], ["tên", "tiêu đề", "tên nhiệm vụ"]),
        (.tag, ["tag", "tags"], ["nhãn"]),
        (.priority, ["priority"], ["ưu tiên", "mức ưu tiên", "độ ưu tiên", "mức độ ưu tiên"]),
        (.deadline, ["deadline"], ["thời hạn"]),
        (.status, ["status"], ["trạng thái", "tình trạng"]),
        (.progress, ["progress"], ["tiến độ"]),
        (.acknowledged, ["acknowledged"], ["đã tiếp nhận", "tiếp nhận"]),
        (.done, ["done"], ["đã xong", "xong", "đã hoàn thành", "hoàn thành"]),
        (.cancelled, ["cancelled", "canceled"], ["đã hủy", "hủy", "bị hủy", "đã bị hủy"]),
        (.daysOverdue, ["days overdue"], ["số ngày quá hạn"]),
        (.daysLeft, ["days left"], ["số ngày còn lại", "số ngày còn"]),
        (.noticesSent, ["notices sent"], ["số thông báo đã gửi", "số lần đã nhắc", "số lần nhắc"]),
        (.reported, ["reported"], ["đã báo cáo", "báo cáo xong", "đã báo cáo xong", "được báo cáo xong"]),
        (.returned, ["returned"], ["bị trả lại", "trả lại", "đã bị trả lại"]),
        (
            .extensionAsked, ["extension asked", "asked extension", "asked for extension"],
            ["xin gia hạn", "đã xin gia hạn", "đề nghị gia hạn"]
        ),
        (.extended, ["extended"], ["được gia hạn", "đã được gia hạn", "đã gia hạn", "gia hạn"]),
        (
            .extensionGranted, ["extension granted", "granted extension"],
            ["đồng ý gia hạn", "chấp thuận gia hạn", "cho gia hạn"]
        ),
        (
            .extensionRefused, ["extension refused", "refused extension"],
            ["không được gia hạn", "từ chối gia hạn", "bị từ chối gia hạn"]
        ),
        (.extensions, ["extensions"], ["số lần gia hạn", "số lần được gia hạn"]),
        (
            .sharesOpen, ["shares open", "open shares"],
            ["số phần việc còn lại", "số phần việc chưa xong", "số phần việc còn mở"]
        ),
        (.shares, ["shares"], ["số phần việc"]),
        (.document, ["document", "has document", "has a document"], ["có văn bản", "văn bản"]),
        (.late, ["late"], ["xong muộn", "muộn"]),

        (.and, ["and"], ["và"]),
        (.or, ["or"], ["hoặc", "hay"]),
        (.not, ["not"], ["không", "chưa"]),
        (.has, ["has", "have", "contains"], ["có", "chứa"]),
        (.hasNot, ["has no"], ["không có", "không chứa"]),
        (.is, ["is", "are"], ["là"]),
        (.isNot, ["is not", "are not"], ["không phải là", "không là", "không phải", "khác"]),
        (.perCent, ["percent", "per cent"], ["phần trăm"]),

        (.low, ["low"], ["thấp"]),
        (.normal, ["normal"], ["bình thường", "thường"]),
        (.high, ["high"], ["cao"]),
        (.urgent, ["urgent"], ["khẩn", "hỏa tốc"]),
        (.info, ["info"], ["thông tin"]),
        (.notice, ["notice"], ["thông báo", "lưu ý"]),
        (.warning, ["warning"], ["cảnh báo"]),
        (.critical, ["critical"], ["khẩn cấp", "nghiêm trọng"]),
        (.once, ["once"], ["một lần"]),
        (.recurring, ["recurring"], ["theo chu kỳ", "theo chu kì", "hằng kỳ", "có chu kỳ"]),
        (.periodic, ["periodic"], ["định kỳ", "định kì"]),
        (.continuous, ["continuous"], ["thường xuyên"]),
        (.awaiting, ["awaiting"], ["chờ sự kiện"]),
        (.asNeeded, ["as needed"], ["khi cần", "khi cần thiết", "đột xuất"]),
        (.vague, ["vague"], ["không rõ", "chưa rõ", "chung chung"]),
        (.compound, ["compound"], ["kết hợp", "nhiều phần"]),
        (.unreadable, ["unreadable"], ["không đọc được"]),
        (.open, ["open"], ["đang mở", "còn mở", "mở", "đang thực hiện"]),
        (.recipient, ["recipient", "recipients"], ["nơi nhận", "người nhận"]),
        (.none, ["none"], ["từng thông báo"]),
        (.latest, ["latest"], ["mới nhất", "gần nhất"]),
        (.all, ["all"], ["tất cả", "toàn bộ"]),

        (.given, ["given"], ["cho biết", "giả sử"]),
        (.expect, ["expect"], ["mong đợi", "phải có"]),
        (.nothing, ["nothing"], ["không có gì", "không gì cả"]),
        (.reopened, ["reopened"], ["mở lại", "đã mở lại"]),
        (.snoozed, ["snoozed"], ["tạm hoãn", "hoãn"]),
        (.confirmed, ["confirmed"], ["được xác nhận", "đã xác nhận", "đã được xác nhận"]),
        (.unacknowledged, ["unacknowledged"], ["rút lại tiếp nhận", "thu hồi tiếp nhận"]),
        (.withdrawn, ["withdrawn"], ["rút lại", "thu hồi"]),
        (.of, ["of"], ["của"]),
        (.text, ["text"], ["nội dung", "thư có chữ"]),
        (.confirm, ["confirm"], ["xác nhận"]),
        (.completionEach, ["completion each"], ["từng cơ quan xong", "hoàn thành khi từng cơ quan xong"]),
    ]
}
