import Dates
import Foundation
import Testing

@testable import Engine

@Suite struct MetricsTests {
    private var text: String {
        var metrics = OpenMetrics()
        metrics.gauge("dondoc_tasks", "Tasks.", [([("state", "open")], 3), ([("state", "a\"b\\c\nd")], 0.5)])
        metrics.gauge("dondoc_nothing", "Left out.", [])
        metrics.counter("dondoc_notices_total", "Notices.", [([("kind", "digest")], 2)])
        metrics.histogram("dondoc_lateness_seconds", "Lateness.", bounds: [1, 60], counts: [2, 1, 4], sum: 12.5)
        return metrics.finish()
    }

    @Test func writesText() {
        #expect(
            text == """
                # HELP dondoc_tasks Tasks.
                # TYPE dondoc_tasks gauge
                dondoc_tasks{state="open"} 3
                dondoc_tasks{state="a\\"b\\\\c\\nd"} 0.5
                # HELP dondoc_notices_total Notices.
                dondoc_notices_total{kind="digest"} 2
                # HELP dondoc_lateness_seconds Lateness.
                # TYPE dondoc_lateness_seconds histogram
                dondoc_lateness_seconds_bucket{le="1.0"} 2
                dondoc_lateness_seconds_bucket{le="60.0"} 3
                dondoc_lateness_seconds_bucket{le="+Inf"} 7
                dondoc_lateness_seconds_sum 12.5
                dondoc_lateness_seconds_count 7
                # EOF

                """)
    }

    @Test func growsTheDelay() {
        var backoff = Backoff()
        let now = Instant(seconds: 1000)
        var delays: [Int] = []
        for _ in 0..<11 {
            backoff.fail(at: now)
            delays.append(backoff.retry! - now)
        }
        #expect(delays == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
        backoff.succeed()
        #expect(backoff.retry == nil)
    }
}
