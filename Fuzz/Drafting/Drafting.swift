import Dates
import Diagnostics
import Drafting
import Programmes

/// Any bytes as the text of a document: nothing traps, every id is sound and given once, and the files can be written.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDrafting(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let context = DraftingContext(
        bodies: BodyDirectory([Body(id: "so-noi-vu", name: "Sở Nội vụ")]), calendar: .vietnam,
        today: Day(unchecked: 2025, 1, 1), name: "fuzz")
    let draft = draftProgramme(text, in: context)
    var ids: Set<String> = []
    for task in draft.tasks {
        precondition(ids.insert(task.id).inserted, "an id is given twice: \(task.id)")
        precondition(1...64 ~= task.id.utf8.count && !task.title.isEmpty, "an id or title of no use")
    }
    for language in Language.allCases {
        _ = writeDraftYAML(draft, source: "fuzz", language: language, includingUnknown: true)
        _ = writeDraftCSV(draft, source: "fuzz", language: language)
        _ = writeBodySketch(draft, source: "fuzz", language: language)
    }
    return 0
}
