import Diagnostics

/// What a document is, by its first bytes and where they do not tell, by its name.
enum DocumentFormat {
    case word, openText, excel, openSheet, csv, pdf, oldWord, oldExcel, richText, html, envelope, utf16, binary, plain

    init(_ bytes: [UInt8], path: String) {
        func begins(_ signature: [UInt8]) -> Bool { bytes.starts(with: signature) }
        func has(_ text: String) -> Bool { DocumentFormat.contains(bytes.prefix(1 << 16), text) }
        let name = path.lowercased()
        if begins([0x50, 0x4B, 0x03, 0x04]) {
            // A package names its kind near its beginning, or its parts do.
            self =
                has("opendocument.spreadsheet") || name.hasSuffix(".ods")
                ? .openSheet
                : has("opendocument.text") || name.hasSuffix(".odt")
                    ? .openText
                    : DocumentFormat.contains(bytes[...], "xl/workbook") || name.hasSuffix(".xlsx") ? .excel : .word
        } else if begins(Array("%PDF-".utf8)) {
            self = .pdf
        } else if begins([0xD0, 0xCF, 0x11, 0xE0]) {
            self = name.hasSuffix(".xls") ? .oldExcel : .oldWord
        } else if begins(Array("{\\rtf".utf8)) {
            self = .richText
        } else if begins([0xFF, 0xFE]) || begins([0xFE, 0xFF]) {
            self = .utf16
        } else if bytes.contains(0) {
            self = .binary
        } else {
            let head = String(decoding: bytes.prefix(2000), as: UTF8.self).lowercased()
            if head.contains("<"), has("MessageHeader"), has("edXML") {
                self = .envelope
            } else if head.prefix(300).contains("<!doctype html") || head.prefix(300).contains("<html")
                || head.contains("<") && (name.hasSuffix(".html") || name.hasSuffix(".htm"))
            {
                self = .html
            } else {
                self = name.hasSuffix(".csv") ? .csv : .plain
            }
        }
    }

    private static func contains(_ bytes: ArraySlice<UInt8>, _ text: String) -> Bool {
        let wanted = Array(text.utf8)
        guard let first = wanted.first else { return true }
        var rest = bytes
        while let at = rest.firstIndex(of: first) {
            if rest[at...].starts(with: wanted) { return true }
            rest = rest[(at + 1)...]
        }
        return false
    }

    var name: Wording {
        switch self {
        case .word: Wording(vi: "tệp Word", en: "a Word file")
        case .openText: Wording(vi: "tệp OpenDocument", en: "an OpenDocument text")
        case .excel, .oldExcel: Wording(vi: "bảng tính Excel", en: "an Excel sheet")
        case .openSheet: Wording(vi: "bảng tính OpenDocument", en: "an OpenDocument sheet")
        case .csv: Wording(vi: "tệp CSV", en: "a CSV")
        case .pdf: Wording(vi: "tệp PDF", en: "a PDF")
        case .oldWord: Wording(vi: "tệp Word đời cũ (.doc)", en: "an old Word file (.doc)")
        case .richText: Wording(vi: "tệp RTF", en: "an RTF file")
        case .html: Wording(vi: "trang HTML", en: "an HTML page")
        case .envelope: Wording(vi: "gói tin edXML", en: "an edXML envelope")
        case .utf16: Wording(vi: "tệp UTF-16", en: "a UTF-16 file")
        case .binary: Wording(vi: "tệp nhị phân", en: "a binary file")
        case .plain: Wording(vi: "chữ thuần", en: "plain text")
        }
    }

    /// As pandoc names what it reads.
    var pandocName: String? {
        switch self {
        case .word: "docx"
        case .openText: "odt"
        case .richText: "rtf"
        case .html: "html"
        case .excel, .openSheet, .csv, .pdf, .oldWord, .oldExcel, .envelope, .utf16, .binary, .plain: nil
        }
    }

    /// The program that reads it, and its package of Debian; nil where none is needed.
    var program: (name: String, package: String)? {
        switch self {
        case .word, .openText, .richText, .html: ("pandoc", "pandoc")
        case .pdf: ("pdftotext", "poppler-utils")
        case .excel, .openSheet, .oldExcel: ("soffice", "libreoffice-calc-nogui")
        case .oldWord: ("soffice", "libreoffice-writer-nogui")
        case .csv, .envelope, .utf16, .binary, .plain: nil
        }
    }

    /// The command that makes text of it by hand.
    func remedy(_ path: String) -> String {
        let file = shellWord(path == "-" ? "FILE" : path)
        switch self {
        case .word, .openText, .richText, .html:
            return "pandoc -f \(pandocName ?? "docx") -t plain --wrap=none \(file) -o van-ban.txt"
        case .pdf: return "pdftotext -layout \(file) van-ban.txt"
        case .oldWord: return "soffice --headless --convert-to docx \(file)"
        case .excel, .openSheet, .oldExcel:
            return "soffice --headless --convert-to csv:'Text - txt - csv (StarCalc)':44,34,76 \(file)"
        case .utf16: return "iconv -f UTF-16 -t UTF-8 \(file) > van-ban.txt"
        case .csv, .envelope, .plain, .binary: return "pandoc -t plain --wrap=none \(file) -o van-ban.txt"
        }
    }
}
