/// The disk under the spool: the few calls whose order makes a delivery safe.
///
/// File names are single path components. A body's folder is a Maildir, `<recipient>/{tmp,new,cur}`.
public protocol SpoolDisk: AnyObject {
    /// Opens the spool, and makes it and `staging/` where they are not there. Called before each delivery: a folder
    /// that was taken away and put back is noticed.
    func open() throws(DeliveryError)
    /// Creates a file in `staging/`; one of that name is replaced.
    func stage(_ bytes: [UInt8], as name: String) throws(DeliveryError)
    /// Everything staged so far is on the disk when it returns.
    func syncStaged() throws(DeliveryError)
    /// The files in `staging/`, in order of name.
    func staged() throws(DeliveryError) -> [String]
    func removeStaged(_ name: String) throws(DeliveryError)
    /// One rename from `staging/` into the recipient's `new/`; the Maildir is made where it is not there. Messages to
    /// one recipient are best published one after the other.
    /// - Returns: false where there is no such file in `staging/`.
    func publish(_ name: String, to recipient: String) throws(DeliveryError) -> Bool
    /// Every rename so far is on the disk when it returns.
    func syncPublished() throws(DeliveryError)
}
