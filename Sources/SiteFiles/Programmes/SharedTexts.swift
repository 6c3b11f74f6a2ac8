import Dates
import Deadlines
import Diagnostics
import Planning
import Programmes

/// What the programmes of a site say again and again, worked out once: which body a name means, which priority a word,
/// which set of tags, which list of phrases.
///
/// Of 100,000 tasks in 1,000 files this halves what reading costs. One reads with it at a time, so that none waits for
/// another: it may pass from thread to thread, but is never used by two. What is found does not depend on what was read
/// before.
///
/// Exclusive access is not checked while it runs: nothing here calls out while it changes something, and 1,400,000 checks
/// for 100,000 tasks were 5 % of all instructions.
final class SharedTexts: @unchecked Sendable {
    /// What files are read against: the settings, bodies and calendar.
    let site: Site
    private let readings: SharedReadings
    let cancellation: Cancellation?
    let keys = KeyCache()
    @exclusivity(unchecked) private var bodies = ByteTable()
    @exclusivity(unchecked) private var priorities = ByteTable()

    @exclusivity(unchecked) private var phraseNumbers = ByteTable()
    @exclusivity(unchecked) private var phraseLists: [KnownList] = []
    /// Counts the programmes.
    @exclusivity(unchecked) private var programme = 0

    /// Tags as they are written, and sets of them by their numbers.
    @exclusivity(unchecked) private var tagNumbers = ByteTable()
    @exclusivity(unchecked) private var cachedTagNumbers = ByteTable()
    @exclusivity(unchecked) private var tags: [Tag] = []
    @exclusivity(unchecked) private var tagSetNumbers = ByteTable()
    @exclusivity(unchecked) private var tagSets: [TagSet] = []

    /// Of the programme being read: its ids and lists of assignments, by their bytes.
    @exclusivity(unchecked) var taskNumbers = ByteTable()
    @exclusivity(unchecked) var listNumbers = ByteTable()

    private struct KnownList {
        let list: PhraseList
        /// The last programme that had it, and its index there.
        var programme: Int
        var index: UInt32
    }

    private struct Tag {
        let text: String
        /// The set of it alone, which most tasks with tags have.
        var set: Int?
    }

    private struct TagSet {
        let tags: [String]
        /// The last programme that had it, and its index there.
        var programme: Int
        var index: UInt32
    }

    init(site: Site, readings: SharedReadings = SharedReadings(), cancellation: Cancellation? = nil) {
        self.cancellation = cancellation
        self.site = site
        self.readings = readings
    }

    func beginProgramme() {
        programme += 1
        taskNumbers.removeAll()
        listNumbers.removeAll()
    }

    /// - Parameter name: trimmed.
    /// - Returns: nil where the directory has none of that name. Only names that mean something are kept.
    func body(_ name: UnsafeBufferPointer<UInt8>) -> BodyIndex? {
        if let known = bodies.value(of: name) { return BodyIndex(Int(known)) }
        guard name.count <= 500, let found = site.bodies.body(named: String(decoding: name, as: UTF8.self)) else {
            return nil
        }
        bodies.insert(name, found.rawValue)
        return found
    }

    func priority(_ word: UnsafeBufferPointer<UInt8>) -> Priority? {
        if let known = priorities.value(of: word) { return Priority(rawValue: UInt8(known)) }
        let folded = fold(String(decoding: word, as: UTF8.self))
        let found = ProgrammeBuilder.priorities.first { $0.spellings.contains { fold($0) == folded } }
        guard let found else { return nil }
        priorities.insert(word, UInt32(found.priority.rawValue))
        return found.priority
    }

    /// The number of a tag that was added.
    /// - Parameter tag: as it is written, trimmed.
    func number(ofTag tag: UnsafeBufferPointer<UInt8>) -> UInt32? { tagNumbers.value(of: tag) }

    func addTag(_ text: String, as tag: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let number = UInt32(tags.count)
        tags.append(Tag(text: text))
        tagNumbers.insert(tag, number)
        return number
    }

    /// The number of a tag that a cache has. Such are kept apart: no reader has looked whether they may be tags.
    func number(ofCachedTag tag: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let number = UInt32(tags.count)
        if let known = cachedTagNumbers.value(of: tag, orInsert: number) { return known }
        tags.append(Tag(text: String(decoding: tag, as: UTF8.self)))
        return number
    }

    /// Finds a set among those of the programme being read, and adds it where it is new there.
    func index(ofTags tags: UnsafeBufferPointer<UInt32>, in sets: inout [[String]]) -> UInt32 {
        let number = number(ofTags: tags)
        if tagSets[number].programme != programme {
            tagSets[number].programme = programme
            tagSets[number].index = UInt32(sets.count)
            sets.append(tagSets[number].tags)
        }
        return tagSets[number].index
    }

    /// The tags of a set, in the order written, each once.
    func set(ofTags tags: [UInt32]) -> [String] {
        tags.isEmpty ? [] : tagSets[tags.withUnsafeBufferPointer { number(ofTags: $0) }].tags
    }

    private func number(ofTags set: UnsafeBufferPointer<UInt32>) -> Int {
        if set.count == 1, let known = tags[Int(set[0])].set { return known }
        let new = tagSets.count
        if let known = tagSetNumbers.value(of: set.bytes, orInsert: UInt32(new)) { return Int(known) }
        var texts: [String] = []
        for tag in set where !texts.contains(tags[Int(tag)].text) { texts.append(tags[Int(tag)].text) }
        tagSets.append(TagSet(tags: texts, programme: 0, index: 0))
        if set.count == 1 { tags[Int(set[0])].set = new }
        return new
    }

    /// Finds a list among those of the programme being read, and adds it where it is new there.
    /// - Parameters:
    ///   - phrases: each ended by a zero byte.
    ///   - lists: of the programme, as numbers here.
    func index(ofPhrases phrases: UnsafeBufferPointer<UInt8>, in lists: inout [UInt32]) -> UInt32 {
        let number: Int
        if let known = phraseNumbers.value(of: phrases) {
            number = Int(known)
        } else {
            number = phraseLists.count
            phraseLists.append(KnownList(list: readings.list(phrases), programme: 0, index: 0))
            phraseNumbers.insert(phrases, UInt32(number))
        }
        if phraseLists[number].programme != programme {
            phraseLists[number].programme = programme
            phraseLists[number].index = UInt32(lists.count)
            lists.append(UInt32(number))
        }
        return phraseLists[number].index
    }

    func phrases(_ list: UInt32) -> [String] { phraseLists[Int(list)].list.phrases }

    /// The lists of a programme, read in its context.
    /// - Parameter outlines: what lists were read as before, in the same context; those of the others are not there.
    func read(
        _ lists: [UInt32], _ outlines: [Timetable.Outline?] = [], in context: ReadingContext
    ) -> [DeadlineReading] {
        readings.read(lists.map { phraseLists[Int($0)].list }, outlines, in: context)
    }
}
