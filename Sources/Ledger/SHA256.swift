internal import CSHA256

/// SHA-256 as FIPS 180-4 defines it.
public struct SHA256 {
    private var h: SIMD8<UInt32> = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]
    /// What does not fill a block yet.
    private var rest: [UInt8] = []
    private var length: UInt64 = 0

    private let isPortable: Bool

    public init() { self.init(isPortable: false) }

    /// - Parameter isPortable: without the processor's own instructions.
    init(isPortable: Bool) {
        self.isPortable = isPortable
        rest.reserveCapacity(128)
    }

    public mutating func update(_ bytes: [UInt8]) {
        length &+= UInt64(bytes.count)
        var i = 0
        if !rest.isEmpty {
            i = min(64 - rest.count, bytes.count)
            rest.append(contentsOf: bytes[..<i])
            guard rest.count == 64 else { return }
            rest.withUnsafeBufferPointer { compress($0[...]) }
            rest.removeAll(keepingCapacity: true)
        }
        bytes.withUnsafeBufferPointer { buffer in
            let end = i + (buffer.count - i) / 64 * 64
            compress(buffer[i..<end])
            i = end
            rest.append(contentsOf: buffer[i...])
        }
    }

    /// 32 bytes.
    public mutating func finish() -> [UInt8] {
        let bits = length &* 8
        rest.append(0x80)
        rest.append(contentsOf: repeatElement(0, count: (120 - rest.count) % 64))
        withUnsafeBytes(of: bits.bigEndian) { rest.append(contentsOf: $0) }
        rest.withUnsafeBufferPointer { compress($0[...]) }
        return [UInt8](unsafeUninitializedCapacity: 32) { digest, count in
            for word in 0..<8 {
                withUnsafeBytes(of: h[word].bigEndian) { bytes in
                    for i in 0..<4 { digest[word * 4 + i] = bytes[i] }
                }
            }
            count = 32
        }
    }

    public static func hash(_ bytes: [UInt8]) -> [UInt8] {
        var state = SHA256()
        state.update(bytes)
        return state.finish()
    }

    /// Lower-case hexadecimal digits.
    public static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Whole blocks.
    private mutating func compress(_ blocks: Slice<UnsafeBufferPointer<UInt8>>) {
        guard !blocks.isEmpty else { return }
        let bytes = UnsafeBufferPointer(rebasing: blocks)
        let isDone =
            isPortable
            ? 0
            : withUnsafeMutableBytes(of: &h) { state in
                dondoc_sha256_blocks(
                    state.assumingMemoryBound(to: UInt32.self).baseAddress, bytes.baseAddress, bytes.count / 64)
            }
        guard isDone == 0 else { return }
        for start in stride(from: 0, to: bytes.count, by: 64) { compress(bytes, from: start) }
    }

    /// Where the processor has no instructions for it.
    private mutating func compress(_ block: UnsafeBufferPointer<UInt8>, from start: Int) {
        func rotated(_ x: UInt32, _ n: UInt32) -> UInt32 { x >> n | x << (32 &- n) }
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { w in
            for i in 0..<16 {
                let p = start + i * 4
                w[i] =
                    UInt32(block[p]) << 24 | UInt32(block[p + 1]) << 16 | UInt32(block[p + 2]) << 8
                    | UInt32(block[p + 3])
            }
            for i in 16..<64 {
                let a = w[i - 15]
                let b = w[i - 2]
                let s0 = rotated(a, 7) ^ rotated(a, 18) ^ (a >> 3)
                let s1 = rotated(b, 17) ^ rotated(b, 19) ^ (b >> 10)
                w[i] = w[i - 16] &+ s0 &+ w[i - 7] &+ s1
            }
            var (a, b, c, d) = (h[0], h[1], h[2], h[3])
            var (e, f, g, i) = (h[4], h[5], h[6], h[7])
            SHA256.constants.withUnsafeBufferPointer { k in
                for round in 0..<64 {
                    let s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
                    let t1 = i &+ s1 &+ (e & f ^ ~e & g) &+ k[round] &+ w[round]
                    let s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
                    let t2 = s0 &+ (a & b ^ a & c ^ b & c)
                    (i, g, f, e, d, c, b, a) = (g, f, e, d &+ t1, c, b, a, t1 &+ t2)
                }
            }
            h &+= SIMD8(a, b, c, d, e, f, g, i)
        }
    }

    private static let constants: [UInt32] = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
        0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
        0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
        0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
        0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
    ]
}
