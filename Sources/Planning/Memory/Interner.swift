/// Names numbered in the order they were first met.
struct Interner: Sendable {
    private(set) var all: [String] = []
    private var numbers: [String: UInt32] = [:]

    subscript(number: UInt32) -> String { all[Int(number)] }

    func find(_ name: String) -> UInt32? { numbers[name] }

    /// From now on the number of one name is found under another; where that has one, both mean the same.
    mutating func rename(_ name: String, to other: String) {
        guard let number = numbers.removeValue(forKey: name) else { return }
        // Two that mean the same go together.
        for i in all.indices where all[i] == name { all[i] = other }
        if numbers[other] == nil { numbers[other] = number }
    }

    mutating func number(of name: String) -> UInt32 {
        if let number = numbers[name] { return number }
        let number = UInt32(all.count)
        all.append(name)
        numbers[name] = number
        return number
    }

    /// By number: whether its name is found as this one's; of two of one name, the one that is.
    var areFound: [UInt8] { all.enumerated().map { numbers[$1] == UInt32($0) ? 1 : 0 } }

    init() {}

    /// - Parameter areFound: as many as names.
    init(_ all: [String], _ areFound: [UInt8]) {
        self.all = all
        numbers.reserveCapacity(all.count)
        for (number, name) in all.enumerated() where areFound[number] != 0 { numbers[name] = UInt32(number) }
    }
}
