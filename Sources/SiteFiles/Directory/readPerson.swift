import Diagnostics
import Programmes

extension YAMLStream {
    /// Takes `{ name: …, phone: …, email: … }`, or the same in one value; see ``person(of:_:)``.
    /// - Parameter choosesOutlets: letters may go to this person.
    func readPerson(choosesOutlets: Bool = false, _ body: (Person) -> Void) {
        guard kind == .mappingStart else {
            return readText { if let person = person(of: $0, &report) { body(person) } }
        }
        let place = Span(span.start, span.start)
        var called: String?
        var phone: String?
        var email: String?
        var outlets: [OutletChoice] = []
        let met = readMapping(.person) { key, keySpan in
            switch key {
            case .name: readText { called = requiredLine($0, &report) }
            case .phone: readText { phone = requiredLine($0, &report) }
            case .outlets:
                outlets = readOutletChoices()
                if !choosesOutlets { tellUnused(keySpan) }
            default: readText { email = readAddress($0, &report) }
            }
        }
        if let called { return body(Person(name: called, phone: phone, email: email, outlets: outlets)) }
        guard met?.contains(.name) == false else { return }
        let name = report.name(of: .name, in: .person)
        report.add(
            "S109", at: place,
            Wording(vi: "người này thiếu khóa “\(name.vi)”", en: "the person lacks the key `\(name.en)`"),
            help: Wording(
                vi: "viết { tên: Nguyễn Thị Lan, điện thoại: 0255 3822 000, thư điện tử: lan@coquan.vn }",
                en: "write { name: Nguyễn Thị Lan, phone: 0255 3822 000, email: lan@office.vn }"))
    }
}

extension YAMLStream {
    fileprivate func tellUnused(_ span: Span) {
        report.add(
            "S426", .warning, at: span,
            Wording(vi: "không có thư nào gửi riêng cho người này", en: "no letters go to this person"),
            help: Wording(
                vi: "kênh nhận ghi ở cơ quan, hoặc ở người phụ trách của nhiệm vụ",
                en: "outlets are chosen by bodies, and by the officer of a task"))
    }
}

/// `Nguyễn Thị Lan; 0255 3822 000; lan@coquan.vn`: what has an @ is the address, what begins with a digit or + the
/// number; `;` or `,` between.
func person(of field: TextField, _ report: inout FileReport) -> Person? {
    guard let text = requiredLine(field, &report) else { return nil }
    var person = Person(name: "")
    let before = report.count
    for part in text.split(whereSeparator: { $0 == ";" || $0 == "," }).map({ $0.trimming() }) where !part.isEmpty {
        if part.utf8.contains(0x40), person.email == nil {
            guard isAddress(part) else {
                reportAddress(part, at: field.span, &report)
                continue
            }
            person.email = part
        } else if part.utf8.first.map({ 0x30...0x39 ~= $0 || $0 == 0x2B || $0 == 0x28 }) == true, person.phone == nil {
            person.phone = part
        } else {
            person.name += (person.name.isEmpty ? "" : ", ") + part
        }
    }
    if !person.name.isEmpty { return person }
    guard report.count == before else { return nil }
    report.add(
        "S109", at: field.span,
        Wording(vi: "chưa có tên người hay bộ phận", en: "there is no name of a person or office"),
        help: Wording(
            vi: "viết tên trước: Nguyễn Thị Lan; 0255 3822 000; lan@coquan.vn",
            en: "write the name first: Nguyễn Thị Lan; 0255 3822 000; lan@office.vn"))
    return nil
}

private func requiredLine(_ field: TextField, _ report: inout FileReport) -> String? {
    guard let text = field.line(atMost: 300, &report) else { return nil }
    if !text.isEmpty { return text }
    report.add(
        "S110", at: field.span, Wording(vi: "chỗ này để trống", en: "this is empty"),
        help: Wording(vi: "điền nội dung hoặc bỏ hẳn khóa này", en: "fill it in, or leave the key out"))
    return nil
}

func readAddress(_ field: TextField, _ report: inout FileReport) -> String? {
    let text = field.string
    if isAddress(text) { return text }
    reportAddress(text, at: field.span, &report)
    return nil
}

private func reportAddress(_ text: String, at span: Span, _ report: inout FileReport) {
    report.add(
        "S204", at: span,
        Wording(vi: "“\(text)” không phải là địa chỉ thư", en: "“\(text)” is not an e-mail address"),
        help: Wording(vi: "viết dạng ten@coquan.vn, không dấu cách", en: "write name@office.vn, without spaces"))
}
