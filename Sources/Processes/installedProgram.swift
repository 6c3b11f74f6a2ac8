internal import Glibc

/// Where a program of this name is installed.
public func installedProgram(_ name: String) -> String? {
    let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return folders.split(separator: ":").lazy.filter { $0.hasPrefix("/") }.map { $0 + "/" + name }
        .first { access($0, X_OK) == 0 }
}
