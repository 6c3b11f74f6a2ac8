internal import Glibc
internal import Ledger
internal import Planning

/// The messages of a decision while they are composed: by two threads, each message once, the one of which writes what
/// there is to the disk and composes when it waits for more.
final class Composition {
    private let composer: Composer
    private let drafts: [MessageDraft]
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    /// A message was composed.
    private let isWorthALook = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    // Under the lock.
    private var begun = 0
    private var composed = 0
    private var messages: [ComposedMessage?]
    private var unwritten: [ComposedMessage] = []

    init(_ drafts: [MessageDraft], by composer: Composer) {
        self.composer = composer
        self.drafts = drafts
        messages = Array(repeating: nil, count: drafts.count)
        pthread_mutex_init(lock, nil)
        pthread_cond_init(isWorthALook, nil)
    }

    deinit {
        pthread_mutex_destroy(lock)
        pthread_cond_destroy(isWorthALook)
        lock.deallocate()
        isWorthALook.deallocate()
    }

    /// The message of a draft. Until it is there, this thread composes others.
    func message(_ index: Int) -> ComposedMessage {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while true {
            if let message = messages[index] { return message }
            if let other = composeNext() {
                unwritten.append(other)
            } else {
                pthread_cond_wait(isWorthALook, lock)
            }
        }
    }

    /// For the writer.
    /// - Returns: what is to be written next; empty when that was all.
    func next() -> [ComposedMessage] {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while unwritten.isEmpty {
            if let message = composeNext() { return [message] + take() }
            guard composed < drafts.count else { break }
            pthread_cond_wait(isWorthALook, lock)
        }
        return take()
    }

    private func take() -> [ComposedMessage] {
        defer { unwritten = [] }
        return unwritten
    }

    /// Under the lock, which is given up meanwhile.
    /// - Returns: nil where all are begun.
    private func composeNext() -> ComposedMessage? {
        guard begun < drafts.count else { return nil }
        let index = begun
        begun += 1
        pthread_mutex_unlock(lock)
        let message = composer.compose(drafts[index])
        pthread_mutex_lock(lock)
        messages[index] = message
        composed += 1
        pthread_cond_broadcast(isWorthALook)
        return message
    }
}
