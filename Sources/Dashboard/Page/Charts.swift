public import Dates
public import Diagnostics
public import Templates

/// Figures as pages draw them: tiles, bars, lights, the year ahead. In HTML and SVG without a script, for an element of the
/// class `dondoc`, with ``DashboardPage/styles``; no figure is told by its colour alone.
public struct Charts: Sendable {
    /// A line of a table of figures.
    public struct Row {
        let name: Markup
        let figures: Figures

        public init(_ name: Markup, _ figures: Figures) {
            self.name = name
            self.figures = figures
        }
    }

    let language: Language

    public init(in language: Language) { self.language = language }

    // MARK: Figures

    /// The six figures, each in a tile.
    /// - Parameters:
    ///   - before: a week ago; nil: not known.
    ///   - link: where a tile leads; nil: nowhere.
    public func writeTiles(
        _ figures: Figures, before: Figures?, to out: inout Markup, link: (Figure) -> String?
    ) {
        out.raw("<ul class=\"figures\">\n")
        for figure in Figure.allCases {
            let place = link(figure)
            out.raw("<li class=\"\(anchor(figure))\">")
            if let place {
                out.raw("<a href=\"")
                out.text(place)
                out.raw("\">")
            }
            writeMark(figure, to: &out)
            out.raw("\(name(figure)) <b>\(number(figures[figure]))</b>")
            if place != nil { out.raw("</a>") }
            if figure == .withoutDate, figures.awaiting > 0 {
                out.raw(
                    " <small>\(say("chờ sự kiện", "awaiting an event")) <span>\(number(figures.awaiting))</span></small>"
                )
            }
            if let before { writeDifference(figures[figure] - before[figure], to: &out) }
            out.raw("</li>\n")
        }
        out.raw("</ul>\n")
        writeBar(figures, to: &out)
    }

    private func writeDifference(_ difference: Int, to out: inout Markup) {
        let sign = difference > 0 ? "+" : "−"
        out.raw(" <small>")
        out.raw(
            difference == 0
                ? say("như tuần trước", "as last week")
                : "\(sign)\(number(abs(difference))) " + say("so với tuần trước", "since last week"))
        out.raw("</small>")
    }

    /// A shape of its own for each figure.
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
    public func writeSum(_ figures: Figures, to out: inout Markup) {
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

    // MARK: Groups

    /// Figures line by line, with how much was done in time.
    /// - Parameters:
    ///   - column: what the lines are.
    ///   - total: of all lines; nil: it is not told.
    public func writeTable(
        _ column: String, _ rows: some Sequence<Row>, caption: String, total: Figures?, to out: inout Markup
    ) {
        out.raw("<table class=\"groups\">\n<caption class=\"screen\">")
        out.text(caption)
        out.raw("</caption>\n<thead><tr>")
        out.raw("<th scope=\"col\">\(column)</th><th scope=\"col\">\(say("Tỷ lệ đúng hạn", "In time"))</th>")
        out.raw("<th scope=\"col\" class=\"spread\">\(say("Cơ cấu", "Spread"))</th>")
        for figure in Figure.allCases { out.raw("<th scope=\"col\" class=\"n\">\(name(figure))</th>") }
        out.raw("<th scope=\"col\" class=\"n\">\(say("Cộng", "Total"))</th></tr></thead>\n<tbody>\n")
        for row in rows {
            out.raw("<tr><th scope=\"row\">")
            out.raw(row.name)
            out.raw("</th>")
            writeCells(row.figures, to: &out)
            out.raw("</tr>\n")
        }
        out.raw("</tbody>\n")
        if let total {
            out.raw("<tfoot><tr><th scope=\"row\">\(say("Tất cả", "All"))</th>")
            writeCells(total, to: &out)
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

    /// Shares that fall due, month by month, each as a bar; nothing where there are none.
    /// - Parameters:
    ///   - months: the first day of each, and how many.
    ///   - link: where a month leads, by its place; nil: nowhere.
    public func writeTimeline(
        _ months: [(first: Day, shares: Int)], to out: inout Markup, link: (Int) -> String?
    ) {
        let most = months.map(\.shares).max() ?? 0
        guard most > 0 else { return }
        out.raw("<figure class=\"timeline\">\n<svg viewBox=\"0 0 384 132\" role=\"group\" aria-label=\"")
        out.text(say("Số phần việc đến hạn từng tháng", "Shares that fall due, by month"))
        out.raw("\">\n<line x1=\"0\" x2=\"384\" y1=\"100\" y2=\"100\"/>\n")
        for (place, month) in months.enumerated() {
            let (year, number, _) = month.first.civil
            let height = month.shares * 80 / most + (month.shares > 0 ? 1 : 0)
            let (left, middle) = (place * 32 + 5, place * 32 + 16)
            let name = say(
                "Tháng \(number)/\(year): \(month.shares) phần việc", "\(number)/\(year): \(month.shares) shares")
            let target = link(place)
            if let target {
                out.raw("<a href=\"")
                out.text(target)
                out.raw("\" aria-label=\"\(name)\">")
            }
            out.raw(
                "<rect x=\"\(left)\" y=\"\(100 - height)\" width=\"22\" height=\"\(height)\"><title>\(name)</title></rect>"
            )
            out.raw("<text x=\"\(middle)\" y=\"\(95 - height)\">\(self.number(month.shares))</text>")
            out.raw("<text class=\"soft\" x=\"\(middle)\" y=\"114\">\(number)</text>")
            if place == 0 || number == 1 { out.raw("<text class=\"soft\" x=\"\(middle)\" y=\"127\">\(year)</text>") }
            if target != nil { out.raw("</a>") }
            out.raw("\n")
        }
        out.raw("</svg>\n<figcaption class=\"soft\">")
        out.raw(
            say(
                "Số phần việc chưa xong đến hạn từng tháng, kể cả các kỳ sau của việc định kỳ.",
                "Shares not done that fall due in each month, later periods of what recurs included."))
        out.raw("</figcaption>\n</figure>\n")
    }

    // MARK: Words

    private func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

    func name(_ figure: Figure) -> String {
        switch figure {
        case .inTime: say("Xong đúng hạn", "Done in time")
        case .late: say("Xong muộn", "Done late")
        case .inProgress: say("Đang thực hiện", "In progress")
        case .dueSoon: say("Sắp đến hạn", "Due soon")
        case .overdue: say("Quá hạn", "Overdue")
        case .withoutDate: say("Chưa có ngày hạn", "Without a date")
        }
    }

    private func name(_ light: Light) -> String {
        switch light {
        case .green: say("tốt", "good")
        case .amber: say("cần chú ý", "watch")
        case .red: say("chậm", "behind")
        case .none: say("chưa có gì đến hạn", "nothing due yet")
        }
    }

    /// Also the class of what has the figure's colour.
    func anchor(_ figure: Figure) -> String {
        switch figure {
        case .inTime: "in-time"
        case .late: "late"
        case .inProgress: "in-progress"
        case .dueSoon: "due-soon"
        case .overdue: "overdue"
        case .withoutDate: "without-date"
        }
    }

    /// With points, or commas, between thousands.
    func number(_ count: Int) -> String { grouped("\(count)") }

    func grouped(_ digits: String) -> String {
        var result = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0, result != "-" { result += say(".", ",") }
            result.append(digit)
        }
        return result
    }
}
