import Deadlines
import Testing

@Suite struct PhraseTests {
    /// Phrases of offices beyond the corpus, with readings derived by hand from the specification.
    @Test func everyPhraseIsReadAsExpected() throws {
        for row in try ReadingTable("phrases.tsv").rows {
            let difference = ReadingTable.difference(row)
            #expect(difference == nil, "\(difference ?? "")")
        }
    }
}
