import Foundation
import TestKit

/// The built programs, run as a user runs them.
struct RunningProgram {
    struct Outcome {
        let code: Int32
        let output: String
        let errors: String

        /// One JSON object per line.
        var objects: [[String: Any]] {
            output.split(separator: "\n").compactMap {
                try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
            }
        }
    }

    /// Where the test program lies, the products lie too; `DONDOC_PROGRAMS` names another folder, of release builds or
    /// of what was installed.
    static let products =
        ProcessInfo.processInfo.environment["DONDOC_PROGRAMS"].map { URL(fileURLWithPath: $0) }
        ?? URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    /// An installed one has its link.
    private static let daemon =
        ProcessInfo.processInfo.environment["DONDOC_PROGRAMS"] == nil
        ? URL(fileURLWithPath: daemonLink(in: products.path)) : products.appending(path: "dondocd")
    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    let process = Process()
    private let folder: URL

    /// - Parameters:
    ///   - environment: over one that holds nothing else that the programs look at.
    ///   - launcher: a command that ends by running what follows it.
    init(
        _ name: String, _ arguments: [String], input: String? = nil, environment: [String: String] = [:],
        launcher: [String] = []
    ) throws {
        let program = name == "dondocd" ? Self.daemon : Self.products.appending(path: name)
        let command = launcher + [program.path] + arguments
        try self.init(
            executable: URL(fileURLWithPath: command[0]), Array(command.dropFirst()), input: input,
            environment: environment)
    }

    private init(
        executable: URL, _ arguments: [String], input: String? = nil, environment: [String: String] = [:]
    ) throws {
        folder = try Scratch.folder()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = Self.package
        var environment = environment.merging(["PATH": "/usr/bin:/bin", "HOME": folder.path]) { given, _ in given }
        // Where coverage is measured, of this run too.
        environment["LLVM_PROFILE_FILE"] = ProcessInfo.processInfo.environment["LLVM_PROFILE_FILE"]
        process.environment = environment
        let input = input.map { Data($0.utf8) } ?? Data()
        try input.write(to: folder.appending(path: "input"))
        process.standardInput = try FileHandle(forReadingFrom: folder.appending(path: "input"))
        process.standardOutput = try Self.file(folder.appending(path: "output"))
        process.standardError = try Self.file(folder.appending(path: "errors"))
        try process.run()
    }

    /// A line of shell.
    static func shell(_ line: String) throws -> Outcome {
        try RunningProgram(executable: URL(fileURLWithPath: "/bin/sh"), ["-c", line]).end()
    }

    func end() throws -> Outcome {
        process.waitUntilExit()
        defer { try? FileManager.default.removeItem(at: folder) }
        return Outcome(code: process.terminationStatus, output: output, errors: errors)
    }

    var output: String { text("output") }
    var errors: String { text("errors") }

    private func text(_ name: String) -> String {
        let data = (try? Data(contentsOf: folder.appending(path: name))) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }

    private static func file(_ url: URL) throws -> FileHandle {
        _ = FileManager.default.createFile(atPath: url.path, contents: nil)
        return try FileHandle(forWritingTo: url)
    }
}

/// `dondoc` with these arguments, to its end.
func dondoc(
    _ arguments: String..., input: String? = nil, environment: [String: String] = ["LC_ALL": "vi_VN.UTF-8"]
) throws -> RunningProgram.Outcome {
    try RunningProgram("dondoc", arguments, input: input, environment: environment).end()
}

/// Folders that a test may fill.
enum Scratch {
    static func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dondoc-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }
}

extension URL {
    /// Writes a file below this folder.
    func file(_ path: String, _ text: String) throws {
        try file(path, Data(text.utf8))
    }

    func file(_ path: String, _ bytes: Data) throws {
        let url = appending(path: path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: url)
    }
}
