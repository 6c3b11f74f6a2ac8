import Glibc

/// A file that is written in large pieces.
struct TextFile: ~Copyable {
    private var bytes: [UInt8] = []
    private let number: CInt
    private let path: String

    init(_ path: String) {
        self.path = path
        number = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        if number < 0 { TextFile.fail(path) }
        bytes.reserveCapacity(1 << 17)
    }

    mutating func write(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        if bytes.count >= 1 << 16 { flush() }
    }

    mutating func write(_ number: Int) { write(String(number)) }

    private mutating func flush() {
        var start = 0
        while start < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(number, $0.baseAddress! + start, $0.count - start) }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { TextFile.fail(path) }
            start += count
        }
        bytes.removeAll(keepingCapacity: true)
    }

    consuming func finish() {
        flush()
        close(number)
    }

    static func fail(_ path: String) -> Never {
        complain("\(path): \(String(cString: strerror(errno)))", status: 1)
    }
}
