import Dates
import Diagnostics
import Planning
import Programmes
import Templates

/// Every task, programme by programme, and what each body has open.
extension DashboardPage {
    /// A page of no more tasks shows all of them at once.
    private static let tasksUnfolded = 30

    func writeProgrammes(to out: inout Markup) {
        guard !overview.tasks.isEmpty else { return }
        let figures = Dictionary(uniqueKeysWithValues: overview.programmes.map { ($0.key, $0.figures) })
        out.raw("<section id=\"programmes\">\n<h2>\(say("Từng chương trình, kế hoạch", "Each programme"))</h2>\n")
        var rest = overview.tasks[...]
        while let first = rest.first {
            let programme = overview.plan.programmeIndex(ofTask: first.task)
            let lines = rest.prefix { overview.plan.programmeIndex(ofTask: $0.task) == programme }
            rest = rest[lines.endIndex...]
            writeProgramme(programme, lines, figures[programme] ?? Figures(), to: &out)
        }
        out.raw("</section>\n")
    }

    private func writeProgramme(
        _ programme: Int, _ lines: ArraySlice<Overview.TaskLine>, _ figures: Figures, to out: inout Markup
    ) {
        out.raw(overview.tasks.count <= Self.tasksUnfolded ? "<details open=\"\">" : "<details>")
        out.raw("\n<summary><h3>")
        out.text(number(ofProgramme: programme))
        out.raw("</h3> ")
        out.text(printable(overview.plan.site.programmes[programme].title))
        out.raw(" <small>")
        out.raw(say("\(number(lines.count)) nhiệm vụ", "\(number(lines.count)) task\(lines.count == 1 ? "" : "s")"))
        out.raw("</small>")
        writeUrgency(figures, to: &out)
        out.raw("</summary>\n<div id=\"\(anchor(ofProgramme: programme))\">\n")
        let columns = [
            say("Nhiệm vụ", "Task"), say("Cơ quan", "Bodies"), say("Thời hạn", "Deadline"), say("Hạn", "Due"),
            say("Tình trạng", "Standing"),
        ]
        openTable("list all", say("Theo thứ tự của văn bản", "In the order of the document"), columns, to: &out)
        for line in lines { writeTask(line, to: &out) }
        out.raw("</tbody>\n</table>\n</div>\n</details>\n")
    }

    private func writeTask(_ line: Overview.TaskLine, to out: inout Markup) {
        let task = overview.plan.task(line.task)
        let programme = overview.plan.site.programmes[overview.plan.programmeIndex(ofTask: line.task)]
        out.raw("<tr id=\"task-\(line.task + 1)\"><td class=\"t\"><b>")
        out.text(printable(task.id))
        out.raw("</b> ")
        out.text(printable(task.title))
        out.raw("</td><td class=\"b\">")
        out.text(answering(task))
        out.raw("</td><td class=\"w\">")
        let phrases =
            programme.deadlines.indices.contains(Int(task.deadline)) ? programme.deadlines[Int(task.deadline)] : []
        out.text(printable(phrases.joined(separator: "; ")))
        out.raw("</td><td class=\"d\">\(line.occurrence?.due.map(shown) ?? "")</td>")
        out.raw("<td class=\"s \(style(line))\">")
        out.raw(describeStanding(line.occurrence, isCancelled: line.isCancelled, on: overview.today).text(in: language))
        if let percent = line.occurrence?.progressPercent { out.raw(" <small>(\(percent) %)</small>") }
        out.raw("</td></tr>\n")
    }

    /// "Chủ trì: …", and where the document names none, who carries it out.
    private func answering(_ task: OfficeTask) -> String {
        for (role, word) in [(Role.lead, say("Chủ trì: ", "Lead: ")), (.executing, say("Thực hiện: ", "Executing: "))] {
            let bodies = task.bodies(role)
            guard !bodies.isEmpty else { continue }
            return word
                + bodies.map { overview.plan.site.bodies.describe($0, on: overview.today, in: language) }.joined(
                    separator: ", ")
        }
        return ""
    }

    private func style(_ line: Overview.TaskLine) -> String {
        guard let occurrence = line.occurrence, !line.isCancelled else { return "past" }
        switch occurrence.status {
        case .overdue: return anchor(.overdue)
        case .done: return anchor(.inTime)
        case .reported: return anchor(.inProgress)
        case .cancelled, .history, .upcoming: return "past"
        case .awaited: return anchor(.withoutDate)
        case .open: return occurrence.shares.contains(where: \.isDueSoon) ? anchor(.dueSoon) : ""
        }
    }

    private func writeUrgency(_ figures: Figures, to out: inout Markup) {
        for figure in [Figure.overdue, .dueSoon] where figures[figure] > 0 {
            let count = number(figures[figure])
            out.raw(
                " <small class=\"\(anchor(figure))\">"
                    + (figure == .overdue
                        ? say("\(count) quá hạn", "\(count) overdue")
                        : say("\(count) sắp đến hạn", "\(count) due soon"))
                    + "</small>")
        }
    }

    // MARK: Bodies

    func writeBodies(to out: inout Markup) {
        guard !overview.bodies.isEmpty else { return }
        out.raw(
            "<section id=\"bodies\">\n<h2>\(say("Từng cơ quan: việc chưa xong", "Each body: what is not done"))</h2>\n")
        for group in overview.bodies {
            out.raw("<details>\n<summary><h3>")
            out.text(name(group.key))
            out.raw("</h3> <small>")
            let count = number(group.open.count)
            out.raw(say("\(count) phần việc chưa xong", "\(count) shares not done"))
            out.raw("</small>")
            writeUrgency(group.figures, to: &out)
            out.raw("</summary>\n<div id=\"\(anchor(group.key))\">\n")
            if group.open.isEmpty {
                out.raw("<p>\(say("Đã xong cả.", "All is done."))</p>\n")
            } else {
                writeOpen(group.open.prefix(Self.rowsOfBody), to: &out)
                writeLeftOut(group.open.count - Self.rowsOfBody, to: &out)
            }
            out.raw("</div>\n</details>\n")
        }
        out.raw("</section>\n")
    }

    private func writeOpen(_ entries: ArraySlice<Overview.Entry>, to out: inout Markup) {
        openTable(
            "list", say("Quá hạn lâu nhất đứng trước, rồi theo hạn", "The longest overdue first, then by due date"),
            [say("Nhiệm vụ", "Task"), say("Hạn", "Due"), say("Tình trạng", "Standing")], to: &out)
        for entry in entries {
            out.raw("<tr><td class=\"t\">")
            writeLink(entry.task, to: &out)
            out.raw("</td><td class=\"d\">\(entry.due.map(shown) ?? "")</td>")
            out.raw("<td class=\"k \(anchor(entry.figure))\">\(standing(entry))</td></tr>\n")
        }
        out.raw("</tbody>\n</table>\n")
    }
}
