import ArgumentParser
import Dates
import Deadlines
import Diagnostics
import Drafting
import Engine
import Glibc
import JSONText
import Planning
import Programmes
import SiteFiles
import SystemErrors

/// `dondoc import`: a programme drafted from the text of a document, for a person to review.
struct Import: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "import",
            abstract: say(
                "Lập dự thảo chương trình từ một văn bản, để người xem lại.",
                "Drafts a programme from a document, for a person to review."),
            discussion: say(
                """
                Văn bản là tệp chữ thuần, UTF-8, hoặc .csv, gói tin edXML; .docx, .odt, .rtf, .html đọc được khi có pandoc, .pdf \
                khi có pdftotext (poppler-utils), .xlsx, .ods, .xls, .doc khi có LibreOffice. Số dòng trong dự thảo của các tệp \
                này là của chữ mà --text in ra. Dự thảo in ra màn hình hoặc ghi vào tệp của -o; không tệp nào bị ghi đè. Chỗ \
                nào không chắc có ghi “cần xem lại”.
                """,
                """
                The document is plain text in UTF-8, a .csv or an edXML envelope; .docx, .odt, .rtf and .html are read where \
                pandoc is installed, .pdf where pdftotext is (poppler-utils), .xlsx, .ods, .xls and .doc where LibreOffice is. \
                The lines that the draft names are then those of the text that --text prints. The draft goes to standard output or the file of -o; no file \
                is overwritten. What is doubtful says “to review”.
                """))
    }

    enum Format: String, ExpressibleByArgument, CaseIterable { case yaml, csv }

    @OptionGroup var global: GlobalOptions

    @Argument(
        help: .words("Văn bản; “-” là đầu vào chuẩn.", "The document; “-” is standard input.", value: "FILE"),
        completion: .file(extensions: [
            "txt", "md", "docx", "odt", "rtf", "html", "pdf", "xlsx", "ods", "xls", "doc", "csv", "edxml", "xml",
        ]))
    var file: String

    @Option(
        name: .shortAndLong,
        help: .words(
            "Ghi dự thảo vào tệp này; tệp phải chưa có.", "Write the draft to this file, which may not exist.",
            value: "FILE"),
        completion: .file(extensions: ["yaml", "csv"]))
    var output: String?

    @Option(
        help: .words(
            "yaml hoặc csv; mặc định theo tên tệp của -o, không thì yaml.",
            "yaml or csv; else as the name of -o says, else yaml.",
            value: "yaml|csv"))
    var format: Format?

    @Option(
        help: .words(
            "Ghi thêm các cơ quan chưa có trong danh bạ vào tệp này (phác thảo bodies.yaml), và dùng mã của chúng trong dự thảo.",
            "Also write the bodies that the directory lacks to this file, a sketch of bodies.yaml, and use their ids in the draft.",
            value: "FILE"),
        completion: .file(extensions: ["yaml"]))
    var bodies: String?

    @Option(
        help: .words(
            "Ngày ban hành, khi văn bản không ghi.", "The date of issue, where the document does not say.", value: "D"))
    var issued: Day?

    @Option(help: .words("Mã chương trình.", "The programme's id.", value: "ID"))
    var id: String?

    @Option(
        help: .words(
            "So với chương trình đang có hiệu lực này: in tệp đã ghép, kể các nhiệm vụ thêm, bỏ, đổi lời, dời hạn, đổi số.",
            "Compare with this programme in force: print the merged file, and tell which tasks were added, dropped, reworded, renumbered or given another deadline.",
            value: "FILE"),
        completion: .file(extensions: ["yaml"]))
    var onto: String?

    @Flag(
        help: .words(
            "Chỉ in chữ của văn bản như chương trình đọc, không lập dự thảo.",
            "Only print the document's text as it is read; draft nothing."))
    var text = false

    func validate() throws {
        guard let id else { return }
        let isFine =
            1...64 ~= id.utf8.count && id.contains { $0 != "." }
            && id.utf8.allSatisfy { byte in
                0x61...0x7A ~= byte || 0x41...0x5A ~= byte || 0x30...0x39 ~= byte || byte == 0x2D || byte == 0x5F
                    || byte == 0x2E
            }
        guard isFine else {
            throw ValidationError(
                say(
                    "“\(printable(id))” không dùng làm mã chương trình được: chỉ dùng a-z, A-Z, 0-9, - _ và dấu chấm.",
                    "“\(printable(id))” cannot be a programme's id: use a-z, A-Z, 0-9, '-', '_' and '.'."))
        }
    }

    func run() throws {
        for path in [output, bodies].compactMap(\.self) where path != "-" && isThere(path) { throw Self.exists(path) }
        let document = try readDocument(file)
        if text { return try write(document.text) }
        if let onto { return try amend(onto, document) }
        let site = global.hasSite ? try OpenSite.load(global).site : nil
        let draft = draftProgramme(document.text, in: context(site, document.envelope))
        guard !draft.tasks.isEmpty else {
            if global.json { try show(draft, source) }
            throw nothingFound()
        }
        let isCSV = (format ?? (output?.hasSuffix(".csv") == true ? .csv : .yaml)) == .csv
        let form = isCSV ? writeDraftCSV : writeDraftYAML
        let drafted = form(draft, source, .ofReader, bodies != nil)
        if let bodies { try create(bodies, writeBodySketch(draft, source: source, language: .ofReader)) }
        if let output, output != "-" { try create(output, drafted) }
        if global.json {
            try show(draft, source)
        } else if output == nil || output == "-" {
            try write(drafted)
        }
        if !global.json { tell(draft, document) }
    }

    var source: String { file == "-" ? say("đầu vào chuẩn", "standard input") : printable(name(of: file)) }

    func nothingFound() -> Answer {
        Program.report(
            say(
                "không tìm thấy nhiệm vụ nào trong “\(printable(file))”: không có mục đánh số, gạch đầu dòng hay dòng của bảng nào giao việc.",
                "no task was found in “\(printable(file))”: no numbered item, bullet or row of a table gives anyone something to do."
            ))
        return .no
    }

    func write(_ text: String) throws {
        let console = global.console()
        console.write(Array(text.utf8))
        try console.end()
    }

    func context(_ site: Site?, _ envelope: Envelope?) -> DraftingContext {
        let stem = file == "-" ? "" : name(of: file).split(separator: ".").first.map(String.init) ?? ""
        let settings = site?.settings
        return DraftingContext(
            bodies: site?.bodies ?? BodyDirectory([]), calendar: site?.calendar ?? .vietnam,
            policy: settings?.reading ?? .init(), terms: settings?.terms ?? .standard,
            today: (settings?.zone ?? .vietnam).day(at: .now), name: stem, id: id, issued: issued,
            envelope: envelope)
    }

    private func show(_ draft: Draft, _ source: String) throws {
        var json = JSONWriter()
        writeDraftJSON(draft, source: source, language: .ofReader, to: &json)
        json.newline()
        let console = global.console()
        console.write(json.bytes)
        try console.end()
    }

    private func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    private func tell(_ draft: Draft, _ document: ReadDocument) {
        if document.isConverted {
            Program.note(
                say(
                    "số dòng là của chữ đã chuyển từ tệp; xem bằng: dondoc import --text \(shellWord(file))",
                    "lines are those of the text that was made of the file; see them with: dondoc import --text \(shellWord(file))"
                ))
        }
        for sentence in summary(of: draft, .ofReader) + remarks(of: draft, .ofReader) { Program.note(sentence) }
        if bodies == nil, !draft.unknownBodies.isEmpty {
            let names = draft.unknownBodies.prefix(5).map { printable($0.name) }.joined(separator: "; ")
            let more = draft.unknownBodies.count > 5 ? "; …" : "."
            Program.note(
                say(
                    "cơ quan chưa có trong danh bạ được ghi thành chú thích (--bodies TỆP lập phác thảo): \(names)\(more)",
                    "bodies not in the directory stand in comments (--bodies FILE sketches them): \(names)\(more)"))
        }
    }

    // MARK: Files

    private func isThere(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    private static func exists(_ path: String) -> Trouble {
        .cannot(
            "tệp “\(printable(path))” đã có; không ghi đè. Đặt tên khác, hoặc đổi tên tệp cũ.",
            "the file “\(printable(path))” exists and is not overwritten. Use another name, or move it away.")
    }

    /// A new file, or none: another that appears meanwhile is not overwritten either.
    func create(_ path: String, _ text: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        if descriptor < 0, errno == EEXIST { throw Self.exists(path) }
        func failure() -> Trouble {
            let reason = systemReason(errno)
            return .cannot(
                "không ghi được tệp “\(printable(path))”: \(reason.vi)",
                "cannot write the file “\(printable(path))”: \(reason.en)")
        }
        guard descriptor >= 0 else { throw failure() }
        let isWritten = writeAll(Array(text.utf8), to: descriptor) == nil && fsync(descriptor) == 0
        let trouble = isWritten ? nil : failure()
        close(descriptor)
        if let trouble {
            unlink(path)
            throw trouble
        }
    }
}
