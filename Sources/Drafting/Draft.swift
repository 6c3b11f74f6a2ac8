public import Dates
public import Deadlines
public import Programmes

/// A programme as it was found in a document, for a person to look through.
public struct Draft: Sendable {
    public var id: String
    public var title: Found<String>?
    public var number: Found<String>?
    /// Of a document that does not say, assumed: then `doubts` has it.
    public var issued: Day
    /// Where the date stands; nil where it is assumed or was given.
    public var issuedLines: ClosedRange<Int>?
    public var issuer: Found<NamedBody>?
    public var period: Found<ClosedRange<Int>>?
    /// The document's own list of those it goes to.
    public var recipients: [Found<String>]
    public var tasks: [TaskDraft]
    /// About the head.
    public var doubts: [Doubt]
    /// The bodies named that the directory does not have, each once, in the order met.
    public var unknownBodies: [UnknownBody]
    /// Headings and items that were looked at and give nobody anything to do, by their lines.
    public var passedOver: [ClosedRange<Int>]
}

/// Something with the lines of the document that it was found in.
public struct Found<Value: Sendable>: Sendable {
    public var value: Value
    public var lines: ClosedRange<Int>

    public init(_ value: Value, _ lines: ClosedRange<Int>) {
        self.value = value
        self.lines = lines
    }
}

/// A body by the name that the document gives it.
public struct NamedBody: Hashable, Sendable {
    public var name: String
    /// Its id, in the directory or, of one that the directory has not, in ``Draft/unknownBodies``.
    public var id: String
    public var isKnown: Bool
}

public struct UnknownBody: Hashable, Sendable {
    public var id: String
    public var name: String
    public var aliases: [String]
    /// Several offices in one name: "các sở, ban, ngành".
    public var isGroup: Bool
    public var line: Int
    /// How often it is named.
    public var count: Int
    /// One of the directory that may be meant.
    public var suggestion: String?
}

public struct TaskDraft: Sendable {
    public struct Assignment: Sendable {
        public var role: Role
        public var body: NamedBody
        public var lines: ClosedRange<Int>
    }

    public var id: String
    public var title: String
    public var lines: ClosedRange<Int>
    public var assignments: [Assignment]
    public var deadlines: [Found<String>]
    public var target: Found<Target>?
    public var isTarget: Bool
    /// What the nearest heading above is about, where that is neither an office nor a date nor only "Nhiệm vụ, giải pháp".
    public var tags: [String]
    /// The headings above that were not above the task before.
    public var headings: [Found<String>]
    public var doubts: [Doubt]
}

/// What a person has to look at.
public enum Doubt: Hashable, Sendable {
    case noNumber, noTitle, noIssuer
    /// The number has a blank where the register's number goes.
    case incompleteNumber
    /// No date of issue; the one taken is the latest that the document cites, or of its first year, or before its
    /// first deadline, or today.
    case noDate(assumed: DateGuess, lines: ClosedRange<Int>?)
    case guessedID
    case noDeadline
    /// Words that should say when, and could not be read.
    case unreadDeadline(String)
    /// Words of a sentence that read as a deadline and may be said of something else; they are not drafted as one.
    case doubtfulDeadline(String)
    /// Found in a sentence and not in a field or parentheses.
    case deadlineFromProse
    /// A heading's.
    case inheritedDeadline
    case noLead
    case inheritedLead
    /// The title is the beginning of what the item says.
    case shortenedTitle
    /// The document has no number for it.
    case madeUpID
    /// Only what the text reads like says that this is a task.
    case unmarkedParagraph
    case isTarget
    /// A table or an appendix says it again, at these lines; what it says beyond was taken over.
    case repeated(ClosedRange<Int>)
    /// What it says there is another deadline.
    case otherDeadline(String, ClosedRange<Int>)
    /// The date by which the document is to be answered, of its envelope.
    case envelopeDeadline
    /// Nothing but the envelope was read: what is to be done is its subject.
    case envelopeAlone
    /// A table's cell is empty; what stands above it was taken, for cells may be merged.
    case cellAbove(String, String, line: Int)
    /// The same of a column that is often left empty: nothing was taken.
    case emptyCell(String, above: String, line: Int)
    /// A table set in columns, of which these lines could not surely be parted.
    case unclearTable(ClosedRange<Int>)
    /// A table's column whose heading is not understood, and which is not drafted.
    case unknownColumn(String, ClosedRange<Int>)
    /// It reads like tasks of the text, of which one alone could not be told.
    case mayRepeat(ClosedRange<Int>)
    /// A text that gives work, or names a body and a date, and became no task: how it begins, and where it stands.
    case passedOver(String, ClosedRange<Int>)

    public enum DateGuess: Hashable, Sendable { case latestCitation, month, firstYear, beforeFirstDeadline, today }
}

/// What a document is drafted with: the site's own directory and ways of reading, and what the user said.
public struct DraftingContext: Sendable {
    public var bodies: BodyDirectory
    public var calendar: WorkCalendar
    public var policy: ReadingPolicy
    public var terms: TermRegister
    public var today: Day
    /// The file's name without its ending: an id where the document has no number.
    public var name: String
    public var id: String?
    public var issued: Day?
    /// Of an electronic document: what it says of the head holds, and the date by which it is to be answered for what
    /// has no deadline.
    public var envelope: Envelope?

    public init(
        bodies: BodyDirectory, calendar: WorkCalendar, policy: ReadingPolicy = .init(), terms: TermRegister = .standard,
        today: Day, name: String, id: String? = nil, issued: Day? = nil, envelope: Envelope? = nil
    ) {
        self.envelope = envelope
        self.bodies = bodies
        self.calendar = calendar
        self.policy = policy
        self.terms = terms
        self.today = today
        self.name = name
        self.id = id
        self.issued = issued
    }
}

extension Draft {
    public var countWithoutDeadline: Int { tasks.count { $0.deadlines.isEmpty } }

    /// Neither a lead nor anyone who carries it out.
    public var countWithoutLead: Int {
        tasks.count { task in !task.isTarget && !task.assignments.contains { $0.role == .lead || $0.role == .executing }
        }
    }
}
