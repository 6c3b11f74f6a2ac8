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
}

/// The files of a site, over those of the vendor: one of the same name takes the vendor's place, and a link to /dev/null
/// removes it.
struct SiteFolder {
    let site: String
    let vendor: String?
    /// Files that somebody is writing.
    let unfinished: Set<String>
    private(set) var reports: [FileReport] = []

    static let mostFiles = 20_000

    init(site: String, vendor: String?, unfinished: Set<String> = []) {
        self.site = site
        self.vendor = vendor
        self.unfinished = unfinished
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
            guard exists(real) else { continue }
            return FoundFile(
                path: shown + name, realPath: real, name: name, kind: kind, isMasked: isMask(real),
                isBeingWritten: unfinished.contains(real))
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
        case .success(let entries): all = entries
        case .failure(.missing): return []
        case .failure(let trouble):
            trouble.report(to: &report)
            return known().filter { $0.realPath.hasPrefix(place) }.map {
                Entry(name: String($0.realPath.dropFirst(place.count)), file: $0)
            }.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        }
        var found: [Entry] = []
        found.reserveCapacity(all.count)
        for entry in all {
            let name = entry.name
            guard let ending = endings.first(where: { name.hasSuffix($0) }), !name.hasPrefix("."),
                name.utf8.count > ending.utf8.count
            else {
                noticeStranger(name, shown + folder, endings)
                continue
            }
            guard others + found.count < SiteFolder.mostFiles else {
                report.add(
                    "S113", at: nil,
                    Wording(
                        vi: "thư mục có quá \(SiteFolder.mostFiles) tệp",
                        en: "the folder has more than \(SiteFolder.mostFiles) files"),
                    help: Wording(vi: "gộp bớt tệp lại", en: "join some of them"))
                break
            }
            let real = place + name
            found.append(
                Entry(
                    name: name,
                    file: FoundFile(
                        path: shown + folder + "/" + name, realPath: real,
                        name: String(decoding: name.utf8.dropLast(ending.utf8.count), as: UTF8.self), kind: kind,
                        isMasked: entry.mayBeLink && isMask(real),
                        isBeingWritten: !unfinished.isEmpty && unfinished.contains(real))))
        }
        return found
    }

    /// A file that looks as if it were meant to be read.
    private mutating func noticeStranger(_ name: String, _ folder: String, _ endings: [String]) {
        let ending = name.lastIndex(of: ".").map { fold(String(name[name.index(after: $0)...])) } ?? ""
        let lookAlikes = ["yml", "yaml", "csv", "tsv", "rule", "rules", "txt", "xls", "xlsx", "ods", "mustache"]
        guard !name.hasPrefix("."), lookAlikes.contains(ending), !fold(name).hasPrefix("readme") else { return }
        var report = FileReport(path: folder + "/" + name)
        let wanted = endings.joined(separator: ", ")
        report.add(
            "S007", .warning, at: nil,
            Wording(vi: "tệp này không được đọc vì đuôi tên", en: "this file is not read, because of its ending"),
            help: Wording(vi: "trong thư mục này chỉ đọc các tệp \(wanted)", en: "in this folder \(wanted) are read"))
        reports.append(report)
    }
}
