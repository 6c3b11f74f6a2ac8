import Bytes
import Diagnostics
import Foundation
import Planning
import Programmes
import TestKit
import Testing

@testable import SiteFiles

/// A start with a cache is a start without one, only sooner; and nothing that lies in its place is taken for it.
struct CacheTests {
    /// A site, and the folder of its cache.
    private let site: TemporarySite
    private let surroundings: UInt64
    private var folder: String { site.path + "/cache" }

    init() {
        site = TemporarySite(SharedTextsTests.variants.merging(["bodies.yaml": TemporarySite.bodies]) { $1 })
        site.write(
            "programmes/more.yaml",
            TemporarySite.programme.replacing("deadline: Trong quý IV/2021", with: "deadline: []").replacing(
                "tasks:", with: "completion: each\ncontact: Văn thư; 0255\ntasks:")
                    + """
                      - id: "1.3"
                        title: Chờ
                        lead: [ban-dan-van]
                        deadline: trong 10 ngày
                        after: "1.1"
                      - id: "1.5"
                        title: Nộp
                        lead: [ban-dan-van]
                        deadline: [trước 17 giờ ngày 30/6/2022, trước ngày 15/12 hằng năm]
                      - id: "1.6"
                        title: Gửi
                        lead: [ban-dan-van]
                        deadline: trước ngày 15/6/2022 và trước ngày 15/12/2022
                      - id: "1.4"
                        title: Đếm
                        lead: [ban-dan-van]
                        deadline: 2022
                        event: khởi công
                        target: { metric: đoàn viên, value: 137000, unit: người }
                        completion: each
                        confirm: none
                        officer: { name: Lan, phone: "0912", email: lan@x.vn }
                        was: "9"

                    """)
        let loaded = site.load()
        surroundings = ProgrammeCache.digest(of: loaded.site, loaded.exceptions)
    }

    private func start() -> LoadedSite { loadSite(at: site.path, cache: { _ in folder }) }

    private func files(_ loaded: LoadedSite) -> [FileMemory] {
        loaded.memories.values.filter { $0.file.kind == .programme }
    }

    /// How many files of programmes did not come from the cache.
    private func parsed(_ loaded: LoadedSite) -> Int { files(loaded).count { !$0.isCached } }

    private func written() throws -> [UInt8] {
        var loaded = start()
        loaded.writeCache(in: folder)
        return [UInt8](try Data(contentsOf: URL(filePath: folder + "/programmes")))
    }

    private func replace(_ bytes: [UInt8]) { site.write("cache/programmes", bytes: bytes) }

    /// What these bytes are as a cache.
    private func cache(_ bytes: some Collection<UInt8>, surroundings: UInt64? = nil) -> ProgrammeCache? {
        replace(Array(bytes))
        return ProgrammeCache(at: folder + "/programmes", surroundings: surroundings ?? self.surroundings)
    }

    /// The list of entries of a cache, and where the programmes begin.
    private func parts(_ bytes: [UInt8]) -> (list: Range<Int>, programmes: Int) {
        let magic = ProgrammeCache.magic.count
        let length = bytes.withUnsafeBytes { Int($0.loadUnaligned(fromByteOffset: magic + 4, as: UInt64.self)) }
        let end = magic + 12 + length
        return (magic + 12 + 16..<end, end + 8)
    }

    /// All of the head, and some of the programmes.
    private func places(in bytes: [UInt8]) -> [Int] {
        let programmes = parts(bytes).programmes
        return Array(0..<programmes) + stride(from: programmes, to: bytes.count, by: 23)
    }

    private func expectSame(_ a: LoadedSite, _ b: LoadedSite) {
        #expect(a.diagnostics == b.diagnostics)
        #expect(a.files == b.files)
        #expect(a.site.programmes.count == b.site.programmes.count)
        for (a, b) in zip(a.site.programmes, b.site.programmes) {
            #expect((a.id, a.title, a.number, a.path) == (b.id, b.title, b.number, b.path))
            #expect((a.issued, a.issuer, a.period, a.since) == (b.issued, b.issuer, b.period, b.since))
            #expect((a.completion, a.confirmation, a.contact) == (b.completion, b.confirmation, b.contact))
            #expect(a.deadlines == b.deadlines)
            #expect(a.tagSets == b.tagSets)
            #expect(a.tasks == b.tasks)
            #expect(a.readings.map(\.timetable.sample) == b.readings.map(\.timetable.sample))
        }
    }

    @Test func aStartWithItIsAStartWithoutIt() throws {
        var first = start()
        #expect(first.owesCache && first.mayImproveCache)
        #expect(first.diagnostics.isEmpty, "\(first.rendered(.en))")
        first.writeCache(in: folder)
        #expect(!first.owesCache && !first.mayImproveCache)
        let second = start()
        #expect(parsed(second) == 0)
        #expect(!second.owesCache && !second.mayImproveCache)
        expectSame(first, second)
        // And it goes on like any other.
        site.write("programmes/more.yaml", TemporarySite.programme)
        let third = site.load(previous: second)
        #expect(parsed(third) == 1)
        expectSame(third, site.load())
    }

    @Test func whatHasChangedIsReadAnew() throws {
        _ = try written()
        site.write("programmes/more.yaml", TemporarySite.programme.replacing("Quán triệt", with: "Học tập"))
        let loaded = start()
        #expect(parsed(loaded) == 1)
        let titles = loaded.site.programmes.flatMap(\.tasks).map(\.title)
        #expect(titles.contains("Học tập"))
        expectSame(loaded, site.load())
    }

    /// Bodies are numbered in the order of the directory, and phrases read by the settings and the calendar.
    @Test(arguments: [
        ("bodies.yaml", "bodies:\n  - { id: moi, name: Mới }\n" + TemporarySite.bodies.dropFirst("bodies:\n".count)),
        ("dondoc.yaml", "reading:\n  before: lax\n"), ("dondoc.yaml", "terms:\n  party: [2021-2026]\n"),
        ("calendar/2022.yaml", "off: [2022-03-31]\n"),
    ]) func otherSurroundings(_ path: String, _ text: String) throws {
        _ = try written()
        site.write(path, text)
        let loaded = start()
        #expect(parsed(loaded) == files(loaded).count)
        expectSame(loaded, site.load())
    }

    @Test func whatIsSaidOfAFileIsSaidAtEveryStart() throws {
        site.write("programmes/more.yaml", TemporarySite.programme.replacing("Thường xuyên", with: "bao giờ đó"))
        _ = try written()
        let loaded = start()
        #expect(loaded.codes == ["S309"])
        #expect(parsed(loaded) == 1)
        #expect(!loaded.owesCache, "no other start would parse less")
    }

    // MARK: What is no cache

    @Test func truncated() throws {
        let bytes = try written()
        #expect(cache(bytes) != nil)
        for length in places(in: bytes) { #expect(cache(bytes[..<length]) == nil, "\(length)") }
        #expect(cache(bytes + [0]) == nil)
        replace(Array(bytes[..<(bytes.count / 2)]))
        expectSame(start(), site.load())
        replace([])
        expectSame(start(), site.load())
    }

    @Test func damaged() throws {
        let bytes = try written()
        var random = SplitMix64(seed: 11)
        let memories = files(site.load())
        let shared = SharedTexts(site: site.load().site)
        for at in places(in: bytes) {
            var damaged = bytes
            damaged[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            let cache = cache(damaged)
            if at < parts(bytes).programmes {
                #expect(cache == nil, "\(at)")
            } else {
                let known = memories.count {
                    cache?.programme(of: $0.file.path, digest: $0.digest, size: 2000, shared) != nil
                }
                #expect(known == memories.count - 1, "\(at)")
            }
        }
    }

    @Test func anotherVersionOrProgram() throws {
        let bytes = try written()
        let (list, programmes) = parts(bytes)
        let program = try #require(ProgrammeCache.program)
        func sealed(_ program: UInt64, _ surroundings: UInt64) -> [UInt8] {
            ProgrammeCache.seal(Array(bytes[list]), program: program, surroundings: surroundings) + bytes[programmes...]
        }
        #expect(sealed(program, surroundings) == bytes)
        #expect(cache(sealed(program ^ 1, surroundings)) == nil)
        #expect(cache(sealed(program, surroundings ^ 1)) == nil)
        #expect(cache(bytes, surroundings: surroundings ^ 1) == nil)
        // The first letter, the format.
        for at in [0, ProgrammeCache.magic.count] {
            var other = bytes
            other[at] ^= 1
            #expect(cache(other) == nil, "\(at)")
        }
    }

    @Test func ofAnotherSite() throws {
        let other = TemporarySite([
            "bodies.yaml": TemporarySite.bodies,
            "programmes/more.yaml": TemporarySite.programme.replacing("Quán triệt", with: "Của nơi khác"),
        ])
        var loaded = other.load()
        loaded.writeCache(in: other.path + "/cache")
        replace([UInt8](try Data(contentsOf: URL(filePath: other.path + "/cache/programmes"))))
        let mine = start()
        #expect(parsed(mine) == files(mine).count)
        expectSame(mine, site.load())
    }

    /// With digests that are right: whatever a list of entries says stays within what there is.
    @Test func forgedList() throws {
        let bytes = try written()
        let (list, programmes) = parts(bytes)
        let program = try #require(ProgrammeCache.program)
        let memories = files(site.load())
        let shared = SharedTexts(site: site.load().site)
        var random = SplitMix64(seed: 12)
        var opened = 0
        for _ in 0..<500 {
            var forged = Array(bytes[list])
            for _ in 0...Int.random(in: 0..<2, using: &random) {
                forged[Int.random(in: 0..<forged.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            let head = ProgrammeCache.seal(forged, program: program, surroundings: surroundings)
            guard let cache = cache(head + bytes[programmes...]) else { continue }
            opened += 1
            for memory in memories {
                _ = cache.programme(of: memory.file.path, digest: memory.digest, size: 2000, shared)
            }
        }
        #expect(opened > 0)
    }

    @Test func forgedProgramme() throws {
        let loaded = site.load()
        let shared = SharedTexts(site: loaded.site)
        var random = SplitMix64(seed: 13)
        var taken = 0
        for memory in files(loaded) {
            guard case .programme(let read) = memory.content, let programme = read.programme else { continue }
            var writer = CacheWriter()
            encode(read, programme, loaded.site.calendar, to: &writer)
            for _ in 0..<200 {
                var forged = writer.bytes
                for _ in 0...Int.random(in: 0..<3, using: &random) {
                    let at = Int.random(in: forged.indices, using: &random)
                    forged[at] =
                        Bool.random(using: &random) ? UInt8.random(in: 0...255, using: &random) : forged[at] ^ 1
                }
                let read = forged.withUnsafeBytes { decodeProgramme($0, path: memory.file.path, size: 2000, shared) }
                guard let programme = read?.programme else { continue }
                taken += 1
                let isSound = programme.tasks.allSatisfy { task in
                    programme.deadlines.indices.contains(Int(task.deadline))
                        && programme.tagSets.indices.contains(Int(task.tags)) && task.span.end <= 2000
                        && task.assignments.allSatisfy { Int($0.body.rawValue) < shared.site.bodies.count }
                }
                #expect(isSound)
            }
        }
        #expect(taken > 0)
    }

    @Test func aFolderThatCannotBeIsNoTrouble() throws {
        site.write("cache", "not a folder")
        var loaded = start()
        loaded.writeCache(in: folder)
        expectSame(start(), site.load())
    }
}
