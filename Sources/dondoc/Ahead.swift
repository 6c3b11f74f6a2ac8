import Dates
import Planning

/// What a decision at this moment would bring.
struct Ahead {
    /// The next instant after this one.
    let next: Instant?
    /// Due now or before, and not sent: no service runs, or it is about to.
    let unsent: Int

    /// As a service has it, which sends what is due.
    init(_ service: Service.Status) { (next, unsent) = (service.next, 0) }

    init(_ site: OpenSite, _ memory: Memory) {
        var memory = memory
        let decision = decide(site.plan, &memory, at: site.now)
        next = decision.next.flatMap { nextNotice(site.plan, memory, at: $0) }
        unsent = decision.notices.count
    }
}
