/// Codes R…: rule files.
let ruleExplanations: [String: Wording] = [:]
