import Foundation
import Glibc

/// A wall clock that a test may set for one daemon alone.
final class WallClock {
    private let library: PreloadedLibrary
    private let file: String

    private let isVouchedFor: Bool

    /// - Parameters:
    ///   - now: seconds since 1970.
    ///   - isVouchedFor: the kernel says that it is synchronised.
    init(at place: Workplace, now: Int, isVouchedFor: Bool = true) throws {
        self.isVouchedFor = isVouchedFor
        library = try PreloadedLibrary("wallclock", at: place)
        file = place.root + "/wallclock"
        set(now)
    }

    var environment: [String: String] {
        let clock = ["LD_PRELOAD": library.path, "WALLCLOCK": file]
        return isVouchedFor ? clock.merging(["VOUCHED": "1"]) { $1 } : clock
    }

    func set(_ now: Int) {
        // Appears whole.
        try? Data("\(now - Int(time(nil))).\n".utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
    }
}
