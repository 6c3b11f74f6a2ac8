import ArgumentParser
import Diagnostics
import Glibc
import Planning
import Programmes
import RuleLanguage
import SiteFiles

/// What a shell offers after TAB: the site's own tasks, bodies and rules. Quick, and silent whatever is wrong.
enum Completions {
    static let tasks = custom { site in
        site.programmes.flatMap { programme in programme.tasks.map { programme.id + "/" + $0.id } }
    }

    static let programmes = custom { $0.programmes.map(\.id) }

    static let rules = custom { site in
        site.ruleFiles.flatMap(\.items).compactMap { item in
            switch item {
            case .rule(let rule): rule.name.text
            case .digest(let digest): digest.name.text
            case .mute, .defaults, .define, .test: nil
            }
        }
    }

    /// Names that tasks wait for, and the tasks that wait.
    static let events = custom { site in
        var names: [String] = []
        for programme in site.programmes {
            for task in programme.tasks {
                if let event = task.extra?.event { names.append(event) }
            }
        }
        return names
    }

    static let bodies = CompletionKind.custom { words, _, prefix in
        let (site, vendor) = folders(words)
        return offered(loadDirectory(at: site, vendor: vendor).site.bodies.bodies.map(\.id), prefix)
    }

    static let codes = CompletionKind.custom { _, _, prefix in offered(explainedCodes, prefix) }

    private static func custom(_ candidates: @escaping @Sendable (Site) -> [String]) -> CompletionKind {
        .custom { words, _, prefix in
            let (site, vendor) = folders(words)
            return offered(candidates(loadSite(at: site, vendor: vendor).site), prefix)
        }
    }

    /// A line each: what has a line break in it cannot be offered.
    private static func offered(_ candidates: [String], _ prefix: String) -> [String] {
        let isQuoted = prefix.contains { "\\\"'$".contains($0) }
        var seen: Set<String> = []
        return candidates.filter { candidate in
            (isQuoted || candidate.hasPrefix(prefix)) && printable(candidate) == candidate
                && seen.insert(candidate).inserted
        }
    }

    /// The folders that the words typed so far name.
    private static func folders(_ words: [String]) -> (site: String, vendor: String) {
        func value(of option: String) -> String? {
            for (index, word) in words.enumerated() {
                if word.hasPrefix(option + "=") { return String(word.dropFirst(option.count + 1)) }
                guard word == option else { continue }
                return words.dropFirst(index + 1).first
            }
            return nil
        }
        return (
            value(of: "--site").map(unquoted) ?? GlobalOptions.defaultSite,
            value(of: "--vendor").map(unquoted) ?? "/usr/lib/dondoc"
        )
    }

    /// As the shell would read a plain path.
    private static func unquoted(_ word: String) -> String {
        let path = word.filter { !"\\\"'".contains($0) }
        guard path == "~" || path.hasPrefix("~/"), let home = Environment["HOME"] else { return path }
        return home + path.dropFirst()
    }
}
