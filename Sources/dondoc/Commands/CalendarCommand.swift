import ArgumentParser
import Dates
import Diagnostics
import Engine
import JSONText
import Planning
import SiteFiles

/// `dondoc calendar`: the days off and the weekends that are worked, as deadlines and notices count them.
struct CalendarCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "calendar",
            abstract: say(
                "Ngày nghỉ và ngày làm bù đang có hiệu lực.", "The days off, and the weekends that are worked."))
    }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var view: ViewOptions

    @Option(help: .words("Bao nhiêu tháng, kể từ tháng này.", "How many months, this one included.", value: "N"))
    var months = 12

    func validate() throws {
        if !(1...600 ~= months) { throw ValidationError(say("--months: từ 1 đến 600.", "--months: 1 to 600.")) }
    }

    /// A run of days that are off, or worked, for one reason.
    private struct Stretch {
        var first: Day
        var last: Day
        var isOff: Bool
        var name: String
    }

    func run() throws {
        let console = global.console()
        let site = try OpenSite(global, asOf: view.now)
        let calendar = site.plan.site.calendar
        let (year, month, _) = site.today.civil
        let first = Day(year: year, month: month, day: 1)!
        let end = first.adding(months: months)
        if global.json {
            for stretch in stretches(calendar, from: first, before: end) { write(stretch, on: console) }
        } else {
            show(calendar, from: first, before: end, site: site, on: console)
        }
        try console.end()
    }

    private func stretches(_ calendar: WorkCalendar, from first: Day, before end: Day) -> [Stretch] {
        var result: [Stretch] = []
        var day = first
        while day < end {
            if let name = calendar.name(of: day) {
                let isOff = !calendar.isWorkingDay(day)
                if let last = result.last, last.last + 1 == day, last.isOff == isOff, last.name == name {
                    result[result.count - 1].last = day
                } else {
                    result.append(Stretch(first: day, last: day, isOff: isOff, name: name))
                }
            }
            day = day + 1
        }
        return result
    }

    private func show(_ calendar: WorkCalendar, from first: Day, before end: Day, site: OpenSite, on console: Console) {
        let ink = console.palette
        var table = Table([
            .init(title: ""), .init(title: ""), .init(title: ""), .init(title: "", isFlexible: true),
        ])
        var year: Int?
        for stretch in stretches(calendar, from: first, before: end) {
            if stretch.first.year != year {
                year = stretch.first.year
                let isKnown = calendar.isDecreed(stretch.first.year)
                table.add(
                    heading: .init(
                        say("Năm \(stretch.first.year)", "\(stretch.first.year)")
                            + (isKnown
                                ? ""
                                : say(
                                    ": tính theo luật, chưa có thông báo nghỉ Tết",
                                    ": from the law, no decree is known")),
                        isKnown ? .bold : .yellow))
            }
            let days =
                stretch.first == stretch.last
                ? stretch.first.shown : stretch.first.shown + " – " + stretch.last.shown
            table.add([
                .init(days), .init(stretch.first.weekday.shown, .faint),
                .init(stretch.isOff ? say("nghỉ", "off") : say("làm bù", "worked"), stretch.isOff ? .cyan : .yellow),
                .init(printable(stretch.name)),
            ])
        }
        table.print(on: console, withTitles: false)
        console.line()
        let working = calendar.workingDays(from: first - 1, to: end - 1)
        console.line(
            say(
                "\(working) ngày làm việc từ \(first.shown) đến \((end - 1).shown).",
                "\(working) working days from \(first.shown) to \((end - 1).shown)."))
        let files = site.loaded.files.filter { $0.kind == .calendar && $0.state != .masked }.map(\.path)
        console.line(
            ink(
                .faint,
                files.isEmpty
                    ? say(
                        "Không có tệp nào trong calendar/: theo thông báo hằng năm và luật mà phần mềm biết.",
                        "No file in calendar/: as the yearly decrees and the law that the program knows say.")
                    : say("Tệp: ", "Files: ") + files.map(printable).joined(separator: ", ")))
    }

    private func write(_ stretch: Stretch, on console: Console) {
        var json = JSONWriter()
        json.beginObject()
        json.field("from", stretch.first.description)
        json.field("to", stretch.last.description)
        json.field("off", stretch.isOff)
        json.field("name", stretch.name)
        json.endObject()
        json.newline()
        console.write(json.bytes)
    }
}
