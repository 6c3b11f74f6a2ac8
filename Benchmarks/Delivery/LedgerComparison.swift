import Dates
import Dispatch
import Foundation
import Ledger
import LedgerFloor
import Planning
import TestKit

/// Mornings and reports in a ledger of SQLite's, in one of PostgreSQL's whose standby has each commit on its disk, and by
/// bare libpq in a third database of the same server: the same rows, one after the other in the same run.
///
/// The ledger alone: files and journal, which cost all of them the same, would only bring them closer together.
final class LedgerComparison {
    private let server: PostgresServer
    private let standby: FileHandle
    private let file: any LedgerStore
    private let shared: any LedgerStore
    private let floor: OpaquePointer
    private var mornings = Figures()
    private var reports = Figures()

    /// Milliseconds each.
    private struct Figures {
        var file: [Double] = []
        var shared: [Double] = []
        var floor: [Double] = []
        var rows = 0
    }

    init(in folder: String) throws {
        server = try PostgresServer(in: folder)
        try server.set("synchronous_standby_names", to: "*")
        standby = try server.startStandby()
        let (own, bare) = (try server.makeDatabase(), try server.makeDatabase())
        func place(_ name: String, _ target: String?) throws -> LedgerPlace {
            let state = folder + "/" + name
            try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
            return LedgerPlace(
                folder: state, database: target.map { .init(target: $0, acceptsOneDisk: false, host: name) })
        }
        file = try place("file", nil).openToWrite(witness: nil)
        shared = try place("shared", own).openToWrite(witness: nil)
        // Whoever makes the tables leads; the floor takes the lead from it.
        try place("floor", bare).openToWrite(witness: nil).close()
        guard let floor = ledger_floor_open(own, bare) else { exit(1) }
        self.floor = floor
    }

    /// - Parameter isCounted: the first prepares its statements, and fills caches.
    func play(_ entry: LedgerEntry, isCounted: Bool) throws {
        try measure(\.mornings, isCounted) { _ = try $0.commit(entry) }
    }

    /// Hundreds, for one waits for little more than the disks.
    func play(reports count: Int, at now: Instant) throws {
        for i in 0..<count {
            let report = Report(
                at: now, kind: .done, programme: "1-KH-TU", task: "1.\(i)", by: "Văn phòng Tỉnh ủy", uid: 1000)
            try measure(\.reports, i > 0) { try $0.append(report, request: "yeu-cau-\(i)") }
        }
    }

    private func measure(
        _ figures: ReferenceWritableKeyPath<LedgerComparison, Figures>, _ isCounted: Bool,
        _ append: (any LedgerStore) throws -> Void
    ) throws {
        let inFile = try milliseconds { try append(file) }
        let inShared = try milliseconds { try append(shared) }
        let rows = ledger_floor_load(floor)
        let bare = rows < 0 ? -1 : ledger_floor_append(floor) * 1000
        guard bare >= 0 else { exit(1) }
        guard isCounted else { return }
        self[keyPath: figures].rows = rows
        self[keyPath: figures].file.append(inFile)
        self[keyPath: figures].shared.append(inShared)
        self[keyPath: figures].floor.append(bare)
    }

    private func milliseconds(_ body: () throws -> Void) rethrows -> Double {
        let begin = DispatchTime.now()
        try body()
        return Double(DispatchTime.now().uptimeNanoseconds - begin.uptimeNanoseconds) / 1e6
    }

    /// Name, rows, milliseconds in PostgreSQL, in SQLite, and by libpq; how fast PostgreSQL's is beside libpq.
    func report() {
        func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
        for (name, figures) in [("morning", mornings), ("report", reports)] {
            let ratio = median(zip(figures.floor, figures.shared).map { $0 / $1 })
            let times = [figures.shared, figures.file, figures.floor].map { String(format: "%.2f", median($0)) }
            print(([name, "\(figures.rows)"] + times + [String(format: "%.2f", ratio)]).joined(separator: "\t"))
        }
    }
}
