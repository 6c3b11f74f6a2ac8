import Diagnostics

/// A file of the site or of the vendor's defaults.
struct FoundFile: Hashable, Sendable {
    /// As shown to people: within the site relative to it.
    let path: String
    let realPath: String
    /// Without the ending.
    let name: String
    let kind: FileStatus.Kind
    let isMasked: Bool
    /// Somebody has begun to write it and not done.
    var isBeingWritten = false
    /// It is reached by a link.
    var isLink = false
    /// It is the vendor's, whose files are root's.
    var isVendors = false
    /// An editor has it open: this text counts, and not the file's.
    var unsaved: [UInt8]?
}

/// The files of a site, over those of the vendor: one of the same name takes the vendor's place, and a link to /dev/null
/// removes it.
struct SiteFolder {
    let site: String
    let vendor: String?
    /// Files that somebody is writing.
    let unfinished: Set<String>
    /// Texts that an editor has not saved, by whole path.
    let unsaved: [String: [UInt8]]
    private(set) var reports: [FileReport] = []
    /// The site's folder and the vendor's, links followed: what lies in neither lies outside.
    let roots: [String]

    init(site: String, vendor: String?, unfinished: Set<String> = [], unsaved: [String: [UInt8]] = [:]) {
        self.site = site
        self.vendor = vendor
        self.unfinished = unfinished
        self.unsaved = unsaved
        roots = [site, vendor].compactMap { $0.flatMap(realPath) }
    }

    /// The limit of a file's size, in bytes.
    static func limit(_ kind: FileStatus.Kind) -> Int {
        switch kind {
        case .programme: 256 << 20
        case .bodies: 64 << 20
        case .settings, .rules, .calendar, .template: 4 << 20
        }
    }

    func single(_ name: String, _ kind: FileStatus.Kind) -> FoundFile? {
        for (folder, shown) in [(site, ""), (vendor ?? "", vendor.map { $0 + "/" } ?? "")] where !folder.isEmpty {
            let real = folder + "/" + name
            let text = unsaved[real]
            guard text != nil || exists(real) else { continue }
            return FoundFile(
                path: shown + name, realPath: real, name: name, kind: kind, isMasked: isMask(real),
                isBeingWritten: unfinished.contains(real), isLink: linkTarget(real) != nil,
                isVendors: !shown.isEmpty, unsaved: text)
        }
        return nil
    }

    /// In order of the files' names.
    /// - Parameter known: what was there before: kept where the folder cannot be read now.
    mutating func list(
        _ folder: String, endings: [String], _ kind: FileStatus.Kind, known: () -> [FoundFile]
    ) -> [FoundFile] {
        let endings = endings.map { "." + $0 }
        var found: [Entry] = []
        if let vendor {
            // Installed the defaults stand in folders named as the site's; in a checkout of dondoc the rules stand in Rules.
            let inCheckout = folder.prefix(1).uppercased() + folder.dropFirst()
            let own = exists(vendor + "/" + folder) ? folder : inCheckout
            found = list(vendor, vendor + "/", own, endings, kind, known, besides: 0)
        }
        let own = list(site, "", folder, endings, kind, known, besides: found.count)
        guard !found.isEmpty else { return own.map(\.file) }
        let names = Set(own.map(\.name))
        found.removeAll { names.contains($0.name) }
        return (found + own).sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }.map(\.file)
    }

    private struct Entry {
        /// With the ending.
        let name: String
        let file: FoundFile
    }

    /// Those of one root, in order of their names.
    /// - Parameters:
    ///   - endings: with the dot.
    ///   - others: how many there are already.
    private mutating func list(
        _ root: String, _ shown: String, _ folder: String, _ endings: [String], _ kind: FileStatus.Kind,
        _ known: () -> [FoundFile], besides others: Int
    ) -> [Entry] {
        var report = FileReport(path: shown + folder)
        defer { if !report.diagnostics.isEmpty { reports.append(report) } }
        let place = root + "/" + folder + "/"
        let all: [FolderEntry]
        switch entries(of: root + "/" + folder) {
        case .success(let entries): all = adding(unsavedIn: place, to: entries)
        case .failure(.missing): all = adding(unsavedIn: place, to: [])
        case .failure(let trouble):
            trouble.report(to: &report)
            return known().filter { $0.realPath.hasPrefix(place) }.map {
                Entry(name: String($0.realPath.dropFirst(place.count)), file: $0)
            }.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        }
        var found: [Entry] = []
        found.reserveCapacity(min(all.count, Bound.files.limit))
        var count = BoundedCount(.files)
        for _ in 0..<others { _ = count.admits(at: Span(0, 0)) }
        for entry in all {
            let name = entry.name
            guard entry.isNameSound else {
                noticeUnsoundName(name, shown + folder)
                continue
            }
            guard let ending = endings.first(where: { name.hasSuffix($0) }), !name.hasPrefix("."),
                name.utf8.count > ending.utf8.count
            else {
                noticeStranger(entry, shown + folder, endings)
                continue
            }
            guard count.admits(at: Span(0, 0)) else { continue }
            let real = place + name
            found.append(
                Entry(
                    name: name,
                    file: FoundFile(
                        path: shown + folder + "/" + name, realPath: real,
                        name: String(decoding: name.utf8.dropLast(ending.utf8.count), as: UTF8.self), kind: kind,
                        isMasked: entry.mayBeLink && isMask(real),
                        isBeingWritten: !unfinished.isEmpty && unfinished.contains(real),
                        isLink: entry.mayBeLink && linkTarget(real) != nil, isVendors: !shown.isEmpty,
                        unsaved: unsaved.isEmpty ? nil : unsaved[real])))
        }
        if count.count > Bound.files.limit { report.addBeyond(.files, count.count, at: nil) }
        return found
    }

    /// With the files that an editor has begun and not saved.
    private func adding(unsavedIn place: String, to entries: [FolderEntry]) -> [FolderEntry] {
        guard !unsaved.isEmpty else { return entries }
        let known = Set(entries.map(\.name))
        let new = unsaved.keys.filter { $0.hasPrefix(place) }.map { String($0.dropFirst(place.count)) }
            .filter { !$0.contains("/") && !known.contains($0) && !$0.unicodeScalars.contains(where: isControl) }
        guard !new.isEmpty else { return entries }
        let all = entries + new.map { FolderEntry(name: $0, isNameSound: true, mayBeLink: false, isFolder: false) }
        return all.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// What lies there and is not read is told; what editors and systems hide or leave behind is not.
    private mutating func noticeStranger(_ entry: FolderEntry, _ folder: String, _ endings: [String]) {
        let name = entry.name
        let leftBehind = ["~", ".bak", ".orig", ".swp", ".dpkg-old", ".dpkg-dist", ".dpkg-new", ".rpmsave", ".rpmnew"]
        guard !name.hasPrefix("."), !fold(name).hasPrefix("readme"), !leftBehind.contains(where: name.hasSuffix)
        else { return }
        var report = FileReport(path: folder + "/" + name)
        let wanted = endings.joined(separator: ", ")
        report.add(
            "S007", .warning, at: nil,
            entry.isFolder
                ? Wording(vi: "thư mục con này không được đọc", en: "this folder within is not read")
                : Wording(
                    vi: "tệp này không được đọc vì đuôi tên", en: "this file is not read, because of its ending"),
            help: Wording(vi: "trong thư mục này chỉ đọc các tệp \(wanted)", en: "in this folder \(wanted) are read"))
        reports.append(report)
    }

    /// - Parameter name: with controls or bytes that are not UTF-8; shown without them.
    private mutating func noticeUnsoundName(_ name: String, _ folder: String) {
        guard !name.hasPrefix(".") else { return }
        var report = FileReport(path: folder)
        let shown = String(String.UnicodeScalarView(name.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }))
        report.add(
            "S008", at: nil,
            Wording(
                vi: "tệp “\(shown)” không được đọc: tên có dấu xuống dòng, ký tự điều khiển hoặc không phải UTF-8",
                en: "the file “\(shown)” is not read: its name has line breaks or other controls, or is not UTF-8"),
            help: Wording(vi: "đổi tên tệp", en: "rename the file"))
        reports.append(report)
    }
}

/// The paths of the vendor's rule files, whether they count or a site's take their place.
public func vendorRules(at vendor: String) -> [String] {
    var folder = SiteFolder(site: "", vendor: vendor)
    return folder.list("rules", endings: ["rules"], .rules) { [] }.map(\.path)
}
