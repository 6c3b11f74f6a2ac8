/// `file:///etc/dondoc/rules/10.rules`, as a path; nil for what is no file of this machine.
public func path(ofURI uri: String) -> String? {
    guard let scheme = uri.firstIndex(of: ":"), uri[..<scheme].lowercased() == "file" else { return nil }
    var rest = uri[uri.index(after: scheme)...]
    if rest.hasPrefix("//") {
        rest = rest.dropFirst(2)
        guard let slash = rest.firstIndex(of: "/") else { return nil }
        let host = rest[..<slash]
        guard host.isEmpty || host.lowercased() == "localhost" else { return nil }
        rest = rest[slash...]
    }
    guard rest.hasPrefix("/") else { return nil }
    var bytes: [UInt8] = []
    var utf8 = rest.prefix { $0 != "?" && $0 != "#" }.utf8[...]
    while let byte = utf8.popFirst() {
        if byte == 0x25, utf8.count >= 2, let value = UInt8(String(Substring(utf8.prefix(2))), radix: 16) {
            bytes.append(value)
            utf8 = utf8.dropFirst(2)
        } else {
            bytes.append(byte)
        }
    }
    guard !bytes.contains(0), let path = String(validating: bytes, as: UTF8.self) else { return nil }
    return simplified(path)
}

/// A path as a `file:` URI, with escapes as VS Code writes them.
public func uri(ofPath path: String) -> String {
    var uri = "file://"
    for byte in path.utf8 {
        switch byte {
        case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x2D, 0x2E, 0x5F, 0x7E, 0x2F:
            uri.unicodeScalars.append(Unicode.Scalar(byte))
        default:
            let digits = String(byte, radix: 16, uppercase: true)
            uri += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
        }
    }
    return uri
}

/// Without `.`, `..`, empty parts and a slash at the end. Links are not followed.
func simplified(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
        if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
}
