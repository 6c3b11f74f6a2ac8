import Diagnostics
import Programmes

/// The figure that a sentence sets: "137.000 đoàn viên công đoàn", "80% trở lên doanh nghiệp …".
func readTarget(_ text: String) -> Target? {
    let words = Words(text)
    for i in 0..<words.count {
        let token = words.text(i)
        guard let milli = quantity(token), words.key(i - 1) != .year, words.key(i - 1) != "quý",
            words.key(i - 1) != .month, words.key(i - 1) != .day
        else { continue }
        if words.gap(after: i).hasPrefix("%") || words.gap(after: i).hasPrefix(" %") {
            let start = words.matches(["trở", "lên"], at: i + 1) ? i + 3 : i + 1
            let metric = collapsed(words.slice(min(start, words.count)..<min(start + 12, words.count)))
            return Target(
                metric: metric.isEmpty ? collapsed(words.slice(0..<min(i, 6))) : metric, milli: milli, unit: "%")
        }
        // A year, a list's number and "02 nội dung" are no figures to be reached.
        guard token.contains(".") || milli >= 10_000, !(1_900_000...2_199_000 ~= milli) else { continue }
        guard i + 1 < words.count, words.gap(after: i) == " " else { continue }
        var end = i + 1
        while end < words.count, end < i + 5, end == i + 1 || words.gap(before: end) == " " { end += 1 }
        let metric = collapsed(words.slice((i + 1)..<end))
        return Target(metric: metric, milli: milli, unit: collapsed(words.slice((i + 1)..<min(i + 3, end))))
    }
    return nil
}

/// In thousandths. A doubtful one is left to the reader.
private func quantity(_ token: String) -> Int? { (try? Quantity(token))?.milli }
