public import Dates
public import JSONText

extension JSONWriter {
    /// `null` where there is none; the name must need no escape.
    public mutating func field(_ name: StaticString, _ text: String?) {
        key(name)
        string(text)
    }

    /// `null` where there is none.
    public mutating func field(_ name: StaticString, _ number: Int?) {
        key(name)
        if let number { integer(number) } else { null() }
    }

    /// `true` or `false`, also where it says nothing new.
    public mutating func field(_ name: StaticString, _ value: Bool) {
        key(name)
        bool(value)
    }

    /// `YYYY-MM-DD`; `null` where there is none.
    public mutating func field(_ name: StaticString, _ day: Day?) { field(name, day?.description) }

    /// An array, empty where there is none.
    public mutating func field(_ name: StaticString, _ texts: [String]) {
        key(name)
        beginArray()
        for text in texts { string(text) }
        endArray()
    }
}
