import Diagnostics
import Drafting
import Engine
import Glibc
import JSONText
import Processes
import SystemErrors

/// The text of a file that is none, made by pandoc, poppler or LibreOffice: each a process of its own without a shell, with
/// limits of time, memory and output, and nothing that it wrote is left behind.
func convert(_ bytes: [UInt8], _ format: DocumentFormat, _ path: String) throws -> String {
    guard let program = format.program, let tool = installedProgram(program.name) else { throw notText(path, format) }
    switch format {
    case .word, .html: return try pandoc(bytes, format, tool, path)
    case .openText, .richText:
        // Of merged cells pandoc knows in these nothing, and LibreOffice everything.
        if let office = installedProgram("soffice") { return try throughOffice(bytes, format, office, path) }
        Program.note(
            say(
                "pandoc không biết ô gộp trong \(format.name.vi) và bỏ hàng tiêu đề lặp lại của bảng: nếu văn bản có bảng, hãy cài libreoffice-writer-nogui.",
                "pandoc knows no merged cells in \(format.name.en) and drops a table's repeated heading row: for tables, install libreoffice-writer-nogui."
            ))
        return try pandoc(bytes, format, tool, path)
    case .pdf:
        let child = ChildProgram(path: tool, arguments: ["-layout", "-enc", "UTF-8", "-", "-"])
        return String(decoding: try run(child, bytes, path, format), as: UTF8.self)
    case .excel, .openSheet, .oldExcel: return try sheets(bytes, format, tool, path)
    case .oldWord: return try throughOffice(bytes, format, tool, path)
    case .csv, .envelope, .utf16, .binary, .plain: throw notText(path, format)
    }
}

/// A page that LibreOffice makes of it, with every cell as wide and high as it was merged.
private func throughOffice(_ bytes: [UInt8], _ format: DocumentFormat, _ tool: String, _ path: String) throws -> String
{
    guard let reader = installedProgram("pandoc") else { throw notText(path, .word) }
    let made = try office(bytes, format, tool, path, to: "html:HTML (StarWriter):EmbedImages", ending: ".html")
    guard let page = made.first else { throw unreadable(path, format, "soffice") }
    return try pandoc(page, .html, reader, path)
}

private func pandoc(_ bytes: [UInt8], _ format: DocumentFormat, _ tool: String, _ path: String) throws -> String {
    // In a sandbox it reads no file and no address that the document names.
    let child = ChildProgram(
        path: tool,
        arguments: ["--sandbox", "-f", format.pandocName ?? "docx", "-t", "json", "+RTS", "-M1g", "-RTS"])
    let json = try run(child, bytes, path, format)
    guard let tree = try? JSONValue(parsing: json, depth: 200), let text = writeDocumentText(tree) else {
        throw unreadable(path, format, "pandoc")
    }
    return text
}

private func sheets(_ bytes: [UInt8], _ format: DocumentFormat, _ tool: String, _ path: String) throws -> String {
    // Cells parted by commas, texts quoted, UTF-8, as shown, every sheet a file.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    let made = try office(bytes, format, tool, path, to: filter, ending: ".csv")
    guard !made.isEmpty else { throw unreadable(path, format, "soffice") }
    return made.map { writeSheetText(String(decoding: $0, as: UTF8.self)) }.joined(separator: "\n\u{C}")
}

/// LibreOffice reads and writes files alone, and a profile of its own.
private func office(
    _ bytes: [UInt8], _ format: DocumentFormat, _ tool: String, _ path: String, to filter: String, ending: String
) throws -> [[UInt8]] {
    // Whoever ends this process meanwhile leaves nothing behind either.
    let signals = HeldSignals()
    defer { withExtendedLifetime(signals) {} }
    let folder = try WorkFolder()
    defer { withExtendedLifetime(folder) {} }
    let name: String =
        switch format {
        case .excel: "in.xlsx"
        case .openSheet: "in.ods"
        case .oldExcel: "in.xls"
        case .openText: "in.odt"
        case .richText: "in.rtf"
        default: "in.doc"
        }
    try folder.write(bytes, to: name)
    let child = ChildProgram(
        path: tool,
        arguments: [
            "-env:UserInstallation=file://" + folder.path + "/profile", "--headless", "--norestore", "--nolockcheck",
            "--convert-to", filter, "--outdir", folder.path + "/out", folder.path + "/" + name,
        ], home: folder.path, timeout: 120)
    mkdir(folder.path + "/out", 0o700)
    _ = try run(child, [], path, format)
    return try folder.files(ending: ending, in: "out").map {
        try readFile(folder.path + "/out/" + $0, atMost: 64 << 20)
    }
}

private func run(_ child: ChildProgram, _ input: [UInt8], _ path: String, _ format: DocumentFormat) throws -> [UInt8] {
    let name = child.path.split(separator: "/").last.map(String.init) ?? ""
    do throws(ChildProgram.Failure) {
        return try child.run(input: input)
    } catch {
        switch error {
        case .cannotRun(let code):
            let reason = systemReason(code)
            throw Trouble.cannot("không chạy được \(name): \(reason.vi)", "cannot run \(name): \(reason.en)")
        case .timedOut(let seconds):
            throw Trouble.cannot(
                "\(name) đọc “\(printable(path))” quá \(seconds) giây nên đã dừng. Hãy tự chuyển: \(format.remedy(path))",
                "\(name) took more than \(seconds) s for “\(printable(path))” and was ended. Convert it yourself: \(format.remedy(path))"
            )
        case .tooLong:
            throw Trouble.cannot(
                "“\(printable(path))” cho ra quá nhiều chữ, không phải văn bản của một cơ quan.",
                "“\(printable(path))” gives too much text: not an office's document.")
        case .failed(let code, let said):
            let last = printable(said.split(whereSeparator: \.isNewline).last.map(String.init) ?? "")
            throw Trouble.cannot(
                "\(name) không đọc được “\(printable(path))” (mã \(code)): \(last)",
                "\(name) cannot read “\(printable(path))” (exit \(code)): \(last)")
        case .interrupted:
            throw Trouble.cannot("đã dừng giữa chừng.", "interrupted.")
        }
    }
}

private func unreadable(_ path: String, _ format: DocumentFormat, _ name: String) -> Trouble {
    .cannot(
        "\(name) không chuyển được “\(printable(path))” (\(format.name.vi)). Hãy tự chuyển: \(format.remedy(path))",
        "\(name) made nothing of “\(printable(path))” (\(format.name.en)). Convert it yourself: \(format.remedy(path))")
}
