import SiteFiles

/// What is to be watched of a file that is reached by links: each link on the way, and where it lies in the end. Of a
/// ConfigMap's file that is the file, the folder `..data`, and what that leads to.
func linkSubjects(of path: String) -> [FolderWatcher.Subject] {
    var subjects: [FolderWatcher.Subject] = []
    var done = ""
    var rest = path.split(separator: "/").map(String.init)[...]
    // As many as the kernel follows.
    var left = 40
    while let step = rest.popFirst() {
        if step == "." { continue }
        if step == ".." {
            done = done.lastIndex(of: "/").map { String(done[..<$0]) } ?? ""
            continue
        }
        guard let target = linkTarget(done + "/" + step), left > 0 else {
            if rest.isEmpty { subjects.append(.init(folder: done.isEmpty ? "/" : done, names: [step])) }
            done += "/" + step
            continue
        }
        left -= 1
        subjects.append(.init(folder: done.isEmpty ? "/" : done, names: [step]))
        if target.hasPrefix("/") { done = "" }
        rest = (target.split(separator: "/").map(String.init) + rest)[...]
    }
    return subjects
}
