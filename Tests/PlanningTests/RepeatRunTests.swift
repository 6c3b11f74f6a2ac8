import TestKit
import Testing

@testable import Planning

/// Runs of repeats, held against sets of their numbers.
struct RepeatRunTests {
    @Test func joinedRunsHoldWhatBothHold() {
        var random = SplitMix64(seed: 3)
        func run() -> RepeatRun {
            let first = Int32.random(in: 0...8, using: &random)
            return RepeatRun(
                step: .random(in: 0...1, using: &random), first: first, last: first + .random(in: 0...3, using: &random)
            )
        }
        func numbers(_ run: RepeatRun) -> Set<Int32> { Set((0...20).filter { run.contains(run.step, $0) }) }
        for _ in 0..<2000 {
            let (a, b) = (run(), run())
            var joined = a
            let both = numbers(a).union(numbers(b))
            let isOne = a.step == b.step && (both.min()!...both.max()!).allSatisfy(both.contains)
            #expect(joined.join(b) == isOne)
            #expect(numbers(joined) == (isOne ? both : numbers(a)))
            #expect(!a.contains(1 - a.step, a.first))
        }
    }
}
