import Diagnostics

/// How an office's names stand in a sentence: where a list of them begins, where the verb ends it, where one name ends
/// and the next begins.
///
/// It knows the nouns that offices are called by and the verbs that give work, and the capitals of names: "Sở Xây dựng
/// xây dựng kế hoạch" has one of each.
enum BodyGrammar {
    // MARK: Vocabulary

    /// What an office's name begins with.
    static let heads = WordTable(
        """
        ban, sở, ủy ban, ubnd, hđnd, hội, hội đồng, đảng ủy, đảng bộ, đảng đoàn, tỉnh ủy, huyện ủy, thành ủy, thị ủy
        quận ủy, xã ủy, văn phòng, công an, bộ, liên đoàn, lđlđ, đoàn, tỉnh đoàn, huyện đoàn, thành đoàn, mặt trận
        mttq, ubmttq, ub mttq, thanh tra, cục, chi cục, tổng cục, kho bạc, ngân hàng, trường, báo, đài, tòa án, tand
        viện, vksnd, bảo hiểm xã hội, bhxh, trung tâm, phòng, tổ, thường trực, thường vụ, btv, bch, bộ chỉ huy, bchqs
        chủ tịch, phó chủ tịch, giám đốc, thủ trưởng, bí thư, phó bí thư, người đứng đầu, chánh văn phòng, trưởng ban
        chánh thanh tra, tổng giám đốc, hiệu trưởng, trưởng phòng, lãnh đạo các, cấp ủy, chi bộ, chi ủy, chính quyền
        cơ quan, đơn vị, công ty, tổng công ty, tập đoàn, doanh nghiệp, hiệp hội, quỹ, đồng chí, địa phương, ngành
        công đoàn, điện lực, cổng thông tin, cổng thông tin điện tử, chủ đầu tư, học viện, bệnh viện, trạm, hợp tác xã
        tổ chức đảng, tổ chức công đoàn, tổ chức đoàn, tổ chức chính trị, nhà trường, nhà văn hóa, bưu điện, hải quan
        lực lượng, đoàn thể, xã, phường, thị trấn, huyện, thành phố, thị xã, tòa soạn, vụ, đặc khu, sở
        """)

    /// What begins like one and is none.
    private static let others = WordTable(
        """
        hội nghị, hội thảo, hội thi, hội viên, hội nhập, hội họp, đoàn kết, đoàn viên, đoàn phí, phòng ngừa, bộ máy
        ban hành, ban đầu, bộ phận, trường hợp, đài thọ, báo cáo, viện dẫn, quỹ đất, tổ chức thực hiện, cục bộ
        đơn vị tính, công đoàn phí, phòng chống, bộ tiêu chí, bộ chỉ số, bộ quy tắc, bộ luật, bộ thủ tục, ngành nghề
        vụ việc, vụ án, địa phương hóa, quỹ thời gian, tổ dân, huyện nông thôn, xã nông thôn, xã đạt, huyện đạt
        hội tụ, đoàn kiểm tra, đoàn giám sát, đoàn công tác, báo chí
        """)

    private static let groups = WordTable(
        """
        cấp, sở, ban, bộ, ngành, cơ quan, đơn vị, tổ chức, địa phương, huyện, quận, thị xã, thành phố, xã, phường
        đảng ủy, đảng bộ, chi bộ, đoàn thể, doanh nghiệp, đồng chí, trường, hội, phòng, chủ đầu tư, ủy viên, đài, báo
        cục, viện, công ty, hiệp hội, liên đoàn, huyện ủy, thị ủy, thành ủy, công đoàn, cơ sở, tổ, trung tâm, bệnh viện
        ngân hàng, nhà trường, đảng đoàn, cấp ủy, tập đoàn, tổng công ty, thành viên, lực lượng, ủy ban, chi cục, đặc khu
        """)

    private static let plurals = Set(["các", "những", "từng", "mỗi", "toàn thể", "tất cả"].map { fold($0) })

    /// Verbs of office prose, two syllables mostly.
    static let verbs = WordTable(
        """
        chủ trì, đồng chủ trì, chủ động, phối hợp, tham mưu, xây dựng, ban hành, tổ chức, triển khai, thực hiện
        chỉ đạo, lãnh đạo, hướng dẫn, kiểm tra, giám sát, đôn đốc, theo dõi, tổng hợp, báo cáo, rà soát, nghiên cứu
        đề xuất, tăng cường, đẩy mạnh, đẩy nhanh, nâng cao, tập trung, tiếp tục, quán triệt, tuyên truyền, cụ thể hóa, cụ thể
        căn cứ, có trách nhiệm, có kế hoạch, có biện pháp, có giải pháp, có cơ chế, có văn bản, có ý kiến, chịu trách nhiệm
        bố trí, cân đối, bảo đảm, đảm bảo, thường xuyên, định kỳ, kịp thời, hoàn thành, phân công, giao, giúp
        gửi, trình, khẩn trương, nghiêm túc, quan tâm, phát huy, phát động, đổi mới, vận động, cung cấp, thẩm định
        phê duyệt, đưa, tạo điều kiện, đề nghị, yêu cầu, xem xét, quyết định, sửa đổi, bổ sung, điều chỉnh
        hỗ trợ, khảo sát, đánh giá, thống kê, cập nhật, công khai, công bố, đăng tải, thông tin, phổ biến, thống nhất
        lồng ghép, huy động, quản lý, sử dụng, phân bổ, thanh tra, xử lý, giải quyết, tiếp nhận, tham gia, ký kết
        nêu cao, thành lập, kiện toàn, củng cố, sắp xếp, bồi dưỡng, đào tạo, lựa chọn, xác định, phân tích, tiến hành
        duy trì, vận hành, phát triển, chuẩn bị, khắc phục, nhân rộng, biểu dương, khen thưởng, sơ kết, tổng kết
        phản ánh, kiến nghị, phải, cần, sẽ, chấp hành, chấn chỉnh, chú trọng, ưu tiên, khuyến khích, tích cực, đăng ký
        cải cách, cải thiện, hoàn thiện, quy hoạch, đầu tư, thu hút, mở rộng, khai thác, bảo vệ, bảo tồn, phòng ngừa
        phòng chống, ngăn chặn, đấu tranh, tuyển chọn, tuyển dụng, luân chuyển, điều động, bổ nhiệm, giới thiệu
        số hóa, ứng dụng, chuyển đổi, kết nối, chia sẻ, tích hợp, xúc tiến, quảng bá, tư vấn
        xuất bản, biên soạn, phát hành, phát hiện, thay đổi, tháo gỡ, đối thoại, gặp gỡ, lắng nghe, thăm, tặng, động viên
        làm việc, quy định, cho ý kiến, tự kiểm tra, giám định, kiểm soát, kiểm điểm, hoàn tất
        trực tiếp, xác minh, tiếp thu, khởi công, giải ngân, nghiệm thu, giải phóng, tuyên dương, thúc đẩy, hình thành
        phấn đấu, tổng rà soát, tạm dừng, dừng, xóa, giảm, thí điểm, truyền thông, phân cấp, ủy quyền, niêm yết
        trao đổi, thông báo, định hướng, hướng mạnh, coi trọng, nắm bắt, nắm chắc, đơn giản hóa, tinh giản, chăm lo
        thẩm tra, thông qua, trả lời, giải trình, lưu trữ, bàn giao, mua sắm, trang bị, sửa chữa, nâng cấp
        """)

    /// Before the verb that says what is done.
    private static let adverbs = WordTable(
        """
        có trách nhiệm, chịu trách nhiệm, tiếp tục, thường xuyên, chủ động, tăng cường, khẩn trương, tích cực, kịp thời
        chặt chẽ, phải, cần, sẽ, trực tiếp, nghiêm túc, tập trung
        """)

    /// Nouns that follow "tổ chức" where it is one.
    private static let organized = WordTable(
        """
        đảng, chính trị, đoàn, cơ sở, công đoàn, xã hội, kinh tế, thành viên, liên quan, tín dụng, có liên quan
        phi chính phủ, tôn giáo, quốc tế, nước ngoài
        """)

    private static let barriers = WordTable(
        """
        là, nhằm, để, đối với, khi, nếu, được, bị, theo, về, trên cơ sở, bằng, thông qua, như, do, vì, mà, thì, đã, đang
        trong công tác, trong việc, trong quá trình, trong lãnh đạo, trong tham gia, trong thời gian, vào, từ
        """)

    private static let notVerbsAfterOffice = WordTable(
        """
        quản lý, tham mưu, giúp việc, thông tin, tuyên truyền, kiểm tra, kiểm soát, chủ quản, thực hiện công tác
        truyền thông, chuyên trách, chuyên môn, thanh tra
        """)

    /// Nouns whose second syllable is a verb by itself.
    private static let compounds = WordTable(
        "chương trình, công trình, giáo trình, quy trình, tiến trình, lịch trình, hành trình, quá trình, lộ trình, bàn giao, chuyển giao, ngoại giao"
    )
    private static let ban = fold("ban")
    /// "chủ đầu tư".
    private static let owner = fold("chủ")
    private static let have = fold("có")
    private static let organization = WordTable("tổ chức")
    private static let office = WordTable("cơ quan, đơn vị, cán bộ, chuyên trách, người")
    private static let assistance = WordTable("giúp việc")
    private static let inspection = WordTable("thanh tra")
    private static let inspectorates = Set(["tỉnh", "chính", "huyện", "nhà", "thành", "sở", "bộ"].map { fold($0) })
    static let and = fold("và")
    static let with = fold("với")
    static let together = fold("cùng")
    private static let longest = 90

    // MARK: Questions

    static func isHead(_ words: Words, _ i: Int) -> Bool {
        guard i < words.count else { return false }
        if plurals.contains(words.key(i)) { return groups.length(in: words, at: i + 1) != nil }
        guard let length = heads.length(in: words, at: i), others.length(in: words, at: i) == nil else { return false }
        // "Phòng, chống" is no office.
        return length > 1 || i + 1 >= words.count || words.isCapital(i) == false
            || !words.gap(after: i).contains(",")
    }

    static func isPlural(_ words: Words, _ range: Range<Int>) -> Bool {
        !range.isEmpty && plurals.contains(words.key(range.lowerBound))
    }

    /// - Parameter first: where the sentence begins, whose capital says nothing.
    static func isVerb(_ words: Words, _ i: Int, first: Int) -> Bool {
        guard i < words.count, i == first || !words.isCapital(i) else { return false }
        if words.key(i) == have { return verbs.length(in: words, at: i) != nil }
        guard let length = verbs.length(in: words, at: i) else { return false }
        if organization.length(in: words, at: i) != nil, organized.length(in: words, at: i + 2) != nil { return false }
        if i > first {
            if words.key(i - 1) == ban || words.key(i - 1) == owner
                || length == 1 && compounds.length(in: words, at: i - 1) == 2
            {
                return false
            }
            if length > 1, notVerbsAfterOffice.length(in: words, at: i) != nil,
                office.length(in: words, at: i - 2) != nil || office.length(in: words, at: i - 1) != nil
            {
                return false
            }
            if assistance.length(in: words, at: i + 2) != nil || assistance.length(in: words, at: i) != nil {
                return false
            }
        }
        if inspection.length(in: words, at: i) != nil, inspectorates.contains(words.key(i + 2)) { return false }
        return true
    }

    /// Whether a sentence begins with what is to be done.
    static func startsWithVerb(_ words: Words, at i: Int = 0) -> Bool { isVerb(words, i, first: i) }

    static func skipAdverbs(_ words: Words, _ i: Int) -> Int {
        var i = i
        while let length = adverbs.length(in: words, at: i) { i += length }
        return i
    }

    // MARK: Lists

    /// The offices from a word on, as far as they go.
    /// - Parameter first: where the sentence begins.
    /// - Returns: their words, and whether a verb ends them.
    static func list(_ words: Words, from start: Int, first: Int? = nil) -> (range: Range<Int>, hasVerb: Bool)? {
        guard isHead(words, start), !(start == first && isVerb(words, start, first: start)) else { return nil }
        var i = start + 1
        var end = i
        while i < words.count, i - start < longest {
            let gap = words.gap(after: i - 1)
            if let next = skipParenthesis(words, after: i - 1, gap) {
                i = next
                end = min(i, words.count)
                continue
            }
            // "Các sở: Nội vụ, Tài chính".
            let isColon = gap == ": " && i <= start + 3 && plurals.contains(words.key(start)) && words.isCapital(i)
            if !isColon, gap.contains(where: { ".:(\"“”".contains($0) }) || gap.contains(";") && !isHead(words, i) {
                return (start..<end, false)
            }
            // "Ban Chỉ đạo xây dựng tổ chức đảng chủ trì": what it steers is part of its name.
            if words.key(i - 2) == steering.0, words.key(i - 1) == steering.1, words.key(i - 3) == ban,
                let lead = leadAhead(words, i)
            {
                return (start..<lead, true)
            }
            if isVerb(words, i, first: -1), !isHead(words, i) || !words.isCapital(i) && !gap.contains(",") {
                return (start..<end, true)
            }
            if barriers.length(in: words, at: i) != nil { return (start..<end, false) }
            let isJoint = words.key(i) == and || words.key(i) == together || words.key(i) == with
            i += 1
            if !isJoint { end = i }
        }
        return (start..<min(end, words.count), false)
    }

    private static let offices = WordTable("văn phòng")
    private static let assemblies = WordTable("ubnd, hđnd, ủy ban nhân dân, hội đồng nhân dân")
    private static let steering = (fold("chỉ"), fold("đạo"))
    private static let leads = WordTable("chủ trì, có trách nhiệm")

    /// The verb "chủ trì" further on in the clause, past another.
    private static func leadAhead(_ words: Words, _ i: Int) -> Int? {
        guard leads.length(in: words, at: i) == nil else { return nil }
        for k in i..<min(i + 40, words.count) {
            if words.gap(before: k).contains(where: { ".;:(".contains($0) }) { return nil }
            if leads.length(in: words, at: k) != nil { return k }
        }
        return nil
    }

    /// Past "(…)" that stands after a word, where what follows goes on.
    private static func skipParenthesis(_ words: Words, after i: Int, _ gap: Substring) -> Int? {
        guard gap.contains("("), !gap.contains(")") else { return nil }
        var k = i + 1
        while k < words.count, k - i < 40 {
            if words.gap(after: k).contains(")") { return k + 1 }
            k += 1
        }
        return nil
    }

    /// Whether a text is a list of offices and nothing else.
    static func isNameList(_ text: String) -> Bool {
        let words = Words(text, limit: longest + 1)
        guard let (range, hasVerb) = list(words, from: 0, first: 0), !hasVerb else { return false }
        if range.upperBound == words.count { return true }
        // More lists, with a semicolon between.
        let rest = words.text[words[range.upperBound].range.lowerBound...]
        return words.gap(before: range.upperBound).contains(";") && isNameList(String(rest))
    }

    /// One range for each office of a list.
    /// - Parameter isKnown: whether the site's directory has a name.
    static func split(_ words: Words, _ range: Range<Int>, isKnown: (String) -> Bool) -> [Range<Int>] {
        var cuts: [(end: Int, next: Int)] = []
        for i in range.dropLast() {
            let gap = words.gap(after: i)
            if gap.contains(",") || gap.contains(";") {
                let skipsAnd = words.key(i + 1) == and && i + 2 < range.upperBound
                cuts.append((i + 1, skipsAnd ? i + 2 : i + 1))
            } else if words.key(i + 1) == and || words.key(i + 1) == together, i + 2 < range.upperBound,
                i + 1 > range.lowerBound
            {
                let next = words.key(i + 1) == together && words.key(i + 2) == with ? i + 3 : i + 2
                if next < range.upperBound { cuts.append((i + 1, next)) }
            }
        }
        var result: [Range<Int>] = []
        var start = range.lowerBound
        var k = 0
        while start < range.upperBound {
            // The longest run of pieces that the directory knows as one.
            let known = stride(from: cuts.count, through: k, by: -1).first { j in
                let end = j < cuts.count ? cuts[j].end : range.upperBound
                return end - start <= 30 && isKnown(String(words.slice(start..<end)))
            }
            var j = known ?? k
            if known == nil {
                while j < cuts.count, !begins(words, cuts[j].next, after: start, within: range) { j += 1 }
            }
            let end = j < cuts.count ? cuts[j].end : range.upperBound
            if start < end { result.append(start..<end) }
            start = j < cuts.count ? max(cuts[j].next, end) : range.upperBound
            k = j + 1
        }
        return result
    }

    /// Whether another office begins there, or the one before goes on: "các sở, ban, ngành", "Sở Văn hóa, Thể thao".
    private static func begins(
        _ words: Words, _ i: Int, after start: Int, within range: Range<Int>
    ) -> Bool {
        guard i < range.upperBound else { return false }
        if words.gap(before: i).contains(";") { return true }
        // In small letters and without "các" it goes on: "Cấp ủy, tổ chức đảng", "Ban Chỉ đạo … đoàn thể".
        guard isHead(words, i) else { return false }
        // "Văn phòng HĐND và UBND huyện" is one.
        if words.key(i - 1) == and, offices.length(in: words, at: start) != nil,
            assemblies.length(in: words, at: i) != nil
        {
            return false
        }
        if words.isCapital(i) || plurals.contains(words.key(i)) { return true }
        // "đảng ủy Quân sự tỉnh" is one of its own.
        guard let length = heads.length(in: words, at: i), i + length < range.upperBound else { return false }
        return words.isCapital(i + length) && words.gap(before: i + length) == " "
    }
}
