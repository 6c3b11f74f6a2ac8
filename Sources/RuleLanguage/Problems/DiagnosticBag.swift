import Diagnostics

/// The diagnostics of one file: as many errors and as many warnings as a person will read, and the count of the others.
struct DiagnosticBag {
    let path: String
    private(set) var diagnostics: [Diagnostic] = []
    private var errors = 0
    private var warnings = 0

    init(path: String) { self.path = path }

    /// No further error will be told.
    var isFull: Bool { errors >= RuleLimits.errors }
    func isFull(ofWarnings: Bool) -> Bool { (ofWarnings ? warnings : errors) >= RuleLimits.errors }
    var hasErrors: Bool { errors > 0 }

    mutating func report(_ problem: RuleProblem, _ span: Span?, labels: [Diagnostic.Label] = []) {
        let isWarning = problem.isWarning
        if isWarning { warnings += 1 } else { errors += 1 }
        guard (isWarning ? warnings : errors) <= RuleLimits.errors else { return }
        diagnostics.append(problem.diagnostic(path: path, span: span, labels: labels))
    }

    /// Errors past those that are told.
    mutating func count(untold: Int) { errors += untold }

    /// In the order of the file, with a last line where some were left out.
    func finished() -> [Diagnostic] {
        var sorted = diagnostics.enumerated().sorted {
            ($0.element.span?.start ?? 0, $0.offset) < ($1.element.span?.start ?? 0, $1.offset)
        }.map(\.element)
        for (count, problem) in [(errors, RuleProblem.tooManyErrors), (warnings, RuleProblem.tooManyWarnings)]
        where count > RuleLimits.errors {
            sorted.append(problem(count - RuleLimits.errors).diagnostic(path: path, span: nil, labels: []))
        }
        return sorted
    }
}
