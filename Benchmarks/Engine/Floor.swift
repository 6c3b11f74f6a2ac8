import TestKit

/// What a program that does nothing else would take to find what is due: columns of small integers, twenty rules as
/// data, no names, no memory of what went out.
struct Floor {
    private struct Rule {
        var tag: UInt8
        var day: UInt16
    }

    private let tags: [UInt8]
    private let due: [UInt16]
    private let rules: [Rule]

    init(tasks: Int) {
        var random = SplitMix64(seed: 1)
        tags = (0..<tasks).map { _ in UInt8.random(in: 0..<10, using: &random) }
        due = (0..<tasks).map { _ in UInt16.random(in: 0..<40, using: &random) }
        rules = (0..<20).map { Rule(tag: UInt8($0 % 10), day: UInt16($0 * 2)) }
    }

    func count() -> Int {
        var found = 0
        tags.withUnsafeBufferPointer { tags in
            due.withUnsafeBufferPointer { due in
                for rule in rules {
                    for i in tags.indices where tags[i] == rule.tag && due[i] == rule.day { found &+= 1 }
                }
            }
        }
        return found
    }
}
