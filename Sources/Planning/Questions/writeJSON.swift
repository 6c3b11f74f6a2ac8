import Dates
public import JSONText
import Programmes

/// A notice as `simulate --json` prints it, one object without a newline.
public func writeJSON(_ notice: Notice, _ plan: Plan, to writer: inout JSONWriter) {
    let isDigest = notice.kind == .digest
    writer.beginObject()
    writer.key("at")
    writer.instant(notice.at, plan.siteCalendar.zone)
    writer.key("kind")
    writer.string(notice.kind.rawValue)
    writer.key("rule")
    writer.string(notice.identity.rule)
    writer.key("step")
    writer.integer(notice.identity.step)
    writer.key("repeat")
    writer.integer(notice.identity.repeatNumber)
    writer.key("programme")
    writer.string(isDigest ? nil : notice.identity.programme)
    writer.key("task")
    writer.string(isDigest ? nil : notice.identity.task)
    writer.key("occurrence")
    writer.string(notice.identity.occurrence)
    writer.key("start")
    writer.day(isDigest ? nil : notice.start)
    writer.key("due")
    writer.day(notice.due)
    writer.key("recipient")
    writer.string(notice.identity.recipient)
    writer.key("role")
    writer.string(notice.roleText)
    writer.key("late")
    writer.bool(notice.late)
    writer.key("dueNumber")
    writer.integer(notice.identity.dueNumber)
    writer.key("firstDue")
    writer.day(notice.firstDue)
    writer.key("subjects")
    writer.beginArray()
    for subject in notice.subjects { writer.string(subject) }
    writer.endArray()
    writer.endObject()
}

extension Notice {
    /// `lead`, `superior of directing`, `body`.
    public var roleText: String {
        let base = role?.word ?? "body"
        return climbs == 0 ? base : String(repeating: "superior of ", count: climbs) + base
    }
}

/// Dates without a `String` between: a third of the time of a line went into them.
extension JSONWriter {
    fileprivate mutating func day(_ day: Day?) {
        guard let day else { return null() }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 12) { buffer in
            buffer[0] = 0x22
            Self.put(day, in: buffer)
            buffer[11] = 0x22
            raw(UnsafeBufferPointer(buffer))
        }
    }

    fileprivate mutating func instant(_ instant: Instant, _ zone: Zone) {
        let (day, time) = zone.local(instant)
        let offset = zone.offset(at: instant)
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 27) { buffer in
            buffer[0] = 0x22
            Self.put(day, in: buffer)
            buffer[11] = 0x54
            Self.put(time.hour, 12, in: buffer)
            buffer[14] = 0x3A
            Self.put(time.minute, 15, in: buffer)
            buffer[17] = 0x3A
            Self.put(time.second, 18, in: buffer)
            buffer[20] = offset < 0 ? 0x2D : 0x2B
            Self.put(abs(offset) / 3600, 21, in: buffer)
            buffer[23] = 0x3A
            Self.put(abs(offset) / 60 % 60, 24, in: buffer)
            buffer[26] = 0x22
            raw(UnsafeBufferPointer(buffer))
        }
    }

    /// `YYYY-MM-DD` from the second place on.
    private static func put(_ day: Day, in buffer: UnsafeMutableBufferPointer<UInt8>) {
        let (year, month, date) = day.civil
        put(year / 100, 1, in: buffer)
        put(year % 100, 3, in: buffer)
        buffer[5] = 0x2D
        put(month, 6, in: buffer)
        buffer[8] = 0x2D
        put(date, 9, in: buffer)
    }

    private static func put(_ number: Int, _ place: Int, in buffer: UnsafeMutableBufferPointer<UInt8>) {
        buffer[place] = 0x30 + UInt8(truncatingIfNeeded: number / 10 % 10)
        buffer[place + 1] = 0x30 + UInt8(truncatingIfNeeded: number % 10)
    }
}
