import Dates
import Deadlines
import Diagnostics
import Planning
import Programmes

/// A programme's file as it was read, before it is held against the other files.
final class ReadProgramme: Sendable {
    /// nil where the head is of no use.
    let programme: Programme?
    /// Where the id stands.
    let idSpan: Span
    let references: [TaskReference]
    let report: FileReport
    /// The names of bodies that the directory does not have.
    let unknownBodies: [String]

    init(
        programme: Programme?, idSpan: Span, references: [TaskReference], report: FileReport,
        unknownBodies: [String] = []
    ) {
        self.unknownBodies = unknownBodies
        self.programme = programme
        self.idSpan = idSpan
        self.references = references
        self.report = report
    }

    /// The same in another place, or with other bodies.
    func with(_ programme: Programme) -> ReadProgramme {
        ReadProgramme(
            programme: programme, idSpan: idSpan, references: references, report: report,
            unknownBodies: unknownBodies)
    }
}

extension ProgrammeBuilder {
    /// - Parameters:
    ///   - fallbackID: of the file's name.
    ///   - isLenient: a CSV, which seldom has a head: the id may be the file's name, the title the id and the date of
    ///     issue the first day of the first year that its deadlines name.
    mutating func finish(fallbackID: String, isLenient: Bool) -> ReadProgramme {
        if !isLenient, !isHeadBroken {
            for key in [Key.programme, .title, .issued] where !headKeys.contains(key) { reportMissingHead(key) }
        }
        if isLenient, !isHeadBroken, !headKeys.contains(.issued) { guessIssue() }
        reportBeyond()
        if id == nil { nameAfter(fallbackID) }
        title = title ?? id
        guard let id, let title, let issued else {
            return ReadProgramme(
                programme: nil, idSpan: headSpan, references: [], report: report, unknownBodies: unknownBodies)
        }
        finishTasks()
        var programme = Programme(
            id: id, title: title, number: number, issued: issued, issuer: issuer, period: period, since: since,
            completion: completion ?? .lead, confirmation: confirmation ?? .none, contact: contact, tagSets: tagSets,
            path: path)
        programme.tasks = tasks.finished()
        checkConfirmers(programme)
        let readings = shared.read(phraseLists, in: ReadingContext(programme, in: shared.site))
        programme.setDeadlines(readings)
        checkPhrases(readings)
        return ReadProgramme(
            programme: programme, idSpan: headSpan, references: references, report: report,
            unknownBodies: unknownBodies)
    }

    /// The id that the file's name gives, as `dondoc import` makes one of it.
    private mutating func nameAfter(_ name: String) {
        let made = plainProgrammeID(name)
        guard isProgrammeID(made) else { return }
        id = made
        guard made != name, !isHeadBroken, !headKeys.contains(.programme) else { return }
        let key = report.name(of: .programme, in: .programme)
        report.add(
            "S330", .warning, at: Span(0, 0),
            Wording(
                vi: "tệp không ghi mã chương trình; lấy “\(made)” theo tên tệp",
                en: "the file does not say the programme's id; “\(made)” is taken from its name"),
            help: Wording(
                vi: "thêm dòng “# \(key.vi): \(made)” lên đầu tệp", en: "add a line `# \(key.en): \(made)` at the top"))
    }

    private mutating func reportMissingHead(_ key: Key) {
        let name = report.name(of: key, in: .programme)
        // What has no id has no place but the file's beginning.
        report.add(
            "S109", at: headKeys.contains(.programme) ? headSpan : Span(0, 0),
            Wording(vi: "chương trình thiếu khóa “\(name.vi)”", en: "the programme lacks the key `\(name.en)`"),
            help: Wording(
                vi: "thêm dòng “\(name.vi): …” ở đầu tệp", en: "add a line `\(name.en): …` at the top of the file"))
    }

    private mutating func guessIssue() {
        let years = phraseLists.flatMap { shared.phrases($0) }.flatMap { phrase in
            phrase.split { !$0.isASCII || !$0.isWholeNumber }.filter { $0.utf8.count == 4 }.compactMap { Int($0) }
        }
        let year = years.filter { 1900...2199 ~= $0 }.min()
        issued = year.flatMap { Day(year: $0, month: 1, day: 1) }
        let key = report.name(of: .issued, in: .programme)
        report.add(
            "S316", year == nil ? .error : .warning, at: headSpan,
            Wording(
                vi: "tệp CSV không ghi ngày ban hành" + (issued.map { "; tạm lấy \($0)" } ?? ""),
                en: "the CSV does not say when it was issued" + (issued.map { "; \($0) is assumed" } ?? "")),
            help: Wording(
                vi: "thêm dòng “# \(key.vi): 2021-09-30” lên đầu tệp",
                en: "add a line `# \(key.en): 2021-09-30` at the top of the file"))
    }

    /// Gives each task its assignments, and what the head says for all tasks that do not say it themselves.
    private mutating func finishTasks() {
        if !defaultTags.isEmpty { tagSets.append(defaultTags) }
        let headTags = defaultTags.isEmpty ? 0 : UInt32(tagSets.count - 1)
        let rolesOfHead = defaults.elements.reduce(into: UInt8(0)) { $0 |= 1 << $1.role.rawValue }
        // By list, for the roles that the last task with it left to the head: nearly always the same ones.
        var finished = ScratchBuffer<FinishedList>()
        for _ in 0..<listEnds.count { finished.append(.none) }
        var list = ScratchBuffer<Assignment>()
        for i in 0..<tasks.count {
            let own = own[i]
            let left = rolesOfHead & ~own.explicit
            if finished[Int(own.list)].left != left {
                writeInOrderOfRole(assignments(ofList: Int(own.list)), left, defaults.elements, to: &list)
                finished[Int(own.list)] = FinishedList(
                    left: left, list: tasks.add(UnsafeBufferPointer(list.elements)),
                    isAnswered: list.elements.contains { $0.role == .lead || $0.role == .executing })
            }
            // One that was mistyped is not missing too.
            if !finished[Int(own.list)].isAnswered, own.explicit & TaskFields.namesUnknown == 0 { reportUnanswered(i) }
            tasks.setAssignments(finished[Int(own.list)].list, of: i)
            if own.explicit & TaskFields.saysTags == 0 { tasks.setTagSet(headTags, of: i) }
            if own.explicit & TaskFields.saysPriority == 0, let defaultPriority {
                tasks.setPriority(defaultPriority, of: i)
            }
        }
    }

    /// Nobody is responsible, as where a merged cell of a table was read for its first row alone.
    private mutating func reportUnanswered(_ task: Int) {
        let lead = report.name(of: .lead, in: .task)
        report.add(
            "S318", .warning, at: tasks.span(of: task),
            Wording(
                vi: "nhiệm vụ \(tasks.id(of: task)) không có cơ quan chủ trì hay thực hiện",
                en: "task \(tasks.id(of: task)) has neither a lead nor an executing body"),
            help: Wording(
                vi: "ghi “\(lead.vi)” cho nhiệm vụ này; trong bảng có ô gộp, ghi lại ở từng dòng",
                en: "name its `\(lead.en)`; where the table had a merged cell, repeat it in each row"))
    }

    /// Tells of the tasks that wait for a confirmation which nobody can give.
    private mutating func checkConfirmers(_ programme: Programme) {
        guard programme.confirmation != .none || programme.tasks.extras.contains(where: { $0.confirmation != nil })
        else { return }
        for task in programme.tasks.indices {
            guard let role = programme.confirmation(of: task).role,
                !programme.tasks.assignments(of: task).contains(where: { $0.role == role })
            else { continue }
            let id = programme.tasks.id(of: task)
            let name = Vocabulary.of(.task).name(of: role == .monitoring ? .monitoring : .directing)
            let (key, confirm) = (name.spelt(in: report.keyLanguage), report.name(of: .confirm, in: .task))
            let none = Wording(vi: "không", en: "none").spelt(in: report.keyLanguage)
            report.add(
                "S317", .warning, at: programme.tasks.span(of: task),
                Wording(
                    vi: "nhiệm vụ \(id) chờ cơ quan \(name.vi) xác nhận mà không có cơ quan ấy",
                    en: "task \(id) waits for its \(name.en) body to confirm it, and has none"),
                help: Wording(
                    vi: "thêm “\(key.vi): …”, hoặc “\(confirm.vi): \(none.vi)”",
                    en: "add `\(key.en): …`, or `\(confirm.en): \(none.en)`"))
        }
    }

    private func assignments(ofList list: Int) -> UnsafeBufferPointer<Assignment> {
        UnsafeBufferPointer(
            rebasing: UnsafeBufferPointer(assignments.elements)[(list == 0 ? 0 : listEnds[list - 1])..<listEnds[list]])
    }

    /// Tells of the phrases that cannot be read, each where it stands. The task stays, with a deadline that shows as such.
    private mutating func checkPhrases(_ readings: [DeadlineReading]) {
        guard readings.contains(where: { $0.errors != nil }) else { return }
        for place in phrasePlaces.elements {
            guard let note = readings[Int(place.list)].errors?[Int(place.index)] else { continue }
            let phrase = readings[Int(place.list)].phrases[Int(place.index)]
            report.add(
                "S309", at: place.span,
                Wording(
                    vi: "không đọc được thời hạn “\(phrase)”: \(note.vi)",
                    en: "cannot read the deadline “\(phrase)”: \(note.en)"),
                help: Wording(
                    vi:
                        "ghi đúng cụm từ chỉ thời hạn trong văn bản, ví dụ “trong quý IV/2021”; thử bằng lệnh dondoc deadline",
                    en:
                        "write just the document's words for the deadline, such as “trong quý IV/2021”; try them with `dondoc deadline`"
                ))
        }
    }
}

/// A list of assignments as the tasks have it that leave the same roles to the head.
private struct FinishedList: BitwiseCopyable {
    let left: UInt8
    let list: UInt32
    /// Somebody answers for the task.
    let isAnswered: Bool

    /// No task leaves all of eight roles.
    static let none = FinishedList(left: .max, list: 0, isAnswered: false)
}

/// The assignments that a task says itself, and of the head's those of the roles left to it.
private func writeInOrderOfRole(
    _ own: UnsafeBufferPointer<Assignment>, _ left: UInt8, _ head: UnsafeMutableBufferPointer<Assignment>,
    to list: inout ScratchBuffer<Assignment>
) {
    list.removeAll()
    list.append(contentsOf: own)
    for assignment in head where left & 1 << assignment.role.rawValue != 0 { list.append(assignment) }
    // They are nearly in order as they are written.
    let all = list.elements
    for i in all.indices.dropFirst() {
        let assignment = all[i]
        var at = i
        while at > 0, all[at - 1].role.rawValue > assignment.role.rawValue {
            all[at] = all[at - 1]
            at -= 1
        }
        all[at] = assignment
    }
}
