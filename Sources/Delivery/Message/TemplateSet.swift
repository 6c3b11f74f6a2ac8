internal import Diagnostics
internal import Templates

/// The compiled texts of a letterhead.
struct TemplateSet {
    private var templates: [String: Template] = [:]
    /// Those that the site has of its own.
    private var own: Set<String> = []

    init(_ letterhead: Letterhead) {
        for (name, text) in letterhead.templates {
            // One with an error was told when the site was read; the built-in one stands in for it.
            templates[name] = parseTemplate(SourceFile(path: name, text: text)).template
            if templates[name] != nil { own.insert(name) }
        }
        for name in ["message", "reminder", "escalation", "digest"] where templates[name] == nil {
            guard let text = BuiltInTexts.template(name, letterhead.language),
                let template = parseTemplate(SourceFile(path: name, text: text)).template
            else { preconditionFailure("the built-in text \(name) does not compile") }
            templates[name] = template
        }
    }

    /// Whether the site words it itself.
    func isOwn(_ name: String, or fallback: String) -> Bool {
        own.contains(templates[name] == nil ? fallback : name)
    }

    /// - Parameter fallback: the kind's own, where there is none of that name.
    func render(_ name: String, or fallback: String, _ values: any TemplateObject, to bytes: inout [UInt8]) {
        (templates[name] ?? templates[fallback])?.render(values, to: &bytes)
    }
}
