extension Instant {
    /// Reads RFC 3339 (`2021-12-20T09:00:00+07:00`); the offset, the seconds or the whole time may be missing and are
    /// then the zone's, 00 and 00:00.
    public init?(_ text: some StringProtocol, in zone: Zone = .vietnam) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 10, let day = Day(utf8: bytes[..<10]) else { return nil }
        if bytes.count == 10 {
            self = zone.instant(day, .startOfDay)
            return
        }
        guard [UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: " ")].contains(bytes[10]) else { return nil }
        var rest = bytes[11...]
        func number(_ separator: UInt8?) -> Int? {
            if let separator {
                guard rest.first == separator else { return nil }
                rest.removeFirst()
            }
            guard rest.count >= 2, rest.prefix(2).allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
            defer { rest.removeFirst(2) }
            return Int(rest[rest.startIndex] - 0x30) * 10 + Int(rest[rest.startIndex + 1] - 0x30)
        }
        guard let hour = number(nil), let minute = number(UInt8(ascii: ":")) else { return nil }
        var second = 0
        if rest.first == UInt8(ascii: ":") {
            guard let value = number(UInt8(ascii: ":")) else { return nil }
            // A leap second is not counted.
            second = min(value, 59)
            if value > 60 { return nil }
            if rest.first == UInt8(ascii: ".") {
                rest.removeFirst()
                let digits = rest.prefix { 0x30...0x39 ~= $0 }.count
                if digits == 0 { return nil }
                rest.removeFirst(digits)
            }
        }
        guard let time = TimeOfDay(hour: hour, minute: minute, second: second) else { return nil }
        if rest.isEmpty {
            self = zone.instant(day, time)
            return
        }
        let wall = Int(day.number) * 86_400 + Int(time.seconds)
        if rest.count == 1, rest.first == UInt8(ascii: "Z") || rest.first == UInt8(ascii: "z") {
            self.init(seconds: Int64(wall))
            return
        }
        guard let sign = rest.popFirst(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            let hours = number(nil), let minutes = number(UInt8(ascii: ":")), rest.isEmpty, hours < 24, minutes < 60
        else { return nil }
        let offset = (hours * 60 + minutes) * 60
        self.init(seconds: Int64(sign == UInt8(ascii: "+") ? wall - offset : wall + offset))
    }
}
