public import Dates
import Delivery
import Diagnostics
import Planning
public import SiteFiles

// Reading the files again, in two halves: the first reads and plans, takes its time, and may do so anywhere; the second
// puts what it made in force, at once. What is sent and reported in between is in the memory, which is bound to the new
// plan then.

/// What a reload starts from. Nothing of it changes any more, whoever else goes on with the engine meanwhile.
public struct ReloadStart: Sendable {
    let options: Engine.Options
    let loaded: LoadedSite
    let plan: Plan
    let memory: Memory
    let unfinished: Set<String>

    /// Reads the site's files, and plans what has changed.
    /// - Parameter cancellation: once cancelled it ends soon.
    /// - Returns: nil where it was cancelled.
    public func prepare(_ cancellation: Cancellation? = nil) -> PreparedReload? {
        // A site that vanished (a mount, a folder being replaced) is no order to forget everything.
        guard isFolder(options.site) else { return PreparedReload(read: nil, plan: nil) }
        var read = loadSite(
            at: options.site, vendor: options.vendor, previous: loaded, unfinished: unfinished,
            cancellation: cancellation)
        if cancellation?.isCancelled ?? false { return nil }
        // The zone's data may have changed though no file of the site has.
        let zone = read.site.settings.zone
        if zone != .vietnam, let current = loadZone(zone.name) { read.site.settings.zone = current }
        guard !read.isInForceLike(loaded) else { return PreparedReload(read: read, plan: nil) }
        let made = makePlan(read.site, reusing: plan, workers: .processors)
        let renumbered = findRenumbered(plan, made, memory)
        if renumbered.isEmpty { return PreparedReload(read: read, plan: made) }
        // What was reported of one task would be another's: the files are set aside until they say which is which.
        read = loadSite(
            at: options.site, vendor: options.vendor, previous: loaded, unfinished: unfinished, refused: renumbered,
            cancellation: cancellation)
        if cancellation?.isCancelled ?? false { return nil }
        return PreparedReload(read: read, plan: makePlan(read.site, reusing: plan, workers: .processors))
    }
}

/// What a reload is to put in force.
public struct PreparedReload: Sendable {
    /// nil: the site's folder is not there.
    let read: LoadedSite?
    /// nil: what is in force is what was.
    let plan: Plan?
}

extension Engine {
    /// Reads the site's files anew. What does not check stays as it was, and so does what somebody is writing.
    /// - Parameter unfinished: files that are being written, with their whole paths.
    public func reload(at now: Instant, unfinished: Set<String> = []) -> ReloadOutcome {
        guard let prepared = beginReload(unfinished: unfinished).prepare() else {
            preconditionFailure("a reload that nobody cancelled")
        }
        return finishReload(prepared, at: now)
    }

    /// - Parameter unfinished: files that are being written, with their whole paths.
    public func beginReload(unfinished: Set<String> = []) -> ReloadStart {
        ReloadStart(options: options, loaded: loaded, plan: plan, memory: memory, unfinished: unfinished)
    }

    /// Puts in force what a reload has prepared that began with ``beginReload(unfinished:)``; none other has been since.
    public func finishReload(_ prepared: PreparedReload, at now: Instant) -> ReloadOutcome {
        reloadGivenUp = nil
        isSiteMissing = prepared.read == nil
        var removals: [Wording] = []
        if let read = prepared.read {
            if read.files != loaded.files { inForce.isOwed = true }
            removals = tellRemovals(from: loaded, to: read)
            loaded = read.edition == loaded.edition ? read : read.adding(moved(read.paths))
            if let plan = prepared.plan { put(plan, of: read, at: now) }
        }
        return ReloadOutcome(
            changed: prepared.plan != nil, setAside: setAside, diagnostics: diagnostics, removals: removals)
    }

    private func put(_ new: Plan, of read: LoadedSite, at now: Instant) {
        isCacheDoubtful = true
        let old = plan
        plan = new
        let unplaced = Set(memory.unplaced)
        memory.bind(to: new)
        // What an edit of the files moves is applied now, and recorded with the next decision, by the host that leads.
        let moved = memory.carryOver(from: old, at: now)
        if isLeading { owedReports += moved }
        loaded = loaded.adding(tellUnplaced(memory.unplaced.filter { !unplaced.contains($0) }))
        owesSettling = true
        forecast = nil
        outbox.letterhead = Letterhead(read, siteName: siteName, keys: options.linkKeys)
        summary = nil
    }

    /// A reload took too long and is not waited for: what was in force stays, and it is told until another one ends.
    /// - Parameter seconds: how long it was waited for.
    public func giveUpReload(after seconds: Int) -> ReloadOutcome {
        reloadGivenUp = Diagnostic(
            code: "S013", path: options.site, span: nil,
            message: Wording(
                vi: "đọc lại tệp quá \(seconds) giây chưa xong nên bỏ: những gì đang có hiệu lực vẫn giữ nguyên",
                en: "reading the files took over \(seconds) seconds and was given up: what was in force stays"),
            help: Wording(
                vi: "xem ổ đĩa có treo, có tệp nào quá lớn không, rồi chạy “dondoc reload”",
                en: "see whether the disk hangs or a file is far too large, then run `dondoc reload`"))
        return ReloadOutcome(changed: false, setAside: setAside, diagnostics: diagnostics)
    }

    /// What is wrong with the files, and with reading them.
    var diagnostics: [Diagnostic] { loaded.diagnostics + (reloadGivenUp.map { [$0] } ?? []) }

    /// The folders that `dondoc.yaml` names anew: a ledger and a spool in use cannot be moved.
    private func moved(_ paths: SitePaths) -> [Diagnostic] {
        let file = loaded.files.first { $0.kind == .settings }?.path ?? "dondoc.yaml"
        return [
            (Wording(vi: "nơi lưu trạng thái", en: "state"), options.state ?? paths.state, folders.state),
            (Wording(vi: "nơi để thư", en: "spool"), options.spool ?? paths.spool, folders.spool),
        ].filter { $1 != $2 }.map { key, wanted, used in
            Diagnostic(
                code: "S407", severity: .warning, path: file, span: nil,
                message: Wording(
                    vi: "“\(key.vi)” (\(key.en)) nay là \(wanted), nhưng dịch vụ vẫn đang dùng \(used)",
                    en: "`\(key.en)` is now \(wanted), but the service still uses \(used)"),
                help: Wording(
                    vi: "chuyển nội dung thư mục cũ sang rồi khởi động lại dịch vụ",
                    en: "move what is in the old folder there and restart the service"))
        }
    }
}
