import Control
import Foundation
import JSONText
import TestKit
import Testing

@Suite struct ListeningSocketTests {
    /// As systemd hands it over: bound by another, without the flags that the server needs.
    @Test func aSocketThatIsHandedOverIsServed() throws {
        let bound = try ListeningSocket(path: "/tmp/dondoc-\(UUID().uuidString.prefix(8)).sock")
        let path = try #require(bound.path)
        let descriptor = dup(bound.descriptor)
        close(bound.descriptor)
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
        let taken = ListeningSocket(activated: descriptor)
        #expect(taken.path == nil && taken.descriptor == descriptor)
        #expect(fcntl(descriptor, F_GETFL) & O_NONBLOCK != 0 && fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0)
        do {
            let harness = try Harness(sockets: [taken], path: path)
            let reply = try VarlinkClient(path: path).call("io.dondoc.GetStatus")
            #expect(reply["uid"] == .integer(Int64(getuid())))
            withExtendedLifetime(harness) {}
        }
        // Its file is the service manager's.
        #expect(access(path, F_OK) == 0)
        unlink(path)
    }

    @Test func saysWhyItCannotListen() throws {
        let folder = try TemporaryFolder()
        let long = folder.path + "/" + String(repeating: "x", count: 108)
        #expect(throws: ListeningSocket.Failure.pathTooLong(long)) { try ListeningSocket(path: long) }
        let missing = folder.path + "/none/s"
        #expect(throws: ListeningSocket.Failure.system(call: "bind", path: missing, errno: ENOENT)) {
            try ListeningSocket(path: missing)
        }
        let path = folder.path + "/s"
        let first = try ListeningSocket(path: path)
        #expect(throws: ListeningSocket.Failure.inUse(path)) { try ListeningSocket(path: path) }
        close(first.descriptor)
        // Nobody answers there any more.
        close(try ListeningSocket(path: path).descriptor)
    }

    @Test func aFileThatIsNoSocketIsLeftAlone() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/s"
        try Data("giữ lại".utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: ListeningSocket.Failure.system(call: "bind", path: path, errno: EADDRINUSE)) {
            try ListeningSocket(path: path)
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "giữ lại")
    }
}
