/// Of the programs and of what they write.
public enum Version {
    public static let current = "0.2.0"
}
