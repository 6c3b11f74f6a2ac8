import Programmes

extension Key {
    /// The few values that the key may have, each with its spellings, the English one first; empty for a key of free
    /// values.
    package func choices(in context: Context) -> [[String]] {
        switch (context, self) {
        case (_, .priority): ProgrammeBuilder.priorities.map(\.spellings)
        case (_, .completion): Completion.spellings.map(\.1)
        case (_, .confirm): Confirmation.spellings.map(\.1)
        case (.settings, .language): [["vi", "vi"], ["en", "en"]]
        case (.settings, .live), (.replies, .accept): [["true", "có"], ["false", "không"]]
        case (.outlet, .from): OutletSettings.severities.map(\.1)
        case (.reading, .before): [["strict", "chặt"], ["lax", "rộng"]]
        case (.reading, .parts): [["usage", "thông dụng"], ["law", "theo luật"]]
        default: []
        }
    }
}
