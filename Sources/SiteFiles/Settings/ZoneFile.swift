public import Dates

/// Reads a zone of the system's database (TZif, RFC 8536) into the data the core works with.
/// - Parameter name: as in the database: `Asia/Ho_Chi_Minh`. Never a path out of it.
/// - Returns: nil where there is no such zone, or its file is broken.
public func loadZone(_ name: String, from folder: String = "/usr/share/zoneinfo") -> Zone? {
    let isSafe =
        !name.isEmpty && name.utf8.count <= 64
        && name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && !part.hasPrefix(".")
                && part.utf8.allSatisfy {
                    0x61...0x7A ~= $0 || 0x41...0x5A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x5F || $0 == 0x2D
                        || $0 == 0x2B
                }
        }
    guard isSafe, case .success(let file) = readFile(folder + "/" + name, atMost: 1 << 20) else { return nil }
    return parseZone(file.bytes, name: name)
}

/// - Returns: nil for bytes that are not a sound TZif file.
func parseZone(_ bytes: [UInt8], name: String) -> Zone? {
    var reader = TZifReader(bytes: bytes)
    guard let first = reader.header() else { return nil }
    var header = first
    var width = 4
    if first.version >= 0x32 {
        // The first block is for readers with 32-bit times only.
        guard reader.skip(first.length(width: 4)), let second = reader.header() else { return nil }
        header = second
        width = 8
    }
    guard let (types, times) = reader.block(header, width: width) else { return nil }
    var transitions: [Zone.Transition] = times.map { Zone.Transition(at: Instant(seconds: $0.0), offset: types[$0.1]) }
    if width == 8, let footer = reader.footer(), !footer.isEmpty {
        guard let rule = PosixZoneRule(footer) else { return nil }
        let last = transitions.last?.at ?? Instant(seconds: .min)
        transitions += rule.transitions(throughYear: 2200).filter { $0.at > last }
    }
    return Zone(name: name, initialOffset: types[0], transitions: transitions)
}

private struct TZifReader {
    struct Header {
        let version: UInt8
        let utcIndicators: Int
        let standardIndicators: Int
        let leaps: Int
        let times: Int
        let types: Int
        let characters: Int

        func length(width: Int) -> Int {
            times * width + times + types * 6 + characters + leaps * (width + 4) + standardIndicators + utcIndicators
        }
    }

    let bytes: [UInt8]
    var at = 0

    mutating func header() -> Header? {
        guard at + 44 <= bytes.count, bytes[at..<at + 4].elementsEqual("TZif".utf8) else { return nil }
        let version = bytes[at + 4]
        at += 20
        var counts: [Int] = []
        for _ in 0..<6 { counts.append(Int(integer(4))) }
        // More than any real zone has, and small enough not to overflow.
        guard counts.allSatisfy({ 0...65_536 ~= $0 }), counts[4] > 0 else { return nil }
        return Header(
            version: version, utcIndicators: counts[0], standardIndicators: counts[1], leaps: counts[2],
            times: counts[3], types: counts[4], characters: counts[5])
    }

    mutating func skip(_ count: Int) -> Bool {
        at += count
        return at <= bytes.count
    }

    /// - Returns: the offsets of the types, and the transitions with the index of their type.
    mutating func block(_ header: Header, width: Int) -> (types: [Int32], times: [(Int64, Int)])? {
        guard at + header.length(width: width) <= bytes.count else { return nil }
        let end = at + header.length(width: width)
        var times: [Int64] = []
        for _ in 0..<header.times { times.append(integer(width)) }
        var indices: [Int] = []
        for _ in 0..<header.times { indices.append(Int(integer(1)) & 0xFF) }
        var types: [Int32] = []
        for _ in 0..<header.types {
            types.append(Int32(truncatingIfNeeded: integer(4)))
            at += 2
        }
        at = end
        let isAscending = zip(times, times.dropFirst()).allSatisfy { $0 < $1 }
        // RFC 8536, 3.2: more than a day from UTC is not sound.
        guard isAscending, indices.allSatisfy({ $0 < types.count }), types.allSatisfy({ abs(Int($0)) <= 93_600 })
        else { return nil }
        return (types, Array(zip(times, indices)))
    }

    /// The POSIX TZ string between two line feeds.
    mutating func footer() -> String? {
        guard at < bytes.count, bytes[at] == 0x0A, let end = bytes[(at + 1)...].firstIndex(of: 0x0A) else { return nil }
        return String(decoding: bytes[(at + 1)..<end], as: UTF8.self)
    }

    /// Big-endian, signed.
    private mutating func integer(_ width: Int) -> Int64 {
        var value: Int64 = width > 0 && bytes[at] >= 0x80 ? -1 : 0
        for _ in 0..<width {
            value = value << 8 | Int64(bytes[at])
            at += 1
        }
        return value
    }
}
