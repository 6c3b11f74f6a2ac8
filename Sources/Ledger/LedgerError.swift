public import Dates
public import Diagnostics

/// The ledger failed the program. What follows is decided: a lock or a full disk is tried again, damage stops the program.
public enum LedgerError: Error, Hashable, Sendable {
    /// Another process writes here already: its id where it is known.
    case inUse(path: String, process: Int32?)
    /// No ledger at this place (opening for reading only).
    case missing(path: String)
    /// Another process holds SQLite's own lock.
    case busy(path: String)
    case diskFull(path: String)
    case readOnly(path: String)
    /// The file is no longer a sound ledger. It is left as it is.
    case damaged(path: String, detail: String)
    /// Written by a newer version of this program.
    case tooNew(path: String)
    /// A notice that was committed before: refused, for a notice is sent at most once.
    case duplicate(notice: String)
    /// Nothing of the damaged file can be read.
    case beyondSalvage(path: String)
    /// Another file took its place while it was open.
    case replaced(path: String)
    /// A file that was to be restored or written over is no ledger.
    case notALedger(path: String)
    /// The ledger has so many rows, or another row under this number, where more were acknowledged: it was put back, or
    /// lost its log. nil: it is gone.
    case older(path: String, rows: Int64?, acknowledged: Int64, at: Instant)
    case failed(path: String, detail: String)
    /// PostgreSQL's client library is not there.
    case noClientLibrary(detail: String)
    /// Another host leads, and adds the rows.
    case overtaken(path: String)
    /// The database has no synchronous standby: what is acknowledged would be on one disk.
    case oneDisk(path: String)
    /// The database's server does not keep what it acknowledges: a setting that has to be on.
    case notDurable(path: String, setting: String)
    /// Something between here and the server hands sessions on to others.
    case pooled(path: String)
    /// A ledger that was to be filled has rows.
    case notEmpty(path: String)

    /// The ledger that is meant; nil for a notice.
    public var path: String? {
        switch self {
        case .inUse(let path, _), .missing(let path), .busy(let path), .diskFull(let path), .readOnly(let path),
            .damaged(let path, _), .tooNew(let path), .failed(let path, _), .beyondSalvage(let path),
            .notALedger(let path), .replaced(let path), .older(let path, _, _, _), .overtaken(let path),
            .oneDisk(let path), .notDurable(let path, _), .pooled(let path), .notEmpty(let path):
            path
        case .duplicate, .noClientLibrary: nil
        }
    }

    /// Whether it may go away by itself.
    public var isTransient: Bool {
        switch self {
        case .busy, .diskFull, .readOnly, .failed, .overtaken, .oneDisk, .notDurable: true
        // Another server may have it.
        case .older(let path, _, _, _): path.hasPrefix("postgresql:")
        case .inUse, .missing, .damaged, .tooNew, .duplicate, .beyondSalvage, .notALedger, .replaced,
            .noClientLibrary, .pooled, .notEmpty:
            false
        }
    }

    /// What happened and what to do.
    public var wording: Wording {
        switch self {
        case .inUse(let path, let process):
            let who = process.map { (" (tiến trình \($0))", " (process \($0))") } ?? ("", "")
            return Wording(
                vi: "sổ cái \(path) đang do một chương trình khác ghi\(who.0); hãy dừng chương trình đó trước",
                en: "the ledger \(path) is being written by another program\(who.1); stop that one first")
        case .missing(let path):
            return Wording(
                vi: "chưa có sổ cái tại \(path)", en: "there is no ledger at \(path) yet")
        case .busy(let path):
            return Wording(
                vi: "sổ cái \(path) đang bị một chương trình khác khóa; sẽ thử lại",
                en: "the ledger \(path) is locked by another program; it is tried again")
        case .diskFull(let path):
            return Wording(
                vi: "hết chỗ trên đĩa khi ghi sổ cái \(path)", en: "the disk is full while writing the ledger \(path)")
        case .readOnly(let path):
            return Wording(
                vi: "không ghi được sổ cái \(path): chỉ cho phép đọc",
                en: "the ledger \(path) cannot be written: it is read-only")
        case .damaged(let path, let detail):
            return Wording(
                vi: """
                    sổ cái \(path) bị hỏng (\(detail)). Tệp được giữ nguyên. Hãy chạy “dondoc audit salvage” để cứu những \
                    dòng còn đọc được, hoặc “dondoc restore” để khôi phục từ bản sao lưu
                    """,
                en: """
                    the ledger \(path) is damaged (\(detail)). The file is left as it is. Run “dondoc audit salvage” to \
                    save the rows that can still be read, or “dondoc restore” to restore a backup
                    """)
        case .tooNew(let path):
            return Wording(
                vi: "sổ cái \(path) do một phiên bản mới hơn của chương trình ghi; hãy nâng cấp dondoc",
                en: "the ledger \(path) was written by a newer version of this program; upgrade dondoc")
        case .duplicate(let notice):
            return Wording(
                vi: "thông báo \(notice) đã được gửi trước đây, không gửi lại",
                en: "the notice \(notice) was sent before and is not sent again")
        case .beyondSalvage(let path):
            return Wording(
                vi: "không còn dòng nào của sổ cái \(path) đọc được; tệp được giữ nguyên. Hãy khôi phục từ bản sao lưu",
                en: "no row of the ledger \(path) can be read; the file is left as it is. Restore it from a backup")
        case .notALedger(let path):
            return Wording(vi: "\(path) không phải là sổ cái", en: "\(path) is not a ledger")
        case .replaced(let path):
            return Wording(
                vi: "sổ cái \(path) bị thay bằng tệp khác khi đang dùng: không ghi gì thêm; hãy khởi động lại dịch vụ",
                en:
                    "another file took the place of the ledger \(path) while it was used: nothing is added; restart the service"
            )
        case .noClientLibrary, .overtaken, .oneDisk, .notDurable, .pooled, .notEmpty: return sharedWording
        case .older(let path, let rows, let acknowledged, let at):
            return olderWording(path, rows, acknowledged, at)
        case .failed(let path, let detail):
            return Wording(
                vi: "không dùng được sổ cái \(path): \(detail)", en: "the ledger \(path) cannot be used: \(detail)")
        }
    }

    private var sharedWording: Wording {
        switch self {
        case .noClientLibrary(let detail):
            Wording(
                vi: "không dùng được thư viện PostgreSQL (\(detail)); hãy cài gói libpq5",
                en: "PostgreSQL's client library cannot be used (\(detail)); install the package libpq5")
        case .overtaken(let path):
            Wording(
                vi: "sổ cái \(path) do một máy khác ghi; hãy chạy dịch vụ trên máy này, dịch vụ chuyển báo cáo đi",
                en: "another host adds to the ledger \(path); run the service here, which hands reports on")
        case .oneDisk(let path):
            Wording(
                vi: """
                    \(path) không có máy dự phòng đồng bộ (synchronous_standby_names trống): điều đã ghi có thể mất cùng một \
                    đĩa. Hãy đặt một máy dự phòng, hoặc ghi “ledger-disks: 1” trong dondoc.yaml nếu chấp nhận
                    """,
                en: """
                    \(path) has no synchronous standby (synchronous_standby_names is empty): what is recorded may be lost \
                    with one disk. Set up a standby, or write `ledger-disks: 1` in dondoc.yaml to accept that
                    """)
        case .notDurable(let path, let setting):
            Wording(
                vi: """
                    máy chủ của \(path) đặt “\(setting) = off”: điều đã ghi có thể mất khi mất điện. Hãy đặt “\(setting) = on” \
                    trong postgresql.conf
                    """,
                en: """
                    the server of \(path) has `\(setting) = off`: what is recorded may be lost with the power. Set \
                    `\(setting) = on` in postgresql.conf
                    """)
        case .pooled(let path):
            Wording(
                vi: """
                    giữa máy này và \(path) có một chương trình gộp kết nối (như PgBouncer): quyền ghi sổ cái gắn với phiên, \
                    nên phải nối thẳng tới máy chủ
                    """,
                en: """
                    a connection pooler (such as PgBouncer) stands before \(path): the right to write belongs to a session, so \
                    connect to the server itself
                    """)
        default:
            Wording(
                vi: "\(path ?? "") đã có dòng; chỉ chép được vào một cơ sở dữ liệu chưa có gì",
                en: "\(path ?? "") has rows; a ledger is copied only to where nothing was recorded")
        }
    }

    private func olderWording(_ path: String, _ rows: Int64?, _ acknowledged: Int64, _ at: Instant) -> Wording {
        let (day, time) = Zone.vietnam.local(at)
        let what =
            switch rows {
            case nil: ("không còn", "is gone")
            case let rows? where rows < acknowledged:
                ("chỉ có \(rows) dòng, là bản cũ", "has \(rows) rows only: it is an older one")
            case _?: ("không có đúng dòng ấy, là bản khác", "has another row in its place: it is not the same one")
            }
        return Wording(
            vi: """
                dòng \(acknowledged) đã ghi lúc \(time) ngày \(day), nhưng sổ cái \(path) \(what.0). Không gửi gì, để khỏi \
                gửi lại. Hãy đưa sổ cái mới nhất trở lại; hoặc chạy “dondoc restore TỆP” với bản sao lưu, hoặc \
                “dondoc audit accept-older” để dùng sổ cái này: những gì hộp thư và nhật ký cho thấy đã gửi thì \
                không gửi lại
                """,
            en: """
                row \(acknowledged) was written on \(day) at \(time), but the ledger \(path) \(what.1). Nothing is sent, lest \
                it is sent again. Put the newest ledger back; or run “dondoc restore FILE” with a backup, or \
                “dondoc audit accept-older” to go on with this one: what spool and journal show to have been sent \
                is not sent again
                """)
    }
}
