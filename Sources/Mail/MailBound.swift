/// What is read of a message at most. Mail comes from anywhere: beyond a bound nothing is read, and ``Mail/isCut`` says so.
public enum MailBound {
    /// Bytes of a message.
    public static let bytes = 8 << 20
    /// Bytes of a header, fields of one, bytes of a field.
    public static let header = 1 << 18
    /// Fields of a header.
    public static let fields = 1_000
    /// Bytes of a field, unfolded.
    public static let field = 1 << 16
    /// Parts of a message, and how deep they may stand in one another.
    public static let parts = 200
    /// Levels of multiparts within one another.
    public static let depth = 12
    /// Bytes of a part's text once its encoding is undone.
    public static let text = 1 << 20
}
