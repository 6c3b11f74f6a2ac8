internal import Dates
internal import Diagnostics
internal import Ledger
internal import Planning
internal import Templates

/// The HTML part of a letter: one column, nothing from outside, styles beside each element, for mail programs drop others.
struct HTMLWriter {
    private var markup = Markup()
    var bytes: [UInt8] { markup.bytes }
    private let language: Language

    init(title: String, language: Language) {
        self.language = language
        raw("<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\">\n<head>\n<meta charset=\"utf-8\">\n")
        raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
        text(title)
        raw("</title>\n</head>\n<body style=\"margin:0;padding:0;background:#eef1f4\">\n")
        raw(
            "<div style=\"max-width:640px;margin:0 auto;padding:20px;background:#ffffff;color:#1b1f24;"
                + "font-family:'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;font-size:16px;line-height:1.5\">\n")
    }

    mutating func end(footer: String) {
        raw("<p style=\"margin:24px 0 0;padding-top:12px;border-top:1px solid #d0d7de;color:#57606a;font-size:13px\">")
        text(footer)
        raw("</p>\n</div>\n</body>\n</html>\n")
    }

    mutating func paragraph(_ text: String, isStrong: Bool = false) {
        raw("<p style=\"margin:0 0 14px\(isStrong ? ";font-weight:bold" : "")\">")
        self.text(text)
        raw("</p>\n")
    }

    /// A text that a site's own template made.
    mutating func preformatted(_ text: [UInt8]) {
        raw("<div style=\"margin:0 0 14px;white-space:pre-wrap\">")
        self.text(String(decoding: text, as: UTF8.self))
        raw("</div>\n")
    }

    /// A duty, or what a digest holds: with a bar whose colour repeats what is said in words.
    mutating func item(_ heading: String, _ facts: [DetailLine], tone: Tone) {
        raw(
            "<div style=\"margin:0 0 16px;padding:10px 14px;border:1px solid #d0d7de;border-left:4px solid \(tone.colour)\">\n"
        )
        raw("<p style=\"margin:0 0 6px;font-weight:bold\">")
        text(heading)
        raw("</p>\n<table role=\"presentation\" style=\"border-collapse:collapse;font-size:15px\">\n")
        for fact in facts {
            raw("<tr><td style=\"padding:2px 12px 2px 0;vertical-align:top;color:#57606a;white-space:nowrap\">")
            text(fact.label)
            raw("</td><td style=\"padding:2px 0;vertical-align:top\(fact.isStrong ? ";color:\(tone.ink)" : "")\">")
            if let link = fact.link {
                raw("<a href=\"")
                text(link.address)
                raw("\" style=\"color:#0b57d0\">")
                text(link.words)
                raw("</a>")
            } else {
                text(fact.text)
            }
            raw("</td></tr>\n")
        }
        raw("</table>\n</div>\n")
    }

    mutating func digest(_ view: NoticeView) {
        for group in view.groups {
            if let heading = group.heading { paragraph(heading, isStrong: true) }
            raw("<ul style=\"margin:0 0 14px;padding-left:22px\">\n")
            for line in group.items {
                raw("<li style=\"margin:0 0 4px\">")
                text(singleLine(line.item.programme + "/" + line.item.task) + ": " + singleLine(line.item.title))
                if !line.note.isEmpty {
                    raw("; <span style=\"color:\(line.item.daysOverdue > 0 ? Tone.overdue.ink : Tone.plain.ink)\">")
                    text(line.note)
                    raw("</span>")
                }
                raw("</li>\n")
            }
            raw("</ul>\n")
            if let more = group.more { paragraph("… " + more) }
        }
    }

    enum Tone {
        case overdue, today, plain

        init(_ view: NoticeView) {
            self = view.daysOverdue > 0 ? .overdue : view.record.daysLeft == 0 ? .today : .plain
        }

        var colour: String {
            switch self {
            case .overdue: "#b42318"
            case .today: "#b54708"
            case .plain: "#1f6feb"
            }
        }

        /// Dark enough on white (4.5:1).
        var ink: String {
            switch self {
            case .overdue: "#b42318"
            case .today: "#93370d"
            case .plain: "#1b1f24"
            }
        }
    }

    private mutating func raw(_ text: String) { markup.raw(text) }

    private mutating func text(_ text: String) { markup.text(text) }
}
