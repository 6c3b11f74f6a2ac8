import Dates
import Diagnostics

/// What a test reports and expects, in words.
extension Phrasing {
    func report(_ report: TestReport) -> String {
        var parts = [kind(report.kind)]
        if !report.bodies.isEmpty { parts.append(word(.of) + " " + names(report.bodies)) }
        if let until = end(of: report.kind) {
            parts.append(word(language == .vi ? .to : .until) + " " + day(until))
        }
        if let document = report.document {
            parts.append((language == .vi ? "văn bản" : word(.document)) + " " + string(document))
        }
        return parts.joined(separator: " ")
    }

    private func kind(_ kind: TestReport.Kind) -> String {
        switch kind {
        case .done: word(.done)
        case .confirmed: word(.confirmed)
        case .returned: word(.returned)
        case .reopened: word(.reopened)
        case .cancelled: word(.cancelled)
        case .acknowledged: word(.acknowledged)
        case .unacknowledged: word(.unacknowledged)
        case .progress(let share): word(.progress) + " \(share)%"
        case .snoozed: word(.snoozed)
        case .extended: word(.extended)
        case .extensionAsked: language == .vi ? word(.extensionAsked) : "asked extension"
        case .extensionGranted: word(.extensionGranted)
        case .extensionRefused: word(.extensionRefused)
        case .event(let name): word(.event) + " " + string(name)
        case .eventWithdrawn(let name): word(.event) + " " + string(name) + " " + word(.withdrawn)
        }
    }

    private func end(of kind: TestReport.Kind) -> Day? {
        switch kind {
        case .snoozed(let until), .extended(let until), .extensionAsked(let until): until
        default: nil
        }
    }

    private func names(_ names: [Name]) -> String { list(names.map { string($0.text) }).joined(separator: " ") }

    /// Its parts, between which stands `and`.
    func expectation(_ expectation: TestExpectation) -> [String] {
        if expectation == .nothing { return [word(.nothing)] }
        let actions = expectation.actions.map { action in
            let addressees = action.recipients.map { addressee in
                recipient(addressee.recipient) + (addressee.bodies.isEmpty ? "" : " " + names(addressee.bodies))
            }
            return word(action.kind == .remind ? .remind : .escalateTo) + " "
                + list(addressees).joined(separator: " ")
        }
        let texts = expectation.texts.isEmpty ? [] : [word(.text) + " " + names(expectation.texts)]
        return actions + texts
    }
}
