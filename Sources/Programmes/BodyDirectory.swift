public import Dates
public import Diagnostics

/// The site's bodies: who stands above whom, who belongs to a group, who succeeded whom.
///
/// Every walk ends, whatever the links are: ``checkBodies`` removes those that close a circle, and a directory made
/// without it counts its steps.
public struct BodyDirectory: Sendable {
    /// In the order written: a ``BodyIndex`` is a place in it.
    public let bodies: [Body]
    /// In which its file's keys are written; nil: not known.
    public let keyLanguage: Language?
    /// By folded id, name and alias; of two bodies that share one, ids win over names, names over aliases, then the first.
    private let index: NameIndex

    /// - Parameters:
    ///   - bodies: with links that are places among themselves; of bodies that share a name the index keeps one.
    ///   - keyLanguage: in which its file's keys are written; nil: not known.
    public init(_ bodies: [Body], keyLanguage: Language? = nil) {
        self.bodies = bodies
        self.keyLanguage = keyLanguage
        var index = NameIndex(capacity: bodies.count * 3)
        func add(_ name: String, _ position: Int) { _ = index.owner(of: fold(name), orMake: position) }
        for (i, body) in bodies.enumerated() { add(body.id, i) }
        for (i, body) in bodies.enumerated() { add(body.name, i) }
        for (i, body) in bodies.enumerated() { for alias in body.aliases { add(alias, i) } }
        self.index = index
    }

    /// The index has to be of this directory.
    public subscript(index: BodyIndex) -> Body { bodies[Int(index.rawValue)] }

    /// Groups and bodies that have ended count too.
    public var count: Int { bodies.count }

    /// In the order written, groups and bodies that have ended among them.
    public var indices: [BodyIndex] { bodies.indices.map { BodyIndex($0) } }

    /// The body of that id, name or alias; case, NFC or NFD, the tone mark's place and white space do not matter.
    public func body(named name: String) -> BodyIndex? { index.owner(of: fold(name)).map { BodyIndex($0) } }

    /// What a mistyped name most likely meant, in the kind of spelling it was written in: an id, a name or an alias.
    public func guess(_ name: String) -> Guess? {
        guessName(name, among: bodies.lazy.map(\.id))
            ?? guessName(name, among: bodies.lazy.flatMap { [$0.name] + $0.aliases })
    }

    /// The bodies that are meant by one: itself, or of a group its members, of nested groups theirs, each once, in the
    /// order written.
    public func expand(_ body: BodyIndex) -> [BodyIndex] {
        guard !self[body].members.isEmpty else { return [body] }
        var result: [BodyIndex] = []
        var seen: Set<BodyIndex> = [body]
        // A stack of our own: how deep groups nest is for a file's author to say.
        var pending = Array(self[body].members.reversed())
        while let next = pending.popLast() {
            guard seen.insert(next).inserted else { continue }
            let members = self[next].members
            if members.isEmpty { result.append(next) } else { pending.append(contentsOf: members.reversed()) }
        }
        return result
    }

    /// Who receives a body's notices on a day: itself, or where it has ended its successor, or that one's.
    ///
    /// One that has ended and has no successor still receives its own: better a notice in an old tray than none.
    public func successor(of body: BodyIndex, on day: Day) -> BodyIndex {
        var current = body
        for _ in bodies.indices {
            guard let until = self[current].until, day >= until, let next = self[current].successor else { break }
            current = next
        }
        return current
    }

    /// Who stands above a body; nil for the top.
    public func superior(of body: BodyIndex) -> BodyIndex? { self[body].parent }

    /// Whether what is given to one body is another's on a day: it is that one, a member of it, or by then the successor
    /// of either.
    public func reaches(_ body: BodyIndex, from group: BodyIndex, on day: Day) -> Bool {
        var seen: Set<BodyIndex> = []
        var pending = [group]
        while let next = pending.popLast() {
            if next == body { return true }
            guard seen.insert(next).inserted else { continue }
            pending += self[next].members
            if let until = self[next].until, day >= until, let successor = self[next].successor {
                pending.append(successor)
            }
        }
        return false
    }

    /// Whether a body is another, or a member of it where that is a group, at any depth.
    public func contains(_ group: BodyIndex, _ body: BodyIndex) -> Bool {
        if group == body { return true }
        var seen: Set<BodyIndex> = []
        var pending = self[group].members
        while let next = pending.popLast() {
            if next == body { return true }
            if seen.insert(next).inserted { pending += self[next].members }
        }
        return false
    }
}
