public import Diagnostics

/// A tag of a template, as an editor looks it up.
public struct TemplateTag: Hashable, Sendable {
    /// What its first sign makes of it.
    public enum Kind: Hashable, Sendable {
        /// `{{name}}`
        case variable
        /// `{{#name}}` or `{{^name}}`
        case opening
        /// `{{/name}}`
        case closing
        /// A comment, other delimiters, or what is not read.
        case other

        init(_ sigil: UInt8) {
            self =
                switch sigil {
                case UInt8(ascii: "#"), UInt8(ascii: "^"): .opening
                case UInt8(ascii: "/"): .closing
                case UInt8(ascii: "!"), UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "%"), UInt8(ascii: "$"),
                    UInt8(ascii: "<"):
                    .other
                default: .variable
                }
        }
    }

    /// What it is.
    public let kind: Kind
    /// Without its sign and the spaces around it.
    public let name: String
    /// Of the name alone.
    public let nameSpan: Span
    /// With the delimiters.
    public let span: Span
}
