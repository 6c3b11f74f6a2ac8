/// The columns as they lie in memory, for a cache that the same program reads on the same machine.
extension TaskList {
    /// What the numbers of its rows must stay below.
    public struct Limits: Sendable {
        let deadlines: Int
        let tagSets: Int
        let bodies: Int
        let size: Int

        /// - Parameter size: of the programme's file, in bytes.
        public init(deadlines: Int, tagSets: Int, bodies: Int, size: Int) {
            (self.deadlines, self.tagSets, self.bodies, self.size) = (deadlines, tagSets, bodies, size)
        }
    }

    /// What few tasks have, by the number that their rows give it.
    public var extras: [OfficeTask.Extra] { rare }

    /// Gives rows, texts, assignments and the lists' ends, in the order in which the initializer takes them.
    public func forEachColumn(_ body: (UnsafeRawBufferPointer) -> Void) {
        rows.withUnsafeBytes(body)
        texts.withUnsafeBytes(body)
        assigned.withUnsafeBytes(body)
        listEnds.withUnsafeBytes(body)
    }

    /// A list of columns that ``forEachColumn(_:)`` gave, or of bytes that only look like them.
    /// - Parameter column: gives the next one.
    /// - Returns: nil where something in them points to what is not there.
    public init?(
        extras: [OfficeTask.Extra], within limits: Limits, _ column: () -> UnsafeRawBufferPointer
    ) {
        self.init()
        guard let rows = [Row](bytes: column()), let texts = [UInt8](bytes: column()),
            let assigned = [Assignment](bytes: column()), let listEnds = [UInt32](bytes: column())
        else { return nil }
        (self.rows, self.texts, self.assigned, self.listEnds, rare) = (rows, texts, assigned, listEnds, extras)
        guard isSound(within: limits) else { return nil }
    }

    private func isSound(within limits: Limits) -> Bool {
        var last: UInt32 = 0
        for end in listEnds {
            guard end >= last else { return false }
            last = end
        }
        guard listEnds.first == 0, Int(last) == assigned.count else { return false }
        let roles = UInt32(Role.allCases.count)
        let areAssigned = assigned.allSatisfy {
            $0.packed >> 28 < roles && Int($0.body.rawValue) < limits.bodies
        }
        return areAssigned
            && rows.allSatisfy { row in
                row.idCount > 0 && Int(row.text) + Int(row.idCount) + Int(row.titleCount) <= texts.count
                    && Int(row.assignments) < listEnds.count && Int(row.deadline) < limits.deadlines
                    && Int(row.tags) < limits.tagSets && row.priority < UInt32(Priority.allCases.count)
                    && Int(row.extra) <= rare.count && row.start <= row.end && Int(row.end) <= limits.size
            }
    }
}

extension Array {
    /// Of a trivial type, any bytes of which are one.
    fileprivate init?(bytes: UnsafeRawBufferPointer) where Element: BitwiseCopyable {
        let stride = MemoryLayout<Element>.stride
        guard bytes.count % stride == 0 else { return nil }
        self.init(unsafeUninitializedCapacity: bytes.count / stride) { buffer, count in
            UnsafeMutableRawBufferPointer(buffer).copyMemory(from: bytes)
            count = bytes.count / stride
        }
    }
}
