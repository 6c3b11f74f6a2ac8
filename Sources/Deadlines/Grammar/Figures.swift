import Dates

/// Periods and days that stand in a text for something else than a deadline: those of figures, and the date that a
/// document begins with.
extension Phrase {
    /// Whether something is told of a period that nothing bounds: "quý I tăng 5,2%", "năm 2022, toàn tỉnh kết nạp 350 đảng
    /// viên". Of a year to come it is what is aimed at.
    func isOfFigure(_ item: Statement) -> Bool {
        guard item.role == .once, item.bound == .none, item.end == nil, item.time == nil, let window = item.window,
            window.form != .day, window.part == .none, !window.isRelative, window.year <= today.year,
            keyword(item.first) != .inside, keyword(item.first) != .within, keyword(item.first) != .at,
            item.first == 0
                || keyword(item.first - 1) != .filler
                    && (keyword(item.first - 1) != .verb || self[item.first - 1].value != 2)
        else { return false }
        // "năm học 2021-2022 có 350 học sinh giỏi"
        let isPast =
            window.scope == .days
            ? window.last < issued
            : window.form == .year && window.scope == .year && window.year > 0 && window.year < today.year
        var j = kind(item.next) == .comma ? item.next + 1 : item.next
        let isTold = keyword(j) == .whole
        let end = j + 8
        while j < end, kind(j) == .word {
            switch keyword(j) {
            case .ratio:
                // "tăng 5,2%", "tăng trưởng cao"; not "tăng cường"
                if kind(j + 1) == .number || self[j + 1].base == Phrase.growth {
                    // What a quarter grows by is not aimed at, as what it comes to may be.
                    let isGrowth = window.form == .quarter && self[j].base != PhraseToken.base("dat")
                    return isGrowth || !leadsOn(item, window)
                }
            case .none, .whole, .record, .blocked, .halt, .verb, .filler, .criterion: break
            default: return false
            }
            j += 1
        }
        // "năm 2021 hoàn thành 15/15 chỉ tiêu"
        if isPast, kind(j) == .number, kind(j + 1) == .slash, kind(j + 2) == .number, kind(j + 3) == .word,
            keyword(j + 3) != .year
        {
            return true
        }
        guard kind(j) == .number, kind(j + 1) != .slash, kind(j + 1) != .dash, unit(j + 1) == nil else { return false }
        // "4 tháng đầu năm thu 2.300 tỷ": said of what has passed.
        // So are the things that are counted after a comma: "4 tháng đầu năm, thu hút 120 dự án".
        let isOver =
            self.isPast(item)
            && (self[j].flags.contains(.quantity)
                || window.form == .span && kind(item.next) == .comma && kind(j + 1) == .word)
        // "12,5 tỷ đồng"
        let unit = kind(j + 1) == .comma && kind(j + 2) == .number && !self[j + 2].isSpaced ? j + 3 : j + 1
        return isPast || isTold || isOver || keyword(unit) == .money
    }

    /// "năm 2025 đạt 50%, năm 2026 đạt 70%": the present year, and years to come after it, are aimed at; so are the quarters
    /// of "quý I đạt 15%, quý II đạt 45%" that are not over.
    private func leadsOn(_ item: Statement, _ window: Window) -> Bool {
        if window.form == .quarter, window.scope == .year, !isPast(item) {
            return (0..<count).contains { keyword($0) == .quarter && !(item.first..<item.next ~= $0) }
        }
        return window.form == .year && window.year == today.year
            && (item.next..<count).contains {
                keyword($0) == .year && isYear($0 + 1) && self[$0 + 1].value > today.year
            }
    }

    /// "Đến ngày 31/12/2025 có 13.400 đoàn viên", "đến 30/9/2025 mới đạt 48,3%", "đến 30/9/2025 đạt 48,3%"
    func isCounted(_ i: Int) -> Bool {
        // "đến 30/4/2023 toàn tỉnh có 145 xã"
        let next = keyword(i) == .whole && isUnknownWord(i + 1) ? i + 2 : i
        let base = self[next].base
        return
            (keyword(next) == .ratio && self[next].value == 0
            || isUnknownWord(next) && (base == PhraseToken.base("co") || base == PhraseToken.base("moi")))
            && (next + 1..<next + 4).contains { kind($0) == .number && kind($0 + 1) != .slash }
    }

    /// "Đến cuối tháng 7, tổng số hồ sơ tiếp nhận 1.250 hồ sơ": how many there are by then. What there "phải" be is aimed at, as
    /// is a share that is to be reached.
    func isTotal(_ i: Int) -> Bool {
        var j = kind(i) == .comma ? i + 1 : i
        guard keyword(j) == .several || keyword(j) == .record && self[j].value == 0 else { return false }
        let end = j + 10
        while j < end, kind(j) == .word {
            switch keyword(j) {
            case .none, .several, .record, .blocked, .halt, .verb, .meeting, .copula, .document, .already, .following,
                .season:
                if isConsequence(j) { return false }
                j += 1
            default: return false
            }
        }
        return kind(j) == .number && (self[j].flags.contains(.quantity) || kind(j + 1) == .word && unit(j + 1) == nil)
    }

    /// "Tỷ lệ giải ngân đến 30/6 đạt 45%": a share that was reached by a day without its year, where that of the present year
    /// is over. Of a day to come the share is aimed at.
    func isShareReached(_ item: Statement) -> Bool {
        guard item.first > 0, keyword(0) == .ratio, self[0].base != PhraseToken.base("dat"),
            item.end == nil, let window = item.window, window.form == .day, window.scope == .year, window.year == 0
        else { return false }
        return (today.year, window.month, window.day) < today
    }

    /// Whether a sum of money is said for a period that nothing bounds, which is then that of the sum: "Năm 2022: 350 triệu
    /// đồng", "Kinh phí (năm 2024): 1,5 tỷ đồng".
    func isSpent(_ item: Statement) -> Bool {
        guard item.role == .once, item.bound == .none, let window = item.window, window.form != .day else {
            return false
        }
        let isInside = item.first > 0 && kind(item.first - 1) == .open && kind(item.next) == .close
        let next = isInside ? item.next + 1 : item.next
        let j = kind(next) == .colon || kind(next) == .dash ? next + 1 : skip(next, .copula)
        guard kind(j) == .number else { return false }
        let k = kind(j + 1) == .comma && kind(j + 2) == .number && !self[j + 2].isSpaced ? j + 3 : j + 1
        return keyword(k) == .money || self[j].flags.contains(.quantity) && kind(k) == .word
    }

    /// Whether a period stands right after a sum of money that is a heading's, or of a budget: "Kinh phí: 500 triệu đồng (năm
    /// 2025)". What a verb does with a sum is done in the period.
    func isOfSum(_ item: Statement) -> Bool {
        guard item.first > 1, item.role == .once, item.bound == .none, item.time == nil, item.window?.form != .day
        else { return false }
        switch keyword(item.first) {
        case .inside, .within, .at: return false
        default: break
        }
        var i = item.first - 1
        if i > 1, kind(i) == .open || kind(i) == .comma { i -= 1 }
        // "tăng 5% (quý III/2023)"
        if kind(i) == .percent { return isPast(item) }
        guard keyword(i) == .money || isUnknownWord(i) && self[i].base == Phrase.currency, kind(i - 1) == .number else {
            return false
        }
        i -= 1
        if i > 1, kind(i - 1) == .comma, kind(i - 2) == .number { i -= 2 }
        if i == 0 || kind(i - 1) == .colon { return true }
        for k in stride(from: i - 1, through: max(i - 4, 0), by: -1) {
            if keyword(k) == .record { return true }
            guard isUnknownWord(k) || keyword(k) == .filler else { return false }
        }
        return false
    }

    /// "bình quân mỗi năm", "trung bình hằng năm": what a mean is of.
    func isOfMean(_ item: Statement) -> Bool {
        item.first > 1
            && Phrase.means.contains { self[item.first - 2].base == $0 && self[item.first - 1].base == $1 }
    }

    /// "trong quý I đã hoàn thành 12 nhiệm vụ": of a period that has passed, said to be over.
    func isDone(_ item: Statement) -> Bool {
        guard item.role == .once,
            item.bound == .by && isPast(item)
                || item.bound == .none && (item.window?.form != .day ? isPast(item) : isToday(item) || isGone(item))
        else { return false }
        var i = item.next
        while i < item.next + 6, kind(i) != .semicolon, kind(i) != .end {
            if keyword(i) == .already { return true }
            i += 1
        }
        i = item.first - 1
        while i >= max(0, item.first - 6), kind(i) != .semicolon {
            if keyword(i) == .already { return true }
            i -= 1
        }
        return false
    }

    /// Whether "đã" stands right before a day that lies before the issue in its year: "đã gửi ngày 05/3".
    private func isGone(_ item: Statement) -> Bool {
        guard let window = item.window, window.scope == .year, window.day > 0,
            (window.year > 0 ? window.year : today.year, window.month, window.day) < today
        else { return false }
        let verb = item.first - 1
        return (max(0, verb - 2)..<max(0, verb)).contains { k in
            keyword(k) == .already && (k...verb).allSatisfy { kind($0) == .word }
        }
    }

    /// "không thực hiện trong năm 2022", "năm 2024 không tổ chức", "không khai giảng trước ngày 05/9": that something is not
    /// done then. Not so where it is said what follows if it is not done, or that those who did not do it have to: "không
    /// hoàn thành trước 30/9 thì …", "đơn vị nào không báo cáo phải giải trình trước 30/9". What is kept from being done all
    /// through a span, "không cắt điện từ ngày … đến ngày …", is a duty of that span.
    func isNotDone(_ item: Statement) -> Bool {
        guard item.end == nil else { return false }
        if item.bound == .none, isNot(item.next) { return true }
        guard negation >= 0, negation < item.first, item.bound == .none || negation == 0, !isConsequence(item.next)
        else { return false }
        return (negation..<item.first).allSatisfy { kind($0) == .word && !isConsequence($0) }
    }

    /// "thì", "phải", "bị".
    private func isConsequence(_ i: Int) -> Bool {
        switch self[i].base {
        case PhraseToken.base("thi"), PhraseToken.base("phai"), PhraseToken.base("bi"): kind(i) == .word
        default: false
        }
    }

    /// Whether "không" stands among the words right before.
    func isDenied(before first: Int) -> Bool {
        for i in stride(from: first - 1, through: max(first - 6, 0), by: -1) {
            guard kind(i) == .word else { return false }
            if self[i].base == PhraseToken.base("khong"), keyword(i) == .none { return true }
        }
        return false
    }

    /// "không" before what is done; "chưa" where a phrase begins with it: elsewhere it says how things are. (Of "không để",
    /// "không còn" it is an aim, of "không quá" a bound.)
    func isNot(_ i: Int) -> Bool {
        guard self[i].base == PhraseToken.base("khong") || i == 0 && self[i].base == PhraseToken.base("chua") else {
            return false
        }
        return keyword(i) == .none
            && (keyword(i + 1) == .verb || keyword(i + 1) == .meeting
                || keyword(i + 1) == .filler && keyword(i + 2) == .verb)
    }

    /// "dự án đã được phê duyệt trước ngày 01/7/2024 thì …", "hợp đồng ký trước ngày 01/01/2025 tiếp tục …": which are spoken of, not by when something is to be done.
    func isOfSubject(_ item: Statement) -> Bool {
        guard item.role == .once, item.bound == .before || item.bound == .by else { return false }
        let base = self[keyword(item.next) == .filler ? item.next + 1 : item.next].base
        if base == PhraseToken.base("tiep"), self.isPast(item) { return true }
        if happens(before: item.first), kind(item.next) == .word, keyword(item.next) != .filler,
            keyword(item.next) != .and, !isPreposition(item.next)
        {
            return true
        }
        guard
            keyword(item.next) == .filler || kind(item.next) == .comma && keyword(item.next + 1) == .filler,
            self[kind(item.next) == .comma ? item.next + 1 : item.next].base == Phrase.then
        else { return false }
        var i = item.first - 1
        while i >= max(0, item.first - 8), kind(i) == .word {
            if keyword(i) == .already { return true }
            i -= 1
        }
        return false
    }

    /// Whether things and what happened to them stand right before: "hồ sơ phát sinh", "công chức tuyển dụng".
    private func happens(before first: Int) -> Bool {
        guard first > 2, kind(first - 3) == .word else { return false }
        let (base, last) = (self[first - 2].base, self[first - 1].base)
        return Phrase.happenings.contains { $0 == base && $1 == last }
    }

    /// "tháng 7 vừa qua", "trong năm qua".
    func isJustOver(_ i: Int) -> Bool { keyword(i) == .untilNow && self[i].value == 0 }

    /// Whether the day is that of the issue: "Ngày 10/02/2025, Ủy ban nhân dân tỉnh đã ban hành …".
    private func isToday(_ item: Statement) -> Bool {
        guard item.end == nil, let window = item.window, window.scope == .year else { return false }
        return (window.year, window.month, window.day) == today
    }

    /// "Kính gửi: …"
    var isAddressed: Bool {
        self[0].base == PhraseToken.base("kinh") && keyword(1) == .verb
    }

    /// "Quảng Ngãi, ngày 15 tháng 7 năm 2022": a place and a date, and nothing else.
    func isDateLine(_ item: Statement) -> Bool {
        guard item.role == .once, item.bound == .none, item.end == nil, let window = item.window, window.form == .day,
            window.scope == .year, window.year > 0, keyword(item.first) == .day, 2...7 ~= item.first,
            kind(item.first - 1) == .comma, kind(item.next) == .end || kind(item.next) == .dot && item.next + 1 == count
        else { return false }
        for i in 0..<item.first - 1 {
            if kind(i) == .dot { continue }
            guard kind(i) == .word,
                keyword(i) == .none || keyword(i) == .numeral || keyword(i) == .blocked || keyword(i) == .halt
                    || keyword(i) == .ratio
            else { return false }
        }
        return !Phrase.offices.contains(self[0].base)
            && !Phrase.pairs.contains { self[0].base == $0 && self[1].base == $1 }
    }

    /// What happens once to a body or a person: "thành lập", "ra đời", "khai trương", "tuyển dụng", "bổ nhiệm", "nghỉ hưu".
    static let beginnings: [(UInt64, UInt64)] = [
        ("thanh", "lap"), ("ra", "doi"), ("khai", "truong"), ("tuyen", "dung"), ("bo", "nhiem"), ("nghi", "huu"),
        ("nghi", "viec"), ("nhan", "viec"), ("nhap", "ngu"), ("giai", "the"),
    ].map { (first: StaticString, second: StaticString) in (PhraseToken.base(first), PhraseToken.base(second)) }

    /// The same, and what comes to pass or is taken in: "phát sinh", "xảy ra", "tiếp nhận", "ký kết", "hiệu lực".
    private static let happenings =
        beginnings
        + [("phat", "sinh"), ("xay", "ra"), ("tiep", "nhan"), ("ky", "ket"), ("hieu", "luc")].map {
            (first: StaticString, second: StaticString) in (PhraseToken.base(first), PhraseToken.base(second))
        }

    /// "bình quân", "trung bình"
    private static let means = [
        (PhraseToken.base("binh"), PhraseToken.base("quan")), (PhraseToken.base("trung"), PhraseToken.base("binh")),
    ]

    /// "thì"
    private static var then: UInt64 { PhraseToken.base("thi") }

    /// "đồng"
    private static var currency: UInt64 { PhraseToken.base("dong") }

    /// "trưởng" of "tăng trưởng"
    private static var growth: UInt64 { PhraseToken.base("truong") }

    /// What the names of offices begin with, and no place's.
    private static let offices: Set<UInt64> = Set(
        ["so", "ban", "dang", "truong", "cuc", "doan", "vien", "uy", "cong", "hdnd", "ubnd"].map {
            (name: StaticString) in PhraseToken.base(name)
        })

    /// The same where places have the first syllable too: "Văn phòng" and Văn Giang.
    private static let pairs: [(UInt64, UInt64)] =
        [
            ("van", "phong"), ("chi", "bo"), ("chi", "uy"), ("dong", "chi"), ("thanh", "tra"), ("thuong", "truc"),
            ("hoi", "nong"), ("bo", "noi"), ("mat", "tran"),
        ].map { (first: StaticString, second: StaticString) in (PhraseToken.base(first), PhraseToken.base(second)) }
}
