public import JSONText

/// The daemon, as the pages see it.
public protocol Backend: Sendable {
    /// Calls a method of `io.dondoc` that answers once.
    func call(_ method: String, _ parameters: [String: JSONValue]) throws(BackendFailure) -> [String: JSONValue]
}

/// Why there is no answer.
public enum BackendFailure: Error, Hashable, Sendable {
    /// The daemon does not run, is busy, or takes too long.
    case absent
    /// What it asked for is not there.
    case notFound(String)
    /// A parameter is wrong; in the site's language.
    case invalid(parameter: String, reason: String)
    /// Several shares are open, and none was named.
    case ambiguous
    /// It could not be recorded.
    case ledger(String)
    /// It may not be asked.
    case denied
}

extension [String: JSONValue] {
    func text(_ key: String) -> String? { self[key]?.string }
    func number(_ key: String) -> Int { Int(self[key]?.integer ?? 0) }
    func flag(_ key: String) -> Bool { self[key]?.bool ?? false }
    func texts(_ key: String) -> [String] { (self[key]?.array ?? []).compactMap(\.string) }
    func objects(_ key: String) -> [[String: JSONValue]] { (self[key]?.array ?? []).compactMap(\.object) }
}
