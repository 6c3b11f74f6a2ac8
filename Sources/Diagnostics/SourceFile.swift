/// A text a person wrote, by the path they know it under.
public struct SourceFile: Sendable {
    /// As shown to people: relative to the site where it lies inside it.
    public let path: String
    /// As they lie in the file, valid UTF-8 or not; every ``Span`` counts them from 0.
    public let bytes: [UInt8]

    /// Whoever reads the file bounds its size: see docs/engine.md, Bounded.
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// For a text at hand, as a test's or an editor's.
    public init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }
}

/// A stretch of a source file, in UTF-8 bytes from its beginning; empty where something is missing.
@frozen
public struct Span: Hashable, Sendable {
    /// Of the first byte.
    public let start: Int
    /// Of the byte after the last one; never below `start`.
    public let end: Int

    /// The caller promises that `end` is not below `start`, and that both lie in the file.
    @inlinable
    public init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = end
    }

    /// From the beginning of this one to the end of another.
    @inlinable
    public func to(_ other: Span) -> Span { Span(start, Swift.max(end, other.end)) }
}
