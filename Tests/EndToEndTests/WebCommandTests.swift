import Foundation
import TestKit
import Testing

/// `dondoc web`: where it listens, and what it says where it cannot.
@Suite struct WebCommandTests {
    @Test func aSocketThatTheManagerOpenedIsServed() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let path = site.folder.appending(path: "w").path
        let server = try RunningProgram(
            "dondoc", ["web", "--socket", site.socket],
            launcher: ["/usr/bin/systemd-socket-activate", "--listen=" + path, "--setenv=LLVM_PROFILE_FILE"])
        defer { server.process.terminate() }
        // No daemon is there: who has signed in is told, in a page.
        let answer = try #require(try get("/", from: path, waitingFor: server), "\(server.errors)")
        #expect(answer.hasPrefix("HTTP/1.1 503 "), "\(answer.prefix(400))")
        #expect(try get("/style.css", from: path, waitingFor: server)?.hasPrefix("HTTP/1.1 200 ") == true)
        server.process.terminate()
        #expect(try server.end().code == 0)
    }

    @Test func aFileOfASocketIsMadeForTheProxyAlone() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let path = site.folder.appending(path: "w").path
        let server = try RunningProgram("dondoc", ["web", "--socket", site.socket, "--listen", path])
        defer { server.process.terminate() }
        _ = try #require(try get("/style.css", from: path, waitingFor: server), "\(server.errors)")
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o660)
    }

    @Test func withoutASocketItSaysWhatToDo() throws {
        let alone = try dondoc("web")
        #expect(alone.code == 3 && alone.errors.contains("--listen 127.0.0.1:8080"), "\(alone)")
        let inEnglish = try dondoc("web", "--lang", "en")
        #expect(inEnglish.errors.contains("systemd handed over no socket"), "\(inEnglish.errors)")
    }

    @Test func aPortThatIsTakenIsTold() throws {
        let (descriptor, port) = try takenPort()
        defer { close(descriptor) }
        let refused = try dondoc("web", "--listen", "127.0.0.1:\(port)")
        #expect(refused.code == 3 && refused.errors.contains("127.0.0.1:\(port): chỗ này đã có"), "\(refused)")
        let file = try Scratch.folder().appending(path: "w")
        try Data("giữ lại".utf8).write(to: file)
        let atFile = try dondoc("web", "--listen", file.path)
        #expect(atFile.code == 3 && atFile.errors.contains("không phải socket"), "\(atFile)")
        #expect(try String(contentsOf: file, encoding: .utf8) == "giữ lại")
        for arguments in [["--listen", "10.0.0.1:80"], ["--as", "lan"], ["--listen", "/x", "--body", "a"]] {
            let wrong = try RunningProgram("dondoc", ["web"] + arguments).end()
            #expect(wrong.code == 2, "\(arguments): \(wrong)")
        }
    }

    /// A port of this machine that somebody listens at.
    private func takenPort() throws -> (descriptor: Int32, port: UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        try #require(bound && listen(descriptor, 1) == 0)
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }

    /// The answer to a request over a Unix socket; nil where nobody listens within ten seconds.
    private func get(_ target: String, from path: String, waitingFor server: RunningProgram) throws -> String? {
        for _ in 0..<200 where server.process.isRunning {
            if let answer = ask(target, path) { return answer }
            Thread.sleep(forTimeInterval: 0.05)
        }
        return nil
    }

    private func ask(_ target: String, _ path: String) -> String? {
        guard let client = RawClient(path),
            client.write("GET \(target) HTTP/1.1\r\nHost: x\r\nX-Remote-User: lan\r\nConnection: close\r\n\r\n")
        else { return nil }
        return client.readAll()
    }
}
