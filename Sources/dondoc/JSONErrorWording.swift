import Diagnostics
import JSONText

extension JSONError {
    /// What is wrong with a text that is to be JSON, and where in it.
    var wording: Wording {
        let place = Wording(vi: " (byte thứ \(offset + 1))", en: " (at byte \(offset + 1))")
        let what =
            switch reason {
            case .unexpectedEnd: Wording(vi: "JSON bị cụt", en: "the JSON ends too soon")
            case .unexpectedByte: Wording(vi: "không phải JSON", en: "not JSON")
            case .badNumber: Wording(vi: "JSON có số viết sai", en: "the JSON has a number that is none")
            case .badString: Wording(vi: "JSON có chuỗi viết sai", en: "the JSON has a text that is not well-formed")
            case .notUTF8: Wording(vi: "JSON không phải UTF-8", en: "the JSON is not UTF-8")
            case .tooDeep:
                Wording(
                    vi: "JSON lồng nhau quá \(JSONValue.deepest) cấp",
                    en: "the JSON nests over \(JSONValue.deepest) levels")
            case .duplicateKey: Wording(vi: "JSON có một khóa hai lần", en: "the JSON has a key twice")
            case .trailingText: Wording(vi: "sau JSON còn chữ thừa", en: "there is more text after the JSON")
            }
        return Wording(vi: what.vi + place.vi + ".", en: what.en + place.en + ".")
    }
}
