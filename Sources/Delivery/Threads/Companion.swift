internal import Glibc

/// Work on a thread of its own, beside the one that started it and waits for it.
///
/// Not on libdispatch's shared pool: once that has been used, it is looked after every second for ever, and the daemon
/// would never sleep again. What the work touches is its own until it is joined.
final class Companion<Success, Failure: Error> {
    private final class Work {
        private let body: () throws(Failure) -> Success
        private(set) var result: Result<Success, Failure>?

        init(_ body: @escaping () throws(Failure) -> Success) { self.body = body }

        func run() {
            do throws(Failure) {
                result = .success(try body())
            } catch {
                result = .failure(error)
            }
        }
    }

    private let work: Work
    private var thread: pthread_t?

    init(_ body: @escaping () throws(Failure) -> Success) {
        let work = Work(body)
        self.work = work
        let start = Unmanaged.passRetained(Start { work.run() })
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { start in
                if let start { Unmanaged<Start>.fromOpaque(start).takeRetainedValue().run() }
                return nil
            }, start.toOpaque())
        if code == 0 { self.thread = thread } else { start.release() }
    }

    /// Waits for it to end. Where there was no room for another thread, it is done only now.
    /// - Throws: what the work threw, each time.
    func join() throws(Failure) -> Success {
        if let thread { pthread_join(thread, nil) } else if work.result == nil { work.run() }
        thread = nil
        guard let result = work.result else { preconditionFailure("a thread ended without a result") }
        return try result.get()
    }
}

/// What a new thread is given: C's start of it knows no generics.
private final class Start {
    let run: () -> Void

    init(_ run: @escaping () -> Void) { self.run = run }
}
