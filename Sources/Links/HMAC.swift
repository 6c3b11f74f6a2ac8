internal import CGcrypt

/// HMAC-SHA256 (RFC 2104), by libgcrypt.
public enum HMAC {
    /// 32 bytes.
    public static func sha256(_ bytes: some Sequence<UInt8>, key: [UInt8]) -> [UInt8] {
        precondition(isReady, "libgcrypt is older than the one this was made with")
        var handle: gcry_mac_hd_t?
        let opened = gcry_mac_open(&handle, CInt(GCRY_MAC_HMAC_SHA256.rawValue), 0, nil)
        precondition(opened == 0, "libgcrypt has no HMAC-SHA256")
        defer { gcry_mac_close(handle) }
        let message = Array(bytes)
        var code = [UInt8](repeating: 0, count: 32)
        var count = code.count
        let keyed = gcry_mac_setkey(handle, key, key.count)
        let written = gcry_mac_write(handle, message, message.count)
        let read = gcry_mac_read(handle, &code, &count)
        precondition(keyed == 0 && written == 0 && read == 0 && count == 32, "libgcrypt's HMAC-SHA256 failed")
        return code
    }

    /// Takes the same time wherever they differ.
    public static func areEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        guard a.count == b.count else { return false }
        var difference: UInt8 = 0
        for i in a.indices { difference |= a[i] ^ b[i] }
        return difference == 0
    }

    private static let isReady = gcry_check_version(GCRYPT_VERSION) != nil
}

/// Bytes that nobody can foresee: keys, tokens.
public func randomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
}
