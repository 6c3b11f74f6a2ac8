import Diagnostics

/// The ids that what is in a file had before (`was`), each with where it stands: an id goes on in one of them only.
struct FormerIDs {
    enum Owner { case task, body }

    let owner: Owner
    private var places: [String: Span] = [:]

    init(of owner: Owner) { self.owner = owner }

    /// - Parameters:
    ///   - id: that of now.
    ///   - span: of `was`.
    /// - Returns: nil where it is of no use, which is told.
    mutating func take(_ was: String, of id: String, at span: Span, _ report: inout FileReport) -> String? {
        if was == id {
            let key = report.name(of: .was, in: owner == .task ? .task : .body)
            report.add(code, at: span, ownID(was), help: ownIDHelp(key))
            return nil
        }
        guard let other = places.updateValue(span, forKey: was) else { return was }
        report.add(
            code, at: span, sharedID(was), help: sharedIDHelp, labels: [.init(span: other, message: theOther)])
        return nil
    }

    private var code: String { owner == .task ? "S319" : "S211" }

    private func ownID(_ id: String) -> Wording {
        switch owner {
        case .task: Wording(vi: "nhiệm vụ \(id) vẫn mang số cũ ấy", en: "task \(id) still has that id")
        case .body: Wording(vi: "cơ quan \(id) vẫn mang mã cũ ấy", en: "the body \(id) still has that id")
        }
    }

    private func ownIDHelp(_ key: Wording) -> Wording {
        switch owner {
        case .task:
            Wording(
                vi: "bỏ dòng “\(key.vi)”, hoặc ghi số mà nhiệm vụ mang trước khi đánh số lại",
                en: "remove `\(key.en)`, or write the id the task had before it was renumbered")
        case .body:
            Wording(
                vi: "bỏ dòng “\(key.vi)”, hoặc ghi mã mà cơ quan mang trước khi đổi",
                en: "remove `\(key.en)`, or write the id the body had before")
        }
    }

    private func sharedID(_ id: String) -> Wording {
        switch owner {
        case .task: Wording(vi: "hai nhiệm vụ cùng ghi số cũ \(id)", en: "two tasks say that they were \(id)")
        case .body: Wording(vi: "hai cơ quan cùng ghi mã cũ \(id)", en: "two bodies say that they were \(id)")
        }
    }

    private var sharedIDHelp: Wording {
        let what = owner == .task ? "nhiệm vụ" : "cơ quan"
        return Wording(
            vi: "chỉ một \(what) mang theo được những gì đã báo cáo và đã gửi",
            en: "what was reported and sent can go with one of them only")
    }

    private var theOther: Wording {
        Wording(vi: owner == .task ? "nhiệm vụ kia" : "cơ quan kia", en: "the other one")
    }
}
