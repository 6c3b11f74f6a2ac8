import Foundation
import Glibc

/// A wall clock that a test may set for one daemon alone, with a preloaded library that it compiles.
final class WallClock {
    private let library: String
    private let file: String

    /// A C compiler: Swift brings its own.
    static let compiler: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .flatMap { folder -> [String] in ["\(folder)/cc", "\(folder)/clang"] }
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// - Parameter now: seconds since 1970.
    init(at place: Workplace, now: Int) throws {
        library = place.root + "/wallclock.so"
        file = place.root + "/wallclock"
        set(now)
        let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("wallclock.c")
        let compile = Process()
        compile.executableURL = URL(fileURLWithPath: WallClock.compiler ?? "/usr/bin/cc")
        compile.arguments = [
            "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", library, source.path, "-ldl", "-lpthread",
        ]
        try compile.run()
        compile.waitUntilExit()
    }

    var environment: [String: String] { ["LD_PRELOAD": library, "WALLCLOCK": file] }

    func set(_ now: Int) {
        // Appears whole.
        try? Data("\(now - Int(time(nil))).\n".utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
    }
}
