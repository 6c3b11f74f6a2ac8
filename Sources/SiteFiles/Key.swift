import Diagnostics

/// What a key of a file of the site means, whichever way it is spelt.
package enum Key: UInt8, CaseIterable {
    // dondoc.yaml
    case timezone, language, state, ledger, ledgerDisks, spool, sender, host, archive, sendmail, reading, terms
    case contact, officeHours, clockWait, live, office, page, feeds, web
    case url, loginHeader, admins
    case outlets, command, from, replies, maildir, accept, authenticated
    case before, parts, periodic, continuous, afterEvent, party
    // bodies.yaml
    case bodies, id, name, aliases, parent, email, members, until, successor, users, was
    // programmes
    case programme, title, number, issued, issuer, period, since, tasks
    case directing, lead, executing, coordinating, monitoring
    case deadline, tags, priority, target, after, event, completion, confirm, officer
    case metric, value, unit
    // a person
    case phone
    // calendar
    case off, working, date
}

/// A kind of mapping in the files, with the keys it may have.
package enum Context: Int, CaseIterable {
    case settings, reading, terms, bodyList, body, programme, task, target, calendar, calendarDay, person, web
    case outlet, replies
}

/// The keys of a context and their spellings, English first. The first of each language is the one shown to people.
///
/// The one table of the keys' spellings: the YAML and CSV readers use it, and docs/schema is held against it by a test.
package struct Vocabulary: Sendable {
    package struct Entry: Sendable {
        package let key: Key
        package let english: [String]
        package let vietnamese: [String]
    }

    package let context: Context
    package let entries: [Entry]
    private let keys: [String: Key]
    /// In which language each is spelt; what both have is Vietnamese.
    private let languages: [String: Language]

    private init(_ context: Context, _ rows: [(Key, String, String)]) {
        self.context = context
        entries = rows.map {
            Entry(
                key: $0.0, english: $0.1.split(separator: ",").map(String.init),
                vietnamese: $0.2.split(separator: ",").map(String.init))
        }
        var keys: [String: Key] = [:]
        for entry in entries {
            for spelling in entry.english + entry.vietnamese { keys[Vocabulary.canonical(spelling)] = entry.key }
        }
        self.keys = keys
        var languages: [String: Language] = [:]
        for spelling in entries.flatMap(\.english) { languages[Vocabulary.canonical(spelling)] = .en }
        for spelling in entries.flatMap(\.vietnamese) { languages[Vocabulary.canonical(spelling)] = .vi }
        self.languages = languages
    }

    package func key(for spelling: String) -> Key? { keys[Vocabulary.canonical(spelling)] }

    var spellings: [String] { entries.flatMap { $0.english + $0.vietnamese } }

    /// A key as people read of it: `deadline`, “thời hạn”.
    func name(of key: Key) -> Wording {
        guard let entry = entries.first(where: { $0.key == key }) else { return Wording(vi: "\(key)", en: "\(key)") }
        return Wording(vi: entry.vietnamese[0], en: entry.english[0])
    }

    /// In which language a key is spelt; nil for what is no key.
    func language(of spelling: String) -> Language? {
        languages[Vocabulary.canonical(spelling)]
    }

    /// `after_event`, `after-event` and `After event` are one key.
    private static func canonical(_ spelling: String) -> String {
        String(fold(spelling).map { $0 == "_" || $0 == "-" ? " " : $0 })
    }

    package static func of(_ context: Context) -> Vocabulary { all[context.rawValue] }

    private static let all: [Vocabulary] = [
        Vocabulary(
            .settings,
            [
                (.timezone, "timezone,time zone", "múi giờ"), (.language, "language", "ngôn ngữ"),
                (.state, "state", "nơi lưu trạng thái,trạng thái"),
                (.ledger, "ledger", "sổ cái"), (.ledgerDisks, "ledger-disks,ledger disks", "số đĩa sổ cái"),
                (.spool, "spool", "nơi để thư,hộp thư"),
                (.sender, "sender", "người gửi,nơi gửi,địa chỉ gửi"), (.host, "host", "tên máy,máy chủ"),
                (.archive, "archive", "nơi lưu trữ,lưu trữ"), (.sendmail, "sendmail", "lệnh gửi thư"),
                (.reading, "reading", "cách đọc,cách đọc thời hạn"), (.terms, "terms", "nhiệm kỳ"),
                (.contact, "contact", "nơi nhận báo cáo,đầu mối"),
                (.officeHours, "office-hours,office hours", "giờ làm việc,giờ hành chính"),
                (.clockWait, "clock-wait,clock wait", "chờ đồng hồ"), (.live, "live", "gửi thật,hoạt động"),
                (.office, "office", "tên cơ quan,đơn vị"), (.page, "page", "trang tổng hợp,trang"),
                (.feeds, "feeds", "thư mục lịch,lịch"),
                (.web, "web", "trang web"),
                (.outlets, "outlets", "kênh gửi,các kênh gửi"), (.replies, "replies", "thư trả lời"),
            ]),
        Vocabulary(
            .reading,
            [
                (.before, "before", "trước"), (.parts, "parts", "đầu giữa cuối"),
                (.periodic, "periodic", "định kỳ"), (.continuous, "continuous", "thường xuyên"),
                (.afterEvent, "afterEvent,after event", "sau sự kiện"),
            ]),
        Vocabulary(.terms, [(.party, "party", "đảng"), (.state, "state", "nhà nước")]),
        Vocabulary(.bodyList, [(.bodies, "bodies", "cơ quan,danh bạ,các cơ quan")]),
        Vocabulary(
            .body,
            [
                (.id, "id", "mã"), (.name, "name", "tên"),
                (.aliases, "aliases,alias", "tên khác,tên gọi khác,viết tắt"),
                (.parent, "parent", "cấp trên"), (.email, "email,e-mail", "thư điện tử,địa chỉ thư"),
                (.members, "members", "thành viên,gồm"), (.until, "until", "đến ngày,hoạt động đến"),
                (.successor, "successor", "cơ quan kế thừa,kế thừa"),
                (.contact, "contact", "đầu mối,người liên hệ"),
                (.users, "users,user", "người dùng,tài khoản"), (.was, "was", "trước đây,mã cũ"),
                (.outlets, "outlets,outlet", "kênh nhận,kênh gửi"),
            ]),
        Vocabulary(
            .programme,
            [
                (.programme, "programme,program", "chương trình,kế hoạch,nghị quyết"), (.title, "title", "tên"),
                (.number, "number", "số,số ký hiệu,số hiệu"), (.issued, "issued", "ban hành,ngày ban hành"),
                (.issuer, "issuer", "nơi ban hành,cơ quan ban hành"), (.period, "period", "giai đoạn,thời kỳ"),
                (.since, "since", "đôn đốc từ,tính từ"), (.tasks, "tasks", "nhiệm vụ,các nhiệm vụ"),
                (.directing, "directing", "chỉ đạo,cơ quan chỉ đạo"),
                (.monitoring, "monitoring", "theo dõi,cơ quan theo dõi"),
                (.tags, "tags", "nhãn"), (.priority, "priority", "ưu tiên,mức ưu tiên"),
                (.completion, "completion", "hoàn thành khi"), (.confirm, "confirm,confirmation", "xác nhận"),
                (.contact, "contact", "nơi nhận báo cáo"),
            ]),
        Vocabulary(
            .task,
            [
                (.id, "id,no,no.", "số,mã,stt,tt,số tt"),
                (.title, "title", "tên,nội dung,nội dung nhiệm vụ,tên nhiệm vụ,nhiệm vụ"),
                (.directing, "directing", "chỉ đạo,cơ quan chỉ đạo"),
                (.lead, "lead", "chủ trì,cơ quan chủ trì,đơn vị chủ trì,cơ quan,đơn vị"),
                (.executing, "executing", "thực hiện,cơ quan thực hiện,đơn vị thực hiện"),
                (.coordinating, "coordinating", "phối hợp,cơ quan phối hợp,đơn vị phối hợp"),
                (.monitoring, "monitoring", "theo dõi,cơ quan theo dõi,đơn vị theo dõi"),
                (
                    .deadline, "deadline",
                    "thời hạn,thời gian thực hiện,thời gian hoàn thành,thời hạn hoàn thành,hạn hoàn thành,thời gian,hạn"
                ),
                (.tags, "tags", "nhãn"), (.priority, "priority", "ưu tiên,mức ưu tiên"),
                (.target, "target", "chỉ tiêu"), (.after, "after", "sau,sau nhiệm vụ"),
                (.event, "event", "sự kiện"), (.completion, "completion", "hoàn thành khi"),
                (.confirm, "confirm,confirmation", "xác nhận"),
                (.officer, "officer", "người phụ trách,cán bộ phụ trách"), (.was, "was", "trước đây,số cũ"),
            ]),
        Vocabulary(
            .target,
            [
                (.metric, "metric", "nội dung,tên,đối tượng"), (.value, "value", "giá trị,số lượng"),
                (.unit, "unit", "đơn vị,đơn vị tính"),
            ]),
        Vocabulary(
            .calendar,
            [(.off, "off,days off", "ngày nghỉ,nghỉ"), (.working, "working,working days", "ngày làm bù,làm bù")]),
        Vocabulary(.calendarDay, [(.date, "date", "ngày"), (.name, "name", "tên,lý do")]),
        Vocabulary(
            .person,
            [
                (.name, "name", "tên,họ tên,họ và tên"), (.phone, "phone,telephone", "điện thoại,số điện thoại"),
                (.email, "email,e-mail", "thư điện tử,địa chỉ thư"),
                (.outlets, "outlets,outlet", "kênh nhận,kênh gửi"),
            ]),
        Vocabulary(
            .web,
            [
                (.url, "url,address", "địa chỉ"),
                (.loginHeader, "login-header,login header", "trường đăng nhập"), (.admins, "admins,admin", "quản trị"),
            ]),
        Vocabulary(
            .outlet,
            [(.name, "name", "tên"), (.command, "command", "lệnh"), (.from, "from", "từ mức,từ")]),
        Vocabulary(
            .replies,
            [
                (.maildir, "maildir", "hộp thư,thư mục"), (.accept, "accept", "tự ghi nhận,ghi nhận ngay"),
                (.authenticated, "authenticated,authenticated by", "xác thực bởi,máy xác thực"),
            ]),
    ]
}

/// The keys a reader has met, by the bytes they were written in: folding is for the first time only.
final class KeyCache {
    /// By context.
    @exclusivity(unchecked) private var tables = InlineArray<14, ByteTable> { _ in ByteTable() }

    func key(_ text: UnsafeBufferPointer<UInt8>, in context: Context) -> Key? {
        if let known = tables[context.rawValue].value(of: text) { return Key(rawValue: UInt8(known)) }
        guard text.count <= 200, let key = Vocabulary.of(context).key(for: String(decoding: text, as: UTF8.self))
        else { return nil }
        tables[context.rawValue].insert(text, UInt32(key.rawValue))
        return key
    }
}
