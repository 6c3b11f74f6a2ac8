/// The disk under the spool: the few calls whose order makes a delivery safe.
///
/// Names are single path components. A body's folder is `<recipient>/{tmp,new,cur}`.
public protocol SpoolDisk: AnyObject {
    /// Makes the spool, `staging/` included, where it is not there.
    func prepare() throws(DeliveryError)
    /// Makes a body's Maildir where it is not there.
    func prepare(recipient: String) throws(DeliveryError)
    /// Creates a file in `staging/`; one of that name is replaced.
    func stage(_ bytes: [UInt8], as name: String) throws(DeliveryError)
    /// Everything staged so far is on the disk when it returns.
    func syncStaged() throws(DeliveryError)
    /// The names in `staging/`, in order.
    func staged() throws(DeliveryError) -> [String]
    func removeStaged(_ name: String) throws(DeliveryError)
    /// One rename from `staging/` into the recipient's `new/`.
    /// - Returns: false where there is no such file in `staging/`.
    func publish(_ name: String, to recipient: String) throws(DeliveryError) -> Bool
    /// Every rename so far is on the disk when it returns.
    func syncPublished() throws(DeliveryError)
}
