public import Diagnostics
internal import SystemErrors

/// Why the deliverer cannot work at all.
public enum HandoverFailure: Error, Hashable, Sendable {
    case spool(path: String, errno: Int32)
    /// Two would hand over each message twice.
    case alreadyRunning(path: String)
    case system(call: String, errno: Int32)

    /// What failed, with the path or the system's call.
    public var wording: Wording {
        switch self {
        case .spool(let path, let errno):
            Wording(
                vi: "không dùng được thư mục hộp thư \(path): \(systemReason(errno).vi)",
                en: "the spool \(path) cannot be used: \(systemReason(errno).en)")
        case .alreadyRunning(let path):
            Wording(
                vi: "đã có một tiến trình khác đang chuyển thư từ \(path)",
                en: "another process already delivers from \(path)")
        case .system(let call, let errno):
            Wording(vi: "\(call): \(systemReason(errno).vi)", en: "\(call): \(systemReason(errno).en)")
        }
    }
}
