import Diagnostics
import Planning
import Programmes
import RuleLanguage
import SiteFiles

/// Says of each file that is gone what went with it: removing a file is how one removes it, and who did it by a slip is
/// to see it.
func tellRemovals(from old: LoadedSite, to new: LoadedSite) -> [Wording] {
    let present = Set(new.files.map(\.path))
    let gone = old.files.filter { !present.contains($0.path) && $0.state != .masked }
    guard !gone.isEmpty else { return [] }
    let programmes = Set(new.site.programmes.map(\.id))
    let rules = Set(new.site.ruleFiles.flatMap(\.ruleNames))
    return gone.map { file in
        let held: Wording =
            switch file.kind {
            case .programme: programmesHeld(old.site.programmes.filter { $0.path == file.path }, still: programmes)
            case .rules:
                namesHeld(
                    old.site.ruleFiles.filter { $0.source.path == file.path }.flatMap(\.ruleNames), still: rules)
            case .settings, .bodies, .calendar, .template: Wording(vi: "", en: "")
            }
        return Wording(
            vi: "\(file.path) không còn nữa\(held.vi)", en: "\(file.path) is there no longer\(held.en)")
    }
}

/// A file that was renamed took its programme along.
private func programmesHeld(_ programmes: [Programme], still there: Set<String>) -> Wording {
    guard let programme = programmes.first, !there.contains(programme.id) else { return Wording(vi: "", en: "") }
    let count = programme.tasks.count
    return Wording(
        vi: ": chương trình \(programme.id) cùng \(count) nhiệm vụ thôi được theo dõi",
        en: ": programme \(programme.id) with its \(count) \(count == 1 ? "task" : "tasks") is no longer watched")
}

private func namesHeld(_ names: [String], still there: Set<String>) -> Wording {
    let gone = names.filter { !there.contains($0) }
    guard !gone.isEmpty else { return Wording(vi: "", en: "") }
    let shown = gone.prefix(8).joined(separator: ", ") + (gone.count > 8 ? ", …" : "")
    return Wording(vi: ": các quy tắc \(shown) thôi có hiệu lực", en: ": the rules \(shown) no longer hold")
}

extension RuleFile {
    fileprivate var ruleNames: [String] {
        items.compactMap { item in if case .rule(let rule) = item { rule.name.text } else { nil } }
    }
}
