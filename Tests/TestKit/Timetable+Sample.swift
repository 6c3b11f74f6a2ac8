import Dates
public import Deadlines

extension Timetable {
    /// The first occurrences of each part, before what is waited for has happened and after it: to compare by.
    public var sample: [[Occurrence?]] {
        (tracks(event: nil) + tracks(event: Day(unchecked: 2022, 3, 3))).map { track in (0..<4).map(track.occurrence) }
    }
}
