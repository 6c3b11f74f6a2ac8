public import Dates

/// What a person reported: the only way the state of a task changes, but for what was edited in a document.
public struct Report: Hashable, Sendable {
    /// What is said; which of them need an occurrence, a body or a reason ``resolveReport(_:plan:memory:now:)`` says.
    public enum Kind: Hashable, Sendable {
        /// The share, or what is named, is done.
        case done
        /// Done as its body says; it waits for ``confirm``. What `done` becomes where the programme or task has `confirm`.
        case reported
        /// What was reported is done.
        case confirm
        /// What was reported is open again, with the reason in the next letter.
        case giveBack(reason: String)
        case reopen, cancel, ack
        /// Takes the last `ack` back.
        case unack
        case snooze(until: Day)
        /// In the target's unit, in thousandths; per cent where the task has no target.
        case progress(milli: Int)
        /// The due date is another from now on.
        case extend(until: Day, reason: String)
        /// The same, asked for: until it is granted the old date holds.
        case askExtension(until: Day, reason: String)
        /// What was asked for is given; its date and reason are those asked for.
        case grant
        case refuse(reason: String)
        /// The document was edited: the due date by it is another. Recorded by the program itself.
        case move(from: Day?, to: Day)
        /// The document was edited: tasks of the programme have other ids, by the former ones. Recorded by the program itself.
        case renumber([String: String])
        /// The programme has another id: it was this one. Recorded by the program itself.
        case rename(from: String)
        /// A named event happened on a day.
        case event(name: String, on: Day)
        /// The event is taken back: it has not happened.
        case withdraw(event: String)
    }

    /// The paper that proves it.
    public struct Document: Hashable, Sendable {
        /// "45-BC/BTG".
        public var number: String
        /// Of the paper, not of the report; nil where it is not said.
        public var date: Day?

        /// - Parameter number: one line of at most 200 bytes, to which who reads a request holds it.
        public init(number: String, date: Day? = nil) {
            self.number = number
            self.date = date
        }
    }

    /// The person behind a report that somebody else handed in: the front door, which knows who it was.
    public struct Actor: Hashable, Sendable {
        /// How it is known who it was.
        public enum Means: String, Hashable, Sendable, CaseIterable {
            /// By the account on the machine.
            case shell
            /// The office's sign-on named the login.
            case sso
            /// A signed link of a letter: it proves a mailbox, and not a person.
            case link
        }

        /// The login; of a link the mailbox's body.
        public var name: String
        /// Id of the body that the person acted for.
        public var body: String?
        /// What the ledger seals with the row, so that nobody has to guess it later.
        public var how: Means

        /// Made by who knows who it was, or read back from the ledger; never taken from the reporter's own words.
        public init(name: String, body: String? = nil, how: Means) {
            self.name = name
            self.body = body
            self.how = how
        }
    }

    /// When it was recorded, by the clock of then; of two that disagree the one recorded later holds.
    public var at: Instant
    /// Settled: `reported` where `done` has to be confirmed.
    public var kind: Kind
    /// nil for an event.
    public var programme: String?
    /// The task's id within its programme; nil for an event, and for what is about a whole programme.
    public var task: String?
    /// nil: the whole task; of `done`, `ack` and `progress` the occurrence that is current at `at`, see
    /// ``Memory/currentOccurrence(ofTask:at:)``.
    public var occurrence: String?
    /// Ids of the bodies whose shares it is about; empty: the occurrence or task as a whole.
    public var bodies: [String]
    /// The day it happened; nil: that of `at`.
    public var on: Day?
    /// nil where none was named.
    public var document: Document?
    /// Who reported it, as they said (`--by`), and the caller's user id where a socket told it.
    public var by: String
    /// The caller's user id; nil where no socket told it.
    public var uid: UInt32?
    /// Free words, shown and kept; nothing follows from them.
    public var note: String
    /// nil: the one of ``uid`` reported it.
    public var actor: Actor?

    /// Made by ``resolveReport(_:plan:memory:now:)``, by the program for what was edited, and by who reads the ledger.
    public init(
        at: Instant, kind: Kind, programme: String? = nil, task: String? = nil, occurrence: String? = nil,
        bodies: [String] = [], on: Day? = nil, document: Document? = nil, by: String = "", uid: UInt32? = nil,
        note: String = "", actor: Actor? = nil
    ) {
        self.at = at
        self.kind = kind
        self.programme = programme
        self.task = task
        self.occurrence = occurrence
        self.bodies = bodies
        self.on = on
        self.document = document
        self.by = by
        self.uid = uid
        self.note = note
        self.actor = actor
    }
}

extension Sequence<Report> {
    /// Those of the same second stay in the order they were made in.
    func sortedByTime() -> [Report] {
        enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }
}
