public import JSONText

/// Who is at the other end of a socket, as the kernel says.
public struct Peer: Hashable, Sendable {
    /// At the time of connecting: the process may have ended since.
    public let pid: Int32
    /// What a report is recorded with, and what rights follow from.
    public let uid: UInt32
    /// The process's own group; of others that it is in ``isMember`` tells the one that counts.
    public let gid: UInt32
    /// It belongs to the group that owns the socket.
    public let isMember: Bool

    /// Made by the server, of what SO_PEERCRED says.
    public init(pid: Int32, uid: UInt32, gid: UInt32, isMember: Bool) {
        self.pid = pid
        self.uid = uid
        self.gid = gid
        self.isMember = isMember
    }
}

/// A method call (https://varlink.org/Method-Call).
public struct VarlinkCall: Sendable {
    /// Fully qualified: `io.dondoc.GetStatus`.
    public var method: String
    /// Empty where the call has none.
    public var parameters: [String: JSONValue]
    /// The caller takes several replies.
    public var more: Bool
    /// The caller wants none.
    public var oneway: Bool
    /// Who asks, for each call of a connection the same.
    public var peer: Peer

    /// The method without its last part: `io.dondoc`.
    public var interface: String { String(method.prefix(upTo: method.lastIndex(of: ".") ?? method.startIndex)) }
    /// The last part of the method: `GetStatus`.
    public var name: String {
        String(method[(method.lastIndex(of: ".").map(method.index(after:)) ?? method.startIndex)...])
    }
}

/// An error reply: a qualified name and its parameters.
public struct VarlinkError: Error, Hashable, Sendable {
    /// Qualified: `io.dondoc.NotFound`.
    public let name: String
    /// Those that the interface's description gives the error.
    public let parameters: [String: JSONValue]

    /// - Parameter name: qualified, as a reply's `error` has it.
    public init(_ name: String, _ parameters: [String: JSONValue] = [:]) {
        self.name = name
        self.parameters = parameters
    }

    /// The service does not offer this interface.
    public static func interfaceNotFound(_ interface: String) -> VarlinkError {
        VarlinkError("org.varlink.service.InterfaceNotFound", ["interface": .string(interface)])
    }
    /// The interface has no such method.
    public static func methodNotFound(_ method: String) -> VarlinkError {
        VarlinkError("org.varlink.service.MethodNotFound", ["method": .string(method)])
    }
    /// The interface has the method, and this service does not do it.
    public static func methodNotImplemented(_ method: String) -> VarlinkError {
        VarlinkError("org.varlink.service.MethodNotImplemented", ["method": .string(method)])
    }
    /// - Parameter parameter: the name of the first that is missing, wrong or unknown.
    public static func invalidParameter(_ parameter: String) -> VarlinkError {
        VarlinkError("org.varlink.service.InvalidParameter", ["parameter": .string(parameter)])
    }
    /// The method answers with several replies and was called without `more`.
    public static let expectedMore = VarlinkError("org.varlink.service.ExpectedMore")
}

/// What a handler answers.
public enum VarlinkReply: Sendable {
    case success([String: JSONValue])
    /// The parameters as JSON: an object, written already.
    case written([UInt8])
    case failure(VarlinkError)
    /// Several replies, each asked for when the one before has left: a slow reader holds one of them, not all.
    case stream(@Sendable () -> Element)
    /// One reply, when it is known.
    case later(PendingReply)
    /// Every ``VarlinkServer/publish(_:)`` from now on.
    case follow

    /// One step of a stream; it ends with `last` or `failure`.
    public enum Element: Sendable {
        case next([String: JSONValue])
        case last([String: JSONValue])
        case failure(VarlinkError)
    }
}

extension VarlinkCall {
    /// - Returns: nil for what is no method call; such a peer is not worth an answer.
    init?(message: [UInt8], peer: Peer) {
        guard let object = (try? JSONValue(parsing: message, depth: 16))?.object,
            let method = object["method"]?.string, method.contains("."),
            let parameters = VarlinkCall.optional(object["parameters"], JSONValue.object([:]), \.object),
            let more = VarlinkCall.optional(object["more"], false, \.bool),
            let oneway = VarlinkCall.optional(object["oneway"], false, \.bool),
            let upgrade = VarlinkCall.optional(object["upgrade"], false, \.bool), !upgrade
        else { return nil }
        self.init(method: method, parameters: parameters, more: more && !oneway, oneway: oneway, peer: peer)
    }

    private static func optional<T>(
        _ value: JSONValue?, _ absent: JSONValue, _ read: (JSONValue) -> T?
    ) -> T? {
        switch value {
        case nil, .null: read(absent)
        case let value?: read(value)
        }
    }
}

/// The bytes of a reply whose parameters are written already.
func encodeVarlink(written parameters: [UInt8]) -> [UInt8] {
    Array(#"{"parameters":"#.utf8) + parameters + Array("}\0".utf8)
}

/// The bytes of a message, with the NUL that ends it.
func encodeVarlink(
    method: String? = nil, error: String? = nil, parameters: [String: JSONValue], more: Bool = false,
    oneway: Bool = false, continues: Bool = false
) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    if let method {
        writer.key("method")
        writer.string(method)
    }
    if let error {
        writer.key("error")
        writer.string(error)
    }
    writer.key("parameters")
    writer.value(.object(parameters))
    for (flag, isSet) in [("more", more), ("oneway", oneway), ("continues", continues)] where isSet {
        writer.key(flag)
        writer.bool(true)
    }
    writer.endObject()
    return writer.bytes + [0]
}
