internal import Glibc

/// What came of handing one message to an outlet's program.
public enum Verdict: Hashable, Sendable {
    /// Exit code 0: it has the message, and answers for it.
    case accepted
    /// To be tried again: an exit code that blames no message (EX_TEMPFAIL, EX_CONFIG and others of sysexits.h), a command
    /// that was killed, hung, or could not run.
    /// - after: it asked for so many seconds, see `dondoc-outlet(7)`.
    case deferred(Cause, after: Int? = nil)
    /// Any other exit code: trying again would not help.
    case refused(Cause)

    /// EX_TEMPFAIL.
    public static let tryLater: Int32 = 75

    /// How the program ended where it did not say yes.
    public enum Cause: Hashable, Sendable {
        /// What it printed last, as one line.
        case exit(code: Int32, said: String)
        case signal(Int32, said: String)
        /// Killed by us, having had so many seconds.
        case timedOut(seconds: Int, said: String)
        case cannotRun(errno: Int32)
    }
}

extension Verdict.Cause {
    /// The exit code, as a shell would give it.
    var code: Int32 {
        switch self {
        case .exit(let code, _): code
        case .signal(let number, _): 128 + number
        case .timedOut: 124
        case .cannotRun: 127
        }
    }

    var said: String {
        switch self {
        case .exit(_, let said), .signal(_, let said), .timedOut(_, let said): said
        case .cannotRun(let errno): String(cString: strerror(errno))
        }
    }
}
