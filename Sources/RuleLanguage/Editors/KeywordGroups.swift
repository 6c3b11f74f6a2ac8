/// Keywords as editors colour them.
enum KeywordGroup: String, CaseIterable {
    case item, clause, instant, unit, recipient, fact, `operator`, value

    var keywords: [Keyword] {
        Keyword.allCases.filter { $0.group == self }
    }

    /// Every spelling, the longest first: an alternation takes the first that fits.
    var spellings: [String] {
        keywords.flatMap { $0.english + $0.vietnamese }.sorted { ($1.count, $0) < ($0.count, $1) }
    }
}

extension Keyword {
    var group: KeywordGroup {
        switch self {
        case .rule, .digest, .mute, .defaults, .define, .test: .item
        case .for, .when, .if, .remind, .escalateTo, .thenAfter, .repeat, .upTo, .times, .until, .severity, .at, .on,
            .using,
            .groupBy, .catchUp, .catchUpAtOnce, .to, .send, .list, .every, .from, .because, .then, .drop, .given,
            .expect, .of, .text:
            .clause
        case .before, .after, .start, .due, .issued, .within, .event: .instant
        case .hours, .days, .workingDays, .weeks, .months, .quarters, .halfYears, .years, .last, .first, .ordinal,
            .monday,
            .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday:
            .unit
        case .directing, .lead, .executing, .coordinating, .monitoring, .superiorOf, .body, .officer, .confirming:
            .recipient
        case .programme, .task, .title, .tag, .priority, .deadline, .status, .progress, .acknowledged, .done,
            .cancelled,
            .overdue, .daysOverdue, .daysLeft, .noticesSent, .reopened, .snoozed, .reported, .returned,
            .extensionAsked, .extended, .extensionGranted, .extensionRefused, .extensions, .sharesOpen, .shares,
            .document, .late, .confirmed, .unacknowledged, .withdrawn, .confirm, .completionEach:
            .fact
        case .and, .or, .not, .has, .hasNot, .is, .isNot, .perCent: .operator
        case .low, .normal, .high, .urgent, .info, .notice, .warning, .critical, .once, .recurring, .periodic,
            .continuous,
            .awaiting, .asNeeded, .vague, .compound, .unreadable, .open, .recipient, .none, .latest, .all, .nothing:
            .value
        }
    }
}
