/// What a mail server says became of a message that it had been given (RFC 3464).
public struct DeliveryReport: Hashable, Sendable {
    public struct Recipient: Hashable, Sendable {
        /// In lower case.
        public var address: String
        /// failed, delayed, delivered, relayed or expanded.
        public var action: String
        /// Of RFC 3463: "5.1.1".
        public var status: String
        /// What the other server said.
        public var diagnostic: String

        public init(address: String, action: String, status: String, diagnostic: String) {
            self.address = address
            self.action = action
            self.status = status
            self.diagnostic = diagnostic
        }
    }

    public var recipients: [Recipient]

    public init(recipients: [Recipient]) { self.recipients = recipients }

    /// Those that it did not reach, and will not.
    public var failed: [Recipient] { recipients.filter { $0.action == "failed" } }

    /// Reads the fields of a part `message/delivery-status`: one group for the message, then one for each recipient.
    init(_ bytes: ArraySlice<UInt8>) {
        recipients = []
        var rest = bytes
        var groups = 0
        while !rest.isEmpty, groups < MailBound.parts {
            let (header, next) = MailHeader.read(rest)
            rest = next
            groups += 1
            guard let address = header["final-recipient"] ?? header["original-recipient"], let action = header["action"]
            else { continue }
            recipients.append(
                Recipient(
                    address: DeliveryReport.untyped(header["original-recipient"] ?? address).lowercased(),
                    action: action.prefix { !$0.isWhitespace && $0 != "(" }.lowercased(),
                    status: String((header["status"] ?? "").prefix { !$0.isWhitespace && $0 != "(" }),
                    diagnostic: DeliveryReport.untyped(header["diagnostic-code"] ?? "")))
        }
    }

    /// "rfc822; bdv@tinh.vn" without its type.
    private static func untyped(_ value: String) -> String {
        guard let mark = value.firstIndex(of: ";") else { return trimmed(value) }
        return trimmed(value[value.index(after: mark)...])
    }
}
