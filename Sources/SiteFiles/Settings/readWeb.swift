import Diagnostics

/// `{ url: https://dondoc.coquan.vn, login-header: X-Remote-User, admins: [lan.nt] }`.
func readWeb(_ yaml: YAMLStream, _ web: inout WebSettings) {
    yaml.readMapping(.web) { key, _ in
        switch key {
        case .url: yaml.readText { if let url = webAddress($0, &yaml.report) { web.url = url } }
        case .loginHeader: yaml.readText { if let name = headerName($0, &yaml.report) { web.loginHeader = name } }
        default:
            var count = BoundedCount(.admins)
            yaml.readTexts { field in
                guard count.admits(at: field.span), let login = readLogin(field, &yaml.report) else { return }
                if !web.admins.contains(login) { web.admins.append(login) }
            }
            count.report(to: &yaml.report)
        }
    }
}

/// Scheme, host, port, and perhaps a path: what links of letters begin with.
private func webAddress(_ field: TextField, _ report: inout FileReport) -> String? {
    var text = field.string
    while text.hasSuffix("/") { text.removeLast() }
    let isPlain = text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: ":/.-_~[]".utf8.contains(byte)
        }
    }
    for scheme in ["https://", "http://"] where text.hasPrefix(scheme) && isPlain && text.utf8.count <= 200 {
        let host = text.dropFirst(scheme.count).prefix { $0 != "/" && $0 != ":" }
        if isHost(String(host)) { return text }
    }
    report.add(
        "S413", at: field.span,
        Wording(vi: "“\(field.string)” không phải là địa chỉ trang web", en: "“\(field.string)” is no web address"),
        help: Wording(vi: "viết như https://dondoc.coquan.vn", en: "write it as https://dondoc.office.vn"))
    return nil
}

/// A token of HTTP (RFC 9110, 5.6.2), of letters, digits and '-' alone: what proxies hand on.
private func headerName(_ field: TextField, _ report: inout FileReport) -> String? {
    let text = field.string
    let isName =
        1...64 ~= text.utf8.count
        && text.utf8.allSatisfy { 0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 || $0 == 0x2D }
    if isName { return text }
    report.add(
        "S414", at: field.span,
        Wording(vi: "“\(text)” không phải là tên trường HTTP", en: "“\(text)” is no name of an HTTP header"),
        help: Wording(
            vi: "chỉ dùng chữ, số và dấu -, ví dụ X-Remote-User", en: "letters, digits and '-', such as X-Remote-User"))
    return nil
}

/// The name a person signs in by.
func readLogin(_ field: TextField, _ report: inout FileReport) -> String? {
    let text = field.string
    let isSafe =
        1...64 ~= text.utf8.count
        && text.unicodeScalars.allSatisfy {
            !isSpace($0) && !isInvisible($0) && $0.value >= 0x20 && !(0x7F..<0xA0 ~= $0.value) && $0 != ":"
                && $0 != "/"
        }
    if isSafe { return text }
    report.add(
        "S210", at: field.span,
        Wording(vi: "“\(text)” không phải là tên đăng nhập", en: "“\(text)” is not a login"),
        help: Wording(
            vi: "ghi tên tài khoản, ví dụ lan.nt: không có dấu cách, : và /, nhiều nhất 64 byte",
            en: "write the name of the account, such as lan.nt: no white space, ':' or '/', at most 64 bytes"))
    return nil
}
