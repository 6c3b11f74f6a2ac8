import Diagnostics
import Glibc
import SystemErrors
import Testing

@Suite struct SystemReasonTests {
    /// What readers meet is told in their language, and the rest as the system does.
    @Test(
        arguments: [
            (ENOENT, "không có tệp hay thư mục này", "there is no such file or folder"),
            (EPERM, "không có quyền", "permission denied"), (EDQUOT, "hết chỗ trên đĩa", "the disk is full"),
            (EADDRINUSE, "chỗ này đã có chương trình khác dùng", "it is in use already"),
            (ENOTEMPTY, "Directory not empty", "Directory not empty"),
        ] as [(Int32, String, String)]) func isWorded(code: Int32, vi: String, en: String)
    {
        let reason = systemReason(code)
        #expect(reason.vi == vi && reason.en == en)
    }
}
