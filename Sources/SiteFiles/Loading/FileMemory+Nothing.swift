import Diagnostics
import Programmes
import RuleLanguage

// What a file is that gives nothing, or that a link out of the site led to.

extension FoundFile {
    /// Whether a link led out of the site: its own, or that of a folder above it.
    /// - Parameters:
    ///   - place: where it really lies.
    ///   - roots: see ``SiteFolder/roots``.
    func isOutside(_ place: String?, _ roots: [String]) -> Bool {
        guard let place, !isVendors else { return false }
        return !roots.contains { place.hasPrefix($0 + "/") }
    }
}

extension FileContent {
    /// Whether it says nothing: no tasks, no rules, no bodies.
    var isNothing: Bool {
        switch self {
        case .settings: false
        case .bodies(let directory): directory.count == 0
        case .programme(let read): read.programme?.tasks.isEmpty ?? true
        case .rules(let file): file.items.isEmpty
        case .calendar(let exceptions): exceptions.isEmpty
        case .template(let text): text.utf8.allSatisfy(isBlank)
        }
    }
}

/// Whether a programme's file has nothing but blank lines and remarks, those with a key's value in a CSV among them.
private func isRemarksAlone(_ bytes: [UInt8]) -> Bool {
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    var isAtStart = true
    for byte in bytes[(hasMark ? 3 : 0)...] {
        switch byte {
        case 0x0A, 0x0D: isAtStart = true
        case 0x20, 0x09: break
        case 0x23: isAtStart = false
        default: if isAtStart { return false }
        }
    }
    return true
}

extension FileMemory.Parts {
    /// Tells of a file that gives nothing. One that gave something before was half written when it was read, or emptied by
    /// a slip: its last good version stays, for removing a file is how one removes it (duties.md, "Extensions and edits").
    /// - Parameter bytes: of the file.
    mutating func tellNothing(_ bytes: [UInt8]) {
        let isBlankSettings = file.kind == .settings && bytes.allSatisfy(isBlank)
        // That a header or a key is missing needs not be said beside.
        if file.kind == .programme, isRemarksAlone(bytes) {
            report = FileReport(path: file.path)
            content = nil
        }
        guard !report.hasErrors, isBlankSettings || content?.isNothing ?? true else { return }
        if let good, isBlankSettings ? !good.digest.isEmpty : !good.content.isNothing {
            report.add(
                "S011", at: nil,
                Wording(
                    vi: "tệp này trước có nội dung, nay không còn gì: bản tốt gần nhất vẫn có hiệu lực",
                    en: "this file held something and now holds nothing: its last good version stays in force"),
                help: Wording(
                    vi: "viết lại nội dung; muốn bỏ hẳn thì xóa tệp",
                    en: "put its contents back; to do without it, remove the file"))
        } else {
            report.add(
                "S012", .warning, at: nil,
                Wording(vi: "tệp này không có nội dung gì", en: "this file says nothing"),
                help: Wording(vi: "viết nội dung, hoặc xóa tệp", en: "write something into it, or remove it"))
        }
    }

    /// What a link out of the site leads to is read only where it checks; else not a word of it is shown, for it may be a
    /// file that whoever made the link may not read. A template is never read so: any text would do for one.
    mutating func tellOutside() {
        let isRefused = report.hasErrors || content == nil || file.kind == .template
        report = FileReport(path: file.path)
        guard isRefused else {
            return report.add(
                "S009", .warning, at: nil,
                Wording(
                    vi: "liên kết dẫn ra ngoài thư mục của hệ thống; lỗi trong tệp đó, nếu có, không được nêu ở đây",
                    en: "the link leads out of the site; what may be wrong with that file is not shown here"),
                help: Wording(vi: "đặt tệp vào thư mục của hệ thống", en: "put the file into the site"))
        }
        content = nil
        report.add(
            "S009", at: nil,
            Wording(
                vi: "liên kết dẫn ra ngoài thư mục của hệ thống, đến một tệp không dùng được; nội dung không nêu ở đây",
                en: "the link leads out of the site, to a file that cannot be used; nothing of it is shown"),
            help: Wording(
                vi: "đặt tệp vào thư mục của hệ thống, rồi kiểm tra lại",
                en: "put the file into the site, and check again"))
    }
}
