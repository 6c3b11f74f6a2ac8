public import Dates
public import Deadlines
import Diagnostics

extension Programme {
    /// What surrounds this programme's phrases: the loader, which tells of those that cannot be read, and the plan read
    /// them alike.
    public func readingContext(
        bodies: BodyDirectory, policy: ReadingPolicy, calendar: WorkCalendar, terms: TermRegister
    ) -> ReadingContext {
        ReadingContext(
            issued: issued, period: period, issuer: issuerKind(in: bodies), policy: policy, calendar: calendar, terms: terms)
    }

    /// Whose term of office "nhiệm kỳ" is: a state body's where the number (`45/KH-UBND`, `09/2019/NĐ-CP`) or the issuer
    /// says so, else the Party's.
    func issuerKind(in bodies: BodyDirectory) -> IssuerKind {
        if let number {
            let ending = fold(number.split(separator: "/").last.map(String.init) ?? number, .plain)
            let state = ["ubnd", "hdnd", "ttg", "cp", "qh", "ubtvqh"]
            if state.contains(where: { ending.hasSuffix("-" + $0) }) { return .state }
            if ["tu", "tw", "hu", "du", "duk", "dv"].contains(ending) { return .party }
        }
        guard let issuer else { return .party }
        let name = fold(bodies[issuer].name, .plain)
        if name.contains("dang") || name.hasSuffix(" uy") { return .party }
        let state = ["uy ban nhan dan", "hoi dong nhan dan", "ubnd", "hdnd", "so ", "bo ", "chinh phu", "thu tuong", "quoc hoi"]
        return state.contains { name.hasPrefix($0) } ? .state : .party
    }
}
