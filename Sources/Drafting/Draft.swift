public import Dates
public import Deadlines
public import Programmes

/// A programme as it was found in a document, for a person to look through.
public struct Draft: Sendable {
    /// Of the programme: the one asked for, else the document's number, else its file's name.
    public var id: String
    /// nil where none was found; then `doubts` has it.
    public var title: Found<String>?
    /// "16-CTr/ĐUK"; one with a blank for the register's number is kept, and `doubts` has it.
    public var number: Found<String>?
    /// Of a document that does not say, assumed: then `doubts` has it.
    public var issued: Day
    /// Where the date stands; nil where it is assumed or was given.
    public var issuedLines: ClosedRange<Int>?
    /// nil where none was found; then `doubts` has it.
    public var issuer: Found<NamedBody>?
    /// The years that the document says it is for, both ends included.
    public var period: Found<ClosedRange<Int>>?
    /// The document's own list of those it goes to.
    public var recipients: [Found<String>]
    /// In the order of the document.
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
    /// As it was understood; the lines have the words.
    public var value: Value
    /// From 1, in the text that was read.
    public var lines: ClosedRange<Int>

    /// - Parameter lines: from 1; what an envelope says has the first.
    public init(_ value: Value, _ lines: ClosedRange<Int>) {
        self.value = value
        self.lines = lines
    }
}

/// A body by the name that the document gives it.
public struct NamedBody: Hashable, Sendable {
    /// In the document's own words.
    public var name: String
    /// Its id, in the directory or, of one that the directory has not, in ``Draft/unknownBodies``.
    public var id: String
    /// Whether the site's directory has it.
    public var isKnown: Bool
}

/// A body that the document names and the directory has not: to be added, or to become an alias.
public struct UnknownBody: Hashable, Sendable {
    /// Made of the name, and unlike those of the directory.
    public var id: String
    /// As it is first met, with a capital letter.
    public var name: String
    public var aliases: [String]
    /// Several offices in one name: "các sở, ban, ngành".
    public var isGroup: Bool
    /// From 1: where it is first named.
    public var line: Int
    /// How often it is named.
    public var count: Int
    /// One of the directory that may be meant.
    public var suggestion: String?
}

/// A task as it was found in a document, with what a person has to look at.
public struct TaskDraft: Sendable {
    /// A body in a role, and where the document says so.
    public struct Assignment: Sendable {
        /// As the words before the name say.
        public var role: Role
        /// Of the directory or not, see ``NamedBody/isKnown``.
        public var body: NamedBody
        /// From 1.
        public var lines: ClosedRange<Int>
    }

    /// As the document numbers it; a made-up one has a doubt.
    public var id: String
    /// On one line; the beginning alone of a long item, which is a doubt.
    public var title: String
    /// From 1: the whole item.
    public var lines: ClosedRange<Int>
    /// Each body once in a role, the ones that only a heading gives among them.
    public var assignments: [Assignment]
    /// The phrases as written; none where the document says no time that could be read.
    public var deadlines: [Found<String>]
    /// The figure that it sets; nil: none was found.
    public var target: Found<Target>?
    /// Whether it is a figure to be reached and no work to be done, so that nobody need lead it.
    public var isTarget: Bool
    /// What the nearest heading above is about, where that is neither an office nor a date nor only "Nhiệm vụ, giải pháp".
    public var tags: [String]
    /// The headings above that were not above the task before.
    public var headings: [Found<String>]
    /// About this task alone.
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

    /// Where the day comes from that was taken for the date of issue.
    public enum DateGuess: Hashable, Sendable { case latestCitation, month, firstYear, beforeFirstDeadline, today }
}

/// What a document is drafted with: the site's own directory and ways of reading, and what the user said.
public struct DraftingContext: Sendable {
    /// The site's, by which names become ids.
    public var bodies: BodyDirectory
    /// The site's, by whose days off deadlines are read.
    public var calendar: WorkCalendar
    /// The site's, so that a draft reads as the programme will.
    public var policy: ReadingPolicy
    /// The site's: by whose years "cả nhiệm kỳ" is read.
    public var terms: TermRegister
    /// The date of issue where nothing better is found.
    public var today: Day
    /// The file's name without its ending: an id where the document has no number.
    public var name: String
    /// The id that the user asked for; nil: one is made.
    public var id: String?
    /// The date that the user gave; nil: the document's.
    public var issued: Day?
    /// Of an electronic document: what it says of the head holds, and the date by which it is to be answered for what
    /// has no deadline.
    public var envelope: Envelope?

    /// - Parameter name: without ending and folder.
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
    /// Tasks in which nothing says when; targets among them.
    public var countWithoutDeadline: Int { tasks.count { $0.deadlines.isEmpty } }

    /// Neither a lead nor anyone who carries it out.
    public var countWithoutLead: Int {
        tasks.count { task in !task.isTarget && !task.assignments.contains { $0.role == .lead || $0.role == .executing }
        }
    }
}
