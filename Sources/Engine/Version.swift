/// Of the programs and of what they write.
public enum Version {
    /// MAJOR.MINOR.PATCH; what each part means is said at the head of CHANGELOG.md.
    public static let current = "0.2.0"
}
