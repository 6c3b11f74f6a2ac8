public import Diagnostics

/// A way that letters are to go to a body or an officer: the outlet's name in `dondoc.yaml`, or `mail`, and the address
/// there, where it is not the e-mail address.
public struct OutletChoice: Hashable, Sendable {
    /// As written; the reader of the site tells of one that its settings do not name.
    public var outlet: String
    /// In the outlet's own terms, as a telephone number or a chat's id; nil: the e-mail address.
    public var address: String?
    /// Where it was written.
    public var span: Span

    /// Made by the reader of `bodies.yaml` and of programmes.
    public init(outlet: String, address: String? = nil, span: Span = Span(0, 0)) {
        self.outlet = outlet
        self.address = address
        self.span = span
    }
}
