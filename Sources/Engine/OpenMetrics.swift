/// Writes OpenMetrics text that a parser of the older Prometheus format (node_exporter's textfile collector, promtool)
/// reads as well.
struct OpenMetrics {
    private(set) var text = ""

    mutating func gauge(_ name: String, _ help: String, _ samples: [(labels: [(String, String)], value: Double)]) {
        guard !samples.isEmpty else { return }
        header(name, help, "gauge")
        for (labels, value) in samples { sample(name, labels, value) }
    }

    mutating func gauge(_ name: String, _ help: String, _ value: Double) { gauge(name, help, [([], value)]) }

    /// What only grows. The two formats disagree on the type line of a counter (OpenMetrics 1.0 names the family without
    /// `_total`, the older format with it) and agree on one that has none: its type is unknown, its name is a counter's.
    mutating func counter(_ name: String, _ help: String, _ samples: [(labels: [(String, String)], value: Double)]) {
        precondition(name.hasSuffix("_total"))
        guard !samples.isEmpty else { return }
        header(name, help, nil)
        for (labels, value) in samples { sample(name, labels, value) }
    }

    /// - Parameter counts: how many fell under each bound, not cumulated; one more than there are bounds.
    mutating func histogram(_ name: String, _ help: String, bounds: [Double], counts: [Int], sum: Double) {
        precondition(counts.count == bounds.count + 1)
        header(name, help, "histogram")
        var total = 0
        for (index, count) in counts.enumerated() {
            total += count
            sample(name + "_bucket", [("le", index < bounds.count ? bounds[index].description : "+Inf")], Double(total))
        }
        sample(name + "_sum", [], sum)
        sample(name + "_count", [], Double(total))
    }

    consuming func finish() -> String { text + "# EOF\n" }

    private mutating func header(_ name: String, _ help: String, _ type: String?) {
        text += "# HELP \(name) \(escape(help))\n"
        if let type { text += "# TYPE \(name) \(type)\n" }
    }

    private mutating func sample(_ name: String, _ labels: [(String, String)], _ value: Double) {
        text += name
        if !labels.isEmpty {
            text += "{" + labels.map { "\($0)=\"\(escape($1, quote: true))\"" }.joined(separator: ",") + "}"
        }
        let whole = Int64(exactly: value)
        text += " " + (whole?.description ?? value.description) + "\n"
    }

    private func escape(_ text: String, quote: Bool = false) -> String {
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quote: result += "\\\""
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
