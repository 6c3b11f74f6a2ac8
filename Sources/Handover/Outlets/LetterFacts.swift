internal import Delivery
internal import Ledger
internal import RuleLanguage

/// What a letter's header says to who takes it somewhere.
struct LetterFacts {
    var messageID = ""
    /// Of its weightiest notice; of letters of an earlier version that do not say it, as most are.
    var severity = Severity.notice
    /// Of officers that its tasks name.
    var officers: [Way] = []

    /// Bytes of a header that are looked at.
    static let longest = 1 << 16

    init(header: [UInt8]) {
        for field in headerFields(header[...]) {
            switch field.name {
            case "Message-ID" where messageID.isEmpty: messageID = singleLine(field.value)
            case LetterField.severity: severity = Severity(word: field.value) ?? severity
            case LetterField.outlet:
                let words = field.value.split(separator: " ", maxSplits: 1)
                if words.count == 2 { officers.append(Way(outlet: String(words[0]), address: String(words[1]))) }
            default: break
            }
        }
    }
}
