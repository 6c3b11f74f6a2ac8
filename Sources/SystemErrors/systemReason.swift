public import Diagnostics
internal import Glibc

/// Why a call of the system failed, in the reader's words where it is something that readers meet; else in the system's.
public func systemReason(_ code: Int32) -> Wording {
    switch code {
    case ENOENT: return Wording(vi: "không có tệp hay thư mục này", en: "there is no such file or folder")
    case EACCES, EPERM: return Wording(vi: "không có quyền", en: "permission denied")
    case EISDIR: return Wording(vi: "đây là một thư mục", en: "it is a folder")
    case ENOTDIR: return Wording(vi: "đường dẫn đi qua một tệp", en: "its path leads through a file")
    case EEXIST: return Wording(vi: "đã có tệp này", en: "it is there already")
    case EADDRINUSE: return Wording(vi: "chỗ này đã có chương trình khác dùng", en: "it is in use already")
    case ENOSPC, EDQUOT: return Wording(vi: "hết chỗ trên đĩa", en: "the disk is full")
    case EROFS: return Wording(vi: "đĩa chỉ cho đọc", en: "the disk is read-only")
    case ENAMETOOLONG: return Wording(vi: "tên quá dài", en: "the name is too long")
    case ELOOP: return Wording(vi: "các liên kết trỏ vòng quanh", en: "its links lead in a circle")
    default:
        let text = String(cString: strerror(code))
        return Wording(vi: text, en: text)
    }
}
