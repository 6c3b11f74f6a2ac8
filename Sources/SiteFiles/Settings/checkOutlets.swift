public import Diagnostics
import Planning
import Programmes

extension SiteLoader {
    /// Tells bodies that chose an outlet which the settings do not name.
    mutating func checkOutlets(_ paths: SitePaths) {
        guard let path = memories.first(where: { $0.value.file.kind == .bodies })?.key,
            case .bodies(let directory)? = memories[path]?.content
        else { return }
        for choice in directory.bodies.lazy.flatMap(\.outlets) where !paths.has(choice.outlet) {
            guard memories[path]?.links.isFull == false else { return }
            memories[path]?.links.add(unknownOutlet(choice, among: paths, path))
        }
    }
}

/// The officers whose outlet the settings do not name.
public func reviewOutlets(_ loaded: LoadedSite) -> [Diagnostic] {
    loaded.site.programmes.flatMap { programme in
        var report = FileReport(path: programme.path)
        for task in programme.tasks.indices {
            guard let officer = programme.tasks.extra(of: task)?.officer else { continue }
            for choice in officer.outlets where !loaded.paths.has(choice.outlet) && !report.isFull {
                report.add([unknownOutlet(choice, among: loaded.paths, programme.path)])
            }
        }
        return report.diagnostics
    }
}

extension SitePaths {
    fileprivate func has(_ outlet: String) -> Bool {
        outlet == OutletSettings.mail || outlets.contains { $0.name == outlet }
    }
}

private func unknownOutlet(_ choice: OutletChoice, among paths: SitePaths, _ path: String) -> Diagnostic {
    let names = [OutletSettings.mail] + paths.outlets.map(\.name).filter { $0 != OutletSettings.mail }
    let meant = guessWord(choice.outlet, among: names)
    // Of the text only the name is replaced, and not the address after it.
    let span = Span(choice.span.start, min(choice.span.end, choice.span.start + choice.outlet.utf8.count))
    return Diagnostic(
        code: "S425", severity: .error, path: path, span: choice.span,
        message: Wording(
            vi: "không có kênh gửi “\(choice.outlet)”", en: "there is no outlet “\(choice.outlet)”"),
        help: meant.map { Wording(vi: "có phải ý là “\($0.text)”?", en: "was “\($0.text)” meant?") }
            ?? Wording(
                vi: "khai báo trong “kênh gửi” của dondoc.yaml; hiện có: \(names.joined(separator: ", "))",
                en: "name it under `outlets` of dondoc.yaml; there are: \(names.joined(separator: ", "))"),
        fixes: FileReport.fix(meant, at: span))
}
