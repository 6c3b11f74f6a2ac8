import TestKit

/// What plans and their appendices are made of.
enum Vocabulary {
    /// Each task is of one.
    static let fields = [
        "tuyên truyền", "tổ chức cán bộ", "kiểm tra giám sát", "an sinh xã hội", "chuyển đổi số", "cải cách hành chính",
        "phát triển đoàn viên", "đầu tư công", "nông thôn mới",
    ]

    static let themes = ["nghị quyết", "trọng tâm", "chỉ tiêu năm", "kiến nghị cử tri", "đột phá"]

    static let verbs = [
        "Ban hành", "Xây dựng", "Rà soát, bổ sung", "Tổ chức thực hiện", "Tham mưu", "Hoàn thiện", "Sơ kết", "Kiểm tra",
        "Quán triệt", "Phê duyệt", "Công bố", "Cập nhật", "Tập huấn về", "Báo cáo kết quả", "Đánh giá", "Nghiệm thu",
    ]

    static let objects = [
        "kế hoạch phát triển đoàn viên", "quy chế phối hợp giữa các cơ quan", "đề án sắp xếp tổ chức bộ máy",
        "chương trình nhà ở cho công nhân", "cơ sở dữ liệu đất đai", "phương án phòng, chống thiên tai",
        "quy hoạch sử dụng đất", "chỉ số cải cách hành chính", "danh mục dịch vụ công trực tuyến",
        "hướng dẫn thực hiện nghị quyết", "chính sách hỗ trợ hộ nghèo", "quy trình tiếp công dân",
        "kết quả giải quyết kiến nghị của người lao động", "dự toán thu, chi ngân sách",
        "quỹ đất xây dựng thiết chế công đoàn", "mô hình nông thôn mới kiểu mẫu", "tiêu chí trường đạt chuẩn quốc gia",
        "kế hoạch tiêm chủng mở rộng", "bộ chỉ số chuyển đổi số", "phong trào thi đua yêu nước",
    ]

    static let places = [
        "trên địa bàn tỉnh", "ở các khu công nghiệp", "tại cấp xã", "trong doanh nghiệp ngoài nhà nước",
        "ở vùng đồng bào dân tộc thiểu số", "trong các cơ quan hành chính", "tại các huyện miền núi", "",
    ]

    /// The first forty bodies; those below them follow from the districts.
    static let heads: [(id: String, name: String)] = [
        ("tinh-uy", "Tỉnh ủy"), ("ban-thuong-vu", "Ban Thường vụ Tỉnh ủy"), ("ban-dan-van", "Ban Dân vận Tỉnh ủy"),
        ("ban-to-chuc", "Ban Tổ chức Tỉnh ủy"), ("ban-tuyen-giao", "Ban Tuyên giáo Tỉnh ủy"),
        ("ban-noi-chinh", "Ban Nội chính Tỉnh ủy"), ("uy-ban-kiem-tra", "Ủy ban Kiểm tra Tỉnh ủy"),
        ("van-phong-tinh-uy", "Văn phòng Tỉnh ủy"), ("dang-doan-hdnd", "Đảng đoàn Hội đồng nhân dân tỉnh"),
        ("dang-doan-ldld", "Đảng đoàn Liên đoàn Lao động tỉnh"), ("bcs-ubnd", "Ban cán sự đảng Ủy ban nhân dân tỉnh"),
        ("ubnd-tinh", "Ủy ban nhân dân tỉnh"), ("van-phong-ubnd", "Văn phòng Ủy ban nhân dân tỉnh"),
        ("mttq-tinh", "Ủy ban Mặt trận Tổ quốc tỉnh"), ("hoi-nong-dan", "Hội Nông dân tỉnh"),
        ("hoi-phu-nu", "Hội Liên hiệp Phụ nữ tỉnh"), ("doan-thanh-nien", "Tỉnh đoàn"),
        ("hoi-cuu-chien-binh", "Hội Cựu chiến binh tỉnh"), ("so-noi-vu", "Sở Nội vụ"), ("so-tai-chinh", "Sở Tài chính"),
        ("so-ke-hoach-dau-tu", "Sở Kế hoạch và Đầu tư"), ("so-xay-dung", "Sở Xây dựng"),
        ("so-giao-thong", "Sở Giao thông vận tải"), ("so-cong-thuong", "Sở Công Thương"),
        ("so-nong-nghiep", "Sở Nông nghiệp và Phát triển nông thôn"), ("so-giao-duc", "Sở Giáo dục và Đào tạo"),
        ("so-y-te", "Sở Y tế"), ("so-lao-dong", "Sở Lao động - Thương binh và Xã hội"),
        ("so-van-hoa", "Sở Văn hóa, Thể thao và Du lịch"), ("so-tai-nguyen", "Sở Tài nguyên và Môi trường"),
        ("so-tu-phap", "Sở Tư pháp"), ("so-khoa-hoc", "Sở Khoa học và Công nghệ"),
        ("so-thong-tin", "Sở Thông tin và Truyền thông"), ("so-ngoai-vu", "Sở Ngoại vụ"),
        ("thanh-tra-tinh", "Thanh tra tỉnh"),
        ("cong-an-tinh", "Công an tỉnh"), ("bo-chi-huy-quan-su", "Bộ Chỉ huy Quân sự tỉnh"),
        ("bao-hiem-xa-hoi", "Bảo hiểm xã hội tỉnh"), ("cuc-thong-ke", "Cục Thống kê tỉnh"),
        ("cuc-thue", "Cục Thuế tỉnh"),
    ]

    static let districts: [(id: String, name: String)] = [
        ("binh-son", "Bình Sơn"), ("son-tinh", "Sơn Tịnh"), ("tu-nghia", "Tư Nghĩa"), ("nghia-hanh", "Nghĩa Hành"),
        ("mo-duc", "Mộ Đức"), ("duc-pho", "Đức Phổ"), ("ba-to", "Ba Tơ"), ("minh-long", "Minh Long"),
        ("son-ha", "Sơn Hà"),
        ("son-tay", "Sơn Tây"), ("tra-bong", "Trà Bồng"), ("ly-son", "Lý Sơn"), ("quang-ngai", "Quảng Ngãi"),
    ]

    static let offices: [(id: String, name: String)] = [
        ("huyen-uy", "Huyện ủy"), ("ubnd", "Ủy ban nhân dân huyện"), ("ban-dan-van", "Ban Dân vận Huyện ủy"),
        ("phong-noi-vu", "Phòng Nội vụ huyện"), ("phong-tai-chinh", "Phòng Tài chính - Kế hoạch huyện"),
        ("phong-giao-duc", "Phòng Giáo dục và Đào tạo huyện"), ("phong-y-te", "Phòng Y tế huyện"),
        ("mttq", "Ủy ban Mặt trận Tổ quốc huyện"), ("ldld", "Liên đoàn Lao động huyện"),
        ("phong-nong-nghiep", "Phòng Nông nghiệp huyện"), ("phong-tu-phap", "Phòng Tư pháp huyện"),
        ("phong-van-hoa", "Phòng Văn hóa và Thông tin huyện"), ("thanh-tra", "Thanh tra huyện"),
    ]

    /// A deadline as plans write them: six in ten with a day, month, quarter or year of their own, the others recurring,
    /// without end, waiting or vague. Some 800 different ones.
    static func deadline(_ random: inout SplitMix64) -> String {
        let year = 2022
        switch random.below(100) {
        case 0..<18: return "Trong quý \(["I", "II", "III", "IV"][random.below(4)])/\(year)"
        case 18..<32: return "hoàn thành trong tháng \(1 + random.below(12))/\(year)"
        case 32..<44: return "trước ngày \(1 + random.below(28))/\(1 + random.below(12))/\(year)"
        case 44..<50: return "chậm nhất ngày \(1 + random.below(28)) tháng \(1 + random.below(12)) năm \(year)"
        case 50..<54: return "Đến năm \(["2023", "2025", "2030"][random.below(3)])"
        case 54..<57: return "\(["6 tháng đầu", "9 tháng đầu"][random.below(2)]) năm \(year)"
        case 57..<59: return "giai đoạn 2021-2025"
        case 59..<61: return "trong thời hạn \(10 * (1 + random.below(9))) ngày kể từ ngày ký"
        case 61..<74: return ["Thường xuyên", "thường xuyên theo dõi, kiểm tra", "Thường xuyên"][random.below(3)]
        case 74..<80: return ["hằng năm", "Hàng năm", "hoàn thành trong quý IV hằng năm"][random.below(3)]
        case 80..<84: return ["hằng quý", "hằng tháng", "6 tháng một lần"][random.below(3)]
        case 84..<87: return "trước ngày \([5, 10, 15, 20, 25][random.below(5)])/\(1 + random.below(12)) hằng năm"
        case 87..<91: return ["định kỳ sơ kết, tổng kết", "định kỳ báo cáo"][random.below(2)]
        case 91..<96: return "sau khi có hướng dẫn của Trung ương"
        default: return ["kịp thời", "từng bước", "trong thời gian tới"][random.below(3)]
        }
    }
}

extension SplitMix64 {
    /// Below the bound, by the upper half of a product: the same on every version of the standard library.
    mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }
}
