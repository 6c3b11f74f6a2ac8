import Diagnostics
import Glibc

/// The group that it takes to read a path, where the user lacks the permission: that of the folder which is shut.
/// - Returns: a sentence that names it and how to be in it; empty where the path is not shut.
func groupHint(_ path: String) -> Wording {
    let nothing = Wording(vi: "", en: "")
    guard access(path, R_OK) != 0, errno == EACCES else { return nothing }
    // The nearest that may be looked at is what is shut.
    var shut = path
    var status = stat()
    while stat(shut, &status) != 0 {
        guard let slash = shut.lastIndex(of: "/"), slash != shut.startIndex else { return nothing }
        shut = String(shut[..<slash])
    }
    // Nobody is to join root's group for this.
    guard status.st_gid != 0, let group = getgrgid(status.st_gid) else { return nothing }
    let name = printable(String(cString: group.pointee.gr_name))
    return Wording(
        vi: " Cần thuộc nhóm “\(name)”: “sudo usermod -aG \(name) TÊN-NGƯỜI-DÙNG” rồi đăng nhập lại.",
        en: " It takes the group “\(name)”: `sudo usermod -aG \(name) USER`, then log in again.")
}

extension Trouble {
    /// With what is to be done where the user may not get at a path.
    init(_ wording: Wording, at path: String, code: Int32 = cannotRun) {
        let hint = groupHint(path)
        let stop = hint.vi.isEmpty ? "" : "."
        self.init(wording: Wording(vi: wording.vi + stop + hint.vi, en: wording.en + stop + hint.en), code: code)
    }
}
