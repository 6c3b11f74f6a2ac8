import Dates
import Deadlines
import Planning
import Programmes
import TestKit

/// What is done most often, each by itself: `hot_path` is the function whose instructions are counted.
enum HotPath: String, CaseIterable {
    case decide, simulate, deadlines

    /// - Parameter size: of the site; nil: small, as a profiler that counts is slow.
    func run(tasks size: Int?) {
        switch self {
        case .decide:
            var scene = Scene(generateSite(tasks: size ?? 20_000, seed: 7))
            scene.run()
            count { precondition(!Planning.decide(scene.plan, &scene.memory, at: Scene.morning()).notices.isEmpty) }
        case .simulate:
            let plan = makePlan(generateSite(tasks: size ?? 2000, seed: 7))
            count { precondition(printYear(plan) > 0) }
        case .deadlines:
            let context = ReadingContext(issued: Day(unchecked: 2021, 9, 21), calendar: .vietnam)
            let phrases = generateSite(tasks: 100, seed: 7).programmes[0].deadlines.flatMap(\.self)
            count {
                for _ in 0..<20 { for phrase in phrases { precondition(!readDeadline(phrase, in: context).text.isEmpty) } }
            }
        }
    }
}

/// Named plainly, so that a profiler can be told to count here alone.
@_silgen_name("hot_path")
@inline(never)
func count(_ work: () -> Void) { work() }
