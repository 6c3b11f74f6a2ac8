public import ArgumentParser
public import Diagnostics
import Glibc

/// What every command understands.
struct GlobalOptions: ParsableArguments {
    @Option(
        name: .customLong("site"),
        help: .words(
            "Thư mục của đơn vị; mặc định là /etc/dondoc.",
            "The site's folder; else /etc/dondoc.", value: "DIR"), completion: .directory)
    var siteFolder: String?

    @Option(
        help: .words(
            "Thư mục mặc định của phần mềm.",
            "The folder of the vendor's defaults.", value: "DIR"), completion: .directory)
    var vendor = "/usr/lib/dondoc"

    @Option(
        help: .words(
            "Thư mục trạng thái (sổ cái); mặc định theo dondoc.yaml.",
            "The state's folder (the ledger); else as dondoc.yaml says.", value: "DIR"), completion: .directory)
    var state: String?

    @Option(
        help: .words(
            "Thư mục hộp thư; mặc định theo dondoc.yaml.",
            "The spool's folder; else as dondoc.yaml says.", value: "DIR"), completion: .directory)
    var spool: String?

    @Option(
        help: .words(
            "Socket của dịch vụ; mặc định là /run/dondoc/io.dondoc, nếu nó phục vụ đơn vị này.",
            "The service's socket; else /run/dondoc/io.dondoc, where it serves this site.", value: "PATH"),
        completion: .file())
    var socket: String?

    @Option(
        help: .words(
            "Ngôn ngữ: vi hoặc en; mặc định theo hệ thống.",
            "Language: vi or en; else the locale's.", value: "vi|en"))
    var lang: Language?

    @Flag(
        help: .words(
            "In JSON, mỗi dòng một đối tượng.",
            "Print JSON, one object per line."))
    var json = false

    @Option(
        help: .words(
            "Màu sắc: auto, always hoặc never.",
            "Colours: auto, always or never.", value: "when"))
    var color = ColorChoice.auto

    static let defaultSite = "/etc/dondoc"

    var site: String { siteFolder ?? Self.defaultSite }

    /// Whether a site is named, or stands where one stands by default.
    var hasSite: Bool { siteFolder != nil || access(Self.defaultSite, F_OK) == 0 }

    func console() -> Console { Console(language: .ofReader, color: color) }
}

extension ArgumentHelp {
    /// A line of `--help`, in the reader's language.
    static func words(_ vi: String, _ en: String, value: String? = nil) -> ArgumentHelp {
        ArgumentHelp(say(vi, en), valueName: value)
    }
}

extension Language: ExpressibleByArgument {}
extension ColorChoice: ExpressibleByArgument {}
