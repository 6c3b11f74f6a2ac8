internal import Ledger
public import Planning

/// What the letters of some notices say, as a reader sees it: for tests of rules. They answer no earlier ones.
public func writeLetters(_ notices: [Notice], plan: Plan, letterhead: Letterhead) -> [String] {
    let messages = try? composeMessages(notices, plan: plan, letterhead: letterhead, ruleSet: "") { identities in
        identities.map { _ in [] }
    }
    return (messages ?? []).map { text(of: $0.bytes) }
}

/// The plain text of a message: its first part that is quoted-printable, up to the boundary that ends it.
private func text(of message: [UInt8]) -> String {
    let lines = message.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard
        let encoding = lines.firstIndex(where: { $0.elementsEqual("Content-Transfer-Encoding: quoted-printable".utf8) })
    else { return "" }
    var text: [UInt8] = []
    for line in lines[encoding...].dropFirst(2) {
        if line.starts(with: "--=_dondoc".utf8) { break }
        decode(line, to: &text)
    }
    return String(decoding: text, as: UTF8.self)
}

/// A line of quoted-printable; one that ends in "=" goes on in the next.
private func decode(_ line: ArraySlice<UInt8>, to text: inout [UInt8]) {
    var rest = line
    while let byte = rest.popFirst() {
        guard byte == UInt8(ascii: "=") else {
            text.append(byte)
            continue
        }
        guard let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else { return }
        text.append(code)
        rest = rest.dropFirst(2)
    }
    text.append(UInt8(ascii: "\n"))
}
