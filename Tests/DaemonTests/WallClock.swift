import Foundation
import Glibc

/// A wall clock that a test may set for one daemon alone.
final class WallClock {
    private let library: PreloadedLibrary
    private let file: String

    /// - Parameter now: seconds since 1970.
    init(at place: Workplace, now: Int) throws {
        library = try PreloadedLibrary("wallclock", at: place)
        file = place.root + "/wallclock"
        set(now)
    }

    var environment: [String: String] { ["LD_PRELOAD": library.path, "WALLCLOCK": file] }

    func set(_ now: Int) {
        // Appears whole.
        try? Data("\(now - Int(time(nil))).\n".utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
    }
}
