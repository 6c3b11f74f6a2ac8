import Foundation
import Testing

/// A site of a few files, made for a test.
struct SmallSite {
    let folder: URL
    var site: String { folder.appending(path: "site").path }
    var state: String { folder.appending(path: "state").path }
    var spool: String { folder.appending(path: "spool").path }
    /// Short: a socket's path holds 107 bytes.
    var socket: String { folder.appending(path: "s").path }

    init() throws {
        folder = try Scratch.folder()
        try write(
            "bodies.yaml",
            """
            bodies:
              - id: ban-thuong-vu
                name: Ban Thường vụ Tỉnh ủy
              - id: ban-dan-van
                name: Ban Dân vận Tỉnh ủy
                aliases: [BDV]
                parent: ban-thuong-vu
              - id: ban-tuyen-giao
                name: Ban Tuyên giáo Tỉnh ủy
                parent: ban-thuong-vu

            """)
        try write(
            "programmes/01-KH-TU.yaml",
            """
            programme: 01-KH-TU
            title: Kế hoạch thực hiện Nghị quyết 02-NQ/TW
            number: 01-KH/TU
            issued: 2021-09-30
            since: 2021-09-30
            issuer: ban-thuong-vu
            monitoring: [ban-dan-van]
            tasks:
              - id: "1.1"
                title: Quán triệt Nghị quyết
                directing: [ban-thuong-vu]
                lead: [ban-tuyen-giao]
                deadline: Trong quý IV/2021
              - id: "1.2"
                title: Đổi mới nội dung tuyên truyền
                lead: [ban-tuyen-giao]
                deadline: Thường xuyên
              - id: "1.3"
                title: Rà soát quy chế
                lead: [BDV]
                deadline: sau khi có hướng dẫn của Trung ương
                event: huong-dan-tw

            """)
        try write(
            "rules/10-nhac.rules",
            """
            quy tắc "nhac-truoc-han"
              khi    trước hạn 7 ngày, 1 ngày làm việc
              nhắc   chủ trì, theo dõi

            quy tắc "qua-han"
              khi    quá hạn 1 ngày làm việc
              mức độ cảnh báo
              nhắc   chủ trì
              sau đó 7 ngày báo cáo chỉ đạo
              sau đó 15 ngày báo cáo cấp trên của chủ trì

            """)
    }

    func write(_ path: String, _ text: String) throws { try folder.appending(path: "site").file(path, text) }

    func write(_ path: String, _ bytes: [UInt8]) throws { try folder.appending(path: "site").file(path, Data(bytes)) }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    private var options: [String] {
        ["--site", site, "--vendor", "/nonexistent", "--state", state, "--spool", spool]
    }

    /// `dondoc` on this site; the daemon is asked only where a test names its socket.
    func dondoc(_ arguments: String..., language: String = "vi") throws -> RunningProgram.Outcome {
        try dondoc(arguments, language: language)
    }

    func dondoc(_ arguments: [String], language: String = "vi") throws -> RunningProgram.Outcome {
        try RunningProgram("dondoc", arguments + options, environment: ["LC_ALL": language + "_VN.UTF-8"]).end()
    }

    /// `dondocd` on this site, from a day on, for as many seconds as it is given.
    func daemon(_ arguments: String...) throws -> RunningProgram {
        try RunningProgram(
            "dondocd", options + ["--socket", socket, "--foreground"] + arguments,
            environment: ["LC_ALL": "vi_VN.UTF-8"])
    }

    /// With what a daemon has sent in the month about the year's end.
    static func filled() throws -> SmallSite {
        let site = try SmallSite()
        let daemon = try site.daemon("--now", "2021-12-20", "--speed", "1e7", "--until", "2022-01-20")
        #expect(try daemon.end().code == 0)
        return site
    }

    /// Loses the page where the index of notices begins: all rows can still be read.
    /// - Returns: what the ledger's file holds then.
    func damageLedger() throws -> Data {
        let ledger = URL(fileURLWithPath: state + "/ledger.db")
        var bytes = try Data(contentsOf: ledger)
        let page = try #require(bytes.range(of: Data("nhac-truoc-han".utf8), options: .backwards)).lowerBound / 4096
        bytes.replaceSubrange(page * 4096..<(page + 1) * 4096, with: Data(repeating: 0xEE, count: 4096))
        try bytes.write(to: ledger)
        return bytes
    }

    /// Waits until the daemon answers.
    func isServing() throws -> Bool {
        for _ in 0..<200 {
            if try dondoc("metrics", "--socket", socket).code == 0 { return true }
            Thread.sleep(forTimeInterval: 0.05)
        }
        return false
    }

    /// The notices that lie in the Maildirs: the values of their `X-Dondoc-Notice` headers.
    func delivered() throws -> [String] {
        let bodies = try FileManager.default.contentsOfDirectory(atPath: spool).filter {
            $0 != "staging" && !$0.hasPrefix(".")
        }
        return try bodies.flatMap { body in
            let folder = URL(fileURLWithPath: spool).appending(path: "\(body)/new")
            return try FileManager.default.contentsOfDirectory(atPath: folder.path).flatMap { name in
                let text = String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
                return headers("X-Dondoc-Notice", of: text)
            }
        }
    }

    private func headers(_ name: String, of message: String) -> [String] {
        let head = message.replacing("\r\n", with: "\n").components(separatedBy: "\n\n")[0]
        let unfolded = head.replacing("\n ", with: " ").replacing("\n\t", with: " ")
        return unfolded.split(separator: "\n").compactMap { line in
            line.hasPrefix(name + ": ") ? String(line.dropFirst(name.count + 2)) : nil
        }
    }
}
