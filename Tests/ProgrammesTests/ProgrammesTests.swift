import Dates
import Diagnostics
import Programmes
import Testing

/// The directory's queries.
struct BodyDirectoryTests {
    private let directory = BodyDirectory([
        Body(id: "tinh-uy", name: "Tỉnh ủy"),
        Body(id: "ban-dan-van", name: "Ban Dân vận Tỉnh ủy", aliases: ["BDV"], parent: BodyIndex(0)),
        Body(id: "hoa-binh", name: "Huyện ủy Hòa Bình"),
        Body(id: "nhom", name: "Nhóm", members: [BodyIndex(2), BodyIndex(4), BodyIndex(1)]),
        Body(id: "nhom-con", name: "Nhóm con", members: [BodyIndex(1), BodyIndex(2), BodyIndex(0)]),
        Body(id: "cu", name: "Cũ", until: Day("2025-03-01"), successor: BodyIndex(6)),
        Body(id: "moi", name: "Mới", until: Day("2025-07-01"), successor: BodyIndex(7)),
        Body(id: "moi-nua", name: "Mới nữa"),
        Body(id: "la", name: "François", aliases: ["Văn phòng ☂"]),
    ])

    @Test(arguments: [
        ("ban-dan-van", 1), ("BDV", 1), ("bdv", 1), ("Ban  dân vận tỉnh uỷ", 1), ("huyện uỷ hoà bình", 2),
        ("Huye\u{302}\u{323}n u\u{309}y Ho\u{300}a Bi\u{300}nh", 2), ("franc\u{327}ois", 8), ("văn PHÒNG ☂", 8),
    ])
    func names(_ name: String, _ expected: Int) { #expect(directory.body(named: name) == BodyIndex(expected)) }

    @Test(arguments: ["", "Ban Dan van Tinh uy", "huyện uỷ"])
    func notNames(_ name: String) { #expect(directory.body(named: name) == nil) }

    @Test func suggestions() {
        #expect(directory.guess("ban-dan-va") == Guess("ban-dan-van", isSafe: false))
        #expect(directory.guess("Ban Dan van Tinh uy") == Guess("Ban Dân vận Tỉnh ủy", isSafe: true))
        #expect(directory.guess("Bộ Ngoại giao và Thương mại") == nil)
    }

    @Test func groups() {
        #expect(directory.expand(BodyIndex(3)).map(\.rawValue) == [2, 1, 0])
        #expect(directory.expand(BodyIndex(1)) == [BodyIndex(1)])
        #expect(directory.contains(BodyIndex(3), BodyIndex(0)))
        #expect(!directory.contains(BodyIndex(3), BodyIndex(5)))
    }

    @Test(arguments: [("2025-02-28", 5), ("2025-03-01", 6), ("2025-06-30", 6), ("2025-07-01", 7), ("2099-01-01", 7)])
    func successors(_ day: String, _ expected: Int) throws {
        #expect(directory.successor(of: BodyIndex(5), on: try #require(Day(day))) == BodyIndex(expected))
    }

    @Test func superiors() {
        #expect(directory.superior(of: BodyIndex(1)) == BodyIndex(0))
        #expect(directory.superior(of: BodyIndex(0)) == nil)
    }

    /// Circles are told and broken; a directory made of them without the check still ends its walks.
    @Test func circles() throws {
        let day = try #require(Day("2025-01-01"))
        let bodies = [
            Body(
                id: "a", name: "A", parent: BodyIndex(1), members: [BodyIndex(1)], until: day, successor: BodyIndex(1)),
            Body(
                id: "b", name: "B", parent: BodyIndex(0), members: [BodyIndex(0)], until: day, successor: BodyIndex(0)),
        ]
        let (checked, diagnostics) = checkBodies(bodies)
        #expect(diagnostics.map(\.code) == ["S206", "S207", "S208"])
        #expect(checked.superior(of: BodyIndex(1)) == nil)
        #expect(checked.expand(BodyIndex(0)) == [BodyIndex(1)])
        #expect(checked.successor(of: BodyIndex(0), on: day) == BodyIndex(1))
        let unchecked = BodyDirectory(bodies)
        #expect(unchecked.expand(BodyIndex(0)).isEmpty)
        _ = unchecked.successor(of: BodyIndex(0), on: day)
    }

    @Test func sharedNames() {
        let (directory, diagnostics) = checkBodies([
            Body(id: "a", name: "Ban Nội chính"), Body(id: "b", name: "Ban nội chính"),
            Body(id: "c", name: "C", aliases: ["a"]),
        ])
        #expect(diagnostics.map(\.code) == ["S205", "S205"])
        #expect(directory.body(named: "Ban Nội chính") == BodyIndex(0))
        #expect(directory.body(named: "a") == BodyIndex(0))
    }
}

/// What sets a task apart from others.
struct ExtraTests {
    @Test func onesThatDifferInOneThingDiffer() {
        let officer = Person(name: "Nguyễn Thị Lan")
        let all: [OfficeTask.Extra] = [
            OfficeTask.Extra(after: "1"), OfficeTask.Extra(after: "2"), OfficeTask.Extra(event: "1"),
            OfficeTask.Extra(completion: .lead), OfficeTask.Extra(completion: .each),
            OfficeTask.Extra(officer: officer), OfficeTask.Extra(after: "1", officer: officer),
            OfficeTask.Extra(was: "1"), OfficeTask.Extra(after: "1", was: "1"),
        ]
        for (i, a) in all.enumerated() {
            for (j, b) in all.enumerated() { #expect((a == b) == (i == j), "\(i), \(j)") }
        }
    }
}
