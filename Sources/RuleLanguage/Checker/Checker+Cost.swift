import Diagnostics

extension Checker {
    /// A rule may not cost more than ``RuleCost/limit``, whatever its parts are.
    mutating func checkCost(of rule: Rule, _ layout: ItemLayout?) {
        var isFine = true
        for condition in [rule.condition, rule.guardCondition, rule.until].compactMap(\.self) {
            isFine = checkCost(of: condition) && isFine
        }
        guard isFine else { return }
        let cost = meter.cost(of: rule)
        guard cost.total > RuleCost.limit else { return }
        let part = cost.dearest
        let span: Span? =
            switch part {
            case .instants: layout?.span(of: rule.repetition == nil ? .when : .repeat)
            case .conditions: (rule.guardCondition ?? rule.until)?.span
            case .recipients: layout?.span(of: .action)
            }
        report(.tooCostly(cost, part), span ?? rule.name.span)
    }

    /// - Returns: whether it is small enough.
    @discardableResult
    mutating func checkCost(of condition: Condition) -> Bool {
        let size = meter.size(of: condition)
        if size.comparisons <= RuleLimits.comparisons, size.depth <= RuleLimits.depth { return true }
        report(.conditionTooLarge(comparisons: size.comparisons, depth: size.depth), condition.span)
        return false
    }
}

extension RuleCost.Part {
    /// What to do about it.
    func wording(_ cost: RuleCost) -> Wording {
        let year = cost.isEndless ? Wording(vi: " mỗi năm", en: " a year") : Wording(vi: "", en: "")
        return switch self {
        case .instants:
            Wording(
                vi: "phần tốn nhất là \(cost.instants) mốc\(year.vi): nhắc thưa hơn, hoặc giới hạn số lần lặp",
                en: "its \(cost.instants) instants\(year.en) cost most: repeat less often, or limit the repeats")
        case .conditions:
            Wording(
                vi: "phần tốn nhất là \(cost.conditions) phép so sánh ở mỗi mốc: rút gọn điều kiện",
                en: "its \(cost.conditions) comparisons at each instant cost most: shorten the condition")
        case .recipients:
            Wording(
                vi: "phần tốn nhất là \(cost.recipients) nơi nhận ở mỗi mốc: nêu ít cơ quan hơn",
                en: "its \(cost.recipients) recipients at each instant cost most: name fewer bodies")
        }
    }
}
