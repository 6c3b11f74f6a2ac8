public import Diagnostics
public import Ledger

/// Something that should have gone out did not. Nothing is lost: it is tried again, with a growing delay.
public enum DeliveryError: Error, Hashable, Sendable {
    case diskFull(path: String)
    case readOnly(path: String)
    /// A folder of the spool is not there, or is a file or a link.
    case folder(path: String, detail: String)
    case spool(path: String, detail: String)
    case ledger(LedgerError)
    /// The journal listens and does not take or show entries.
    case journal(detail: String)

    /// What happened, for status, journal and standard error.
    public var wording: Wording {
        switch self {
        case .diskFull(let path):
            Wording(vi: "hết chỗ trên đĩa khi ghi \(path)", en: "the disk is full while writing \(path)")
        case .readOnly(let path):
            Wording(vi: "không ghi được \(path): chỉ cho phép đọc", en: "\(path) cannot be written: it is read-only")
        case .folder(let path, let detail):
            Wording(
                vi: "thư mục \(path) không dùng được (\(detail))", en: "the folder \(path) cannot be used (\(detail))")
        case .spool(let path, let detail):
            Wording(vi: "không ghi được \(path): \(detail)", en: "\(path) cannot be written: \(detail)")
        case .ledger(let error): error.wording
        case .journal(let detail):
            Wording(
                vi: "nhật ký hệ thống không nhận thông báo (\(detail))",
                en: "the journal does not take entries (\(detail))")
        }
    }
}
