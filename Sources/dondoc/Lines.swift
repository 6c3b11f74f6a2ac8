import Diagnostics
import Engine
import Glibc
import SystemErrors

/// The lines of a file that may be endless.
enum Lines {
    static func read(_ descriptor: Int32, _ line: (ArraySlice<UInt8>) throws -> Void) throws {
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        var filled = 0
        while true {
            let count = buffer.withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress! + filled, $0.count - filled)
            }
            if count < 0 {
                if errno == EINTR { continue }
                let reason = systemReason(errno)
                throw Trouble.cannot(
                    "không đọc được đầu vào chuẩn: \(reason.vi)", "cannot read standard input: \(reason.en)")
            }
            if count == 0 { break }
            filled += count
            var start = 0
            while let end = buffer[start..<filled].firstIndex(of: 0x0A) {
                try line(withoutReturn(buffer[start..<end]))
                start = end + 1
            }
            buffer.replaceSubrange(0..<(filled - start), with: Array(buffer[start..<filled]))
            filled -= start
            if filled == buffer.count { buffer += [UInt8](repeating: 0, count: buffer.count) }
        }
        if filled > 0 { try line(withoutReturn(buffer[..<filled])) }
    }

    private static func withoutReturn(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        line.last == 0x0D ? line.dropLast() : line
    }
}
