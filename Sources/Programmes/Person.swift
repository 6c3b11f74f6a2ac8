/// Whom to call or to write to: a task's person in charge, or whom a body or office is reached by.
public struct Person: Hashable, Sendable {
    public var name: String
    /// As written: "0255 3822 000".
    public var phone: String?
    public var email: String?

    public init(name: String, phone: String? = nil, email: String? = nil) {
        self.name = name
        self.phone = phone
        self.email = email
    }
}
