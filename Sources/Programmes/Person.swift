/// Whom to call or to write to: a task's person in charge, or whom a body or office is reached by.
public struct Person: Hashable, Sendable {
    /// With title and rank where they were written: "đ/c Nguyễn Văn A".
    public var name: String
    /// As written: "0255 3822 000".
    public var phone: String?
    /// A contact's is where answers go (Reply-To); an outlet without an address of its own takes this one.
    public var email: String?
    /// Of a task's person in charge: how letters about it are to come to them too.
    public var outlets: [OutletChoice]

    /// Only a name is needed: who cannot be reached is still shown.
    public init(name: String, phone: String? = nil, email: String? = nil, outlets: [OutletChoice] = []) {
        self.name = name
        self.phone = phone
        self.email = email
        self.outlets = outlets
    }
}
