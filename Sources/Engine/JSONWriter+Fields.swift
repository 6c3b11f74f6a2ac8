public import Dates
public import JSONText

extension JSONWriter {
    public mutating func field(_ name: StaticString, _ text: String?) {
        key(name)
        string(text)
    }

    public mutating func field(_ name: StaticString, _ number: Int?) {
        key(name)
        if let number { integer(number) } else { null() }
    }

    public mutating func field(_ name: StaticString, _ value: Bool) {
        key(name)
        bool(value)
    }

    public mutating func field(_ name: StaticString, _ day: Day?) { field(name, day?.description) }

    public mutating func field(_ name: StaticString, _ texts: [String]) {
        key(name)
        beginArray()
        for text in texts { string(text) }
        endArray()
    }
}
