/// What `dondoc explain CODE` tells: what the error means, why it is one, an example of right and wrong.
/// - Parameter code: such as `R012`; case does not matter.
/// - Returns: nil for a code that no message has.
public func explanation(of code: String) -> Wording? {
    let code = code.uppercased()
    for family in [ruleExplanations, siteExplanations, deadlineExplanations] {
        if let found = family[code] { return found }
    }
    return nil
}

/// Every code there is, in order.
public var explainedCodes: [String] {
    [ruleExplanations, siteExplanations, deadlineExplanations].flatMap(\.keys).sorted()
}
