public import Diagnostics
import Glibc
public import Ledger

/// Why the engine cannot run, or cannot answer.
public enum EngineFailure: Error, Hashable, Sendable {
    case ledger(LedgerError)
    /// A folder that is needed can neither be found nor made.
    case folder(path: String, errno: Int32)

    public var wording: Wording {
        switch self {
        case .ledger(let error): error.wording
        case .folder(let path, let errno):
            Wording(
                vi: "không tạo được thư mục \(path): \(String(cString: strerror(errno)))",
                en: "cannot make the folder \(path): \(String(cString: strerror(errno)))")
        }
    }
}

extension LedgerError {
    /// Trying again does not help.
    var isDamage: Bool {
        switch self {
        case .damaged, .tooNew, .missing, .inUse: true
        case .busy, .diskFull, .readOnly, .duplicate, .failed: false
        }
    }
}
