import Foundation
import Glibc

/// A small file system, for root only.
final class SmallDisk {
    private let path: String
    private var ballast: String { path + "/ballast" }

    static let isPossible: Bool = {
        let path = NSTemporaryDirectory() + "dondoc-disk-" + UUID().uuidString
        defer { rmdir(path) }
        return SmallDisk(at: path) != nil
    }()

    init?(at path: String, kilobytes: Int = 256) {
        self.path = path
        mkdir(path, 0o755)
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(kilobytes)k") == 0 else { return nil }
    }

    deinit { umount2(path, Int32(MNT_DETACH)) }

    func fill() {
        let file = open(ballast, O_WRONLY | O_CREAT, 0o600)
        let block = [UInt8](repeating: 0, count: 4096)
        while Glibc.write(file, block, block.count) > 0 {}
        close(file)
    }

    func empty() { unlink(ballast) }

    func setReadOnly(_ isReadOnly: Bool) {
        let result = mount("tmpfs", path, "tmpfs", UInt(MS_REMOUNT) | (isReadOnly ? UInt(MS_RDONLY) : 0), nil)
        precondition(result == 0, "remount: \(errno)")
    }
}
