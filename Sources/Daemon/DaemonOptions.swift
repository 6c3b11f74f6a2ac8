public import Dates
public import Diagnostics
public import Engine

/// How a daemon is to run.
public struct DaemonOptions: Sendable {
    public var engine: Engine.Options
    /// Where to listen when no socket was handed over; nil: nowhere.
    public var socket: String?
    /// nil: that of the site's settings.
    public var language: Language?
    /// Prints each notice as it goes out.
    public var foreground = false
    /// Start the clock there, and let it run on, so many times faster.
    public var now: Instant?
    public var speed = 1.0
    /// Stop by itself when the clock shows that.
    public var until: Instant?
    /// How many seconds a reload may take before it is given up.
    public var reloadLimit = 60
    /// Stop by itself after so many seconds.
    public var seconds: Int?

    public init(engine: Engine.Options, socket: String?, language: Language? = nil) {
        self.engine = engine
        self.socket = socket
        self.language = language
    }
}
