import Diagnostics

/// What a site's files may have at most: beyond it there is one diagnostic with place, number and limit, what is too much
/// is left out, and the rest of the site works.
///
/// The one table of the limits of counts; docs/engine.md, "Bounded", is held against it by a test.
enum Bound: CaseIterable {
    case files, tasks, phrases, tags, bodiesOfTask, bodiesOfHead
    case bodies, aliases, members, membersOfAll, groupsInOneAnother, successorsInARow
    case columns, headLines, calendarItems, terms, arguments, users, admins, outlets, outletsOfOne, nesting

    var limit: Int {
        switch self {
        case .files: 20_000
        case .tasks: 1_000_000
        case .phrases: 32
        case .tags: 100
        case .bodiesOfTask: 1_000
        case .bodiesOfHead: 1_000
        case .bodies: 100_000
        case .aliases: 100
        case .members: 20_000
        case .membersOfAll: 2_000_000
        case .groupsInOneAnother: 16
        case .successorsInARow: 64
        case .columns: 256
        case .headLines: 1_000
        case .calendarItems: 2_000
        case .terms: 100
        case .arguments: 100
        case .users: 1_000
        case .admins: 100
        case .outlets: 20
        case .outletsOfOne: 10
        case .nesting: 16
        }
    }

    /// What is counted, as it stands after a number.
    var counted: Wording {
        switch self {
        case .files: Wording(vi: "tệp trong thư mục", en: "files in the folder")
        case .tasks: Wording(vi: "nhiệm vụ trong một tệp", en: "tasks in one file")
        case .phrases: Wording(vi: "cụm từ trong một thời hạn", en: "phrases in a deadline")
        case .tags: Wording(vi: "nhãn của một nhiệm vụ", en: "tags of a task")
        case .bodiesOfTask: Wording(vi: "cơ quan của một nhiệm vụ", en: "bodies of a task")
        case .bodiesOfHead: Wording(vi: "cơ quan ở đầu chương trình", en: "bodies in a programme's head")
        case .bodies: Wording(vi: "cơ quan trong danh bạ", en: "bodies in the directory")
        case .aliases: Wording(vi: "tên khác của một cơ quan", en: "aliases of a body")
        case .members: Wording(vi: "thành viên của một nhóm", en: "members of a group")
        case .membersOfAll:
            Wording(
                vi: "thành viên của mọi nhóm, kể cả của nhóm trong nhóm",
                en: "members of all groups, those of groups within counted too")
        case .groupsInOneAnother: Wording(vi: "nhóm lồng nhau", en: "groups within one another")
        case .successorsInARow: Wording(vi: "cơ quan kế thừa nối tiếp nhau", en: "successors in a row")
        case .columns: Wording(vi: "cột trong một tệp CSV", en: "columns of a CSV")
        case .headLines: Wording(vi: "dòng “#” trước tiêu đề", en: "lines with `#` before the header")
        case .calendarItems: Wording(vi: "mục trong một tệp lịch", en: "items in a calendar file")
        case .terms: Wording(vi: "nhiệm kỳ", en: "terms of office")
        case .arguments: Wording(vi: "đối số của một lệnh", en: "arguments of a command")
        case .users: Wording(vi: "tài khoản của một cơ quan", en: "logins of a body")
        case .admins: Wording(vi: "người quản trị", en: "administrators")
        case .outlets: Wording(vi: "kênh gửi", en: "outlets")
        case .outletsOfOne: Wording(vi: "kênh nhận của một nơi", en: "outlets of one body or person")
        case .nesting: Wording(vi: "cấp lồng nhau trong YAML", en: "levels of nesting in YAML")
        }
    }
}

extension FileReport {
    /// - Parameters:
    ///   - number: how many there are.
    ///   - span: where the first that is too much stands.
    mutating func addBeyond(_ bound: Bound, _ number: Int, at span: Span?) {
        let counted = bound.counted
        add(
            "S113", at: span,
            Wording(
                vi: "\(number) \(counted.vi), nhiều nhất \(bound.limit)",
                en: "\(number) \(counted.en), at most \(bound.limit)"),
            help: Wording(
                vi: "bớt đi hoặc chia ra; phần vượt quá không được dùng đến",
                en: "have fewer, or divide them; what is beyond is left out"))
    }
}

/// Counts what is met of a list, and says what of it is still taken.
struct BoundedCount {
    let bound: Bound
    private(set) var count = 0
    private var firstBeyond: Span?

    init(_ bound: Bound) { self.bound = bound }

    /// - Returns: whether the next one may be taken.
    mutating func admits(at span: Span) -> Bool {
        count += 1
        if count <= bound.limit { return true }
        if firstBeyond == nil { firstBeyond = span }
        return false
    }

    /// Tells, once all were met, of those beyond.
    func report(to report: inout FileReport) {
        if count > bound.limit { report.addBeyond(bound, count, at: firstBeyond) }
    }
}
