import Diagnostics

/// How many rows one answer may have: a daily duty has hundreds of occurrences, and ten thousand such duties more than a
/// calendar or a terminal takes, or this machine's memory.
enum AnswerBound {
    static let rows = 200_000

    static func exceeded() -> Trouble {
        .cannot(
            "quá \(rows) dòng cho một lần trả lời; chọn hẹp hơn bằng --programme, --body hoặc --due-within.",
            "over \(rows) rows for one answer; choose fewer with --programme, --body or --due-within.")
    }
}
