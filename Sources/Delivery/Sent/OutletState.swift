internal import Glibc
internal import Ledger

/// How an outlet's letters stand, as the deliverer's notes in the spool tell.
public struct OutletState: Hashable, Sendable {
    /// The name that the site gives it.
    public var outlet: String
    /// To be tried again.
    public var waiting = 0
    /// It does not take them.
    public var refused = 0
    /// Why the first of those that wait was deferred last, in the site's language; nil: it is not known.
    public var because: String?

    /// Numbers of letters, one for each way they go.
    public init(outlet: String, waiting: Int = 0, refused: Int = 0) {
        self.outlet = outlet
        self.waiting = waiting
        self.refused = refused
    }
}

/// The outlets that have letters waiting or refused, in order of name; none where the spool cannot be read.
public func outletStates(inSpool spool: String) -> [OutletState] {
    var states: [String: OutletState] = [:]
    for note in handingNotes(inSpool: spool) {
        switch note.outcome {
        case .waiting:
            states[note.outlet, default: OutletState(outlet: note.outlet)].waiting += 1
            if states[note.outlet]?.because == nil { states[note.outlet]?.because = note.because }
        case .refused: states[note.outlet, default: OutletState(outlet: note.outlet)].refused += 1
        case .taken: break
        }
    }
    return states.values.sorted { $0.outlet < $1.outlet }
}

/// Where a letter has come to.
public struct LetterState: Hashable, Sendable {
    /// Told by the folder in which the file lies, and by the deliverer's notes.
    public enum Place: String, Hashable, Sendable {
        /// Not taken anywhere, or not everywhere.
        case waiting
        /// In its Maildir, from which nobody is to take it on.
        case kept
        /// All its outlets took it.
        case passed
        /// Some outlet does not take it: it is set aside.
        case undeliverable
        /// Somebody read it in the Maildir.
        case read
        /// A mail server gave it back.
        case returned
    }

    /// Of the letter as a whole, whichever outlet it is about.
    public var place: Place
    /// The outlets that are to try it again, and those that do not take it.
    public var waiting: [String]
    /// Names of outlets.
    public var refused: [String]
    /// Of what was given back: why.
    public var because: String?

    /// - Parameter waiting: names of outlets.
    public init(place: Place, waiting: [String] = [], refused: [String] = []) {
        self.place = place
        self.waiting = waiting
        self.refused = refused
    }
}

/// The letters of a spool, to be asked about one after another.
public struct LetterStates {
    private let spool: String
    private let notes: [HandingNote]
    private let isHandedOn: (String) -> Bool
    /// Why, by what a message's id begins with.
    private let returned: [Substring: String]
    /// Of each recipient that was asked about: by the part of the file's name that follows from the notices.
    private var places: [String: [String: (LetterState.Place, file: String)]] = [:]

    /// Reads the deliverer's notes once; the Maildirs are read when they are asked about.
    ///
    /// - Parameters:
    ///   - isHandedOn: whether a recipient, by its id, has an address or another way.
    ///   - returned: why mail servers gave letters back, by Message-ID.
    public init(inSpool spool: String, isHandedOn: @escaping (String) -> Bool, returned: [String: String]) {
        self.spool = spool
        notes = handingNotes(inSpool: spool)
        // The deliverer makes it when it first runs.
        let isSetUp = access(spool + "/.retry", F_OK) == 0
        self.isHandedOn = { isSetUp && isHandedOn($0) }
        self.returned = Dictionary(returned.map { ($0.prefix { $0 != "." }, $1) }, uniquingKeysWith: { $1 })
    }

    /// - Returns: nil where its file is gone, or never came.
    public mutating func state(ofMessage id: String, to recipient: String) -> LetterState? {
        guard isFolderName(recipient) else { return nil }
        if places[recipient] == nil { places[recipient] = readPlaces(recipient) }
        guard let (place, file) = places[recipient]?[String(id.prefix { $0 != "." })] else { return nil }
        let own = notes.filter { $0.message == recipient + ":" + file }
        var state = LetterState(
            place: place, waiting: own.filter { $0.outcome == .waiting }.map(\.outlet),
            refused: own.filter { $0.outcome == .refused }.map(\.outlet))
        if place == .waiting, own.isEmpty, !isHandedOn(recipient) { state.place = .kept }
        if place == .passed, let because = returned[id.prefix { $0 != "." }] {
            (state.place, state.because) = (.returned, because)
        }
        return state
    }

    private func readPlaces(_ recipient: String) -> [String: (LetterState.Place, file: String)] {
        var found: [String: (LetterState.Place, file: String)] = [:]
        for (folder, place) in [
            ("cur", LetterState.Place.read), ("new", .waiting), (".undeliverable/cur", .undeliverable),
            (".undeliverable/new", .undeliverable),
        ] {
            for name in names(in: "\(spool)/\(recipient)/\(folder)") {
                let parts = name.split(separator: ":", maxSplits: 1)
                guard let file = parts.first, let digest = file.split(separator: ".").dropFirst().first else {
                    continue
                }
                let isPassed = place == .read && parts.count > 1 && parts[1].contains("P")
                found[String(digest)] = (isPassed ? .passed : place, String(file))
            }
        }
        return found
    }
}

/// What the deliverer noted of one way of a message.
struct HandingNote {
    enum Outcome { case waiting, taken, refused }

    var message: String
    var outlet: String
    var outcome: Outcome
    /// Of its file.
    var path: String

    /// What stands under the numbers of one that is to be tried again.
    var because: String? {
        let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 2048)
        let count = read(file, &bytes, bytes.count)
        let lines = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(separator: "\n", maxSplits: 1)
        return lines.count > 1 ? singleLine(String(lines[1]), limit: 200) : nil
    }
}

/// The names are `RECIPIENT:FILE`, and of another outlet than mail `:OUTLET` behind; `OUTLET.…` is an officer's.
private func handingNotes(inSpool spool: String) -> [HandingNote] {
    var notes: [HandingNote] = []
    for (folder, isSettled) in [(".retry", false), (".outlets", true)] {
        for name in names(in: "\(spool)/\(folder)") where !name.hasPrefix(".") {
            let parts = name.split(separator: ":", omittingEmptySubsequences: false)
            guard 2...3 ~= parts.count else { continue }
            var outcome = HandingNote.Outcome.waiting
            if isSettled { outcome = isRefused("\(spool)/\(folder)/\(name)") ? .refused : .taken }
            notes.append(
                HandingNote(
                    message: parts[0] + ":" + parts[1],
                    outlet: parts.count == 3 ? String(parts[2].prefix { $0 != "." }) : "mail", outcome: outcome,
                    path: "\(spool)/\(folder)/\(name)"))
        }
    }
    return notes
}

private func isRefused(_ path: String) -> Bool {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return false }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 8)
    return read(file, &bytes, bytes.count) >= 7 && bytes.starts(with: "refused".utf8)
}
