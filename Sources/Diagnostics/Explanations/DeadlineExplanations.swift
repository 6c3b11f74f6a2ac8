/// Codes D…: phrases of deadlines.
let deadlineExplanations: [String: Wording] = [:]
