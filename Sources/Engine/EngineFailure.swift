public import Diagnostics
import Glibc
public import Ledger
import SystemErrors

/// Why the engine cannot run, or cannot answer.
public enum EngineFailure: Error, Hashable, Sendable {
    case ledger(LedgerError)
    /// A folder that is needed can neither be found nor made.
    case folder(path: String, errno: Int32)

    /// `dondoc.yaml` does not check, no state folder is named elsewhere, and the usual one holds no ledger.
    case settings(path: String, state: String)

    /// What it is about.
    public var path: String {
        switch self {
        case .ledger(let error): error.path ?? ""
        case .folder(let path, _), .settings(let path, _): path
        }
    }

    /// It may go away by itself.
    public var isTransient: Bool {
        switch self {
        case .ledger(let error): error.isTransient
        case .settings: false
        case .folder(_, let errno): errno == ENOSPC || errno == EDQUOT || errno == EROFS
        }
    }

    /// What failed and what to do, with the path.
    public var wording: Wording {
        switch self {
        case .ledger(let error): error.wording
        case .settings(let path, let state):
            Wording(
                vi: """
                    \(path) có lỗi và \(state) chưa có sổ cái: không rõ sổ cái ở đâu, nên không gửi gì để khỏi gửi lại \
                    từ đầu. Hãy sửa \(path) (xem “dondoc check”), hoặc chỉ thư mục sổ cái bằng --state
                    """,
                en: """
                    \(path) does not check and \(state) holds no ledger: it is not known where the ledger is, and with a \
                    new one everything would be sent again. Mend \(path) (see “dondoc check”), or name the folder with \
                    --state
                    """)
        case .folder(let path, let errno):
            Wording(
                vi: "không tạo được thư mục \(path): \(systemReason(errno).vi)",
                en: "cannot make the folder \(path): \(systemReason(errno).en)")
        }
    }
}

extension LedgerError {
    /// Trying again does not help.
    var isDamage: Bool {
        switch self {
        case .older: !isTransient
        case .damaged, .tooNew, .missing, .inUse, .beyondSalvage, .notALedger, .replaced, .noClientLibrary, .pooled,
            .notEmpty:
            true
        case .busy, .diskFull, .readOnly, .duplicate, .failed, .overtaken, .oneDisk, .notDurable: false
        }
    }
}
