import Foundation
import Glibc
import Testing

@testable import Daemon

@Suite struct FolderWatcherTests {
    let root: String
    let site: String

    init() throws {
        root = NSTemporaryDirectory() + "dondoc-watch-" + UUID().uuidString
        site = root + "/site"
        try FileManager.default.createDirectory(atPath: site + "/rules", withIntermediateDirectories: true)
    }

    private func watcher() throws -> FolderWatcher {
        let watcher = try FolderWatcher()
        watcher.watch([
            .init(folder: site, names: ["dondoc.yaml"]), .init(folder: site + "/rules", names: nil),
            .init(folder: site + "/programmes", names: nil),
        ])
        return watcher
    }

    private func write(_ name: String, _ text: String = "x") throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: site + "/" + name))
    }

    @Test func seesWhatMatters() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let watcher = try watcher()
        #expect(watcher.takeEvents() == .none)
        try write("notes.txt")
        try write("rules/.a.rules.swp")
        #expect(watcher.takeEvents() == .none)
        try write("dondoc.yaml")
        #expect(watcher.takeEvents() == .some)
        try write("rules/a.rules")
        #expect(watcher.takeEvents() == .some)
        rename(site + "/rules/a.rules", site + "/rules/b.rules")
        #expect(watcher.takeEvents() == .some)
        unlink(site + "/rules/b.rules")
        #expect(watcher.takeEvents() == .some)
        symlink("/dev/null", site + "/rules/c.rules")
        #expect(watcher.takeEvents() == .some)
        #expect(watcher.takeEvents() == .none)
    }

    @Test func waitsForAFileToBeClosed() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let watcher = try watcher()
        let file = open(site + "/rules/a.rules", O_WRONLY | O_CREAT, 0o644)
        #expect(watcher.takeEvents() == .none)
        #expect(watcher.filesBeingWritten() == [site + "/rules/a.rules"])
        _ = Glibc.write(file, "x", 1)
        #expect(watcher.takeEvents() == .none)
        close(file)
        #expect(watcher.takeEvents() == .some)
        #expect(watcher.filesBeingWritten().isEmpty && watcher.endOfPatience == nil)
    }

    @Test func doesNotWaitForEverForAFileToBeClosed() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let watcher = try watcher()
        let file = open(site + "/rules/a.rules", O_WRONLY | O_CREAT, 0o644)
        defer { close(file) }
        #expect(watcher.takeEvents() == .none)
        // Folders that come meanwhile do not make it forget.
        mkdir(site + "/programmes", 0o755)
        #expect(watcher.takeEvents() == .some)
        let end = try #require(watcher.endOfPatience)
        #expect(end > .now() + .seconds(30))
        #expect(watcher.filesBeingWritten(at: end - 0.001) == [site + "/rules/a.rules"])
        #expect(watcher.filesBeingWritten(at: end).isEmpty && watcher.endOfPatience == nil)
    }

    @Test func followsFoldersThatComeAndAreReplaced() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let watcher = try watcher()
        mkdir(site + "/programmes", 0o755)
        #expect(watcher.takeEvents() == .some)
        try write("programmes/a.yaml")
        #expect(watcher.takeEvents() == .some)

        rename(site, root + "/old")
        #expect(watcher.takeEvents() == .some)
        try FileManager.default.createDirectory(atPath: site + "/rules", withIntermediateDirectories: true)
        #expect(watcher.takeEvents() == .some)
        try write("rules/a.rules")
        #expect(watcher.takeEvents() == .some)
        #expect(watcher.takeEvents() == .none)
    }

    @Test func meetsASiteThatIsNotThereYet() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        try FileManager.default.removeItem(atPath: root)
        let watcher = try watcher()
        for folder in [root, site, site + "/rules"] {
            mkdir(folder, 0o755)
            #expect(watcher.takeEvents() == .some)
        }
        try write("rules/a.rules")
        #expect(watcher.takeEvents() == .some)
    }

    @Test func takesABurstAtOnce() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let watcher = try watcher()
        for n in 0..<1000 { try write("rules/\(n).rules") }
        #expect(watcher.takeEvents() == .some)
        #expect(watcher.takeEvents() == .none)
        #expect(watcher.filesBeingWritten().isEmpty && watcher.endOfPatience == nil)
    }
}
