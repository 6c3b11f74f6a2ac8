extension SIMDMask<SIMD16<Int8>> {
    /// The index of the first that is true.
    @inline(__always)
    var first: Int? {
        let words = unsafeBitCast(self, to: SIMD2<UInt64>.self)
        let (low, high) = (UInt64(littleEndian: words[0]), UInt64(littleEndian: words[1]))
        if low != 0 { return low.trailingZeroBitCount / 8 }
        return high == 0 ? nil : 8 + high.trailingZeroBitCount / 8
    }

    @inline(__always)
    var hasAny: Bool {
        let words = unsafeBitCast(self, to: SIMD2<UInt64>.self)
        return words[0] | words[1] != 0
    }
}

extension SIMD16<UInt8> {
    @inline(__always)
    static func .== (bytes: Self, byte: UInt8) -> SIMDMask<SIMD16<Int8>> { bytes .== Self(repeating: byte) }
}
