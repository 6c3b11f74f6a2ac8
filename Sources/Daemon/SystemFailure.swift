import Control
import Diagnostics
import Engine
import Glibc
import SystemErrors

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

extension SystemFailure {
    var wording: Wording {
        let reason = systemReason(errno)
        return Wording(vi: "\(call) lỗi: \(reason.vi)", en: "\(call) failed: \(reason.en)")
    }
}

extension ListeningSocket.Failure {
    var wording: Wording {
        switch self {
        case .pathTooLong(let path):
            Wording(vi: "đường dẫn socket quá dài: \(path)", en: "the socket's path is too long: \(path)")
        case .inUse(let path):
            Wording(
                vi: "một dondocd khác đang lắng nghe tại \(path); hãy dừng nó trước",
                en: "another dondocd listens at \(path); stop that one first")
        case .system(let call, let path, let errno):
            Wording(
                vi: "không mở được socket \(path): \(call): \(systemReason(errno).vi)",
                en: "cannot open the socket \(path): \(call): \(systemReason(errno).en)")
        }
    }
}
