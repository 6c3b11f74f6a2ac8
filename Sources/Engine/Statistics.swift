import Dates
import Delivery
import Ledger
import Planning

/// What is counted for the metrics.
struct Statistics {
    struct Kind: Hashable {
        var kind: NoticeKind
        var rule: String
    }

    /// Since the ledger began.
    private(set) var counts: [Kind: (all: Int, late: Int)] = [:]
    private(set) var notices = 0

    // Since the process began.
    static let bounds: [Double] = [1, 10, 60, 300, 3600, 86_400, 604_800]
    private(set) var lateness = [Int](repeating: 0, count: bounds.count + 1)
    private(set) var latenessSum = 0.0
    var failures = 0
    var lastDuration = Duration.zero

    init(_ counts: [NoticeCount]) {
        for count in counts {
            self.counts[Kind(kind: count.kind, rule: count.rule)] = (count.count, count.late)
            notices += count.count
        }
    }

    mutating func count(_ sent: [NoticeRecord], at now: Instant) {
        for notice in sent {
            let kind = Kind(kind: notice.kind, rule: notice.identity.rule)
            counts[kind, default: (0, 0)].all += 1
            if notice.late { counts[kind, default: (0, 0)].late += 1 }
            notices += 1
            // The nominal instant of one that was moved to a working day is not what it was to be met at.
            let seconds = Double(max(0, now - (notice.late ? notice.nominal : notice.at)))
            lateness[Statistics.bounds.firstIndex { seconds <= $0 } ?? Statistics.bounds.count] += 1
            latenessSum += seconds
        }
    }
}
