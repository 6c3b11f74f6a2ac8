public import Diagnostics

/// What is wrong with a list of bodies as a whole: ids and names given twice, circles of parents, members and successors.
///
/// The directory that results is sound: a second body of the same id is left out, and so is the link that closes a circle.
/// - Parameters:
///   - bodies: their links point into this list.
///   - keyLanguage: in which its file's keys are written; nil: not known.
public func checkBodies(
    _ bodies: [Body], keyLanguage: Language? = nil
) -> (directory: BodyDirectory, diagnostics: [Diagnostic]) {
    var bodies = bodies
    var diagnostics: [Diagnostic] = []
    for (kind, links) in [
        (Circle.superiors, { (body: Body) in body.parent.map { [$0] } ?? [] }),
        (.successors, { (body: Body) in body.successor.map { [$0] } ?? [] }),
        (.members, { (body: Body) in body.members }),
    ] {
        var closing: [Int: Set<BodyIndex>] = [:]
        for (from, to, path) in closingLinks(bodies.map(links)) {
            if !path.isEmpty { diagnostics.append(kind.diagnostic(path.map { bodies[$0] }, keyLanguage)) }
            closing[from, default: []].insert(BodyIndex(to))
        }
        for (from, targets) in closing {
            switch kind {
            case .superiors: bodies[from].parent = nil
            case .successors: bodies[from].successor = nil
            case .members: bodies[from].members.removeAll { targets.contains($0) }
            }
        }
    }
    diagnostics += checkNames(bodies)
    return (BodyDirectory(bodies, keyLanguage: keyLanguage), diagnostics)
}

/// Of one kind.
private let mostTold = 200

private func checkNames(_ bodies: [Body]) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    var owners = NameIndex(capacity: bodies.count * 3)
    for (i, body) in bodies.enumerated() {
        // Nobody reads the thousandth.
        guard diagnostics.count <= mostTold else { break }
        for name in [body.id, body.name] + body.aliases {
            guard let owner = owners.owner(of: fold(name), orMake: i), owner != i else { continue }
            let first = bodies[owner]
            diagnostics.append(
                Diagnostic(
                    code: "S205", path: body.place.path, span: body.place.span,
                    message: Wording(
                        vi: "hai cơ quan cùng được gọi là “\(name)”: \(first.id) và \(body.id)",
                        en: "two bodies are called “\(name)”: \(first.id) and \(body.id)"),
                    help: Wording(
                        vi: "đặt tên hoặc tên khác cho một trong hai; hiện tên này chỉ \(first.id)",
                        en: "give one of them another name; for now it means \(first.id)"),
                    labels: first.place.path == body.place.path
                        ? [.init(span: first.place.span, message: Wording(vi: "cơ quan kia", en: "the other body"))]
                        : []))
        }
    }
    return diagnostics
}

/// Keys of bodies.yaml as people read of them.
public enum BodyKeys {
    public static let parent = Wording(vi: "cấp trên", en: "parent")
    public static let successor = Wording(vi: "cơ quan kế thừa", en: "successor")
    public static let members = Wording(vi: "thành viên", en: "members")
    public static let aliases = Wording(vi: "tên khác", en: "aliases")
    public static let until = Wording(vi: "đến ngày", en: "until")
}

private enum Circle {
    case superiors, successors, members

    func diagnostic(_ path: [Body], _ keyLanguage: Language?) -> Diagnostic {
        let key =
            switch self {
            case .superiors: BodyKeys.parent.spelt(in: keyLanguage)
            case .successors: BodyKeys.successor.spelt(in: keyLanguage)
            case .members: BodyKeys.members.spelt(in: keyLanguage)
            }
        // Of a long way round its beginning and its end.
        let shown = path.count <= 8 ? path.map(\.id) : path.prefix(6).map(\.id) + ["…", path[path.count - 1].id]
        let ids = (shown + shown.prefix(1)).joined(separator: " → ")
        let place = path[path.count - 1].place
        return switch self {
        case .superiors:
            Diagnostic(
                code: "S206", path: place.path, span: place.span,
                message: Wording(vi: "cấp trên đi vòng: \(ids)", en: "superiors go in a circle: \(ids)"),
                help: Wording(
                    vi:
                        "bỏ “\(key.vi)” của một cơ quan trong vòng; tạm thời coi \(path[path.count - 1].id) không có cấp trên",
                    en: "remove one “\(key.en)” of the circle; for now \(path[path.count - 1].id) has no superior"))
        case .successors:
            Diagnostic(
                code: "S207", path: place.path, span: place.span,
                message: Wording(vi: "cơ quan kế thừa đi vòng: \(ids)", en: "successors go in a circle: \(ids)"),
                help: Wording(
                    vi:
                        "bỏ “\(key.vi)” của một cơ quan trong vòng; tạm thời coi \(path[path.count - 1].id) không có cơ quan kế thừa",
                    en: "remove one “\(key.en)” of the circle; for now \(path[path.count - 1].id) has none"))
        case .members:
            Diagnostic(
                code: "S208", path: place.path, span: place.span,
                message: Wording(vi: "nhóm chứa chính nó: \(ids)", en: "a group contains itself: \(ids)"),
                help: Wording(
                    vi: "bỏ một thành viên trong vòng; tạm thời bỏ \(path[0].id) khỏi nhóm \(path[path.count - 1].id)",
                    en:
                        "remove one member of the circle; for now \(path[0].id) is left out of \(path[path.count - 1].id)"
                ))
        }
    }
}

/// The links that close circles, in the order a depth-first walk from the first node meets them, each with the nodes of
/// its circle from the link's target to its source; of the hundredth and those after it without them.
func closingLinks(_ links: [[BodyIndex]]) -> [(from: Int, to: Int, path: [Int])] {
    enum Mark { case new, open, closed }
    var marks = [Mark](repeating: .new, count: links.count)
    var found: [(from: Int, to: Int, path: [Int])] = []
    for root in links.indices where marks[root] == .new {
        var path = [root]
        var next = [0]
        marks[root] = .open
        while let node = path.last {
            let k = next[next.count - 1]
            guard k < links[node].count else {
                marks[node] = .closed
                path.removeLast()
                next.removeLast()
                continue
            }
            next[next.count - 1] = k + 1
            let target = Int(links[node][k].rawValue)
            switch marks[target] {
            case .new:
                marks[target] = .open
                path.append(target)
                next.append(0)
            case .open:
                let start = found.count < 100 ? path.firstIndex(of: target) ?? 0 : 0
                found.append((node, target, found.count < 100 ? Array(path[start...]) : []))
            case .closed: break
            }
        }
    }
    return found
}
