import Glibc

/// A system call that the daemon cannot do without failed.
public struct SystemFailure: Error, Hashable, Sendable {
    public let call: String
    public let errno: Int32

    /// With the errno that the call has just set.
    init(_ call: String) {
        self.init(call, errno: Glibc.errno)
    }

    init(_ call: String, errno: Int32) {
        self.call = call
        self.errno = errno
    }
}
