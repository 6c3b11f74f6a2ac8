import Dates
import Engine
import Foundation
import Glibc
import Ledger
import Planning
import Testing

/// What could not be delivered stays owed, whatever goes well beside it, and is tried again when its time has come.
@Suite struct OwingTests {
    private let office: Office

    init() throws {
        office = try Office()
        try office.write("bodies.yaml", "bodies: [{ id: a, name: A }, { id: b, name: B }]")
        try office.write(
            "programmes/01.yaml",
            """
            programme: "01"
            title: T
            issued: 2021-09-01
            tasks:
              - { id: "1", title: Một, lead: [a], deadline: trước ngày 11/12/2021 }
              - { id: "2", title: Hai, lead: [b], deadline: trước ngày 15/12/2021 }
            """)
        try office.write("rules/r.rules", "rule \"r\" when before due 5 days remind lead\ndefaults at 08:00")
    }

    @Test func aLetterIsNotForgottenForOthersThatArrive() throws {
        let engine = try office.open(at: at("2021-12-01T08:00:00+07:00"))
        _ = engine.step(at: at("2021-12-01T08:00:00+07:00"))
        // The one body's folder is no folder.
        _ = FileManager.default.createFile(atPath: office.root + "/spool/a", contents: nil)
        let first = engine.step(at: at("2021-12-05T08:00:00+07:00"))
        #expect(first.sent.map(\.identity.recipient) == ["a"] && first.troubles.count == 1)
        #expect(first.retry == at("2021-12-05T08:00:01+07:00"))
        // Before its time has come it is not tried again, and still told.
        let early = engine.step(at: at("2021-12-05T08:00:00+07:00"))
        #expect(early.retry == first.retry && early.troubles == first.troubles)
        let second = engine.step(at: at("2021-12-09T08:00:00+07:00"))
        #expect(second.sent.map(\.identity.recipient) == ["b"] && second.troubles == first.troubles)
        #expect(try office.mail("b").count == 1)
        let third = engine.step(at: second.retry ?? at("2021-12-09T08:00:00+07:00"))
        #expect(third.troubles == first.troubles)
        unlink(office.root + "/spool/a")
        let last = engine.step(at: third.retry ?? at("2021-12-09T08:00:00+07:00"))
        #expect(last.troubles.isEmpty && last.retry == nil)
        #expect(try office.mail("a").count == 1)
        engine.close()
    }
}
