import Dashboard
import Diagnostics
import Templates

/// What a template fills in, by name.
struct View: TemplateObject, ExpressibleByDictionaryLiteral {
    private var values: [TemplateName: TemplateValue]

    init(dictionaryLiteral elements: (TemplateName, TemplateValue)...) {
        values = Dictionary(elements, uniquingKeysWith: { $1 })
    }

    func value(of name: TemplateName) -> TemplateValue { values[name] ?? .missing }

    subscript(name: TemplateName) -> TemplateValue {
        get { values[name] ?? .missing }
        set { values[name] = newValue }
    }
}

extension TemplateValue {
    /// Nothing where there is no text. What would turn the direction of writing is not shown.
    static func words(_ text: String?) -> TemplateValue {
        guard let text, !text.isEmpty else { return .missing }
        return .text(shown(text))
    }

    static func views(_ views: [View]) -> TemplateValue { .list(views) }
}

/// Text from a file or a person as a page shows it: lines stay, what moves or turns text does not.
func shown(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { printable(String($0)) }.joined(separator: "\n")
}

/// The pages' templates, each read once.
struct PageTemplates: Sendable {
    enum Name: String, CaseIterable { case layout, tasks, task, form, office, letters, letter, table, message }

    private let templates: [Name: Template]

    init() {
        var templates: [Name: Template] = [:]
        for name in Name.allCases {
            let file = SourceFile(path: name.rawValue + ".mustache", bytes: PageTemplates.bytes(of: name))
            let (template, diagnostics) = parseTemplate(file, as: .page)
            guard let template, diagnostics.isEmpty else {
                preconditionFailure("\(file.path): \(diagnostics.map(\.message.en))")
            }
            templates[name] = template
        }
        self.templates = templates
    }

    func render(_ name: Name, _ view: View) -> [UInt8] {
        var bytes: [UInt8] = []
        templates[name]?.render(view, to: &bytes)
        return bytes
    }

    private static func bytes(of name: Name) -> [UInt8] {
        switch name {
        case .layout: PackageResources.layout_mustache
        case .tasks: PackageResources.tasks_mustache
        case .task: PackageResources.task_mustache
        case .form: PackageResources.form_mustache
        case .office: PackageResources.office_mustache
        case .letters: PackageResources.letters_mustache
        case .letter: PackageResources.letter_mustache
        case .table: PackageResources.table_mustache
        case .message: PackageResources.message_mustache
        }
    }

    /// With that of the figures, which the page of the report has too.
    static let style = PackageResources.style_css + Array(DashboardPage.styles.utf8)
}
