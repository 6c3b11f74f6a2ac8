/// The site's bodies: who stands above whom, who belongs to a group, who succeeded whom.
public struct BodyDirectory: Sendable {
    public private(set) var bodies: [Body]

    public init(_ bodies: [Body]) { self.bodies = bodies }

    public subscript(index: BodyIndex) -> Body { bodies[Int(index.rawValue)] }
}
