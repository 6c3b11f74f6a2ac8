import Dates
import Diagnostics
import Planning
import Programmes
import Templates

/// The first two pages: figures, programmes, bodies, the year ahead.
extension DashboardPage {
    /// Lines of a table that are in the summary; the others are folded away.
    private static let groupsShown = 12

    func writeSummary(to out: inout Markup) {
        out.raw("<section id=\"summary\">\n<h2>\(say("Tổng quan", "Overview"))</h2>\n")
        charts.writeTiles(overview.figures, before: overview.change?.figures, to: &out) { figure in
            let isLinked = overview.figures[figure] > 0 || figure == .overdue || figure == .dueSoon
            return isLinked ? "#" + anchor(figure) : nil
        }
        charts.writeSum(overview.figures, to: &out)
        out.raw("<div class=\"pair\">\n")
        writeWeek(to: &out)
        writeTimeline(to: &out)
        out.raw("</div>\n")
        writeGroups(
            say("Theo chương trình, kế hoạch", "By programme"), say("Chương trình", "Programme"), overview.programmes,
            to: &out
        ) { programme, out in
            out.raw("<a href=\"#\(anchor(ofProgramme: programme))\">")
            out.text(number(ofProgramme: programme))
            out.raw("</a> <small>")
            out.text(printable(overview.plan.site.programmes[programme].title))
            out.raw("</small>")
        }
        writeGroups(say("Theo cơ quan", "By body"), say("Cơ quan", "Body"), overview.bodies, to: &out) { body, out in
            out.raw("<a href=\"#\(anchor(body))\">")
            out.text(name(body))
            out.raw("</a>")
        }
        out.raw("</section>\n")
    }

    // MARK: Figures

    private func writeWeek(to out: inout Markup) {
        var lines: [(String, String, Int)] = []
        if let change = overview.change {
            lines = [
                (anchor(.inTime), say("xong đúng hạn", "done in time"), change.doneInTime),
                (anchor(.late), say("xong muộn", "done late"), change.doneLate),
                (anchor(.overdue), say("mới quá hạn", "newly overdue"), change.newlyOverdue),
                ("past", say("không còn quá hạn", "overdue no more"), change.overdueNoMore),
            ]
        }
        guard !lines.isEmpty || !overview.asked.isEmpty else { return }
        out.raw("<div>\n<h3>\(say("Một tuần qua", "The past week"))</h3>\n")
        if let change = overview.change {
            out.raw(
                "<p class=\"soft\">\(say("Từ \(shown(change.since)) đến nay", "Since \(shown(change.since))"))</p>\n")
        }
        out.raw("<ul class=\"week\">\n")
        for (style, words, count) in lines {
            out.raw("<li><b class=\"\(count == 0 ? "past" : style)\">\(number(count))</b> \(words)</li>\n")
        }
        if !overview.asked.isEmpty {
            let asked = overview.asked.map(\.entry.bodies.count).reduce(0, +)
            out.raw("<li><a href=\"#asked\"><b>\(number(asked))</b> ")
            out.raw(say("đang xin gia hạn", "extensions asked") + "</a></li>\n")
        }
        out.raw("</ul>\n</div>\n")
    }

    // MARK: Programmes and bodies

    private func writeGroups<Key>(
        _ heading: String, _ column: String, _ groups: [Overview.Group<Key>], to out: inout Markup,
        _ writeName: (Key, inout Markup) -> Void
    ) {
        guard !groups.isEmpty else { return }
        out.raw("<h3>\(heading)</h3>\n")
        let rows = groups.map { group in
            var name = Markup()
            writeName(group.key, &name)
            return Charts.Row(name, group.figures)
        }
        let shown = rows.prefix(rows.count <= Self.groupsShown + 3 ? rows.count : Self.groupsShown)
        let caption = say(
            "Số phần việc; tỷ lệ đúng hạn là phần xong đúng hạn trong số đã xong và quá hạn",
            "Numbers of shares; in time is what was done in time, of what is done or overdue")
        charts.writeTable(column, shown, caption: caption, total: overview.figures, to: &out)
        let rest = rows[shown.endIndex...]
        guard !rest.isEmpty else { return }
        out.raw("<details>\n<summary>")
        out.raw(say("\(number(rest.count)) dòng nữa", "\(number(rest.count)) more"))
        out.raw("</summary>\n<div>\n")
        charts.writeTable(column, rest, caption: heading + say(" (tiếp)", " (continued)"), total: nil, to: &out)
        out.raw("</div>\n</details>\n")
    }

    // MARK: The year ahead

    private func writeTimeline(to out: inout Markup) {
        guard overview.months.contains(where: { $0.shares > 0 }) else { return }
        out.raw("<div>\n<h3>\(say("Mười hai tháng tới", "The next twelve months"))</h3>\n")
        charts.writeTimeline(overview.months.map { ($0.first, $0.shares) }, to: &out) { place in
            let month = overview.months[place]
            return month.entries.isEmpty ? nil : "#" + anchor(month)
        }
        out.raw("</div>\n")
    }

    // MARK: Words

    func writeDefinitions(to out: inout Markup) {
        out.raw("<section>\n<h2>\(say("Cách tính", "How it is counted"))</h2>\n<div id=\"definitions\">\n<dl>\n")
        for (word, meaning) in definitions {
            out.raw("<dt>\(word)</dt><dd>\(meaning)</dd>\n")
        }
        out.raw("</dl>\n</div>\n</section>\n")
    }

    private var definitions: [(String, String)] {
        [
            (
                say("Phần việc", "Share"),
                say(
                    "điều một cơ quan phải làm trong một kỳ của một nhiệm vụ; mỗi phần việc nằm trong đúng một ô.",
                    "what one body owes of one period of a task; each is in just one figure.")
            ),
            (
                name(.inTime),
                say("ngày hoàn thành không sau hạn (hạn đang có hiệu lực).", "done not after the due date in force.")
            ),
            (name(.late), say("ngày hoàn thành sau hạn.", "done after it.")),
            (
                name(.inProgress),
                say(
                    "chưa xong, có hạn và còn hơn 14 ngày, hoặc chưa bắt đầu; cả việc đã báo xong, chờ xác nhận.",
                    "not done, due in more than 14 days, or not begun; also what was reported and waits to be confirmed."
                )
            ),
            (name(.dueSoon), say("đang thực hiện và đến hạn trong 14 ngày tới.", "under way and due within 14 days.")),
            (
                name(.overdue),
                say(
                    "chưa xong và đã qua hạn; hạn rơi vào ngày nghỉ thì tính đến ngày làm việc tiếp theo.",
                    "not done, and the due date has passed; one on a day off counts to the next working day.")
            ),
            (
                name(.withoutDate),
                say("thường xuyên, chưa có hạn, hoặc chờ sự kiện.", "continuous, not dated yet, or awaiting its event.")
            ),
            (
                say("Tỷ lệ đúng hạn", "In time"),
                say(
                    "số xong đúng hạn trên số đã xong và quá hạn: từ \(Light.greenFrom) % là tốt, "
                        + "từ \(Light.amberFrom) % là cần chú ý, thấp hơn là chậm.",
                    "done in time, of what is done or overdue: from \(Light.greenFrom) % on good, "
                        + "from \(Light.amberFrom) % on to be watched, below it behind.")
            ),
            (
                say("Tuần trước", "Last week"),
                say(
                    "như sổ cái cho biết vào giờ này bảy ngày trước, theo các tệp hiện nay.",
                    "as the ledger had it at this hour seven days ago, by the files of today.")
            ),
        ]
    }
}
