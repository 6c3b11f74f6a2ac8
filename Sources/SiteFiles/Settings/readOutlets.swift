import Diagnostics
import Programmes
import RuleLanguage

/// `outlets:` of the settings: a list of `{ name: zalo, command: [/path, …], from: warning }`.
func readOutlets(_ yaml: YAMLStream) -> [OutletSettings] {
    var outlets: [OutletSettings] = []
    var count = BoundedCount(.outlets)
    yaml.readSequence {
        guard yaml.kind == .mappingStart else {
            yaml.reportKind(.mapping)
            return yaml.skip()
        }
        let place = Span(yaml.span.start, yaml.span.start)
        guard count.admits(at: place) else { return yaml.skip() }
        guard let outlet = readOutlet(yaml, at: place) else { return }
        guard !outlets.contains(where: { $0.name == outlet.name }) else {
            return yaml.report.add(
                "S421", at: place,
                Wording(vi: "hai kênh cùng tên “\(outlet.name)”", en: "two outlets are called “\(outlet.name)”"),
                help: Wording(vi: "đặt tên khác cho một trong hai", en: "give one of them another name"))
        }
        outlets.append(outlet)
    }
    count.report(to: &yaml.report)
    return outlets
}

private func readOutlet(_ yaml: YAMLStream, at place: Span) -> OutletSettings? {
    var name: String?
    var command: [String]?
    var from: Severity?
    let met = yaml.readMapping(.outlet) { key, _ in
        switch key {
        case .name: yaml.readText { name = outletName($0, &yaml.report) }
        case .command: command = readCommand(yaml)
        default: yaml.readText { from = choose($0, OutletSettings.severities, &yaml.report) }
        }
    }
    guard let met else { return nil }
    func reportMissing(_ key: Key, _ example: String) {
        let name = yaml.report.name(of: key, in: .outlet)
        yaml.report.add(
            "S109", at: place,
            Wording(vi: "kênh gửi thiếu khóa “\(name.vi)”", en: "the outlet lacks the key `\(name.en)`"),
            help: Wording(vi: "thêm “\(name.vi): \(example)”", en: "add `\(name.en): \(example)`"))
    }
    if !met.contains(.name) { reportMissing(.name, "zalo") }
    guard let name else { return nil }
    if name == OutletSettings.mail {
        guard !met.contains(.command) else {
            let sendmail = yaml.report.name(of: .sendmail, in: .settings)
            yaml.report.add(
                "S422", at: place,
                Wording(
                    vi: "lệnh của kênh “mail” là “\(sendmail.vi)”", en: "the command of `mail` is `\(sendmail.en)`"),
                help: Wording(
                    vi: "bỏ khóa lệnh ở đây và ghi lệnh vào “\(sendmail.vi)”",
                    en: "leave the command out here, and write it under `\(sendmail.en)`"))
            return nil
        }
        return OutletSettings(name: name, command: [], from: from ?? .info)
    }
    if !met.contains(.command) {
        reportMissing(.command, "[/usr/bin/dondoc, outlet, webhook, https://example.vn/hook]")
    }
    return command.map { OutletSettings(name: name, command: $0, from: from ?? .info) }
}

/// It becomes part of a file's name in the spool.
private func outletName(_ field: TextField, _ report: inout FileReport) -> String? {
    let text = field.string
    let isSafe =
        1...32 ~= text.utf8.count && text.utf8.first != UInt8(ascii: "-")
        && text.utf8.allSatisfy { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x2D }
    if isSafe { return text }
    report.add(
        "S423", at: field.span,
        Wording(vi: "“\(text)” không dùng làm tên kênh được", en: "“\(text)” cannot be an outlet's name"),
        help: Wording(
            vi: "chỉ dùng a-z, 0-9 và dấu -, nhiều nhất 32 ký tự, ví dụ zalo",
            en: "a-z, 0-9 and '-', at most 32, such as zalo"))
    return nil
}

/// `zalo 84912345678`: an outlet's name, then the address there.
func outletChoice(_ field: TextField, _ report: inout FileReport) -> OutletChoice? {
    let words = field.string.split(separator: " ", maxSplits: 1).map { $0.trimming() }
    guard let name = words.first else { return nil }
    guard words.count == 2 else { return OutletChoice(outlet: name, span: field.span) }
    let isSafe = words[1].utf8.count <= 500 && words[1].utf8.allSatisfy { 0x21...0x7E ~= $0 }
    guard isSafe, name != OutletSettings.mail || isAddress(words[1]) else {
        report.add(
            "S424", at: field.span,
            Wording(vi: "“\(words[1])” không phải là địa chỉ của kênh", en: "“\(words[1])” is not an outlet's address"),
            help: Wording(
                vi: "viết tên kênh rồi một địa chỉ không dấu, không cách: “zalo 84912345678”",
                en: "write the outlet's name, then an address in ASCII without spaces: `zalo 84912345678`"))
        return nil
    }
    return OutletChoice(outlet: name, address: words[1], span: field.span)
}

extension YAMLStream {
    /// Takes one outlet or a list of them.
    func readOutletChoices() -> [OutletChoice] {
        var choices: [OutletChoice] = []
        var count = BoundedCount(.outletsOfOne)
        readTexts { field in
            guard count.admits(at: field.span), let choice = outletChoice(field, &report) else { return }
            choices.append(choice)
        }
        count.report(to: &report)
        return choices
    }
}
