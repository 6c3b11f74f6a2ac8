import Diagnostics
import Foundation
import GRDB
import Ledger
import TestKit
import Testing

/// A damaged ledger is refused, named, and left as it is.
@Suite struct DamageTests {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("ledger.db")
        let ledger = try filledLedger(in: folder.path)
        ledger.close()
    }

    private func expectDamage() throws {
        let before = try? Data(contentsOf: URL(fileURLWithPath: path))
        let error = #expect(throws: LedgerError.self) { try Ledger(in: folder.path, access: .write) }
        guard case .damaged = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.wording.vi.contains("bản sao lưu") == true)
        #expect((try? Data(contentsOf: URL(fileURLWithPath: path))) == before)
    }

    @Test func anEmptiedFile() throws {
        try Data().write(to: URL(fileURLWithPath: path))
        try expectDamage()
    }

    @Test func aFileOfSomethingElse() throws {
        try Data(repeating: 0x41, count: 8192).write(to: URL(fileURLWithPath: path))
        try expectDamage()
    }

    @Test func anotherDatabase() throws {
        try FileManager.default.removeItem(atPath: path)
        try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE x (y)") }
        try expectDamage()
    }

    @Test func aCutFile() throws {
        let handle = try #require(FileHandle(forUpdatingAtPath: path))
        try handle.truncate(atOffset: 4096 * 5 + 100)
        try handle.close()
        try expectDamage()
    }

    @Test(arguments: 1...8)
    func aPageOfRubbish(page: UInt64) throws {
        let handle = try #require(FileHandle(forUpdatingAtPath: path))
        try handle.seek(toOffset: page * 4096)
        try handle.write(contentsOf: Data((0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 31) }))
        try handle.close()
        try expectDamage()
    }

    @Test func aMissingFileWithItsLogLeftBehind() throws {
        try FileManager.default.removeItem(atPath: path)
        try Data([1]).write(to: URL(fileURLWithPath: path + "-wal"))
        try expectDamage()
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func aBeginningThatWasCutOffIsMadeAnew() throws {
        for suffix in ["", "-wal", "-shm"] { try FileManager.default.removeItem(atPath: path + suffix) }
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: path + ".new"))
        let ledger = try Ledger(in: folder.path, access: .write)
        #expect(try ledger.verify().rows == 0)
        #expect(!FileManager.default.fileExists(atPath: path + ".new"))
    }
}
