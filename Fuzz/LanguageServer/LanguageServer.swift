import Diagnostics
import JSONText
import LanguageServer
import RuleLanguage

/// Any bytes as a stream of messages, as a message, and as a text that an editor has open: nothing traps, what was sent
/// whole comes whole, and every place of a text leads back to its byte.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLanguageServer(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    check(streamOf: bytes)
    _ = try? JSONValue(parsingLeniently: bytes, depth: 128)
    check(placesOf: bytes)
    check(wordsOf: bytes)
    return 0
}

private func check(streamOf bytes: [UInt8]) {
    var whole = MessageFraming()
    whole.append(bytes)
    var frames: [MessageFraming.Frame] = []
    while let frame = whole.next() { frames.append(frame) }
    var cut = MessageFraming()
    var other: [MessageFraming.Frame] = []
    for byte in bytes {
        cut.append(CollectionOfOne(byte))
        while let frame = cut.next() { other.append(frame) }
    }
    // How a stream is cut makes no difference, but for what is told of bytes that are no message.
    func messages(_ frames: [MessageFraming.Frame]) -> [MessageFraming.Frame] {
        frames.filter { if case .message = $0 { true } else { false } }
    }
    precondition(messages(frames) == messages(other), "cut otherwise it has other messages")
    var framing = MessageFraming()
    framing.append(frameMessage(bytes))
    precondition(framing.next() == .message(bytes) && !framing.isWithinMessage)
}

private func check(placesOf bytes: [UInt8]) {
    for encoding in [PositionEncoding.utf8, .utf16] {
        let positions = TextPositions(bytes, encoding)
        for offset in stride(from: 0, through: bytes.count, by: max(1, bytes.count / 50)) {
            let position = positions.position(of: offset)
            let back = positions.offset(of: position)
            precondition(back <= offset && positions.position(of: back) == position, "\(offset) leads to \(back)")
        }
    }
}

private func check(wordsOf bytes: [UInt8]) {
    let source = SourceFile(path: "fuzz.rules", bytes: bytes)
    var end = 0
    for word in ruleWords(source) {
        precondition(word.span.start >= end && word.span.end <= bytes.count, "words lie in one another")
        precondition(word.span.start <= word.textSpan.start && word.textSpan.end <= word.span.end)
        end = word.span.end
    }
    for offset in [bytes.count, bytes.count / 2] { _ = completeRules(source, at: offset, in: .vi) }
}
