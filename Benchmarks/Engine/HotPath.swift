import Dates
import Deadlines
import Foundation
import Planning
import Programmes
import TestKit

/// What is done most often, each by itself: ``hotPath()`` is the function whose instructions are counted.
enum HotPath: String, CaseIterable {
    case decide, reload, simulate, deadlines
    case edit = "lsp-edit"

    /// - Parameter size: of the site; nil: small, as a profiler that counts is slow.
    func run(tasks size: Int?) {
        switch self {
        case .decide:
            var scene = Scene(generateSite(tasks: size ?? 20_000, seed: 7))
            scene.run()
            _ = Planning.decide(scene.plan, &scene.memory, at: Scene.morning(Scene.day - 1))
            count { precondition(!Planning.decide(scene.plan, &scene.memory, at: Scene.morning()).notices.isEmpty) }
        case .reload:
            var scene = Scene(generateSite(tasks: size ?? 20_000, seed: 7))
            scene.run()
            let edited = scene.editedSite()
            count {
                let plan = makePlan(edited, reusing: scene.plan)
                _ = Planning.decide(plan, &scene.memory, at: Scene.morning(Scene.day - 2) + 3600)
            }
        case .simulate:
            let plan = makePlan(generateSite(tasks: size ?? 2000, seed: 7))
            count { precondition(printYear(plan) > 0) }
        case .deadlines:
            let context = ReadingContext(issued: Day(unchecked: 2021, 9, 21), calendar: .vietnam)
            let phrases = corpus()
            // The first phrase of a process finds no lexicon yet.
            _ = readDeadline("Quý IV/2021", in: context)
            count {
                for phrase in phrases { precondition(!readDeadline(phrase, in: context).text.isEmpty) }
            }
        case .edit:
            var editor = OpenSite(tasks: size ?? 2000)
            // The first edits of a session still make what later ones find.
            for _ in 0..<3 { editor.edit() }
            count { editor.edit() }
            editor.remove()
        }
    }
}

/// The phrases of real documents that the tests read.
private func corpus() -> [String] {
    let top = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let file = top.appending(path: "Tests/DeadlinesTests/Fixtures/corpus.tsv")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { preconditionFailure("no corpus") }
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { String($0.prefix { $0 != "\t" }) }
}

/// A profiler is told to count here alone. Without parameters, so that the compiler makes no special version of it.
@inline(never)
public func hotPath() { work() }

nonisolated(unsafe) private var work: () -> Void = {}

private func count(_ work: @escaping () -> Void) {
    EngineBenchmark.work = work
    hotPath()
}
