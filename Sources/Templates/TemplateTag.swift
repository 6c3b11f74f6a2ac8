public import Diagnostics

/// A tag of a template, as an editor looks it up.
public struct TemplateTag: Hashable, Sendable {
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

    public let kind: Kind
    public let name: String
    public let nameSpan: Span
    /// With the delimiters.
    public let span: Span
}
