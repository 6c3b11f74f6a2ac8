import Diagnostics

/// A word, number or sign of a rule file: 24 bytes, its text stays in the file.
struct Token: Sendable {
    enum Kind: UInt8, Sendable {
        case keyword
        /// A word that is no keyword: a name that a `define` gives, or a mistyped one.
        case word
        case string
        case number
        /// A number with `%` behind it.
        case percent
        case date
        /// A clock time: 08:00, 17h30.
        case time
        case comma, leftParenthesis, rightParenthesis
        case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
        case end
    }

    var kind: Kind
    /// Of the kind keyword; without meaning otherwise.
    var keyword: Keyword
    var start: UInt32
    var end: UInt32
    /// The number, the day's number or the second of the day.
    var value: Int32

    init(_ kind: Kind, keyword: Keyword = .rule, _ start: Int, _ end: Int, value: Int32 = 0) {
        self.kind = kind
        self.keyword = keyword
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
        self.value = value
    }

    var span: Span { Span(Int(start), Int(end)) }
}
