/// XXH64 (Y. Collet, as specified in xxhash_spec.md, seed 0). Tells whether bytes are what was written; it is no protection
/// against forgery.
public func xxHash64(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
    let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
    let prime3: UInt64 = 0x1656_67B1_9E37_79F9
    let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
    let prime5: UInt64 = 0x27D4_EB2F_1656_67C5
    func rotate(_ x: UInt64, _ by: UInt64) -> UInt64 { x << by | x >> (64 - by) }
    func word(_ at: Int) -> UInt64 { UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)) }
    func round(_ lane: UInt64, _ input: UInt64) -> UInt64 { rotate(lane &+ input &* prime2, 31) &* prime1 }

    var at = 0
    var hash: UInt64
    if bytes.count >= 32 {
        var a = prime1 &+ prime2
        var b = prime2
        var c: UInt64 = 0
        var d = 0 &- prime1
        while at + 32 <= bytes.count {
            a = round(a, word(at))
            b = round(b, word(at + 8))
            c = round(c, word(at + 16))
            d = round(d, word(at + 24))
            at += 32
        }
        hash = rotate(a, 1) &+ rotate(b, 7) &+ rotate(c, 12) &+ rotate(d, 18)
        for lane in [a, b, c, d] { hash = (hash ^ round(0, lane)) &* prime1 &+ prime4 }
    } else {
        hash = prime5
    }
    hash = hash &+ UInt64(bytes.count)
    while at + 8 <= bytes.count {
        hash = rotate(hash ^ round(0, word(at)), 27) &* prime1 &+ prime4
        at += 8
    }
    if at + 4 <= bytes.count {
        let half = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self))
        hash = rotate(hash ^ (UInt64(half) &* prime1), 23) &* prime2 &+ prime3
        at += 4
    }
    while at < bytes.count {
        hash = rotate(hash ^ (UInt64(bytes[at]) &* prime5), 11) &* prime1
        at += 1
    }
    hash = (hash ^ hash >> 33) &* prime2
    hash = (hash ^ hash >> 29) &* prime3
    return hash ^ hash >> 32
}
