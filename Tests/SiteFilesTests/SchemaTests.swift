import Foundation
import Testing

@testable import SiteFiles

/// docs/schema says the same keys as the readers' table.
struct SchemaTests {
    @Test(arguments: [
        ("dondoc", Context.settings, [Context.reading, .terms, .person, .web, .outlet, .replies]),
        ("bodies", .bodyList, [.body, .person]),
        ("programme", .programme, [.task, .target, .person]), ("calendar", .calendar, [.calendarDay]),
    ])
    func keys(_ name: String, _ root: Context, _ parts: [Context]) throws {
        let data = try Data(contentsOf: URL(filePath: Folder.package + "/docs/schema/\(name).schema.json"))
        let schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        try check(schema, root)
        let definitions = try #require(schema["$defs"] as? [String: Any])
        #expect(Set(definitions.keys) == Set(parts.map { "\($0)" }))
        for part in parts { try check(try #require(definitions["\(part)"] as? [String: Any]), part) }
    }

    private func check(_ schema: [String: Any], _ context: Context) throws {
        let properties = try #require(schema["properties"] as? [String: Any])
        #expect(Set(properties.keys) == Set(Vocabulary.of(context).spellings), "\(context)")
        #expect(schema["additionalProperties"] as? Bool == false)
    }

    /// No spelling means two things in one place, and each key is in one place only once.
    @Test(arguments: Context.allCases) func spellingsAreDistinct(_ context: Context) {
        let vocabulary = Vocabulary.of(context)
        for entry in vocabulary.entries {
            for spelling in entry.english + entry.vietnamese { #expect(vocabulary.key(for: spelling) == entry.key) }
        }
        #expect(Set(vocabulary.entries.map(\.key)).count == vocabulary.entries.count)
    }
}
