import Foundation
import TestKit
import Testing

@testable import Delivery

/// The spool on a real disk, and what can be done to its folders.
@Suite struct SystemSpoolTests {
    let folder: TemporaryFolder
    let spool: SystemSpool
    private let files = FileManager.default

    init() throws {
        folder = try TemporaryFolder()
        spool = SystemSpool(at: folder.path("spool/"))
    }

    private func names(_ path: String) -> [String] {
        (try? files.contentsOfDirectory(atPath: folder.path(path)))?.sorted() ?? []
    }

    private func send(_ name: String, to body: String) throws -> Bool {
        try spool.open()
        try spool.stage(Array("Subject: \(name)\n\n".utf8), as: name)
        try spool.syncStaged()
        let done = try spool.publish(name, to: body)
        try spool.syncPublished()
        return done
    }

    @Test func aMessageGoesThroughStagingIntoNew() throws {
        #expect(try send("1.a.h", to: "ban-dan-van"))
        #expect(names("spool") == ["ban-dan-van", "staging"])
        #expect(names("spool/ban-dan-van") == ["cur", "new", "tmp"])
        #expect(names("spool/ban-dan-van/new") == ["1.a.h"] && names("spool/staging").isEmpty)
        #expect(files.contents(atPath: folder.path("spool/ban-dan-van/new/1.a.h")) == Data("Subject: 1.a.h\n\n".utf8))
        func mode(_ path: String) throws -> Int? {
            try files.attributesOfItem(atPath: folder.path(path))[.posixPermissions] as? Int
        }
        #expect(try mode("spool/ban-dan-van/new/1.a.h") == 0o640)
        #expect(try mode("spool/ban-dan-van/new") == 0o750)
        #expect(try !spool.publish("1.a.h", to: "ban-dan-van"))
    }

    @Test func manyMessagesShareTheirSyncs() throws {
        try spool.open()
        for n in 0..<40 { try spool.stage([UInt8(n)], as: "\(n)") }
        try spool.syncStaged()
        #expect(try spool.staged().count == 40)
        for n in 0..<40 { #expect(try spool.publish("\(n)", to: "b\(n % 20)")) }
        try spool.syncPublished()
        #expect(try spool.staged() == [] && names("spool").count == 21)
    }

    @Test func whatWasStagedBeforeIsReplaced() throws {
        try spool.open()
        try spool.stage(Array("long long".utf8), as: "x")
        try spool.stage(Array("short".utf8), as: "x")
        #expect(files.contents(atPath: folder.path("spool/staging/x")) == Data("short".utf8))
        try spool.removeStaged("x")
        try spool.removeStaged("x")
    }

    @Test(arguments: ["../x", "a/b", "", ".", "..", "A", "é", String(repeating: "a", count: 65)])
    func anIdThatLeadsElsewhereIsRefused(id: String) throws {
        try spool.open()
        try spool.stage([1], as: "x")
        #expect(throws: DeliveryError.self) { try spool.publish("x", to: id) }
        #expect(names("") == ["spool"] && names("spool") == ["staging"])
    }

    /// A folder of the spool that is a file, or a link elsewhere, is not followed and not mended.
    @Test(arguments: ["spool", "spool/staging", "spool/b", "spool/b/new"], [true, false])
    func aFolderThatIsNotOne(place: String, isLink: Bool) throws {
        #expect(try send("1", to: "b"))
        try files.createDirectory(atPath: folder.path("elsewhere/new"), withIntermediateDirectories: true)
        try files.createDirectory(atPath: folder.path("elsewhere/staging"), withIntermediateDirectories: true)
        let kept = folder.path("kept")
        try files.moveItem(atPath: folder.path(place), toPath: kept)
        if isLink {
            try files.createSymbolicLink(atPath: folder.path(place), withDestinationPath: folder.path("elsewhere"))
        } else {
            try Data().write(to: URL(fileURLWithPath: folder.path(place)))
        }
        let error = #expect(throws: DeliveryError.self) { try send("2", to: "b") }
        guard case .folder = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(names("elsewhere") == ["new", "staging"] && names("elsewhere/new").isEmpty)
        #expect(names("elsewhere/staging").isEmpty)
        try files.removeItem(atPath: folder.path(place))
        try files.moveItem(atPath: kept, toPath: folder.path(place))
        #expect(try send("3", to: "b"))
        #expect(names("spool/b/new").contains("3"))
    }

    @Test func aSpoolThatVanishedIsMadeAgain() throws {
        #expect(try send("1", to: "b"))
        try files.removeItem(atPath: folder.path("spool"))
        #expect(try send("2", to: "b"))
        #expect(names("spool/b/new") == ["2"])
    }

    @Test func aBodysFolderThatVanishedIsMadeAgain() throws {
        try spool.open()
        try spool.stage([1], as: "1")
        try spool.stage([2], as: "2")
        #expect(try spool.publish("1", to: "b"))
        try files.removeItem(atPath: folder.path("spool/b"))
        #expect(throws: DeliveryError.self) { try spool.publish("2", to: "b") }
        #expect(try spool.publish("2", to: "b"))
        #expect(names("spool/b/new") == ["2"])
    }

    /// A disk of a few pages, and one that is read-only: needs a mount, so root.
    @Test(.enabled(if: geteuid() == 0 && canMount()))
    func aFullAndAReadOnlyDisk() throws {
        try files.createDirectory(atPath: folder.path("spool"), withIntermediateDirectories: false)
        guard try run("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.path("spool")]).status == 0 else {
            return
        }
        defer { _ = try? run("umount", ["-l", folder.path("spool")]) }
        try spool.open()
        var error: DeliveryError?
        for n in 0..<40 {
            do throws(DeliveryError) {
                try spool.stage(Array(repeating: 65, count: 4096), as: "\(n)")
            } catch let failure {
                error = failure
                break
            }
        }
        guard case .diskFull = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        for name in try spool.staged() { try spool.removeStaged(name) }
        #expect(try send("later", to: "b"))
        #expect(try run("mount", ["-o", "remount,ro", folder.path("spool")]).status == 0)
        let refused = #expect(throws: DeliveryError.self) { try send("2", to: "b") }
        guard case .readOnly = refused else {
            Issue.record("\(String(describing: refused))")
            return
        }
    }
}

private func canMount() -> Bool {
    (try? run("unshare", ["--mount", "true"]).status == 0) ?? false
}
