import Control
import Dates
import Diagnostics
import Engine
import JSONText
import Ledger
import Planning
import SiteFiles

// What `io.dondoc.varlink` says the replies look like.

func encode(_ status: StatusSummary, _ loaded: LoadedSite, _ language: Language) -> JSONValue {
    let zone = loaded.site.settings.zone
    func instant(_ instant: Instant?) -> JSONValue { instant.map { .string(zone.format($0)) } ?? .null }
    func count(_ number: Int) -> JSONValue { .integer(Int64(number)) }
    return [
        "version": .string(Version.current), "site": .string(loaded.paths.site),
        "line": .string(status.line(in: language, zone: zone)),
        "programmes": count(status.programmes), "rules": count(status.rules),
        "tasks": count(status.tasks.tasks), "open": count(status.tasks.open), "overdue": count(status.tasks.overdue),
        "dueSoon": count(status.tasks.dueSoon), "awaited": count(status.tasks.awaited),
        "withoutDate": count(status.tasks.withoutDate), "history": count(status.tasks.history),
        "done": count(status.tasks.done), "cancelled": count(status.tasks.cancelled),
        "shares": count(status.tasks.shares.all), "notBegun": count(status.tasks.shares[.notBegun]),
        "inProgress": count(status.tasks.shares[.inProgress]), "reported": count(status.tasks.shares[.reported]),
        "doneInTime": count(status.tasks.shares[.doneInTime]), "doneLate": count(status.tasks.shares[.doneLate]),
        "awaiting": count(status.tasks.shares[.awaiting]), "notices": count(status.notices),
        "live": .bool(status.isLive),
        "next": instant(status.next), "lastDecision": instant(status.lastDecision), "retry": instant(status.retry),
        "troubles": .array(status.troubles.map { .string($0.text(in: language)) }),
        "ledgerDamaged": .bool(status.isLedgerDamaged),
        "setAside": encode(status.setAside), "problems": encode(status.diagnostics, loaded, language),
    ]
}

func encode(_ outcome: ReloadOutcome, _ loaded: LoadedSite, _ language: Language) -> [String: JSONValue] {
    [
        "changed": .bool(outcome.changed), "setAside": encode(outcome.setAside),
        "problems": encode(outcome.diagnostics, loaded, language),
    ]
}

func encode(_ failure: ReportFailure, _ language: Language) -> VarlinkError {
    switch failure {
    case .notFound(let wording): ControlInterface.notFound(wording.text(in: language))
    case .invalid(let parameter, let wording):
        ControlInterface.invalidArgument(parameter, reason: wording.text(in: language))
    case .ambiguous(let open, _): ControlInterface.ambiguous(open: open)
    case .pointless(let wording): ControlInterface.invalidArgument("report", reason: wording.text(in: language))
    case .ledger(let wording): ControlInterface.ledgerUnavailable(wording.text(in: language))
    }
}

func encode(_ page: NoticePage, _ zone: Zone) -> [String: JSONValue] {
    ["notices": .array(page.notices.map { encode($0, zone) }), "next": page.next.map(JSONValue.integer) ?? .null]
}

func encode(_ notice: NoticeRecord, _ zone: Zone) -> JSONValue {
    let identity = notice.identity
    let isDigest = notice.kind == .digest
    let role = notice.role.map { (notice.superiorOf == nil ? "" : "superior of ") + String(describing: $0) } ?? "body"
    func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    return [
        "at": .string(zone.format(notice.at)), "kind": .string(notice.kind.rawValue), "rule": .string(identity.rule),
        "step": .integer(Int64(identity.step)), "repeat": .integer(Int64(identity.repeatNumber)),
        "programme": text(isDigest ? nil : identity.programme), "task": text(isDigest ? nil : identity.task),
        "occurrence": .string(identity.occurrence), "start": text(isDigest ? nil : notice.start.description),
        "due": text(notice.due?.description), "recipient": .string(identity.recipient), "role": .string(role),
        "late": .bool(notice.late), "text": .string(notice.text),
        "dueNumber": .integer(Int64(identity.dueNumber)), "firstDue": text(notice.firstDue?.description),
        "subjects": .array(notice.subjects.map(JSONValue.string)),
    ]
}

private func encode(_ setAside: [FileStatus]) -> JSONValue {
    .array(setAside.map { ["path": .string($0.path), "state": .string($0.state.rawValue)] })
}

/// A reply stays small whatever the site is like: the first so many problems are told.
func encode(_ diagnostics: [Diagnostic], _ loaded: LoadedSite, _ language: Language) -> JSONValue {
    var lines: [String: LineIndex] = [:]
    return .array(
        diagnostics.prefix(200).map { diagnostic in
            var problem: [String: JSONValue] = [
                "code": .string(diagnostic.code), "severity": .string(diagnostic.severity.rawValue),
                "path": .string(diagnostic.path), "message": .string(diagnostic.message.text(in: language)),
                "help": diagnostic.help.map { .string($0.text(in: language)) } ?? .null, "line": .null, "column": .null,
            ]
            if let span = diagnostic.span, let source = loaded.sources[diagnostic.path] {
                let index = lines[diagnostic.path] ?? LineIndex(source)
                lines[diagnostic.path] = index
                let position = index.position(of: span.start)
                problem["line"] = .integer(Int64(position.line))
                problem["column"] = .integer(Int64(position.column))
            }
            return .object(problem)
        })
}
