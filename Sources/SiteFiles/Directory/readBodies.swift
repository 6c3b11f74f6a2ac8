import Dates
import Diagnostics
import Programmes

/// Reads `bodies.yaml`. What is wrong is told and left out.
/// - Parameter bytes: valid UTF-8.
func readBodies(_ bytes: UnsafeBufferPointer<UInt8>, path: String) -> (directory: BodyDirectory, report: FileReport) {
    var reader = BodiesReader(yaml: YAMLStream(bytes, report: FileReport(path: path)), path: path)
    reader.read()
    return reader.finish()
}

private struct BodiesReader {
    static let longestName = 500

    /// A body with its links still by name.
    struct Draft {
        var body: Body
        var parent: (String, Span)?
        var members: [(String, Span)] = []
        var successor: (String, Span)?
        var wasSpan: Span?
    }

    let yaml: YAMLStream
    let path: String
    var drafts: [Draft] = []
    var places: [String: Span] = [:]
    var formerIDs = FormerIDs(of: .body)
    var count = BoundedCount(.bodies)
    /// In which file's order the later findings go.
    var links: FileReport

    init(yaml: YAMLStream, path: String) {
        self.yaml = yaml
        self.path = path
        links = FileReport(path: path)
    }

    mutating func read() {
        let seen = yaml.readMapping(.bodyList) { _, _ in
            yaml.readSequence {
                guard yaml.kind == .mappingStart else {
                    yaml.reportKind(.mapping)
                    return yaml.skip()
                }
                readBody()
            }
        }
        yaml.expectEnd()
        if let seen, !seen.contains(.bodies), !yaml.report.hasErrors {
            yaml.report.add(
                "S109", .warning, at: Span(0, 0),
                Wording(vi: "tệp không có danh sách “cơ quan”", en: "the file has no list `bodies`"),
                help: Wording(
                    vi: "thêm dòng “cơ quan:” rồi liệt kê từng cơ quan",
                    en: "add a line `bodies:` and list them under it"))
        }
    }

    mutating func readBody() {
        let place = Span(yaml.span.start, yaml.span.start)
        var draft = Draft(body: Body(id: "", name: "", place: Place(path: path, span: place)))
        var id: String?
        yaml.readMapping(.body) { key, _ in
            switch key {
            case .aliases:
                readList(.aliases) { if let text = line($0) { draft.body.aliases.append(text) } }
            case .members: readList(.members) { draft.members.append(($0.string, $0.span)) }
            case .parent: yaml.readText { draft.parent = ($0.string, $0.span) }
            case .successor: yaml.readText { draft.successor = ($0.string, $0.span) }
            case .until: yaml.readText { draft.body.until = $0.day(&yaml.report) }
            case .name: yaml.readText { draft.body.name = line($0) ?? "" }
            case .email: yaml.readText { draft.body.email = readAddress($0, &yaml.report) }
            case .contact: yaml.readPerson { draft.body.contact = $0 }
            case .outlets: draft.body.outlets = yaml.readOutletChoices()
            case .users: readUsers(of: &draft.body)
            case .was:
                yaml.readText {
                    draft.wasSpan = $0.span
                    draft.body.was = bodyID($0)
                }
            default:
                yaml.readText {
                    draft.body.place.span = $0.span
                    id = bodyID($0)
                }
            }
        }
        guard let id else {
            if draft.body.place.span == place { reportMissing(.id, at: place) }
            return
        }
        draft.body.id = id
        if draft.body.name.isEmpty {
            reportMissing(.name, at: draft.body.place.span)
            draft.body.name = id
        }
        add(draft)
    }

    private func readUsers(of body: inout Body) {
        var users: [String] = []
        readList(.users) { field in
            guard let user = readLogin(field, &yaml.report) else { return }
            guard !users.contains(user) else {
                return yaml.report.add(
                    "S212", .warning, at: field.span,
                    Wording(vi: "“\(user)” được ghi hai lần", en: "“\(user)” is listed twice"),
                    help: Wording(vi: "bỏ một lần", en: "remove one of the two"))
            }
            users.append(user)
        }
        body.users = users
    }

    private func readList(_ bound: Bound, _ take: (TextField) -> Void) {
        var count = BoundedCount(bound)
        yaml.readTexts { if count.admits(at: $0.span) { take($0) } }
        count.report(to: &yaml.report)
    }

    private mutating func add(_ draft: Draft) {
        let span = draft.body.place.span
        if let other = places[draft.body.id] {
            return yaml.report.add(
                "S203", at: span,
                Wording(vi: "hai cơ quan cùng mã \(draft.body.id)", en: "two bodies have the id \(draft.body.id)"),
                help: Wording(vi: "đặt lại mã cho một trong hai", en: "give one of them another id"),
                labels: [.init(span: other, message: Wording(vi: "cơ quan kia", en: "the other one"))])
        }
        guard count.admits(at: span) else { return }
        places[draft.body.id] = span
        var draft = draft
        draft.body.was = draft.body.was.flatMap {
            formerIDs.take($0, of: draft.body.id, at: draft.wasSpan ?? span, &yaml.report)
        }
        if draft.body.successor != nil || draft.successor != nil, draft.body.until == nil {
            let until = yaml.report.name(of: .until, in: .body)
            yaml.report.add(
                "S209", at: draft.successor?.1 ?? span,
                Wording(
                    vi: "\(draft.body.id) có cơ quan kế thừa mà không có ngày thôi hoạt động",
                    en: "\(draft.body.id) has a successor but no day from which it succeeds"),
                help: Wording(vi: "thêm “\(until.vi): 2025-03-01”", en: "add `\(until.en): 2025-03-01`"))
        }
        drafts.append(draft)
    }

    private func line(_ field: TextField) -> String? {
        guard let text = field.line(atMost: BodiesReader.longestName, &yaml.report), !text.isEmpty else { return nil }
        return text
    }

    /// It becomes a folder's name in the spool.
    private func bodyID(_ field: TextField) -> String? {
        let text = field.string
        let isSafe =
            1...64 ~= text.utf8.count
            && text.utf8.allSatisfy { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x2D }
            && text.utf8.first != 0x2D && text != "staging"
        if isSafe { return text }
        yaml.report.add(
            "S202", at: field.span,
            Wording(vi: "“\(text)” không dùng làm mã cơ quan được", en: "“\(text)” cannot be a body's id"),
            help: Wording(
                vi:
                    "mã là tên thư mục thư: chỉ dùng a-z, 0-9 và dấu -, bắt đầu bằng chữ hoặc số, nhiều nhất 64 ký tự, khác “staging”; ví dụ ban-dan-van",
                en:
                    "the id becomes a folder's name: a-z, 0-9 and '-', beginning with a letter or digit, at most 64, not `staging`; such as ban-dan-van"
            ))
        return nil
    }

    private func reportMissing(_ key: Key, at span: Span) {
        let name = yaml.report.name(of: key, in: .body)
        yaml.report.add(
            "S109", at: span,
            Wording(
                vi: "cơ quan thiếu khóa “\(name.vi)”", en: "the body lacks the key `\(name.en)`"),
            help: Wording(vi: "thêm “\(name.vi): …” cho cơ quan này", en: "add `\(name.en): …` to this body"))
    }

    // MARK: Links

    mutating func finish() -> (directory: BodyDirectory, report: FileReport) {
        let names = BodyDirectory(drafts.map(\.body))
        var bodies = drafts.map(\.body)
        for (i, draft) in drafts.enumerated() {
            bodies[i].parent = draft.parent.flatMap { link($0, names) }
            bodies[i].successor = draft.successor.flatMap { link($0, names) }
            var met: Set<BodyIndex> = []
            for member in draft.members {
                if let found = link(member, names), met.insert(found).inserted { bodies[i].members.append(found) }
            }
        }
        count.report(to: &links)
        let checked = checkBodies(bodies, keyLanguage: yaml.report.keyLanguage)
        links.add(checked.diagnostics)
        return (boundChains(checked.directory, &links), yaml.report.merged(with: links))
    }

    private mutating func link(_ name: (String, Span), _ names: BodyDirectory) -> BodyIndex? {
        if let found = names.body(named: name.0) { return found }
        if !links.isFull { links.add(unknownBody(name.0, at: name.1, names, path)) }
        return nil
    }
}

/// What can stand in From or To as it is: RFC 5321's dot-string and domain, no quoting.
func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, text.utf8.count <= 254, 1...64 ~= parts[0].utf8.count else { return false }
    let local = parts[0].utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-/=?^_`{|}~.".utf8.contains(byte)
        }
    }
    let dots = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    return local && dots.allSatisfy { !$0.isEmpty } && isHost(String(parts[1]))
}

/// Letters, digits, '-' and dots between (RFC 1123, 2.1).
func isHost(_ text: String) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    return 1...253 ~= text.utf8.count
        && labels.allSatisfy { label in
            1...63 ~= label.utf8.count && label.first != "-" && label.last != "-"
                && label.utf8.allSatisfy {
                    0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 || $0 == 0x2D
                }
        }
}
