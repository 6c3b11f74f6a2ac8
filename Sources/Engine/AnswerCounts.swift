import Glibc
import Handover

/// How many answers to letters wait for the clerk. Read again when its file has changed.
struct AnswerCounts {
    /// The states in which somebody has to do something.
    static let open: [KeptReply.State] = [.proposed, .unclear, .undelivered]

    private var counts: [KeptReply.State: Int] = [:]
    private var stamp: [Int] = []

    init() {}

    init(inState state: String) { refresh(inState: state) }

    subscript(state: KeptReply.State) -> Int { counts[state] ?? 0 }

    mutating func refresh(inState state: String) {
        let folder = state + "/replies"
        var status = stat()
        guard stat(folder + "/" + ReplyStore.fileName, &status) == 0 else {
            self = AnswerCounts()
            return
        }
        let time = status.st_mtim
        let now = [Int(status.st_ino), Int(status.st_size), time.tv_sec, time.tv_nsec]
        guard now != stamp else { return }
        stamp = now
        let replies = (try? ReplyStore(in: folder, .read))?.replies.filter(\.isOpen) ?? []
        counts = Dictionary(grouping: replies, by: \.state).mapValues(\.count)
    }
}
