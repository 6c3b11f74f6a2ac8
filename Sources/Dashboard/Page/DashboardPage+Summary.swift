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
        out.raw("<section id=\"summary\">\n<h2>\(say("Tổng quan", "Overview"))</h2>\n<ul class=\"figures\">\n")
        for figure in Figure.allCases { writeTile(figure, to: &out) }
        out.raw("</ul>\n")
        writeBar(overview.figures, to: &out)
        writeSum(to: &out)
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

    private func writeTile(_ figure: Figure, to out: inout Markup) {
        let count = overview.figures[figure]
        let isLinked = count > 0 || figure == .overdue || figure == .dueSoon
        out.raw("<li class=\"\(anchor(figure))\">")
        if isLinked { out.raw("<a href=\"#\(anchor(figure))\">") }
        writeMark(figure, to: &out)
        out.raw("\(name(figure)) <b>\(number(count))</b>")
        if isLinked { out.raw("</a>") }
        if figure == .withoutDate, overview.figures.awaiting > 0 {
            out.raw(
                " <small>\(say("chờ sự kiện", "awaiting an event")) <span>\(number(overview.figures.awaiting))</span></small>"
            )
        }
        if let before = overview.change?.figures[figure] {
            let difference = count - before
            let sign = difference > 0 ? "+" : "−"
            out.raw(" <small>")
            out.raw(
                difference == 0
                    ? say("như tuần trước", "as last week")
                    : "\(sign)\(number(abs(difference))) " + say("so với tuần trước", "since last week"))
            out.raw("</small>")
        }
        out.raw("</li>\n")
    }

    /// A shape of its own for each figure, so that none is told by its colour alone.
    private func writeMark(_ figure: Figure, to out: inout Markup) {
        let path =
            switch figure {
            case .inTime: "M1 5l3 3.5L9.5 2 8.3 1 4 6 2.2 4z"
            case .late: "M5 0a5 5 0 1 0 .01 0zM4.4 2h1.2v2.8l2 1.2-.6 1-2.6-1.5z"
            case .inProgress: "M2 0l7 5-7 5z"
            case .dueSoon: "M5 0l5 5-5 5-5-5z"
            case .overdue: "M5 0l5 10H0zM4.4 3.5v3.2h1.2V3.5zM4.4 7.5v1.2h1.2V7.5z"
            case .withoutDate: "M0 4h10v2H0z"
            }
        out.raw(
            "<svg class=\"mark\" viewBox=\"0 0 10 10\" aria-hidden=\"true\"><path fill-rule=\"evenodd\" d=\"\(path)\"/></svg>"
        )
    }

    private func writeBar(_ figures: Figures, to out: inout Markup) {
        guard figures.total > 0 else { return }
        out.raw("<svg class=\"bar\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">")
        var counted = 0
        for figure in Figure.allCases where figures[figure] > 0 {
            let start = counted * 1000 / figures.total
            counted += figures[figure]
            let width = counted * 1000 / figures.total - start
            out.raw("<rect class=\"\(anchor(figure))\" x=\"\(start)\" width=\"\(width)\" height=\"10\"/>")
        }
        out.raw("</svg>\n")
    }

    /// What the six figures are together, and what is in none of them.
    private func writeSum(to out: inout Markup) {
        let figures = overview.figures
        var besides: [String] = []
        if figures.cancelled > 0 { besides.append("\(number(figures.cancelled)) " + say("đã hủy", "cancelled")) }
        if figures.history > 0 {
            besides.append(
                "\(number(figures.history)) " + say("đến hạn trước khi bắt đầu đôn đốc", "due before the chasing began")
            )
        }
        out.raw("<p class=\"soft\">")
        out.text(
            say("Cộng \(number(figures.total)) phần việc.", "Together \(number(figures.total)) shares.")
                + (besides.isEmpty
                    ? "" : say(" Ngoài ra: ", " Besides: ") + besides.joined(separator: ", ") + "."))
        out.raw("</p>\n")
    }

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
        let shown = groups.prefix(groups.count <= Self.groupsShown + 3 ? groups.count : Self.groupsShown)
        let caption = say(
            "Số phần việc; tỷ lệ đúng hạn là phần xong đúng hạn trong số đã xong và quá hạn",
            "Numbers of shares; in time is what was done in time, of what is done or overdue")
        writeTable(column, shown, caption: caption, withTotal: true, to: &out, writeName)
        let rest = groups[shown.endIndex...]
        guard !rest.isEmpty else { return }
        out.raw("<details>\n<summary>")
        out.raw(say("\(number(rest.count)) dòng nữa", "\(number(rest.count)) more"))
        out.raw("</summary>\n<div>\n")
        writeTable(
            column, rest, caption: heading + say(" (tiếp)", " (continued)"), withTotal: false, to: &out, writeName)
        out.raw("</div>\n</details>\n")
    }

    private func writeTable<Key>(
        _ column: String, _ groups: ArraySlice<Overview.Group<Key>>, caption: String, withTotal: Bool,
        to out: inout Markup, _ writeName: (Key, inout Markup) -> Void
    ) {
        out.raw("<table class=\"groups\">\n<caption class=\"screen\">\(caption)</caption>\n<thead><tr>")
        out.raw("<th scope=\"col\">\(column)</th><th scope=\"col\">\(say("Tỷ lệ đúng hạn", "In time"))</th>")
        out.raw("<th scope=\"col\" class=\"spread\">\(say("Cơ cấu", "Spread"))</th>")
        for figure in Figure.allCases { out.raw("<th scope=\"col\" class=\"n\">\(name(figure))</th>") }
        out.raw("<th scope=\"col\" class=\"n\">\(say("Cộng", "Total"))</th></tr></thead>\n<tbody>\n")
        for group in groups {
            out.raw("<tr><th scope=\"row\">")
            writeName(group.key, &out)
            out.raw("</th>")
            writeCells(group.figures, to: &out)
            out.raw("</tr>\n")
        }
        out.raw("</tbody>\n")
        if withTotal {
            out.raw("<tfoot><tr><th scope=\"row\">\(say("Tất cả", "All"))</th>")
            writeCells(overview.figures, to: &out)
            out.raw("</tr></tfoot>\n")
        }
        out.raw("</table>\n")
    }

    private func writeCells(_ figures: Figures, to out: inout Markup) {
        writeLight(figures, to: &out)
        out.raw("<td class=\"spread\">")
        writeBar(figures, to: &out)
        out.raw("</td>")
        func cell(_ count: Int, _ name: String, _ style: String) {
            out.raw(
                "<td class=\"n \(count == 0 ? "zero" : style)\"><span class=\"label\">\(name) </span>\(number(count))</td>"
            )
        }
        for figure in Figure.allCases { cell(figures[figure], name(figure), anchor(figure)) }
        cell(figures.total, say("Cộng", "Total"), "")
    }

    /// "▲ 82 %, cần chú ý".
    private func writeLight(_ figures: Figures, to out: inout Markup) {
        let (style, shape) =
            switch figures.light {
            case .green: ("in-time", "M5 0a5 5 0 1 0 .01 0z")
            case .amber: ("due-soon", "M5 0l5 10H0z")
            case .red: ("overdue", "M0 0h10v10H0z")
            case .none: ("past", "M0 4h10v2H0z")
            }
        out.raw("<td class=\"share \(style)\">")
        out.raw("<svg class=\"mark\" viewBox=\"0 0 10 10\" aria-hidden=\"true\"><path d=\"\(shape)\"/></svg>")
        if let percent = figures.percentInTime { out.raw("\(percent) % ") }
        out.raw("<small class=\"\(style)\">\(name(figures.light))</small></td>")
    }

    // MARK: The year ahead

    private func writeTimeline(to out: inout Markup) {
        let most = overview.months.map(\.shares).max() ?? 0
        guard most > 0 else { return }
        out.raw("<div>\n<h3>\(say("Mười hai tháng tới", "The next twelve months"))</h3>\n<figure class=\"timeline\">\n")
        out.raw("<svg viewBox=\"0 0 384 132\" role=\"group\" aria-label=\"")
        out.text(say("Số phần việc đến hạn từng tháng", "Shares that fall due, by month"))
        out.raw("\">\n<line x1=\"0\" x2=\"384\" y1=\"100\" y2=\"100\"/>\n")
        for (place, month) in overview.months.enumerated() {
            let (year, number, _) = month.first.civil
            let height = month.shares * 80 / most + (month.shares > 0 ? 1 : 0)
            let (left, middle) = (place * 32 + 5, place * 32 + 16)
            let name = say(
                "Tháng \(number)/\(year): \(month.shares) phần việc", "\(number)/\(year): \(month.shares) shares")
            if !month.entries.isEmpty { out.raw("<a href=\"#\(anchor(month))\" aria-label=\"\(name)\">") }
            out.raw(
                "<rect x=\"\(left)\" y=\"\(100 - height)\" width=\"22\" height=\"\(height)\"><title>\(name)</title></rect>"
            )
            out.raw("<text x=\"\(middle)\" y=\"\(95 - height)\">\(self.number(month.shares))</text>")
            out.raw("<text class=\"soft\" x=\"\(middle)\" y=\"114\">\(number)</text>")
            if place == 0 || number == 1 { out.raw("<text class=\"soft\" x=\"\(middle)\" y=\"127\">\(year)</text>") }
            if !month.entries.isEmpty { out.raw("</a>") }
            out.raw("\n")
        }
        out.raw("</svg>\n<figcaption class=\"soft\">")
        out.raw(
            say(
                "Số phần việc chưa xong đến hạn từng tháng, kể cả các kỳ sau của việc định kỳ.",
                "Shares not done that fall due in each month, later periods of what recurs included."))
        out.raw("</figcaption>\n</figure>\n</div>\n")
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
