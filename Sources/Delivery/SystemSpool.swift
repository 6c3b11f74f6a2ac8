/// The spool on a real disk.
public final class SystemSpool: SpoolDisk {
    public let path: String

    public init(at path: String) { self.path = path }

    public func prepare() throws(DeliveryError) {}
    public func prepare(recipient: String) throws(DeliveryError) {}
    public func stage(_ bytes: [UInt8], as name: String) throws(DeliveryError) {}
    public func syncStaged() throws(DeliveryError) {}
    public func staged() throws(DeliveryError) -> [String] { [] }
    public func removeStaged(_ name: String) throws(DeliveryError) {}
    public func publish(_ name: String, to recipient: String) throws(DeliveryError) -> Bool { false }
    public func syncPublished() throws(DeliveryError) {}
}
