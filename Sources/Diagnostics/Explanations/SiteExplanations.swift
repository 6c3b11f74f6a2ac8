/// Codes S…: the files of a site other than rules.
let siteExplanations: [String: Wording] = [:]
