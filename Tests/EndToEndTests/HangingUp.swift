import Foundation
import Glibc
import TestKit

/// Stands before a service's socket and passes on what is said, but for the answer to the first report: there it hangs
/// up, as a service does that is killed after it has recorded it.
final class HangingUp: @unchecked Sendable {
    private let listener: Int32
    private let service: String
    private let lock = NSLock()
    private var count = 0

    var reports: Int { lock.withLock { count } }

    init(at path: String, before service: String) throws {
        self.service = service
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard withUnixAddress(path, { bind(listener, $0, $1) }) == 0, listen(listener, 8) == 0 else {
            throw POSIXError(.EADDRNOTAVAIL)
        }
        Thread.detachNewThread { [self] in
            while case let client = accept(listener, nil, nil), client >= 0 {
                serve(client)
                close(client)
            }
        }
    }

    func end() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func serve(_ client: Int32) {
        let upstream = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(upstream) }
        guard withUnixAddress(service, { connect(upstream, $0, $1) }) == 0 else { return }
        while let call = Self.message(from: client) {
            guard Self.pass(call, to: upstream), let answer = Self.message(from: upstream) else { return }
            if String(decoding: call, as: UTF8.self).contains("io.dondoc.Report") {
                lock.withLock { count += 1 }
                if reports == 1 { return }
            }
            guard Self.pass(answer, to: client) else { return }
        }
    }

    /// Up to its NUL.
    private static func message(from descriptor: Int32) -> [UInt8]? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while read(descriptor, &byte, 1) == 1 {
            bytes.append(byte)
            if byte == 0 { return bytes }
        }
        return nil
    }

    private static func pass(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }
}
