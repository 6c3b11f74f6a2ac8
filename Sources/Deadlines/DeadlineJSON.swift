public import JSONText

/// Writes a deadline as one JSON object, in the shape that `dondoc deadline --json` promises.
/// - Parameter next: the next occurrences to show.
public func writeJSON(_ deadline: Deadline, next: [Occurrence] = [], to json: inout JSONWriter) {
    json.beginObject()
    json.key("text")
    json.string(deadline.text)
    json.key("kind")
    json.string(deadline.kind.rawValue)
    json.endObject()
}
