import Foundation
import Glibc
import Testing

@testable import Daemon

/// Files that are reached by links are watched where they lie, and at every link on the way.
struct LinkedFileTests {
    private func make() throws -> (root: String, watcher: FolderWatcher) {
        let root = NSTemporaryDirectory() + "dondoc-links-" + UUID().uuidString
        for folder in ["site/programmes/..2021_01", "site/programmes/..2021_02", "elsewhere"] {
            try FileManager.default.createDirectory(atPath: root + "/" + folder, withIntermediateDirectories: true)
        }
        return (root, try FolderWatcher())
    }

    private func write(_ path: String, _ text: String = "x") throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    @Test func aFileElsewhere() throws {
        let (root, watcher) = try make()
        defer { try? FileManager.default.removeItem(atPath: root) }
        try write(root + "/elsewhere/x.yaml")
        let link = root + "/site/programmes/01.yaml"
        symlink("../../elsewhere/x.yaml", link)
        let subjects = linkSubjects(of: link)
        #expect(subjects.contains(.init(folder: root + "/elsewhere", names: ["x.yaml"])))
        #expect(subjects.contains(.init(folder: root + "/site/programmes", names: ["01.yaml"])))
        watcher.watch([.init(folder: root + "/site/programmes", names: nil)] + subjects)
        _ = watcher.takeEvents()
        try write(root + "/elsewhere/other.yaml")
        #expect(watcher.takeEvents() == .none)
        try write(root + "/elsewhere/x.yaml", "y")
        #expect(watcher.takeEvents() == .some)
    }

    /// As Kubernetes mounts a ConfigMap: the files lead through `..data`, which is put in another's place.
    @Test func aConfigMap() throws {
        let (root, watcher) = try make()
        defer { try? FileManager.default.removeItem(atPath: root) }
        let folder = root + "/site/programmes"
        for version in ["..2021_01", "..2021_02"] { try write(folder + "/\(version)/01.yaml", version) }
        symlink("..2021_01", folder + "/..data")
        symlink("..data/01.yaml", folder + "/01.yaml")
        watcher.watch([.init(folder: folder, names: nil)] + linkSubjects(of: folder + "/01.yaml"))
        _ = watcher.takeEvents()
        symlink("..2021_02", folder + "/..data_tmp")
        #expect(watcher.takeEvents() == .none)
        rename(folder + "/..data_tmp", folder + "/..data")
        #expect(watcher.takeEvents() == .some)
    }

    @Test func linksInACircleEnd() throws {
        let (root, _) = try make()
        defer { try? FileManager.default.removeItem(atPath: root) }
        symlink("b", root + "/a")
        symlink("a", root + "/b")
        #expect(linkSubjects(of: root + "/a").count <= 41)
    }
}
