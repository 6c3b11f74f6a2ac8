import Foundation
import Ledger
import Planning
import TestKit
import Testing

@testable import Delivery

/// A message as Python's mail library reads it: no code of ours on the reading side.
struct ReadMessage: Decodable {
    var defects: [String]
    var headers: [[String]]
    var to: [[String]]
    var date: String
    var text: [String]
    var html: [String]
    /// Per part: what icalendar found: component, UID, sequence, start, due, organizer, alarms.
    var entries: [[String: String]]
    var calendar: [String]
    var types: [String]
    var longest: Int

    func header(_ name: String) -> [String] { headers.filter { $0[0] == name }.map { $0[1] } }
}

/// Debian's own, which has Debian's libraries.
private let python =
    FileManager.default.isExecutableFile(atPath: "/usr/bin/python3") ? "/usr/bin/python3" : "python3"
/// Whether it reads calendars.
let readsCalendars = (try? run(python, ["-c", "import icalendar"]).status) == 0

func compose(
    _ notices: [Notice], plan: Plan = samplePlan(), letterhead: Letterhead = letterhead,
    earlier: [EarlierMessage] = []
) throws -> [ComposedMessage] {
    try composeMessages(notices, plan: plan, letterhead: letterhead, ruleSet: "ab") { $0.map { _ in earlier } }
}

func read(_ messages: [ComposedMessage]) throws -> [ReadMessage] {
    let folder = try TemporaryFolder()
    for name in ["tmp", "cur", "new"] {
        try FileManager.default.createDirectory(atPath: folder.path(name), withIntermediateDirectories: false)
    }
    for (index, message) in messages.enumerated() {
        try Data(message.bytes).write(to: URL(fileURLWithPath: folder.path("new/\(1000 + index).x.host")))
    }
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/read_message.py"
    let (status, output) = try run(python, [script, folder.path])
    #expect(status == 0)
    return try output.split(separator: "\n").map { try JSONDecoder().decode(ReadMessage.self, from: Data($0.utf8)) }
}
