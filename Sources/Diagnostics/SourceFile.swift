/// A text a person wrote, by the path they know it under.
public struct SourceFile: Sendable {
    /// As shown to people: relative to the site where it lies inside it.
    public let path: String
    public let bytes: [UInt8]

    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    public init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }
}

/// A stretch of a source file, in UTF-8 bytes from its beginning; empty where something is missing.
@frozen
public struct Span: Hashable, Sendable {
    public let start: Int
    public let end: Int

    @inlinable
    public init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = end
    }

    /// From the beginning of this one to the end of another.
    @inlinable
    public func to(_ other: Span) -> Span { Span(start, Swift.max(end, other.end)) }
}
