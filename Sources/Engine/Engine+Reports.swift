public import Control
public import Dates
import Delivery
import Diagnostics
import Ledger
import Planning
import Programmes
import SiteFiles

// What people report.
extension Engine {
    /// Records what a person reports; on disk when it returns. One that was recorded under the request's id is answered
    /// again, and not recorded.
    public func report(
        _ request: ReportRequest, uid: UInt32? = nil, at now: Instant
    ) throws(ReportFailure) -> ReportOutcome {
        guard isLeading else { throw .ledger(LedgerError.overtaken(path: ledger.path).wording) }
        do throws(DeliveryError) {
            try remember(at: now)
        } catch {
            throw .ledger(error.wording)
        }
        let zone = loaded.site.settings.zone
        let demand = try request.read(today: zone.day(at: now), uid: uid, target: plan.target(reference:))
        if let known = try recorded(request, demand) { return outcome(of: known) }
        let report: Report
        do throws(Refusal) {
            report = try resolveReport(demand, plan: plan, memory: memory, now: now)
        } catch {
            guard error.kind == .unchanged, demand.kind.mayBeSo else { throw ReportFailure(error) }
            return ReportOutcome(demand, because: error.wording)
        }
        do throws(LedgerError) {
            try ledger.append(report, request: request.id)
        } catch {
            throw .ledger(error.wording)
        }
        memory.apply(report)
        owesSettling = owesSettling || movesOthers(report)
        reportCount += 1
        summary = nil
        return outcome(of: report)
    }

    private func outcome(of report: Report) -> ReportOutcome {
        let name = report.programme.map { $0 + "/" + (report.task ?? "") }
        return ReportOutcome(report, target: name.flatMap(plan.target(reference:)), waiting: waiting(for: report))
    }

    private func recorded(_ request: ReportRequest, _ demand: ReportDemand) throws(ReportFailure) -> Report? {
        guard let id = request.id else { return nil }
        let known: Report?
        do throws(LedgerError) {
            known = try ledger.report(ofRequest: id)
        } catch {
            throw .ledger(error.wording)
        }
        guard let known, !request.asks(for: known, read: demand) else { return known }
        throw .invalid(
            parameter: "id",
            Wording(vi: "đã dùng cho một báo cáo khác", en: "was used for another report"))
    }

    /// The tasks whose waiting ends with it.
    private func waiting(for report: Report) -> [String] {
        switch report.kind {
        case .done, .confirm:
            guard let programme = report.programme, let task = report.task else { return [] }
            let name = programme + "/" + task
            return references(waitingFor: name).filter { $0 != name }
        case .event(let name, _): return references(waitingFor: name)
        case .reported, .giveBack, .reopen, .cancel, .ack, .unack, .snooze, .progress, .extend, .askExtension, .grant,
            .refuse, .move, .withdraw, .renumber, .rename:
            return []
        }
    }

    /// Whether tasks other than its own may fall due on another day.
    private func movesOthers(_ report: Report) -> Bool {
        guard let programme = report.programme, let task = report.task else { return true }
        return !memory.tasks(waitingFor: programme + "/" + task).isEmpty
    }

    private func references(waitingFor name: String) -> [String] {
        memory.tasks(waitingFor: name).sorted().map(plan.reference)
    }
}
