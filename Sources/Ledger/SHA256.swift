internal import CGcrypt

/// SHA-256 (FIPS 180-4), by libgcrypt, which libsystemd has loaded already.
public enum SHA256 {
    /// 32 bytes.
    public static func hash(_ bytes: [UInt8]) -> [UInt8] {
        precondition(isReady, "libgcrypt is older than the one this was made with")
        return [UInt8](unsafeUninitializedCapacity: 32) { digest, count in
            bytes.withUnsafeBytes {
                gcry_md_hash_buffer(CInt(GCRY_MD_SHA256.rawValue), digest.baseAddress, $0.baseAddress, $0.count)
            }
            count = 32
        }
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

    /// The library asks for this call before any other; of its parts only hashing is used, which needs no set-up.
    private static let isReady = gcry_check_version(GCRYPT_VERSION) != nil
}
