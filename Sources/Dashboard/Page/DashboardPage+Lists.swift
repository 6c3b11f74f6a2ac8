import Dates
import Diagnostics
import Planning
import Programmes
import Templates

/// What the figures lead to.
extension DashboardPage {
    func writeUrgent(to out: inout Markup) {
        writeList(.overdue, withNotices: true, none: say("Không có việc nào quá hạn.", "Nothing is overdue."), to: &out)
        writeList(
            .dueSoon, withNotices: false, none: say("Không có việc nào sắp đến hạn.", "Nothing is due soon."), to: &out)
        writeAsked(to: &out)
        writeTargets(to: &out)
    }

    private func writeList(_ figure: Figure, withNotices: Bool, none: String, to out: inout Markup) {
        let entries = overview.lists[figure] ?? []
        out.raw("<section id=\"\(anchor(figure))\">\n<h2>\(name(figure))</h2>\n")
        if entries.isEmpty { out.raw("<p>\(none)</p>\n") }
        writeFoldingLater(entries, to: &out) {
            writeEntries($0, caption: order(figure), withNotices: withNotices, to: &$1)
        }
        out.raw("</section>\n")
    }

    func writeFurtherLists(to out: inout Markup) {
        let lists = [Figure.inProgress, .withoutDate, .late, .inTime].compactMap { figure in
            overview.lists[figure].map { (figure, $0) }
        }
        let months = overview.months.filter { !$0.entries.isEmpty }
        guard !lists.isEmpty || !months.isEmpty else { return }
        out.raw("<section>\n<h2>\(say("Các việc khác", "Everything else"))</h2>\n")
        for (figure, entries) in lists {
            let count = overview.figures[figure]
            writeFolded(
                anchor(figure), name(figure), say("\(number(count)) phần việc", "\(number(count)) shares"), entries,
                limit: Self.rowsOfEnded, to: &out)
        }
        for month in months {
            let (year, number, _) = month.first.civil
            writeFolded(
                anchor(month),
                say("Đến hạn tháng \(number)/\(year)", "Due in \(year)-\(number < 10 ? "0" : "")\(number)"),
                say("\(self.number(month.shares)) phần việc", "\(self.number(month.shares)) shares"), month.entries,
                limit: Self.rowsOfMonth, to: &out)
        }
        out.raw("</section>\n")
    }

    private func writeFolded(
        _ anchor: String, _ heading: String, _ about: String, _ entries: [Overview.Entry], limit: Int,
        to out: inout Markup
    ) {
        out.raw("<details>\n<summary><h3>\(heading)</h3> <small>\(about)</small></summary>\n<div id=\"\(anchor)\">\n")
        let order = entries.first.map { self.order($0.figure) } ?? heading
        writeEntries(entries.prefix(limit), caption: order, withNotices: false, to: &out)
        writeLeftOut(entries.count - limit, to: &out)
        out.raw("</div>\n</details>\n")
    }

    /// How many rows a list does not have: of thousands nobody reads all.
    func writeLeftOut(_ count: Int, to out: inout Markup) {
        guard count > 0 else { return }
        let count = number(count)
        out.raw("<p class=\"soft\">")
        out.raw(say("Còn \(count) dòng nữa: xem từng chương trình.", "\(count) more: see each programme.") + "</p>\n")
    }

    private func order(_ figure: Figure) -> String {
        switch figure {
        case .overdue: say("Quá hạn lâu nhất đứng trước", "The longest overdue first")
        case .dueSoon, .inProgress: say("Hạn gần nhất đứng trước", "The nearest due date first")
        case .withoutDate: say("Theo thứ tự của văn bản", "In the order of the documents")
        case .inTime, .late: say("Mới xong đứng trước", "The latest done first")
        }
    }

    // MARK: Rows

    private func writeEntries(
        _ entries: ArraySlice<Overview.Entry>, caption: String, withNotices: Bool, to out: inout Markup
    ) {
        var columns = [
            say("Nhiệm vụ", "Task"), say("Cơ quan chưa xong", "Not done by"), say("Hạn", "Due"),
            say("Tình trạng", "Standing"),
        ]
        if entries.first.map({ $0.figure == .inTime || $0.figure == .late }) ?? false {
            columns[1] = say("Cơ quan", "Done by")
        }
        if withNotices { columns.append(say("Đã báo cho ai, lúc nào", "Who was told, and when")) }
        openTable("list", caption, columns, to: &out)
        for entry in entries {
            out.raw("<tr><td class=\"t\">")
            writeLink(entry.task, to: &out)
            out.raw("</td><td class=\"b\">")
            out.text(names(entry.bodies))
            out.raw("</td><td class=\"d\">\(entry.due.map(shown) ?? "")</td>")
            out.raw("<td class=\"k \(anchor(entry.figure))\">\(standing(entry))</td>")
            if withNotices {
                out.raw("<td class=\"o\">")
                out.text(told(entry))
                out.raw("</td>")
            }
            out.raw("</tr>\n")
        }
        out.raw("</tbody>\n</table>\n")
    }

    /// A task by number and title, leading to its row, with the programme that it is of.
    func writeLink(_ task: Int, to out: inout Markup) {
        let isListed = listed.contains(task)
        if isListed { out.raw("<a href=\"#task-\(task + 1)\">") }
        out.text(printable(overview.plan.taskID(task)))
        if isListed { out.raw("</a>") }
        out.raw(" ")
        out.text(printable(overview.plan.task(task).title))
        guard overview.programmes.count > 1 else { return }
        out.raw(" <small class=\"p\">")
        out.text(number(ofProgramme: overview.plan.programmeIndex(ofTask: task)))
        out.raw("</small>")
    }

    /// The first few, and how many more.
    private func names(_ bodies: [BodyIndex?]) -> String {
        let shown = bodies.prefix(bodies.count <= 4 ? 4 : 3).map(name).joined(separator: ", ")
        let rest = bodies.count - 4
        return rest <= 0 ? shown : shown + say(" và \(rest + 1) cơ quan khác", " and \(rest + 1) more")
    }

    func standing(_ entry: Overview.Entry) -> String {
        switch entry.figure {
        case .inTime, .late: entry.doneOn.map { say("xong ", "done ") + shown($0) } ?? name(entry.figure)
        case .overdue: describeOverdue(entry.daysOverdue).text(in: language)
        case .withoutDate: say("chưa có hạn", "no due date yet")
        case .inProgress, .dueSoon:
            if entry.isReported {
                say("đã báo xong, chờ xác nhận", "reported done, to be confirmed")
            } else if overview.today < entry.start {
                say("chưa bắt đầu", "not begun")
            } else {
                entry.due.map { describeRemaining(until: $0, from: overview.today).text(in: language) } ?? ""
            }
        }
    }

    private func told(_ entry: Overview.Entry) -> String {
        guard let sent = overview.notices[overview.name(of: entry)] else {
            return say("chưa gửi thông báo nào", "nobody was told yet")
        }
        let kind = sent.isEscalation ? say("báo cáo", "escalation") : say("nhắc", "reminder")
        return shown(sent.last) + " " + kind + ": "
            + names(sent.recipients.map { overview.plan.site.bodies.body(named: $0) })
    }

    // MARK: Extensions and targets

    private func writeAsked(to out: inout Markup) {
        guard !overview.asked.isEmpty else { return }
        out.raw("<section id=\"asked\">\n<h2>\(say("Xin gia hạn", "Extensions asked"))</h2>\n")
        writeFoldingLater(overview.asked, to: &out) { writeAsked($0, to: &$1) }
        out.raw("</section>\n")
    }

    /// The first rows of a table, and the others folded away.
    private func writeFoldingLater<Row>(
        _ rows: [Row], to out: inout Markup, _ write: (ArraySlice<Row>, inout Markup) -> Void
    ) {
        let shown = rows.prefix(Self.rowsShown)
        if !shown.isEmpty { write(shown, &out) }
        let rest = rows[shown.endIndex...]
        guard !rest.isEmpty else { return }
        let count = number(rest.count)
        out.raw("<details>\n<summary>\(say("\(count) dòng nữa", "\(count) more"))</summary>\n<div>\n")
        write(rest.prefix(Self.rowsFolded), &out)
        writeLeftOut(rest.count - Self.rowsFolded, to: &out)
        out.raw("</div>\n</details>\n")
    }

    private func writeAsked(_ requests: ArraySlice<Overview.Request>, to out: inout Markup) {
        let columns = [
            say("Nhiệm vụ", "Task"), say("Cơ quan", "Body"), say("Hạn hiện nay", "Due now"),
            say("Xin đến", "Asked until"), say("Lý do", "Reason"),
        ]
        openTable("list", say("Đang chờ trả lời", "Not answered yet"), columns, to: &out)
        for request in requests {
            out.raw("<tr><td class=\"t\">")
            writeLink(request.entry.task, to: &out)
            out.raw("</td><td class=\"b\">")
            out.text(names(request.entry.bodies))
            out.raw("</td><td class=\"d\">\(request.entry.due.map(shown) ?? "")</td>")
            out.raw("<td class=\"d\">→ \(shown(request.until))</td><td class=\"o\">")
            out.text(printable(request.reason))
            if let at = request.at {
                let day = overview.plan.site.settings.zone.day(at: at)
                out.raw(" <small>(\(say("xin ngày", "asked")) \(shown(day)))</small>")
            }
            out.raw("</td></tr>\n")
        }
        out.raw("</tbody>\n</table>\n")
    }

    /// Up to its first row. What it is given is in our own words.
    func openTable(_ style: String, _ caption: String, _ columns: [String], to out: inout Markup) {
        out.raw("<table class=\"\(style)\">\n<caption class=\"screen\">\(caption)</caption>\n<thead><tr>")
        for column in columns { out.raw("<th scope=\"col\">\(column)</th>") }
        out.raw("</tr></thead>\n<tbody>\n")
    }

    private func writeTargets(to out: inout Markup) {
        guard !overview.targets.isEmpty else { return }
        out.raw("<section id=\"targets\">\n<h2>\(say("Chỉ tiêu", "Targets"))</h2>\n")
        writeFoldingLater(overview.targets, to: &out) { writeTargets($0, to: &$1) }
        out.raw("</section>\n")
    }

    private func writeTargets(_ lines: ArraySlice<Overview.TargetLine>, to out: inout Markup) {
        openTable(
            "list",
            say("Vạch đứng trên thanh: phần thời gian đã qua", "The mark on a bar: how much of the time has gone"),
            [say("Nhiệm vụ", "Task"), say("Chỉ tiêu", "Target"), say("Hạn", "Due")], to: &out)
        for line in lines {
            out.raw("<tr><td class=\"t\">")
            writeLink(line.task, to: &out)
            if let body = line.body {
                out.raw("<br/><small>")
                out.text(name(body))
                out.raw("</small>")
            }
            out.raw("</td><td class=\"target\">")
            writeProgress(line, to: &out)
            out.raw("</td><td class=\"d\">\(line.due.map { self.shown($0) } ?? "")</td></tr>\n")
        }
        out.raw("</tbody>\n</table>\n")
    }

    /// "đoàn viên: 46.000/137.000 người, 33 % (thời gian đã qua 40 %)", with a bar.
    private func writeProgress(_ line: Overview.TargetLine, to out: inout Markup) {
        let target = line.target
        let unit = target.unit.map { " " + printable($0) } ?? ""
        out.text(printable(target.metric) + ": ")
        out.raw("<b>\(line.doneMilli.map(quantity) ?? "0")</b>/\(quantity(target.milli))")
        out.text(unit)
        let percent = min(100, max(0, line.percent ?? 0))
        out.raw(" (\(line.percent ?? 0) %)")
        out.raw("<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">")
        out.raw("<rect class=\"track\" width=\"100\" height=\"10\"/>")
        out.raw("<rect class=\"in-progress\" width=\"\(percent)\" height=\"10\"/>")
        if let elapsed = line.elapsedPercent {
            out.raw("<rect class=\"tick\" x=\"\(min(99, elapsed))\" width=\"1\" height=\"10\"/>")
        }
        out.raw("</svg><small>")
        var words = line.doneMilli == nil ? [say("chưa có báo cáo", "nothing reported yet")] : []
        if let elapsed = line.elapsedPercent {
            words.append(say("thời gian đã qua \(elapsed) %", "\(elapsed) % of the time has gone"))
            if percent + 10 < elapsed { words.append(say("chậm so với thời gian", "behind the time")) }
        }
        out.text(words.joined(separator: ", "))
        out.raw("</small>")
    }
}
