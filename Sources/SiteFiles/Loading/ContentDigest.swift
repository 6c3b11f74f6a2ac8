import Bytes

/// XXH64 of a file's bytes, as 16 hexadecimal digits: tells whether a file has changed since it was read.
///
/// Not a protection against forgery; what the ledger records of the rules it hashes itself.
func contentDigest(_ bytes: UnsafeRawBufferPointer) -> String {
    let digits = String(xxHash64(bytes), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}
