import Foundation
import Glibc
import Handover
import TestKit
import Testing

/// What wakes the deliverer.
@Suite struct MailWatchTests {
    private func inbox(_ folder: TemporaryFolder, _ recipient: String) throws {
        for part in ["tmp", "new", "cur"] {
            try FileManager.default.createDirectory(
                atPath: folder.path("spool/\(recipient)/\(part)"), withIntermediateDirectories: true)
        }
    }

    /// The thread is one of many tests, whose programs are to be ended with the signals that the deliverer holds back.
    private func makeWatch() throws -> MailWatch {
        var mask = sigset_t()
        pthread_sigmask(SIG_SETMASK, nil, &mask)
        defer { pthread_sigmask(SIG_SETMASK, &mask, nil) }
        return try MailWatch(SignalQueue())
    }

    /// `time` may lag behind the clock that wakes.
    private func now() -> Int {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return now.tv_sec
    }

    /// What comes between the watch and the sleep is not missed, and neither is a body's first message, for its folder wakes too.
    @Test(.timeLimit(.minutes(1))) func messagesBodiesAndFilesOfTheSiteWake() throws {
        let folder = try TemporaryFolder()
        try inbox(folder, "van-phong")
        try FileManager.default.createDirectory(atPath: folder.path("site"), withIntermediateDirectories: true)
        try folder.write("bodies: []\n", to: "site/bodies.yaml")
        let watch = try makeWatch()
        let changes: [() throws -> Void] = [
            { try folder.write("Subject: thử\n\n", to: "spool/van-phong/new/1") },
            { try self.inbox(folder, "ban-dan-van") },
            { try folder.write("Subject: thử\n\n", to: "spool/ban-dan-van/new/1") },
            { try folder.write("bodies: [ ]\n", to: "site/bodies.yaml") },
            { try FileManager.default.removeItem(atPath: folder.path("site/bodies.yaml")) },
        ]
        for change in changes {
            watch.watch(spool: folder.path("spool"), site: [folder.path("site")])
            try change()
            guard case .changed = watch.sleep(until: now() + 3600) else {
                Issue.record("woken by something else")
                return
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func theInstantWakesAlsoWhenItIsPast() throws {
        let watch = try makeWatch()
        let begin = now()
        for next in [begin - 60, 0, begin + 1] {
            guard case .changed = watch.sleep(until: next) else {
                Issue.record("woken by something else")
                return
            }
        }
        #expect(now() > begin)
    }

    @Test(.timeLimit(.minutes(1))) func aProgramAtWorkWakes() throws {
        let watch = try makeWatch()
        let pipe = Pipe()
        try pipe.fileHandleForWriting.write(contentsOf: Data([1]))
        guard case .command = watch.sleep(until: nil, commands: [pipe.fileHandleForReading.fileDescriptor]) else {
            Issue.record("woken by something else")
            return
        }
    }
}
