import Diagnostics

/// What a heading says of the items below it.
enum SectionKind: Sendable {
    /// Work is given.
    case tasks
    /// Figures are set, with a date.
    case targets
    /// Reasons, aims, the state of things.
    case talk
    /// The heading does not say.
    case unknown

    private static let work = [
        "nhiem vu", "giai phap", "to chuc thuc hien", "phan cong", "trach nhiem", "noi dung thuc hien", "noi dung va",
        "noi dung, ", "tien do", "lo trinh", "ke hoach thuc hien", "noi dung trien khai", "noi dung cong viec",
        "noi dung chu yeu", "cac mat cong tac", "bien phap thuc hien", "bien phap cong tac", "noi dung trong tam",
        "cong tac trong tam", "cac hoat dong", "trien khai thuc hien",
        "lich cong tac", "lich trien khai", "noi dung cong tac", "ke hoach cong tac", "che do thong tin",
        "che do bao cao", "thong tin, bao cao", "thong tin bao cao",
    ]
    private static let figures = ["muc tieu", "chi tieu"]
    private static let reasons = [
        "muc dich", "yeu cau", "quan diem", "tinh hinh", "thuc trang", "dac diem", "ket qua dat duoc", "han che",
        "ton tai", "nguyen nhan", "bai hoc", "can cu", "pham vi", "doi tuong", "phuong cham", "nguyen tac",
        "su can thiet",
        "co so phap ly", "kinh phi", "nguon luc tai chinh", "du toan", "danh gia ket qua", "boi canh",
        "giai thich tu ngu", "y kien phat bieu", "thanh phan", "thoi gian, dia diem", "thoi gian va dia diem",
    ]

    /// Whether a heading says only that work follows, or aims, reasons: "Nhiệm vụ, giải pháp chủ yếu".
    static func isGeneral(_ heading: String) -> Bool {
        let key = fold(heading, .plain)
        return (work + figures + reasons).contains(where: key.hasPrefix)
            || ["noi dung", "giai phap", "phu luc", "danh muc", "chuong trinh", "ke hoach", "mot so nhiem vu"].contains(
                where: key.hasPrefix)
    }

    /// - Parameter above: what the headings above said.
    init(_ heading: Words, above: SectionKind) {
        let isLong = heading.count > 25
        guard !isLong || above == .unknown else {
            self = above
            return
        }
        let key = fold(heading.text, .plain)
        func has(_ words: [String]) -> Bool { words.contains { key.holds($0) } }
        // "1. Mục tiêu" below "Phê duyệt Đề án với các nội dung sau:".
        let areFigures = Self.figures.contains { key.begins(with: $0) } && (heading.count <= 4 || isLabel(heading))
        if areFigures, isLong || isLabel(heading), above != .talk {
            self = .targets
        } else if has(Self.work), !isLong || above == .unknown {
            // "Mục tiêu, nhiệm vụ": what is below says which.
            self = has(Self.figures) && above == .unknown ? .unknown : .tasks
        } else if !isLong, key.hasPrefix("noi dung"), above != .talk {
            self = .tasks
        } else if !isLong, above != .tasks && has(Self.figures) || areFigures {
            self = .targets
        } else if !isLong, above == .tasks ? Self.reasons.contains(where: key.hasPrefix) : has(Self.reasons) {
            // "Để khắc phục hậu quả mưa lũ, yêu cầu:".
            if key.hasSuffix("yeu cau:"), heading.count > 5, !key.holds("muc dich") {
                self = .tasks
                return
            }
            // "Về tình hình cắt giảm thủ tục hành chính" is what work is given on.
            if key.hasPrefix("ve "), heading.count > 4 {
                self = above
                return
            }
            // "kiểm tra, đánh giá kết quả" may be a task; "Kinh phí thực hiện" is none.
            self = key.hasPrefix("yeu cau") && OfficeList(heading, from: 2) != nil ? above : .talk
        } else {
            self = above
        }
    }
}

/// "Mục tiêu: đến năm 2025 …".
private func isLabel(_ words: Words) -> Bool {
    (1..<6).contains { $0 < words.count && words.gap(before: $0).contains(":") }
}
