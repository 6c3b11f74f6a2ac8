import Dates
import Deadlines
import Diagnostics
import Planning

/// Reads `dondoc.yaml`. A wrong value is told and its default holds.
/// - Parameters:
///   - bytes: valid UTF-8.
///   - inForce: the zone that stays where a file before this one was good; nil: there was none.
///   - zone: finds a time zone by name.
func readSettings(
    _ bytes: UnsafeBufferPointer<UInt8>, path: String, defaults: SitePaths, inForce: Zone? = nil,
    zone: (String) -> Zone?
) -> (settings: Settings, paths: SitePaths, report: FileReport) {
    let yaml = YAMLStream(bytes, report: FileReport(path: path))
    var settings = Settings()
    var paths = defaults
    yaml.readMapping(.settings) { key, _ in
        switch key {
        case .timezone:
            yaml.readText {
                if let found = zone($0.string) { settings.zone = found } else { reportZone($0, inForce, &yaml.report) }
            }
        case .language:
            yaml.readText {
                let choices: [(Language, [String])] = [
                    (.vi, ["vi", "tiếng Việt"]), (.en, ["en", "tiếng Anh", "English"]),
                ]
                if let choice = choose($0, choices, &yaml.report) { settings.language = choice }
            }
        case .state: yaml.readText { if let folder = folder($0, &yaml.report) { paths.state = folder } }
        case .ledger: yaml.readText { if let database = database($0, &yaml.report) { paths.ledger = database } }
        case .ledgerDisks:
            yaml.readText {
                let choices: [(Int, [String])] = [(1, ["1"]), (2, ["2"])]
                // What nobody can read lowers nothing.
                paths.ledgerDisks = choose($0, choices, &yaml.report) ?? 2
            }
        case .spool: yaml.readText { if let folder = folder($0, &yaml.report) { paths.spool = folder } }
        case .sender: yaml.readText { if let sender = address($0, &yaml.report) { paths.sender = sender } }
        case .host: yaml.readText { if let host = host($0, &yaml.report) { paths.host = host } }
        case .archive: yaml.readText { paths.archive = $0.string }
        case .sendmail: if let command = readCommand(yaml) { paths.sendmail = command }
        case .outlets: paths.outlets = readOutlets(yaml)
        case .replies: paths.replies = readReplies(yaml)
        case .reading: readReading(yaml, &settings.reading)
        case .contact: yaml.readPerson { settings.contact = $0 }
        case .office: yaml.readText { paths.office = $0.string }
        case .page: yaml.readText { if let file = folder($0, &yaml.report) { paths.page = file } }
        case .feeds: yaml.readText { if let folder = folder($0, &yaml.report) { paths.feeds = folder } }
        case .officeHours:
            yaml.readText { if let hours = officeHours($0, &yaml.report) { settings.officeHours = hours } }
        case .clockWait:
            yaml.readText { if let seconds = clockWait($0, &yaml.report) { settings.clockWait = seconds } }
        case .live:
            // What nobody can read is no order to send.
            yaml.readText { settings.live = live($0, &yaml.report) ?? .never }
        case .web: readWeb(yaml, &paths.web)
        default: readTerms(yaml, &settings.terms)
        }
    }
    yaml.expectEnd()
    settings.keyLanguage = yaml.report.keyLanguage
    return (settings, paths, yaml.report)
}

/// `[/usr/bin/msmtp, -C, /etc/dondoc/msmtprc]`: a program by its whole path, then its arguments.
func readCommand(_ yaml: YAMLStream) -> [String]? {
    var command: [String] = []
    var isSound = true
    var count = BoundedCount(.arguments)
    defer { count.report(to: &yaml.report) }
    yaml.readTexts { field in
        guard count.admits(at: field.span) else {
            isSound = false
            return
        }
        let text = field.string
        if command.isEmpty, !text.hasPrefix("/") {
            isSound = false
            yaml.report.add(
                "S403", at: field.span,
                Wording(vi: "“\(text)” không phải là đường dẫn đầy đủ", en: "“\(text)” is not an absolute path"),
                help: Wording(
                    vi: "viết cả đường dẫn của lệnh rồi đến các đối số, ví dụ [/usr/sbin/sendmail, -i]",
                    en: "write the command's whole path, then its arguments, such as [/usr/sbin/sendmail, -i]"))
        }
        command.append(text)
    }
    return isSound && !command.isEmpty && !command.contains { $0.utf8.contains(0) } ? command : nil
}

/// `{ maildir: /var/mail/dondoc/Maildir, accept: false, authenticated: mx.tinh.vn }`
private func readReplies(_ yaml: YAMLStream) -> ReplySettings? {
    let place = Span(yaml.span.start, yaml.span.start)
    var replies = ReplySettings(maildir: "")
    let met = yaml.readMapping(.replies) { key, _ in
        yaml.readText { field in
            switch key {
            case .maildir: replies.maildir = folder(field, &yaml.report) ?? ""
            case .accept:
                let choices: [(Bool, [String])] = [(true, ["true", "có", "yes"]), (false, ["false", "không", "no"])]
                // What nobody can read is no permission.
                replies.accept = choose(field, choices, &yaml.report) ?? false
            default: replies.authenticated = host(field, &yaml.report)
            }
        }
    }
    if let met, !met.contains(.maildir) {
        let name = yaml.report.name(of: .maildir, in: .replies)
        yaml.report.add(
            "S109", at: place,
            Wording(vi: "thiếu khóa “\(name.vi)”", en: "the key `\(name.en)` is missing"),
            help: Wording(
                vi: "ghi thư mục Maildir mà máy chủ thư đưa thư trả lời vào, ví dụ /var/mail/dondoc",
                en: "name the Maildir that the mail server puts answers into, such as /var/mail/dondoc"))
    }
    return replies.maildir.isEmpty ? nil : replies
}

private func readReading(_ yaml: YAMLStream, _ reading: inout ReadingPolicy) {
    yaml.readMapping(.reading) { key, _ in
        yaml.readText { field in
            switch key {
            case .before:
                let choices: [(ReadingPolicy.Before, [String])] = [
                    (.strict, ["strict", "chặt", "chặt chẽ"]), (.lax, ["lax", "rộng", "lỏng"]),
                ]
                if let choice = choose(field, choices, &yaml.report) { reading.before = choice }
            case .parts:
                let choices: [(ReadingPolicy.Parts, [String])] = [
                    (.usage, ["usage", "thông dụng", "thói quen"]), (.law, ["law", "luật", "theo luật"]),
                ]
                if let choice = choose(field, choices, &yaml.report) { reading.parts = choice }
            case .periodic: if let cadence = cadence(field, &yaml.report) { reading.periodic = cadence }
            case .continuous: if let cadence = cadence(field, &yaml.report) { reading.continuous = cadence }
            default: if let term = term(field, &yaml.report) { reading.afterEvent = term }
            }
        }
    }
}

/// Terms of office, in place of the built-in ones: `party: [2025-2030, 2030-2035]`.
private func readTerms(_ yaml: YAMLStream, _ terms: inout TermRegister) {
    yaml.readMapping(.terms) { key, _ in
        var ranges: [ClosedRange<Int>] = []
        var count = BoundedCount(.terms)
        defer { count.report(to: &yaml.report) }
        yaml.readTexts { if count.admits(at: $0.span), let years = $0.years(&yaml.report) { ranges.append(years) } }
        guard !ranges.isEmpty else { return }
        ranges.sort { $0.lowerBound < $1.lowerBound }
        if key == .party { terms.party = ranges } else { terms.state = ranges }
    }
}

private func reportZone(_ field: TextField, _ inForce: Zone?, _ report: inout FileReport) {
    let used = inForce?.name ?? Zone.vietnam.name
    report.add(
        "S402", at: field.span,
        Wording(
            vi: "máy này không có múi giờ “\(field.string)”; \(inForce == nil ? "tạm" : "tiếp tục") dùng \(used)",
            en:
                "this machine has no time zone “\(field.string)”; \(used) \(inForce == nil ? "is used" : "stays in force")"
        ),
        help: Wording(
            vi: "dùng tên như trong /usr/share/zoneinfo, ví dụ Asia/Ho_Chi_Minh; nếu thiếu, cài gói tzdata",
            en: "use a name of /usr/share/zoneinfo, such as Asia/Ho_Chi_Minh; where it is missing, install tzdata"))
}

private func folder(_ field: TextField, _ report: inout FileReport) -> String? {
    let text = field.string
    if text.hasPrefix("/"), !text.utf8.contains(0), text.utf8.count < 4096 {
        var text = text
        while text.utf8.count > 1, text.hasSuffix("/") { text.removeLast() }
        return text
    }
    report.add(
        "S403", at: field.span,
        Wording(vi: "“\(text)” không phải là đường dẫn đầy đủ", en: "“\(text)” is not an absolute path"),
        help: Wording(
            vi: "viết đường dẫn bắt đầu bằng /, ví dụ /var/lib/dondoc",
            en: "write a path that begins with /, such as /var/lib/dondoc"))
    return nil
}

/// `true`, `false`, or the first day on which something goes out.
private func live(_ field: TextField, _ report: inout FileReport) -> Live? {
    let choices: [(Live, [String])] = [
        (.always, ["true", "có", "yes"]), (.never, ["false", "không", "no", "chưa"]),
    ]
    guard let first = field.string.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
        return choose(field, choices, &report)
    }
    return field.day(&report).map { .from($0) }
}

/// Where in `dondoc.yaml` the value of `live` stands; nil: it does not.
/// - Parameter bytes: valid UTF-8.
public func findLive(_ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    let yaml = YAMLStream(bytes, report: FileReport(path: "dondoc.yaml"))
    var place: Range<Int>?
    yaml.readMapping(.settings) { key, _ in
        if key == .live { yaml.readText { place = $0.span.start..<$0.span.end } } else { yaml.skip() }
    }
    return place
}

/// `07:30-17:00`, `7h30 – 17h`, `7:30 đến 17:00`.
private func officeHours(_ field: TextField, _ report: inout FileReport) -> OfficeHours? {
    let text = fold(field.string)
    for separator in ["-", fold("đến"), "to"] {
        let ends = text.split(separator: separator, maxSplits: 2).map { time(String($0)) }
        if ends.count == 2, let opens = ends[0], let closes = ends[1],
            let hours = OfficeHours(from: opens, to: closes)
        {
            return hours
        }
    }
    report.add(
        "S409", at: field.span,
        Wording(vi: "không hiểu giờ làm việc “\(field.string)”", en: "“\(field.string)” are no office hours"),
        help: Wording(
            vi: "viết 07:30-17:00, giờ mở trước giờ đóng", en: "write 07:30-17:00, the opening before the closing"))
    return nil
}

/// `7:30`, `07:30`, `7h30`, `7h`.
private func time(_ text: String) -> TimeOfDay? {
    let parts = text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == ":" || $0 == "h" }).map {
        $0.trimming()
    }
    guard parts.count == 2, let hour = TextField.number(parts[0].utf8) else { return nil }
    let isWhole = parts[1].isEmpty && text.contains("h")
    guard let minute = isWhole ? 0 : TextField.number(parts[1].utf8) else { return nil }
    return TimeOfDay(hour: hour, minute: minute)
}

/// `10 minutes`, `10 phút`, `1 giờ`, `30 giây`: up to a day. In seconds.
private func clockWait(_ field: TextField, _ report: inout FileReport) -> Int? {
    let units: [(Int, [String])] = [
        (1, ["second", "seconds", "giây"]), (60, ["minute", "minutes", "phút"]), (3600, ["hour", "hours", "giờ"]),
    ]
    if let (count, unit) = measure(field.string, after: [""], units), 0...86_400 ~= count * unit {
        return count * unit
    }
    report.add(
        "S410", at: field.span,
        Wording(vi: "không hiểu thời gian chờ “\(field.string)”", en: "“\(field.string)” is not a time to wait"),
        help: Wording(vi: "viết “10 phút”, nhiều nhất 24 giờ", en: "write `10 minutes`, a day at most"))
    return nil
}

/// `postgresql://may1,may2/dondoc`, as libpq reads it. What it says may be secret, and is not told.
private func database(_ field: TextField, _ report: inout FileReport) -> String? {
    let text = field.string
    if ["postgresql://", "postgres://"].contains(where: text.hasPrefix), !text.utf8.contains(0) { return text }
    report.add(
        "S415", at: field.span,
        Wording(vi: "không hiểu sổ cái ở đâu", en: "this is not the address of a ledger"),
        help: Wording(
            vi: "viết “postgresql://dondoc@may1,may2/dondoc”; bỏ cả dòng thì sổ cái là một tệp trên máy này",
            en: "write `postgresql://dondoc@host1,host2/dondoc`; without this line the ledger is a file of this machine"
        ))
    return nil
}

private func address(_ field: TextField, _ report: inout FileReport) -> String? {
    if isAddress(field.string) { return field.string }
    report.add(
        "S204", at: field.span,
        Wording(vi: "“\(field.string)” không phải là địa chỉ thư", en: "“\(field.string)” is not an e-mail address"),
        help: Wording(vi: "viết dạng dondoc@coquan.vn", en: "write dondoc@office.vn"))
    return nil
}

private func host(_ field: TextField, _ report: inout FileReport) -> String? {
    if isHost(field.string) { return field.string }
    report.add(
        "S404", at: field.span,
        Wording(vi: "“\(field.string)” không phải là tên máy", en: "“\(field.string)” is not a host's name"),
        help: Wording(
            vi: "chỉ dùng chữ, số, dấu - và dấu chấm, ví dụ dondoc.tinh.vn",
            en: "letters, digits, '-' and dots, such as dondoc.office.vn"))
    return nil
}

/// `every 6 months`, `mỗi 6 tháng`, `every quarter`, `hằng năm`.
private func cadence(_ field: TextField, _ report: inout FileReport) -> Cadence? {
    let units: [(PeriodUnit, [String])] = [
        (.day, ["day", "days", "ngày"]), (.week, ["week", "weeks", "tuần"]), (.month, ["month", "months", "tháng"]),
        (.quarter, ["quarter", "quarters", "quý"]), (.halfYear, ["half year", "half-year", "nửa năm"]),
        (.year, ["year", "years", "năm"]),
    ]
    if let (count, unit) = measure(field.string, after: ["every", "mỗi", "hằng", "hàng", ""], units), 1...1200 ~= count
    {
        return Cadence(every: count, unit: unit)
    }
    report.add(
        "S405", at: field.span,
        Wording(vi: "không hiểu nhịp “\(field.string)”", en: "“\(field.string)” is not a cadence"),
        help: Wording(
            vi: "viết “mỗi 6 tháng”, “mỗi quý” hoặc “mỗi năm”",
            en: "write `every 6 months`, `every quarter` or `every year`"))
    return nil
}

/// `10 working days`, `10 ngày làm việc`.
private func term(_ field: TextField, _ report: inout FileReport) -> Term? {
    let units: [(TermUnit, [String])] = [
        (.hour, ["hour", "hours", "giờ"]), (.workingDay, ["working day", "working days", "ngày làm việc"]),
        (.day, ["day", "days", "ngày"]), (.week, ["week", "weeks", "tuần"]), (.month, ["month", "months", "tháng"]),
        (.quarter, ["quarter", "quarters", "quý"]), (.year, ["year", "years", "năm"]),
    ]
    if let (count, unit) = measure(field.string, after: [""], units), 1...10_000 ~= count { return Term(count, unit) }
    report.add(
        "S406", at: field.span,
        Wording(vi: "không hiểu thời hạn “\(field.string)”", en: "“\(field.string)” is not a length of time"),
        help: Wording(vi: "viết “10 ngày làm việc” hoặc “1 tháng”", en: "write `10 working days` or `1 month`"))
    return nil
}

/// A word, a number (1 where there is none) and a unit.
private func measure<Unit>(_ text: String, after words: [String], _ units: [(Unit, [String])]) -> (Int, Unit)? {
    let text = fold(text)
    for word in words.map({ fold($0) }) where text.hasPrefix(word) {
        let rest = text.dropFirst(word.count).trimming()
        let digits = rest.prefix { $0.isASCII && $0.isWholeNumber }
        guard digits.utf8.count <= 6, !digits.isEmpty || !word.isEmpty else { continue }
        let unit = rest.dropFirst(digits.count).trimming()
        if let found = units.first(where: { $0.1.contains { fold($0) == unit } }) { return (Int(digits) ?? 1, found.0) }
    }
    return nil
}
