/// Codes R…: rule files.
let ruleExplanations: [String: Wording] = [
    ruleCharacterExplanations, ruleGrammarExplanations, ruleTypeExplanations, ruleSenseExplanations,
].reduce(into: [:]) { $0.merge($1) { first, _ in first } }
