import CLinux
import Dispatch
public import Planning
import Synchronization

extension Workers {
    /// One on each processor that this process may use (`CPUAffinity=`, taskset).
    ///
    /// Their queues are their own: once its shared pool has been used, libdispatch looks after it every second for ever.
    public static let processors: Workers = {
        let count = Int(dondoc_usable_processors())
        guard count > 1 else { return .one }
        return Workers(count: count) { parts, part in
            // Who is done with one takes the next: parts and processors are not equally quick.
            let next = Atomic(0)
            @Sendable func work() {
                while true {
                    let number = next.add(1, ordering: .relaxed).oldValue
                    guard number < parts else { return }
                    part(number)
                }
            }
            let group = DispatchGroup()
            for _ in 1..<min(count, max(parts, 1)) {
                DispatchQueue(label: "io.dondoc.work").async(group: group) { work() }
            }
            work()
            group.wait()
        }
    }()
}
