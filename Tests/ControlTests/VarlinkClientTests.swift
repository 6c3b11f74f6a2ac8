import Control
import Foundation
import Glibc
import Synchronization
import Testing

@Suite struct VarlinkClientTests {
    /// Who finds no service closes what it opened once: a second time it would close what another thread has opened meanwhile.
    @Test func whereNothingListensNoOtherFileIsClosed() {
        let isOver = Atomic(false)
        let stolen = Atomic(0)
        let threads = (0..<2).map { _ in
            let thread = Thread {
                while !isOver.load(ordering: .relaxed) {
                    let file = open("/dev/null", O_RDONLY | O_CLOEXEC)
                    if file >= 0, close(file) != 0 { stolen.add(1, ordering: .relaxed) }
                }
            }
            thread.start()
            return thread
        }
        for _ in 0..<20_000 {
            #expect(throws: VarlinkClient.Failure.notRunning(path: "/nowhere/io.dondoc")) {
                try VarlinkClient(path: "/nowhere/io.dondoc")
            }
        }
        isOver.store(true, ordering: .relaxed)
        while threads.contains(where: { !$0.isFinished }) { usleep(1000) }
        #expect(stolen.load(ordering: .relaxed) == 0)
    }
}
