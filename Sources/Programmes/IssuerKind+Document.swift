public import Deadlines

extension IssuerKind {
    /// By the office in a document's number: what councils, people's committees, ministries and the government issue
    /// ("12/KH-UBND", "09/2019/NĐ-CP") has the terms of the state, all else those of the Party.
    public init(ofDocument number: String) {
        let office = number.uppercased().utf8
        let state = ["UBND", "HĐND", "HDND", "-CP", "/CP", "TTG", "QH1", "UBTVQH", "/TT-B", "QĐ-B", "VPCP"]
        self = state.contains { office.contains($0.utf8) } ? .state : .party
    }
}
