import Foundation
import Testing

/// A library of C for one daemon alone, compiled for LD_PRELOAD: it stands between the daemon and the kernel.
struct PreloadedLibrary {
    let path: String

    /// A C compiler: Swift brings its own.
    static let compiler: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .flatMap { folder -> [String] in ["\(folder)/cc", "\(folder)/clang"] }
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// - Parameter name: of the C file beside this one, without its ending.
    init(_ name: String, at place: Workplace) throws {
        path = place.root + "/" + name + ".so"
        let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(name + ".c")
        let compile = Process()
        compile.executableURL = URL(fileURLWithPath: try #require(PreloadedLibrary.compiler))
        compile.arguments = [
            "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", path, source.path, "-ldl", "-lpthread",
        ]
        try compile.run()
        compile.waitUntilExit()
        try #require(compile.terminationStatus == 0)
    }
}
