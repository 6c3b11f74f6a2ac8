internal import Diagnostics
internal import Mustache

/// The compiled texts of a letterhead.
struct TemplateSet {
    private var templates: [String: MustacheTemplate] = [:]
    private let language: Language

    init(_ letterhead: Letterhead) {
        language = letterhead.language
        for (name, text) in letterhead.templates {
            // One that does not compile is told by ``Letterhead/faults``; the built-in one stands in for it.
            templates[name] = try? compile(text)
        }
        for name in ["message", "reminder", "escalation", "digest"] where templates[name] == nil {
            guard let text = BuiltInTexts.template(name, language), let template = try? compile(text) else {
                preconditionFailure("the built-in text \(name) does not compile")
            }
            templates[name] = template
        }
    }

    /// - Parameter fallback: the kind's own, where there is none of that name.
    func render(_ name: String, or fallback: String, _ values: [String: Any]) -> String {
        let template = templates[name] ?? templates[fallback]
        // Without a library: a partial is empty, and none can include itself.
        return template?.render(values) ?? ""
    }
}

/// Mustache escapes for HTML unless told that it writes plain text.
private func compile(_ text: String) throws -> MustacheTemplate {
    try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}" + text)
}

extension Letterhead {
    /// The site's texts that do not compile, with why, by name; the built-in ones are used in their place.
    public var faults: [(name: String, reason: String)] {
        templates.keys.sorted().compactMap { name in
            do {
                _ = try compile(templates[name] ?? "")
                return nil
            } catch {
                return (name, "\(error)")
            }
        }
    }
}
