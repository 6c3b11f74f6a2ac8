public import Diagnostics

/// Where a ledger's parts disagree, though it can be read and gone on with.
public enum LedgerFault: Hashable, Sendable {
    /// A row that does not follow from the one before it.
    case chain(number: Int64)
    /// A row that no version of the program wrote.
    case row(table: String)
    /// The head is not the last row.
    case head
    /// The index knows a notice, by its key, that no row tells of, and it was to be sent again.
    case notice(key: String)
    /// What SQLite's own check found.
    case index(detail: String)
    /// A table, an index or a trigger that is not the program's, or lacks.
    case schema(name: String)
    /// A request's id that was tampered with.
    case request(id: String)
    /// What was noted of the delivery that begins with this row.
    case delivery(first: Int64)
    /// The checkpoint at this row said something else than the rows up to it. It was removed.
    case checkpoint(number: Int64)

    /// What is wrong, for people.
    public var wording: Wording {
        switch self {
        case .chain(let number):
            Wording(vi: "dòng \(number) không còn là dòng đã ghi", en: "row \(number) is not what was written")
        case .row(let table):
            Wording(vi: "có dòng không đọc được trong bảng \(table)", en: "a row of the table \(table) cannot be read")
        case .head: Wording(vi: "dòng cuối không khớp với mã cuối", en: "the last row and the head disagree")
        case .notice(let key):
            Wording(
                vi: "chỉ mục có thông báo \(key) mà các dòng không có; không gửi lại",
                en: "the index has the notice \(key), which no row tells of; it is not sent again")
        case .index(let detail): Wording(vi: "chỉ mục không khớp: \(detail)", en: "an index disagrees: \(detail)")
        case .schema(let name):
            Wording(
                vi: "“\(name)” thừa, thiếu hoặc khác trong cấu trúc cơ sở dữ liệu",
                en: "“\(name)” is missing from the database's schema, or is not as it was made")
        case .request(let id):
            Wording(
                vi: "mã yêu cầu “\(id)” không còn là mã đã ghi", en: "the request “\(id)” is not what was written")
        case .checkpoint(let number):
            Wording(
                vi: "bản ghi tắt đến dòng \(number) không đúng với các dòng; đã xóa bản ấy",
                en: "the checkpoint at row \(number) does not say what the rows say; it was removed")
        case .delivery(let first):
            Wording(
                vi: "ghi chú về lần gửi bắt đầu từ dòng \(first) không đúng",
                en: "what is noted of the delivery from row \(first) on is wrong")
        }
    }

    /// For a service that goes on with it.
    public func damage(of path: String) -> Wording {
        let wording = wording
        return Wording(
            vi: """
                sổ cái \(path) bị hỏng (\(wording.vi)); những gì gửi được vẫn gửi. Hãy xem “dondoc audit verify”, dừng dịch \
                vụ rồi chạy “dondoc audit salvage”
                """,
            en: """
                the ledger \(path) is damaged (\(wording.en)); what can be sent is sent. See “dondoc audit verify”, stop the \
                service and run “dondoc audit salvage”
                """)
    }
}
