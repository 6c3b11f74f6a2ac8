import Diagnostics
import Drafting
import JSONText
import SiteFiles

/// More than a document of an office has: two thousand pages, with pictures.
private let mostBytes = 64 << 20
private let mostText = 16 << 20

/// A document's text, with what its envelope says where it came in one.
struct ReadDocument {
    var text: String
    var envelope: Envelope?
    /// The text was made of the file: the draft's lines are its, and not the file's.
    var isConverted = false
}

/// Reads a document: plain text as it is, another file by the program that is installed for it; else the way on is told.
func readDocument(_ path: String) throws -> ReadDocument {
    let bytes = try readFile(path == "-" ? "/dev/stdin" : path, atMost: mostBytes)
    guard bytes.count <= mostBytes else { throw tooLong(path, mostBytes) }
    var read = try readDocument(bytes, path: path)
    guard read.text.utf8.count <= mostText else { throw tooLong(path, mostText) }
    if read.envelope == nil, !read.text.contains(where: \.isLetter) { throw noText(path) }
    if let font = LegacyEncoding(fontOf: read.text) { throw oldFont(path, font) }
    if read.text.isEmpty { read.text = "\n" }
    return read
}

private func readDocument(_ bytes: [UInt8], path: String) throws -> ReadDocument {
    let format = DocumentFormat(bytes, path: path)
    switch format {
    case .plain: return ReadDocument(text: try plainText(bytes, path))
    case .csv: return ReadDocument(text: writeSheetText(try plainText(bytes, path)), isConverted: true)
    case .utf16:
        guard let text = readUTF16(bytes) else { throw notText(path, format) }
        return path.lowercased().hasSuffix(".csv")
            ? ReadDocument(text: writeSheetText(text), isConverted: true) : ReadDocument(text: text)
    case .envelope: return try open(try plainText(bytes, path), path)
    case .binary: throw notText(path, format)
    case .word, .openText, .richText, .html, .pdf, .excel, .openSheet, .oldExcel, .oldWord:
        return ReadDocument(text: try convert(bytes, format, path), isConverted: true)
    }
}

/// The documents within an envelope; one that cannot be read is told, and the envelope stands for it.
private func open(_ xml: String, _ path: String) throws -> ReadDocument {
    guard let envelope = readEnvelope(xml) else {
        throw Trouble.cannot(
            "“\(printable(path))” giống gói tin edXML nhưng không đúng khuôn dạng XML.",
            "“\(printable(path))” looks like an edXML envelope, but is not well-formed XML.")
    }
    var read = ReadDocument(text: "", envelope: envelope, isConverted: true)
    for attachment in envelope.attachments {
        guard let bytes = decodeBase64(attachment.encoded) else { continue }
        do {
            read.text += try readDocument(bytes, path: attachment.name).text + "\n\n"
        } catch let trouble as Trouble {
            Program.report(trouble.wording.text(in: .ofReader))
        }
    }
    return read
}

private func decodeBase64(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count * 3 / 4)
    var (bits, count): (UInt32, Int) = (0, 0)
    for byte in text.utf8 {
        let value: UInt8
        switch byte {
        case 0x41...0x5A: value = byte - 0x41
        case 0x61...0x7A: value = byte - 0x61 + 26
        case 0x30...0x39: value = byte - 0x30 + 52
        case UInt8(ascii: "+"): value = 62
        case UInt8(ascii: "/"): value = 63
        case UInt8(ascii: "="): continue
        default: return nil
        }
        bits = bits << 6 | UInt32(value)
        count += 6
        if count >= 8 {
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        }
    }
    return bytes
}

private func plainText(_ bytes: [UInt8], _ path: String) throws -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    let name = printable(path)
    guard let legacy = LegacyEncoding(of: bytes) else {
        throw Trouble.cannot(
            "“\(name)” không phải UTF-8 (có lẽ là bảng mã cũ như TCVN3 hay Windows-1258). Mở tệp rồi lưu lại bằng UTF-8, hoặc: iconv -f WINDOWS-1258 -t UTF-8 \(shellWord(path)) > van-ban.txt",
            "“\(name)” is not UTF-8 (perhaps an old encoding such as TCVN3 or Windows-1258). Save it as UTF-8, or: iconv -f WINDOWS-1258 -t UTF-8 \(shellWord(path)) > document.txt"
        )
    }
    let remedy = legacy.remedy(shellWord(path == "-" ? "FILE" : path) + " > van-ban.txt")
    throw Trouble.cannot(
        "“\(name)” không phải UTF-8; có lẽ là bảng mã \(legacy.name). Mở tệp rồi lưu lại bằng UTF-8, hoặc \(remedy.vi)",
        "“\(name)” is not UTF-8; it seems to be \(legacy.name). Save it as UTF-8, or \(remedy.en)")
}

private func tooLong(_ path: String, _ limit: Int) -> Trouble {
    .cannot(
        "“\(printable(path))” dài quá \(limit >> 20) MiB, không phải văn bản của một cơ quan.",
        "“\(printable(path))” is longer than \(limit >> 20) MiB: not an office's document.")
}

private func oldFont(_ path: String, _ font: LegacyEncoding) -> Trouble {
    .cannot(
        "“\(printable(path))” gõ bằng phông chữ cũ (\(font.name), như .VnTime hay VNI-Times), chữ lấy ra không đọc được. Chuyển văn bản sang Unicode (UniKey: Ctrl+Shift+F6) rồi đọc lại.",
        "“\(printable(path))” is typed in an old font (\(font.name), as .VnTime or VNI-Times) and its letters cannot be read. Convert the document to Unicode (UniKey: Ctrl+Shift+F6), then read it again."
    )
}

private func noText(_ path: String) -> Trouble {
    .cannot(
        "“\(printable(path))” không có chữ nào. Nếu là PDF quét ảnh, cần nhận dạng chữ trước: ocrmypdf -l vie VĂN-BẢN.pdf ra.pdf",
        "“\(printable(path))” holds no text. If it is a scanned PDF, it has to be recognised first: ocrmypdf -l vie DOCUMENT.pdf out.pdf"
    )
}

func notText(_ path: String, _ format: DocumentFormat) -> Trouble {
    let install = format.program.map { (" (apt install \($0.package))", " (apt install \($0.package))") } ?? ("", "")
    return .cannot(
        "“\(printable(path))” là \(format.name.vi), không phải chữ thuần. Hãy chuyển trước: \(format.remedy(path))\(install.0)",
        "“\(printable(path))” is \(format.name.en), not plain text. Convert it first: \(format.remedy(path))\(install.1)"
    )
}

/// A path as a shell takes it, shown on one line.
func shellWord(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy { byte in
        0x61...0x7A ~= byte || 0x41...0x5A ~= byte || 0x30...0x39 ~= byte || "-_./".utf8.contains(byte) || byte >= 0x80
    }
    return isPlain ? printable(path) : "'" + printable(path).replacing("'", with: "'\\''") + "'"
}
