import Dates
import JSONText

extension JSONWriter {
    mutating func field(_ name: StaticString, _ text: String?) {
        key(name)
        string(text)
    }

    mutating func field(_ name: StaticString, _ number: Int?) {
        key(name)
        if let number { integer(number) } else { null() }
    }

    mutating func field(_ name: StaticString, _ value: Bool) {
        key(name)
        bool(value)
    }

    mutating func field(_ name: StaticString, _ day: Day?) { field(name, day?.description) }

    mutating func field(_ name: StaticString, _ texts: [String]) {
        key(name)
        beginArray()
        for text in texts { string(text) }
        endArray()
    }
}
