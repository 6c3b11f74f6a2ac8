import Glibc

/// Root goes on as whom the folders belong to: what it made as root the service could never open.
///
/// Before a service first ran there may be no folder for the ledger; then it is made the spool's owner's.
func actAsOwner(state: String, spool: String) {
    guard geteuid() == 0 else { return }
    var status = stat()
    guard stat(state, &status) == 0 || stat(spool, &status) == 0, status.st_uid != 0 else { return }
    for folder in [state, spool] where mkdir(folder, 0o750) == 0 { chown(folder, status.st_uid, status.st_gid) }
    setegid(status.st_gid)
    seteuid(status.st_uid)
}

/// Whom a folder belongs to; who runs this, where there is none.
func owner(of folder: String) -> UInt32 {
    var status = stat()
    return stat(folder, &status) == 0 ? status.st_uid : geteuid()
}
