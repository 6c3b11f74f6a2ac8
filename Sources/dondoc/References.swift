import Diagnostics
import Planning
import Programmes
import RuleLanguage

// What a user typed, looked up in the site; a miss is told with what was likely meant.
extension OpenSite {
    func programmeIndex(_ id: String) throws -> Int {
        if let index = plan.site.programmes.firstIndex(where: { $0.id == id }) { return index }
        let ids = plan.site.programmes.map(\.id)
        let likely = guessName(id, among: ids)?.text
        // Numbers that differ are not a slip: then it helps to see which there are.
        throw unknown(id, "chương trình", "programme", likely, there: likely == nil ? ids : [])
    }

    func body(_ name: String) throws -> BodyIndex {
        if let body = plan.site.bodies.body(named: name) { return body }
        throw unknown(name, "cơ quan", "body", plan.site.bodies.guess(name)?.text)
    }

    func requireRule(_ name: String) throws {
        let names = plan.site.ruleFiles.flatMap(\.items).compactMap { item in
            switch item {
            case .rule(let rule): rule.name.text
            case .digest(let digest): digest.name.text
            case .mute, .defaults, .define, .test: nil
            }
        }
        if !names.contains(name) { throw unknown(name, "quy tắc", "rule", suggest(name, among: names)) }
    }

    /// `programme/task` or `programme/task@occurrence`; where only one programme has the task, its number is enough.
    /// - Returns: the task's index in the plan.
    func task(_ reference: String) throws -> (index: Int, occurrence: String?) {
        let parts = reference.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        var first = 0
        var found: [Int] = []
        for programme in plan.site.programmes {
            for (index, id) in programme.tasks.ids.enumerated()
            where parts[0] == programme.id + "/" + id || parts[0] == id {
                found.append(first + index)
            }
            first += programme.tasks.count
        }
        if found.count == 1 { return (found[0], parts.count > 1 ? parts[1] : nil) }
        if found.count > 1 {
            let id = printable(parts[0])
            let names = found.prefix(5).map { printable(plan.reference($0)) } + (found.count > 5 ? ["…"] : [])
            let list = names.joined(separator: ", ")
            throw Trouble.usage(
                "\(found.count) chương trình có nhiệm vụ “\(id)”: \(list). Hãy viết cả mã chương trình.",
                "\(found.count) programmes have a task “\(id)”: \(list). Write the programme's id too.")
        }
        let all = plan.site.programmes.lazy.flatMap { programme in
            programme.tasks.ids.lazy.map { programme.id + "/" + $0 }
        }
        throw unknown(parts[0], "nhiệm vụ", "task", guessName(parts[0], among: all)?.text)
    }

    /// - Parameter there: of those that there are the first are named.
    private func unknown(
        _ name: String, _ vi: String, _ en: String, _ likely: String?, there: [String] = []
    ) -> Trouble {
        let list = there.prefix(5).map { printable($0) }.joined(separator: ", ") + (there.count > 5 ? ", …" : "")
        return .usage(
            "không có \(vi) “\(printable(name))”." + (likely.map { " Có phải là “\(printable($0))”?" } ?? "")
                + (there.isEmpty ? "" : " Có: \(list)."),
            "there is no \(en) “\(printable(name))”." + (likely.map { " Did you mean “\(printable($0))”?" } ?? "")
                + (there.isEmpty ? "" : " There are: \(list)."))
    }
}
