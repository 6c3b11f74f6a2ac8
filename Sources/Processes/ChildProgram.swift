internal import CLinux
internal import Glibc

/// Another program that is run for its output: started without a shell, in a group of its own that is ended with it, for a
/// limited time and a limited output.
public struct ChildProgram {
    /// Its absolute path.
    public var path: String
    public var arguments: [String]
    /// Its home, where it may write what it likes; nil: the root, where it may not.
    public var home: String?
    /// Seconds until it is killed.
    public var timeout: Int

    public init(path: String, arguments: [String], home: String? = nil, timeout: Int = 60) {
        self.path = path
        self.arguments = arguments
        self.home = home
        self.timeout = timeout
    }

    public enum Failure: Error {
        case cannotRun(errno: Int32)
        case timedOut(seconds: Int)
        case tooLong
        /// It ended with this code, and these were its last words.
        case failed(code: Int32, said: String)
        case interrupted
    }

    /// MFD_CLOEXEC.
    private static let closedOnExec: UInt32 = 1
    /// Beyond it a program is ended.
    private static let mostOutput = 64 << 20

    /// - Parameter input: its standard input.
    /// - Returns: its standard output.
    public func run(input: [UInt8] = []) throws(Failure) -> [UInt8] {
        guard let source = file(of: input) else { throw .cannotRun(errno: errno) }
        defer { close(source) }
        var output: [Int32] = [-1, -1]
        var errors: [Int32] = [-1, -1]
        guard pipe2(&output, O_CLOEXEC) == 0, pipe2(&errors, O_CLOEXEC) == 0 else { throw .cannotRun(errno: errno) }
        defer { for end in [output[0], errors[0]] { close(end) } }
        for end in [output[0], errors[0]] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
        let started = start(source, output[1], errors[1])
        for end in [output[1], errors[1]] { close(end) }
        switch started {
        case .success(let process): return try wait(for: process, output[0], errors[0])
        case .failure(let failure): throw failure
        }
    }

    /// A file in memory: no pipe that fills up, and nothing left behind.
    private func file(of bytes: [UInt8]) -> Int32? {
        let file = memfd_create("dondoc", ChildProgram.closedOnExec)
        guard file >= 0 else { return nil }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(file, $0.baseAddress?.advanced(by: written), bytes.count - written)
            }
            guard count > 0 else {
                close(file)
                return nil
            }
            written += count
        }
        lseek(file, 0, SEEK_SET)
        return file
    }

    private func start(_ input: Int32, _ output: Int32, _ errors: Int32) -> Result<pid_t, Failure> {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        let settings = ["PATH=\(folders)", "LC_ALL=C.UTF-8", "HOME=\(home ?? "/")", "TMPDIR=\(home ?? "/tmp")"]
        var words = copies([path] + arguments)
        var surroundings = copies(settings)
        defer {
            for word in words { free(word) }
            for setting in surroundings { free(setting) }
        }
        var process = pid_t()
        let failed = posix_spawn(&process, path, &actions, &attributes, &words, &surroundings)
        return failed == 0 ? .success(process) : .failure(.cannotRun(errno: failed))
    }

    /// As C has a list of texts, to be freed.
    private func copies(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] { texts.map { strdup($0) } + [nil] }

    private func wait(for process: pid_t, _ output: Int32, _ errors: Int32) throws(Failure) -> [UInt8] {
        let signals = HeldSignals()
        let end = pidfd_open(process, 0)
        defer { if end >= 0 { close(end) } }
        var (taken, said): ([UInt8], [UInt8]) = ([], [])
        let deadline = monotonicMilliseconds() + timeout * 1000
        func stop(_ failure: Failure) -> Failure {
            kill(-process, SIGKILL)
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
            return failure
        }
        while true {
            read(output, into: &taken)
            read(errors, into: &said)
            if said.count > 4096 { said.removeFirst(said.count - 4096) }
            if taken.count > ChildProgram.mostOutput { throw stop(.tooLong) }
            var status: Int32 = 0
            if waitpid(process, &status, WNOHANG) == process {
                read(output, into: &taken)
                read(errors, into: &said)
                // What it started and left running ends with it.
                kill(-process, SIGKILL)
                guard status & 0x7F == 0, status >> 8 & 0xFF == 0 else {
                    let code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
                    throw .failed(code: code, said: String(decoding: said, as: UTF8.self))
                }
                return taken
            }
            let left = deadline - monotonicMilliseconds()
            if left <= 0 { throw stop(.timedOut(seconds: timeout)) }
            if signals.isStopping { throw stop(.interrupted) }
            var waited = [end, output, errors].filter { $0 >= 0 }.map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            _ = poll(&waited, nfds_t(waited.count), Int32(min(left, 200)))
        }
    }

    private func read(_ descriptor: Int32, into bytes: inout [UInt8]) {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= ChildProgram.mostOutput {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            guard count > 0 else { return }
            bytes += chunk[..<count]
        }
    }

    private func monotonicMilliseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}
