import Dates
import Diagnostics
import Programmes

/// A scalar of a YAML file or a cell of a CSV, with its place.
struct TextField {
    let bytes: UnsafeBufferPointer<UInt8>
    let span: Span

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ span: Span) {
        self.bytes = bytes
        self.span = span
    }

    /// Without white space at the ends. Leaves the span as it is.
    @inline(__always)
    var trimmed: UnsafeBufferPointer<UInt8> {
        // Mostly there is none, or it is gone already.
        if let first = bytes.first, first > 0x20, bytes[bytes.count - 1] > 0x20 { return bytes }
        return trimmedSlowly
    }

    @inline(never)
    private var trimmedSlowly: UnsafeBufferPointer<UInt8> {
        var start = 0
        var end = bytes.count
        while start < end, isBlank(bytes[start]) { start += 1 }
        while end > start, isBlank(bytes[end - 1]) { end -= 1 }
        return UnsafeBufferPointer(rebasing: bytes[start..<end])
    }

    var string: String { String(decoding: trimmed, as: UTF8.self) }

    /// One line of text: every run of white space and line breaks is one space.
    ///
    /// - Returns: nil, with a diagnostic, for one that is too long or has control characters in it, which could end
    ///   up in a message's header or on a terminal.
    func line(atMost limit: Int, _ report: inout FileReport) -> String? {
        let text = trimmed
        guard text.count <= limit else {
            report.addTooLong(text.count, atMost: limit, at: span)
            return nil
        }
        if !TextField.needsWork(text) { return String(decoding: text, as: UTF8.self) }
        var result = ""
        result.reserveCapacity(text.count)
        var pending = false
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D, 0x20, 0x85, 0x2028, 0x2029: pending = true
            case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069:
                report.add(
                    "S112", at: span,
                    Wording(
                        vi: "có ký tự điều khiển U+\(hexadecimal(scalar.value))",
                        en: "holds the control character U+\(hexadecimal(scalar.value))"),
                    help: Wording(vi: "xóa rồi gõ lại đoạn này", en: "delete this text and type it again"))
                return nil
            default:
                if pending { result.append(" ") }
                pending = false
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Appends the line's bytes, for which most texts need no `String`.
    /// - Returns: whether there is one.
    func appendLine(to bytes: inout ScratchBuffer<UInt8>, atMost limit: Int, _ report: inout FileReport) -> Bool {
        let text = trimmed
        if text.count <= limit, !TextField.needsWork(text) {
            bytes.append(contentsOf: text)
            return true
        }
        guard var line = line(atMost: limit, &report) else { return false }
        line.withUTF8 { bytes.append(contentsOf: $0) }
        return true
    }

    /// Whether there are two spaces in a row, control characters or line breaks, in ASCII or beyond: U+0080–9F (C2),
    /// U+2028–202E (E2 80) and U+2066–2069 (E2 81).
    private static func needsWork(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard mayNeedWork(text) else { return false }
        var (beforeLast, last): (UInt8, UInt8) = (0, 0)
        for byte in text {
            switch (beforeLast, last, byte) {
            case (_, _, ..<0x20), (_, _, 0x7F), (_, 0x20, 0x20), (_, 0xC2, ..<0xA0), (0xE2, 0x80, 0xA8...0xAE),
                (0xE2, 0x81, 0xA6...0xA9):
                return true
            default: (beforeLast, last) = (last, byte)
            }
        }
        return false
    }

    /// Whether any of the bytes is there at all, of which most texts have none: sixteen a step.
    private static func mayNeedWork(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let raw = UnsafeRawBufferPointer(text)
        // Those before the first step are looked at with the one before them; shorter texts, the long way.
        guard raw.count > 16 else { return !raw.isEmpty }
        var at = 0
        while true {
            let bytes = raw.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
            let next = raw.loadUnaligned(fromByteOffset: at + 1, as: SIMD16<UInt8>.self)
            let controls = ((bytes & 0xE0) .== 0) .| (bytes .== 0x7F) .| (bytes .== 0xC2) .| (bytes .== 0xE2)
            // Of two spaces in a row the differences from one are both zero.
            if (controls .| (((bytes ^ 0x20) | (next ^ 0x20)) .== 0)).hasAny { return true }
            if at == raw.count - 17 { break }
            at = min(at + 16, raw.count - 17)
        }
        // The last byte was only the next of another; a text has no blank at its end.
        let last = raw[raw.count - 1]
        return last == 0x7F || last < 0x20
    }

    /// `2021-09-30`, as most write it: by its bytes, for each programme has one.
    private static func plainDay(_ text: UnsafeBufferPointer<UInt8>) -> Day? {
        guard text.count == 10, text[4] == 0x2D, text[7] == 0x2D, let year = number(text[0..<4]),
            let month = number(text[5..<7]), let day = number(text[8..<10])
        else { return nil }
        return Day(year: year, month: month, day: day)
    }

    /// Of digits alone, nine at most.
    static func number(_ digits: some Collection<UInt8>) -> Int? {
        guard 1...9 ~= digits.count else { return nil }
        var number = 0
        for byte in digits {
            guard 0x30...0x39 ~= byte else { return nil }
            number = number * 10 + Int(byte - 0x30)
        }
        return number
    }

    /// `2021-09-30` or `30/9/2021` (also with `-` or `.` between).
    func day(_ report: inout FileReport) -> Day? {
        if let day = TextField.plainDay(trimmed) { return day }
        let text = string
        let numbers = text.split(whereSeparator: { "/-.".contains($0) }).map { $0.utf8.count <= 4 ? Int($0) : nil }
        if numbers.count == 3, let a = numbers[0], let b = numbers[1], let c = numbers[2], a >= 0, b >= 0, c >= 0 {
            let (year, month, day) = a > 99 ? (a, b, c) : (c, b, a)
            if let day = Day(year: year, month: month, day: day) { return day }
            report.add(
                "S301", at: span,
                Wording(vi: "không có ngày “\(text)”", en: "there is no day “\(text)”"),
                help: 1900...2199 ~= year
                    ? 1...12 ~= month
                        ? Wording(
                            vi: "tháng \(month)/\(year) có \(Day.daysInMonth(year: year, month: month)) ngày",
                            en:
                                "\(year)-\(month < 10 ? "0" : "")\(month) has \(Day.daysInMonth(year: year, month: month)) days"
                        )
                        : Wording(vi: "tháng từ 1 đến 12", en: "months go from 1 to 12")
                    : Wording(vi: "năm từ 1900 đến 2199", en: "years go from 1900 to 2199"))
            return nil
        }
        report.add(
            "S301", at: span,
            Wording(vi: "“\(text)” không phải là một ngày", en: "“\(text)” is not a date"),
            help: Wording(vi: "viết 2021-09-30 hoặc 30/9/2021", en: "write 2021-09-30 or 30/9/2021"))
        return nil
    }

    /// `2021-2025`, `2021 – 2025` or `2021`.
    func years(_ report: inout FileReport) -> ClosedRange<Int>? {
        let plain = trimmed
        if plain.count == 9, plain[4] == 0x2D, let first = TextField.number(plain[0..<4]),
            let last = TextField.number(plain[5..<9]), first <= last, 1900...2199 ~= first, 1900...2199 ~= last
        {
            return first...last
        }
        let text = string
        let parts = text.unicodeScalars.split(whereSeparator: { fold(String($0)) == "-" }).map {
            Int(String(String.UnicodeScalarView($0)).filter { $0 != " " })
        }
        if parts.count == 1 || parts.count == 2, let first = parts.first ?? nil, let last = parts.last ?? nil,
            first <= last, 1900...2199 ~= first, 1900...2199 ~= last
        {
            return first...last
        }
        report.add(
            "S302", at: span,
            Wording(vi: "“\(text)” không phải là một khoảng năm", en: "“\(text)” is not a range of years"),
            help: Wording(
                vi: "viết 2021-2025, trong khoảng từ 1900 đến 2199", en: "write 2021-2025, between 1900 and 2199"))
        return nil
    }
}

extension FileReport {
    /// - Parameters:
    ///   - length: in bytes, as the limit.
    mutating func addTooLong(_ length: Int, atMost limit: Int, at span: Span?) {
        add(
            "S111", at: span,
            Wording(
                vi: "quá dài: \(length) byte, nhiều nhất \(limit)", en: "too long: \(length) bytes, at most \(limit)"),
            help: Wording(vi: "viết gọn lại", en: "shorten it"))
    }
}

func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }

private func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}

extension UnsafeBufferPointer<UInt8> {
    /// The bytes of a literal, for the time of a call.
    static func with<Result>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        var text = text
        return text.withUTF8(body)
    }
}
