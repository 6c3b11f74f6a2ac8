/// Which days are worked: weekends, the Labour Code's holidays (2019, Articles 111 and 112), days off and swapped
/// working days by decree.
public struct WorkCalendar: Sendable {
    /// What a decree (or an office) says of a day, over what the law gives.
    public struct Exception: Hashable, Sendable {
        public var day: Day
        public var isOff: Bool
        public var name: String

        public init(day: Day, isOff: Bool, name: String) {
            self.day = day
            self.isOff = isOff
            self.name = name
        }
    }
}
