import Diagnostics

/// More than a document of an office has: two thousand pages.
private let mostBytes = 16 << 20

/// The text of a document; of a file that is none, what makes one of it.
func readDocument(_ path: String) throws -> String {
    let bytes = try readFile(path == "-" ? "/dev/stdin" : path, atMost: mostBytes)
    let name = printable(path)
    guard bytes.count <= mostBytes else {
        throw Trouble.cannot(
            "“\(name)” dài quá \(mostBytes >> 20) MiB, không phải văn bản của một cơ quan.",
            "“\(name)” is longer than \(mostBytes >> 20) MiB: not an office's document.")
    }
    if let format = DocumentFormat(bytes) {
        throw Trouble.cannot(
            "“\(name)” là \(format.name.vi), không phải chữ thuần. Hãy chuyển trước: \(format.remedy(path))",
            "“\(name)” is \(format.name.en), not plain text. Convert it first: \(format.remedy(path))")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
        throw Trouble.cannot(
            "“\(name)” không phải UTF-8 (có lẽ là bảng mã cũ như TCVN3 hay Windows-1258). Mở tệp rồi lưu lại bằng UTF-8, hoặc: iconv -f WINDOWS-1258 -t UTF-8 \(shellWord(path)) > van-ban.txt",
            "“\(name)” is not UTF-8 (perhaps an old encoding such as TCVN3 or Windows-1258). Save it as UTF-8, or: iconv -f WINDOWS-1258 -t UTF-8 \(shellWord(path)) > document.txt"
        )
    }
    guard text.contains(where: \.isLetter) else {
        throw Trouble.cannot(
            "“\(name)” không có chữ nào. Nếu làm từ PDF quét ảnh, cần nhận dạng chữ trước: ocrmypdf -l vie VĂN-BẢN.pdf ra.pdf",
            "“\(name)” holds no text. If it comes from a scanned PDF, it has to be recognised first: ocrmypdf -l vie DOCUMENT.pdf out.pdf"
        )
    }
    return text
}

/// What is no plain text, by its first bytes.
private enum DocumentFormat {
    case wordOrOpenDocument, pdf, oldWord, richText, html, utf16, binary

    init?(_ bytes: [UInt8]) {
        func begins(_ signature: [UInt8]) -> Bool { bytes.starts(with: signature) }
        if begins([0x50, 0x4B, 0x03, 0x04]) {
            self = .wordOrOpenDocument
        } else if begins(Array("%PDF-".utf8)) {
            self = .pdf
        } else if begins([0xD0, 0xCF, 0x11, 0xE0]) {
            self = .oldWord
        } else if begins(Array("{\\rtf".utf8)) {
            self = .richText
        } else if begins([0xFF, 0xFE]) || begins([0xFE, 0xFF]) {
            self = .utf16
        } else if bytes.contains(0) {
            self = .binary
        } else if String(decoding: bytes.prefix(200), as: UTF8.self).lowercased().contains(/<(!doctype html|html)/) {
            self = .html
        } else {
            return nil
        }
    }

    var name: Wording {
        switch self {
        case .wordOrOpenDocument: Wording(vi: "tệp Word hoặc OpenDocument", en: "a Word or OpenDocument file")
        case .pdf: Wording(vi: "tệp PDF", en: "a PDF")
        case .oldWord: Wording(vi: "tệp Word đời cũ (.doc)", en: "an old Word file (.doc)")
        case .richText: Wording(vi: "tệp RTF", en: "an RTF file")
        case .html: Wording(vi: "trang HTML", en: "an HTML page")
        case .utf16: Wording(vi: "tệp UTF-16", en: "a UTF-16 file")
        case .binary: Wording(vi: "tệp nhị phân", en: "a binary file")
        }
    }

    /// A command of Debian, which has the package of the same name, poppler-utils for the PDF.
    func remedy(_ path: String) -> String {
        let file = shellWord(path == "-" ? "FILE" : path)
        let type = path.split(separator: ".").last.map(String.init) ?? ""
        switch self {
        case .wordOrOpenDocument:
            return "pandoc -f \(type == "odt" ? "odt" : "docx") -t plain --wrap=none \(file) -o van-ban.txt"
        case .pdf: return "pdftotext -layout \(file) van-ban.txt (poppler-utils)"
        case .oldWord: return "soffice --headless --convert-to txt:Text:UTF8 \(file) (libreoffice-writer)"
        case .richText: return "pandoc -f rtf -t plain --wrap=none \(file) -o van-ban.txt"
        case .html: return "pandoc -f html -t plain --wrap=none \(file) -o van-ban.txt"
        case .utf16: return "iconv -f UTF-16 -t UTF-8 \(file) > van-ban.txt"
        case .binary: return "pandoc -t plain --wrap=none \(file) -o van-ban.txt"
        }
    }
}

/// A path as a shell takes it, shown on one line.
private func shellWord(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy { byte in
        0x61...0x7A ~= byte || 0x41...0x5A ~= byte || 0x30...0x39 ~= byte || "-_./".utf8.contains(byte) || byte >= 0x80
    }
    return isPlain ? printable(path) : "'" + printable(path).replacing("'", with: "'\\''") + "'"
}
