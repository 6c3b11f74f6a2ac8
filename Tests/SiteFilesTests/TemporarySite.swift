import Diagnostics
import Foundation
import SiteFiles

/// A site in a scratch folder, gone when the test is.
final class TemporarySite {
    let path: String

    init(_ files: [String: String] = [:]) {
        path = FileManager.default.temporaryDirectory.path + "/dondoc-site-\(UUID().uuidString)"
        make("")
        for (name, text) in files { write(name, text) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) { write(name, bytes: Array(text.utf8)) }

    func write(_ name: String, bytes: [UInt8]) {
        make((name as NSString).deletingLastPathComponent)
        _ = FileManager.default.createFile(atPath: path + "/" + name, contents: Data(bytes))
    }

    func link(_ name: String, to target: String) throws {
        make((name as NSString).deletingLastPathComponent)
        try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path + "/" + name) }

    func move(_ name: String, to other: String) throws {
        try FileManager.default.moveItem(atPath: path + "/" + name, toPath: path + "/" + other)
    }

    func load(vendor: TemporarySite? = nil, previous: LoadedSite? = nil) -> LoadedSite {
        loadSite(at: path, vendor: vendor?.path, previous: previous)
    }

    private func make(_ folder: String) {
        try? FileManager.default.createDirectory(atPath: path + "/" + folder, withIntermediateDirectories: true)
    }

    static let bodies = """
        bodies:
          - id: ban-thuong-vu
            name: Ban Thường vụ Tỉnh ủy
          - id: ban-dan-van
            name: Ban Dân vận Tỉnh ủy
            aliases: [BDV]
            parent: ban-thuong-vu
          - id: ban-to-chuc
            name: Ban Tổ chức Tỉnh ủy
            parent: ban-thuong-vu

        """
    static let programme = """
        programme: 01-KH-TU
        title: Kế hoạch
        issued: 2021-10-01
        tasks:
          - id: "1.1"
            title: Quán triệt
            lead: [ban-dan-van]
            deadline: Trong quý IV/2021
          - id: "1.2"
            title: Tuyên truyền
            lead: [ban-to-chuc]
            deadline: Thường xuyên

        """

    static func plain() -> TemporarySite {
        TemporarySite(["bodies.yaml": bodies, "programmes/a.yaml": programme])
    }
}

extension LoadedSite {
    var codes: [String] { diagnostics.map(\.code) }
    var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }

    func rendered(_ language: Language) -> String {
        renderDiagnostics(diagnostics, sources: Array(sources.values), language: language)
    }

    func status(_ path: String) -> FileStatus? { files.first { $0.path == path } }
}

/// The folder of the tests' module, and of the package.
enum Folder {
    static let tests = URL(filePath: #filePath).deletingLastPathComponent().path
    static let package = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path
}
