import Diagnostics
import RuleLanguage

/// Gives each file of rules what was found by ``checkRules(_:bodies:programmes:templates:)``.
/// - Returns: what concerns other files, such as a task that no rule reminds of.
func linkRules(_ memories: inout [FileMemory], _ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var elsewhere: [Diagnostic] = []
    for diagnostic in diagnostics {
        guard let i = memories.firstIndex(where: { $0.file.path == diagnostic.path }) else {
            elsewhere.append(diagnostic)
            continue
        }
        // Of a file whose last good version is in force the spans would be those of a text that nobody sees.
        if memories[i].state == .lastGood, memories[i].report.hasErrors { continue }
        memories[i].links.add(diagnostic)
    }
    return elsewhere
}

extension RuleFile {
    /// Without the items in which an error lies.
    func without(_ diagnostics: [Diagnostic]) -> RuleFile {
        guard layouts.count == items.count else { return self }
        let errors = diagnostics.filter { $0.severity == .error }.compactMap(\.span)
        let kept = items.indices.filter { i in
            !errors.contains {
                layouts[i].span.start <= $0.start && $0.start < max(layouts[i].span.end, layouts[i].span.start + 1)
            }
        }
        var file = self
        file.items = kept.map { items[$0] }
        file.layouts = kept.map { layouts[$0] }
        return file
    }
}
