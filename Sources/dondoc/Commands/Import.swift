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
                Văn bản là tệp chữ thuần, UTF-8. Từ Word: pandoc -t plain --wrap=none VĂN-BẢN.docx -o van-ban.txt; từ PDF: \
                pdftotext -layout VĂN-BẢN.pdf van-ban.txt. Dự thảo in ra màn hình hoặc ghi vào tệp của -o; không tệp nào bị \
                ghi đè. Chỗ nào không chắc có ghi “cần xem lại”.
                """,
                """
                The document is plain text, UTF-8. From Word: pandoc -t plain --wrap=none DOCUMENT.docx -o document.txt; from \
                PDF: pdftotext -layout DOCUMENT.pdf document.txt. The draft goes to standard output or the file of -o; no file \
                is overwritten. What is doubtful says “to review”.
                """))
    }

    enum Format: String, ExpressibleByArgument, CaseIterable { case yaml, csv }

    @OptionGroup var global: GlobalOptions

    @Argument(
        help: .words("Văn bản; “-” là đầu vào chuẩn.", "The document; “-” is standard input.", value: "FILE"),
        completion: .file(extensions: ["txt", "md"]))
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
        for path in [output, bodies].compactMap(\.self) where isThere(path) { throw Self.exists(path) }
        let text = try readDocument(file)
        let site = global.hasSite ? try OpenSite.load(global).site : nil
        let draft = draftProgramme(text, in: context(site))
        let source = file == "-" ? say("đầu vào chuẩn", "standard input") : printable(name(of: file))
        guard !draft.tasks.isEmpty else {
            if global.json { try show(draft, source) }
            Program.report(
                say(
                    "không tìm thấy nhiệm vụ nào trong “\(printable(file))”: không có mục đánh số, gạch đầu dòng hay dòng của bảng nào giao việc.",
                    "no task was found in “\(printable(file))”: no numbered item, bullet or row of a table gives anyone something to do."
                ))
            throw Answer.no
        }
        let isCSV = (format ?? (output?.hasSuffix(".csv") == true ? .csv : .yaml)) == .csv
        let write = isCSV ? writeDraftCSV : writeDraftYAML
        let drafted = write(draft, source, .ofReader, bodies != nil)
        if let bodies { try create(bodies, writeBodySketch(draft, source: source, language: .ofReader)) }
        if let output { try create(output, drafted) }
        if global.json {
            try show(draft, source)
        } else if output == nil {
            let console = global.console()
            console.write(Array(drafted.utf8))
            try console.end()
        }
        if !global.json { tell(draft) }
    }

    private func context(_ site: Site?) -> DraftingContext {
        let stem = file == "-" ? "" : name(of: file).split(separator: ".").first.map(String.init) ?? ""
        let settings = site?.settings
        return DraftingContext(
            bodies: site?.bodies ?? BodyDirectory([]), calendar: site?.calendar ?? .vietnam,
            policy: settings?.reading ?? .init(), terms: settings?.terms ?? .standard,
            today: (settings?.zone ?? .vietnam).day(at: .now), name: stem, id: id, issued: issued)
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

    private func tell(_ draft: Draft) {
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
    private func create(_ path: String, _ text: String) throws {
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
