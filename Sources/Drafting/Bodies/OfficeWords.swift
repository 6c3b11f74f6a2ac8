/// The words of offices' names and of their work.
///
/// A name is known by how it is built: a head, what it is about in capitals or of ``matters``, and ``qualifiers``. Verbs
/// need not all be known; those that are end a name that is built otherwise.
enum OfficeWords {
    // MARK: Names

    /// What an office's name begins with.
    static let heads = WordTable(
        """
        ban, sở, ủy ban, ubnd, hđnd, hội, hội đồng, đảng ủy, đảng bộ, đảng đoàn, tỉnh ủy, huyện ủy, thành ủy, thị ủy
        quận ủy, xã ủy, văn phòng, công an, bộ, liên đoàn, lđlđ, đoàn, tỉnh đoàn, huyện đoàn, thành đoàn, mặt trận
        mttq, ubmttq, ub mttq, ubkt, ủy ban kiểm tra, thanh tra, cục, chi cục, tổng cục, kho bạc, ngân hàng, trường, báo, đài, tòa án, tand
        viện, vksnd, bảo hiểm xã hội, bhxh, trung tâm, phòng, tổ, thường trực, thường vụ, btv, bch, bộ chỉ huy, bchqs
        chủ tịch, phó chủ tịch, giám đốc, thủ trưởng, bí thư, phó bí thư, người đứng đầu, chánh văn phòng, trưởng ban
        chánh thanh tra, tổng giám đốc, hiệu trưởng, trưởng phòng, lãnh đạo các, cấp ủy, chi bộ, chi ủy, chính quyền
        cơ quan, đơn vị, công ty, tổng công ty, tập đoàn, doanh nghiệp, hiệp hội, quỹ, đồng chí, địa phương, ngành
        công đoàn, điện lực, cổng thông tin, cổng thông tin điện tử, chủ đầu tư, học viện, bệnh viện, trạm, hợp tác xã
        tổ chức đảng, tổ chức công đoàn, tổ chức đoàn, tổ chức chính trị, nhà trường, nhà văn hóa, bưu điện, hải quan
        lực lượng, đoàn thể, xã, phường, thị trấn, huyện, thành phố, thị xã, tòa soạn, vụ, đặc khu, xã đoàn, phường đoàn
        ủy ban nhân dân, hội đồng nhân dân, hđnd và ubnd, tòa án nhân dân, viện kiểm sát nhân dân, mặt trận tổ quốc
        ủy ban mặt trận tổ quốc, bộ đội biên phòng, biên phòng, đồn biên phòng, trạm y tế, ban chấp hành, ban thường vụ
        trưởng thôn, phó trưởng phòng, phó giám đốc, phó trưởng ban, phó thủ trưởng, thanh niên xung phong, quân đội
        ban nhân dân, thuế, cơ quan thuế, dân quân, đội, khoa, trưởng trạm, trưởng khoa, trưởng công an, đội trưởng, ban giám đốc, hạt, hạt kiểm lâm, kiểm lâm, thủ tướng, bộ trưởng, tổ trưởng, thuế cơ sở, khu phố trưởng, trưởng khu phố, trưởng các, trưởng bản, trưởng ấp, trưởng khóm
        chính phủ, quốc hội, bảo tàng, thư viện, nhà hát, nhà thiếu nhi, vườn quốc gia, khu bảo tồn, nhà thầu, nhà đầu tư, tư vấn giám sát, tư vấn thiết kế, liên minh
        thông tấn xã, xí nghiệp, nhà máy, phân xưởng, trung ương hội, trung ương đoàn, kế toán trưởng, quân khu, tổng đội, lâm trường, nông trường
        đại học, phân hiệu, cảng vụ, viễn thông, kiểm toán nhà nước, liên hiệp, câu lạc bộ, nhà xuất bản, chỉ huy trưởng, chính ủy, chủ nhiệm
        tổng biên tập, phó hiệu trưởng, phó chánh văn phòng, phó tổng giám đốc, tổ đại biểu, tiểu ban, ông, bà, bộ phận, ban cán sự
        anh, chị, cô, thầy, gđ, pgđ, tgđ, pct, nhóm, p, bs, ths, ts, ks, cn, bscki, bsckii, đ/c, vnpt, viettel, mobifone, vinaphone, evn, agribank, vietcombank, vietinbank, bidv, vnpost, tkv, fpt, cdc, bộ môn, gs, pgs, gs.ts, pgs.ts, hoa tiêu
        báo và phát thanh truyền hình, báo và đài phát thanh truyền hình, báo và đài, báo và phát thanh
        chánh án, phó chánh án, viện trưởng, phó viện trưởng, cục trưởng, phó cục trưởng, vụ trưởng, phó vụ trưởng, chi cục trưởng
        thứ trưởng, phó thủ tướng, chính trị viên, đồn công an, quân đoàn, sư đoàn, lữ đoàn, trung đoàn, tiểu đoàn, đại đội, trung đội
        ban đầu tư, chi nhánh, tạp chí, tổng liên đoàn, quân ủy, quân chủng, binh chủng, ban bí thư, bộ chính trị, bộ tư lệnh, bộ tổng tham mưu, tổng tham mưu trưởng
        chủ các, chủ hồ, chủ đập, chủ rừng, chủ tàu, chủ phương tiện, chủ cơ sở, chủ sở hữu, chủ cửa hàng, chủ dự án, chủ trang trại
        tổ hợp tác, khối dân vận, khối mặt trận, khu di tích, khu lưu niệm, khu quản lý, hạt trưởng, liên chi đoàn, liên đội, clb, hải đội, hải đoàn, chi đoàn, chi hội
        đài truyền thanh, trạm truyền thanh, đài truyền hình, đài phát thanh, tổng kho, cụm thủy nông, cụm chuyên môn, lực lượng tham gia bảo vệ an ninh trật tự ở cơ sở
        """)

    /// People who are told to do something, at a sentence's beginning.
    static let people = WordTable(
        """
        cấp ủy viên, cán bộ, đảng viên, công chức, viên chức, giáo viên, ủy viên, thành viên, báo cáo viên, đại biểu, kế toán, văn thư
        đoàn kiểm tra, đoàn giám sát, đoàn công tác, đoàn khảo sát, đoàn thanh tra
        giảng viên, tình nguyện viên, phóng viên, biên tập viên, giáo viên chủ nhiệm
        toàn thể đảng viên, toàn thể cán bộ, toàn thể hội viên, toàn thể đoàn viên, toàn thể giáo viên, toàn thể nhân viên
        thủ quỹ, tổng phụ trách, nhân viên, chuyên viên, hướng dẫn viên, điều dưỡng, bác sĩ, hộ sinh, kỹ thuật viên
        thẩm phán, hội thẩm, thư ký, kiểm sát viên, chấp hành viên, điều tra viên, thẩm tra viên, hòa giải viên, thanh tra viên
        kiểm lâm viên, cộng tác viên, tuyên truyền viên, cảnh sát khu vực, phụ huynh, cha mẹ học sinh, người sử dụng lao động
        tài xế, quản đốc, phó quản đốc, đốc công, cố vấn học tập, gvcn, gvbm, mạng lưới y tế, mạng lưới thú y, mạng lưới khuyến nông, mạng lưới cộng tác viên, mạng lưới tuyên truyền viên
        """)

    /// People of a house who are called by what they do; they are told to only before a colon.
    static let staff = WordTable(
        "bảo vệ, lái xe, tạp vụ, phục vụ, thủ kho, cấp dưỡng, lễ tân, nhà bếp, y tế học đường, trực ban, quản sinh, kho, kho vật tư, kho thành phẩm"
    )

    /// What begins like one and is none.
    static let others = WordTable(
        """
        công an nhân dân, hội nghị, hội thảo, hội thi, hội viên, hội nhập, hội họp, hội chợ, hội diễn, hội thao, hội trường, đoàn kết, đoàn viên
        nhóm nhiệm vụ, nhóm giải pháp, nhóm chỉ tiêu, nhóm đối tượng, nhóm vấn đề, nhóm nội dung, nhóm trẻ, nhóm mặt hàng, nhóm dịch vụ
        nhóm thủ tục, nhóm tiêu chí, nhóm dự án, nhóm sản phẩm, nhóm công việc, nhóm ngành, nhóm tuổi, nhóm lĩnh vực, nhóm máu, nhóm nguy cơ
        ban hành, ban đầu, ban đêm, ban ngày, tổ chức, bộ phận hợp thành, bộ phận cấu thành, trường hợp, đài thọ, báo cáo, viện dẫn, quỹ đất, tổ chức thực hiện
        đơn vị tính, công đoàn phí, phòng chống, bộ tiêu chí, bộ chỉ số, bộ quy tắc, bộ luật, bộ thủ tục, bộ máy, bộ hồ sơ
        vụ việc, vụ án, vụ đông, vụ xuân, vụ hè, vụ mùa, vụ thu, vụ chiêm, địa phương hóa, quỹ thời gian, tổ dân, cục bộ
        huyện nông thôn, xã nông thôn, xã đạt, huyện đạt, xã hội, ngành nghề, ngành hàng, ngành công nghiệp, ngành dịch vụ
        ngành nông nghiệp sạch, ngành kinh tế, hội tụ, đoàn kiểm tra, đoàn giám sát, đoàn công tác, báo chí, báo động
        phòng ngừa, phòng thủ, phòng cháy, phòng trừ, phòng dịch, phòng bệnh, phòng học, phòng họp, trường học, đội ngũ
        đoàn phí, chính quyền số, chính quyền điện tử, thành phố thông minh, doanh nghiệp nhỏ, hợp tác xã kiểu, đô thị
        đơn vị hành chính, báo giá, báo cáo viên, bộ mặt, bộ dữ liệu, bộ công cụ, cơ quan số, ngân hàng dữ liệu, đài tưởng niệm
        thuế suất, quân đội nhân dân anh hùng, quỹ đạo, viện trợ, viện phí, tổ hợp, trạm thu, trạm biến áp, vụ mùa, khoa học, khoa mục, đội hình, quỹ thi đua, hạt giống, hạt nhân
        """)

    /// What may follow "các".
    static let groups = WordTable(
        """
        cấp, chi đảng bộ, chi nhánh, xí nghiệp, phân xưởng, sở, ban, bộ, ngành, cơ quan, đơn vị, tổ chức, địa phương, tỉnh, huyện, quận, thị xã, thành phố, xã, phường
        đảng ủy, đảng bộ, chi bộ, đoàn thể, doanh nghiệp, đồng chí, trường, hội, phòng, chủ đầu tư, ủy viên, đài, báo
        cục, viện, công ty, hiệp hội, liên đoàn, huyện ủy, thị ủy, thành ủy, công đoàn, cơ sở, tổ, trung tâm, bệnh viện
        ngân hàng, nhà trường, đảng đoàn, cấp ủy, tập đoàn, tổng công ty, thành viên, lực lượng, ủy ban, chi cục, đặc khu
        chi ủy, thôn, bản, khu dân cư, tổ dân phố, khu phố, ấp, hợp tác xã, trạm, văn phòng, ubnd, chủ tịch, giám đốc, thủ trưởng, bí thư
        vụ, đội, khối, hội đồng, nhà thầu, hộ, đảng viên, bộ phận, quân khu, quân chủng, đại học, học viện, tiểu ban, nông trường, lâm trường
        phân hiệu, ban quản lý, nhà xuất bản, khoa, kho bạc, câu lạc bộ, tổ đại biểu, đại biểu, tòa soạn, siêu thị, chợ, khách sạn, nhà hàng, nhà mạng, nhà xe, chủ đập, chủ hồ, chủ tàu, chủ rừng
        chủ phương tiện, chủ cơ sở, chủ trang trại, thương nhân, thương nhân đầu mối, hãng hàng không, khoa/phòng, phòng/ban, sở/ngành, khoa phòng, phòng ban, sở ngành, huyện/thành phố
        huyện/thị xã/thành phố, xã/phường, xã/phường/thị trấn, quận/huyện, hộ kinh doanh, ban ngành, cđcs, hiệu trưởng, trưởng phòng, trưởng ban, công chức, viên chức, giáo viên, gia đình, hộ gia đình, ban cán sự, ban cán sự đảng, ban xây dựng đảng, cán bộ, thị trấn, ban chỉ đạo, tòa án, chi đoàn, chi hội, quỹ, nhà máy, thẩm phán, thư ký, nhân viên, trưởng thôn, trưởng ấp, trưởng khu phố, tổ trưởng, đội trưởng
        trung đoàn, tiểu đoàn, đại đội, trung đội, đồn biên phòng, hòa giải viên, báo cáo viên, kiểm sát viên, chấp hành viên
        cơ quan thông tấn, cơ quan thông tấn báo chí, cơ quan báo chí, cơ quan truyền thông, cơ quan đại diện, tạp chí, tổ công tác, tổ giúp việc, trưởng ca, trưởng kíp, trưởng chuyền, hồ, đập, hồ chứa, nhà cung cấp, hãng, nhà máy thủy điện, nhà máy nhiệt điện, nhà máy điện, hồ thủy điện, công trình thủy điện
        """)

    /// Those whose names stand by themselves, or with no more than where they are.
    static let sure = WordTable(
        """
        ủy ban, ubnd, ubkt, hđnd, ủy ban nhân dân, hội đồng nhân dân, hđnd và ubnd, đảng ủy, đảng bộ, đảng đoàn, tỉnh ủy, huyện ủy
        thành ủy, thị ủy, quận ủy, xã ủy, văn phòng, công an, lđlđ, tỉnh đoàn, huyện đoàn, thành đoàn, mặt trận, mttq, ubmttq
        mặt trận tổ quốc, ủy ban mặt trận tổ quốc, thanh tra, tòa án, tòa án nhân dân, tand, viện kiểm sát nhân dân, vksnd
        bảo hiểm xã hội, bhxh, thường trực, ban thường vụ, ban chấp hành, btv, bch, bộ chỉ huy, bchqs, chủ tịch, phó chủ tịch
        giám đốc, thủ trưởng, bí thư, phó bí thư, người đứng đầu, chánh văn phòng, trưởng ban, chánh thanh tra, hiệu trưởng
        trưởng phòng, tổ trưởng, cấp ủy, chi bộ, chi ủy, chính quyền, công đoàn, điện lực, chủ đầu tư, đoàn thể, xã đoàn, phường đoàn
        tổ chức đảng, tổ chức công đoàn, tổ chức đoàn, bộ đội biên phòng, biên phòng, đồn biên phòng, trạm y tế, trưởng thôn, đài truyền thanh, trạm truyền thanh, đài truyền hình, đài phát thanh
        nhà trường, bưu điện, hải quan, kho bạc, chính phủ, quốc hội, bảo tàng, thư viện, nhà hát, nhà thiếu nhi, nhà thầu, tư vấn giám sát, tư vấn thiết kế, hạt kiểm lâm, liên đoàn lao động, cơ quan thuế, tổng giám đốc, thuế cơ sở
        trưởng các, trưởng bản, trưởng ấp, trưởng khóm, trưởng khu phố, trưởng trạm, kế toán trưởng, chỉ huy trưởng, lực lượng tham gia bảo vệ an ninh trật tự ở cơ sở, tổ đại biểu, chủ nhiệm, phó giám đốc, phó tổng giám đốc, tổng biên tập, phó hiệu trưởng, thông tấn xã
        """)

    /// What goes without saying between an office and its work, said with these words: "theo chức năng, nhiệm vụ được giao".
    static let competences: Set<Folded> = [
        "chức", "năng", "nhiệm", "vụ", "quyền", "hạn", "thẩm", "được", "giao", "phân", "công", "phạm", "vi", "quản",
        "lý", "lĩnh", "vực", "phụ", "trách", "địa", "bàn", "của", "mình", "sự", "và",
    ]

    /// Where an office is, and of what level: they follow its name and belong to it.
    static let qualifiers = WordTable(
        """
        tỉnh, thành phố, huyện, thị xã, thị trấn, quận, xã, phường, đặc khu, khối, trung ương, cơ sở, cấp tỉnh, cấp huyện, cấp xã
        cấp thành phố, các cấp, cùng cấp, cấp trên, cấp dưới, trực thuộc, địa phương, khu vực, liên quan, có liên quan, nhân dân
        quân sự, chính trị, chuyên môn, chuyên trách, chức năng, sở tại, nhà nước, xã hội, này, thôn, ấp, khóm, tổ dân phố, nông thôn
        cộng đồng, công lập, cơ quan, đơn vị, tổ chức cơ sở đảng, các xã, các huyện, các phường, các quận, các thị xã, các thành phố, các sở, các cơ quan, các đơn vị
        ngang bộ, thuộc chính phủ, các địa phương, các phòng, các ban, các đoàn thể, các tổ chức, nêu trên, trên địa bàn, trong tỉnh, toàn tỉnh, ở nước ngoài, tại nước ngoài, nước ngoài, trong nước, khác, bán chuyên, bán chuyên trách, không chuyên trách, kiêm nhiệm, nhà trường, đương nhiệm, nội thị, ngoại thị, giáp ranh, lân cận, liền kề, tối cao, nghiệp vụ, các khu vực
        """)

    /// Who of many is meant: "các đơn vị được kiểm tra".
    static let participles = WordTable(
        """
        được kiểm tra, được thanh tra, được giám sát, được kiểm toán, được giao, được giao nhiệm vụ, được phân công, được mời
        chịu sự giám sát, chịu sự kiểm tra, chịu sự thanh tra, chịu sự quản lý, được thụ hưởng, được hỗ trợ, được thẩm định
        phụ trách chuyên môn, phụ trách địa bàn, phụ trách đơn vị, phụ trách lĩnh vực, phụ trách tiêu chí, phụ trách thôn, được giao chủ trì, được giao làm chủ đầu tư, được đánh giá, được khảo sát, có trụ sở, đóng trên địa bàn, có tên nêu trên, là tổ chức, là hộ gia đình, là hộ gia đình cá nhân, là tổ chức cá nhân, là doanh nghiệp, là cá nhân
        """)

    /// What firms and the like do for a living: after "các doanh nghiệp" it says which are meant.
    static let trades = WordTable(
        """
        đầu tư, sản xuất, kinh doanh, sản xuất kinh doanh, khai thác, chế biến, chăn nuôi, nuôi trồng, vận tải, cung cấp, cung ứng
        đào tạo, lữ hành, khám bệnh, chữa bệnh, khám chữa bệnh, giết mổ, lưu trú, dạy nghề, giáo dục, phân phối, mua bán, cho thuê
        """)

    /// Those of which ``trades`` say which.
    static let traders = WordTable(
        "doanh nghiệp, cơ sở, công ty, hộ, hộ gia đình, hợp tác xã, nhà máy, tổ chức cá nhân, hộ kinh doanh")

    /// What the second half of a name is about, where it is written in small letters.
    static let domains = WordTable(
        """
        đại biểu, an toàn, vệ sinh, doanh nhân, trẻ, giao thông, thị trường, nông thôn, nông thôn mới, dân cư, đất đai, bệnh tật, việc làm, nông nghiệp, hành chính
        hành chính công, dự án, đầu tư xây dựng, môi trường, điện tử, phòng hộ, đặc dụng, quốc gia, xã hội, quân sự, kinh tế
        hạ tầng, đô thị, thủy lợi, văn hóa, thể thao, du lịch, giáo dục, thường xuyên, nghề nghiệp, kỹ thuật, chất lượng
        thực phẩm, tư pháp, pháp lý, biên phòng, hải đảo, tiểu học, trung học, phổ thông, mầm non, công dân, thương mại
        công nghiệp, tập thể, di sản, chính sách, đa mục tiêu, liên ngành, chuyên ngành, khoa học, công nghệ, tổng hợp, dữ liệu
        tài nguyên nước, khách hàng, tài tử, duyên hải, cửa khẩu cảng, dân gian, tài sản, tài chính, ngân sách, lao động, thương binh, trẻ em, phụ nữ, thanh niên, nông dân, chiến binh, người cao tuổi
        người mù, khuyết tật, da cam, thập đỏ, nhân đạo, từ thiện, sinh vật cảnh, luật gia, nhà báo, quy hoạch, dân tộc
        tôn giáo, tín ngưỡng, quản trị, thông tin, truyền thông, truyền thanh, y tế, dân số, binh, chức, đỏ, tuổi, cảnh, trưởng, phó, viên, sự nghiệp, tín dụng, vũ trang, kinh doanh, sản xuất
        tư nhân, dịch vụ, dịch vụ công, công ích, công cộng, năng lượng, khoáng sản, bảo hiểm, an sinh, thiếu niên, thiếu nhi, nhi đồng
        học sinh, sinh viên, tài nguyên, thủy sản, lâm nghiệp, chăn nuôi, thú y, trồng trọt, cây trồng, thực vật, cấp nước, thoát nước
        vận tải, bến xe, cảng biển, hàng không, đường bộ, đường thủy, đường sắt, viễn thông, bưu chính, báo chí, truyền hình
        điện ảnh, nghệ thuật, bảo tàng, thư viện, danh thắng, thể dục, tâm thần, da liễu, phụ sản, cấp cứu, pháp y, trợ giúp pháp lý
        công chứng, án, án dân sự, dân sự, hình sự, ven biển, miền núi, vùng cao, biên giới, nội thành, ngoại thành, trọng điểm, dân phố
        tỉnh ủy, huyện ủy, thành ủy, sức khỏe, đảng, chuyên, chất lượng cao, ngoài công lập, tư thục, dân lập, rừng, quỹ đất, nhà ở, cây xanh
        dịch tễ, điện lực, sinh thái, nội bộ, trường học, lưu động, đê điều, động vật, cửa khẩu, cổ truyền, tình nguyện, cơ động, xung kích, tự vệ, tự quản, dân vận, lữ hành, điện, lưới điện, nội địa, mỏ, nước sạch, thành viên, nội trú, bán trú, liên cấp, giám định, lâm sàng, cận lâm sàng, nội chính, công nghệ thông tin, địa chính, hộ tịch
        """)

    /// What a board, a team, a fund or a centre is for: verbs and commas in it are the name's.
    static let matters = WordTable(
        """
        phòng chống, phòng cháy, phòng thủ dân sự, chữa cháy, phòng cháy chữa cháy, cứu nạn cứu hộ, cứu nạn, cứu hộ, tìm kiếm cứu nạn
        chống thiên tai, chống tham nhũng, chống tội phạm, chống dịch, chống buôn lậu, chống ma túy, thiên tai, tham nhũng, tội phạm
        tiêu cực, lãng phí, gian lận thương mại, hàng giả, dịch bệnh, ma túy, mại dâm, bồi thường, giải phóng mặt bằng
        hỗ trợ tái định cư, hỗ trợ và tái định cư, tái định cư, hỗ trợ nông dân, phát triển du lịch, phát triển kinh tế, phát triển kinh tế tập thể
        phát triển quỹ đất, phát triển đô thị, phát triển công nghiệp, phát triển doanh nghiệp, xây dựng nông thôn mới
        xây dựng đời sống văn hóa, xây dựng xã hội học tập, xây dựng cơ bản, cải cách hành chính, cải cách tư pháp, chuyển đổi số
        quản lý dự án, quản lý đầu tư, quản lý chợ, quản lý rừng, quản lý thị trường, quản lý đất đai, quản lý khu, quản lý các
        quản lý cảng, quản lý trật tự, quản lý trật tự xây dựng, quản lý trật tự đô thị, quản lý di tích, đầu tư xây dựng, giảm nghèo, giảm nghèo bền vững, bền vững
        hội nhập quốc tế, bảo vệ chăm sóc, bảo vệ trẻ em, bảo vệ rừng, bảo vệ môi trường, chăm sóc sức khỏe, an toàn giao thông
        an toàn thực phẩm, phổ cập giáo dục, thi đua khen thưởng, thi đua, khen thưởng, kỷ luật, tiếp công dân, sáng kiến
        giải quyết khiếu nại, vì sự tiến bộ phụ nữ, vì sự tiến bộ của phụ nữ, thực hiện quy chế dân chủ, quy chế dân chủ, bầu cử
        tổng điều tra, khuyến học, khuyến nông, an ninh trật tự, nghĩa vụ quân sự, đền ơn đáp nghĩa, vệ sinh an toàn thực phẩm
        phục vụ hành chính công, hành chính công, bảo trợ xã hội, đăng ký đất đai, kiểm soát bệnh tật, xúc tiến đầu tư
        xúc tiến thương mại, dịch vụ việc làm, dịch vụ công ích, dịch vụ nông nghiệp, giám sát cộng đồng, giám sát đầu tư cộng đồng
        điều phối nông thôn mới, điều phối, vận động cứu trợ, tư vấn giám sát, tuyển dụng, tuyển sinh, tổ chức lễ hội
        thẩm định giá, thẩm định, xét duyệt, xét tuyển, thi tuyển, đấu giá, nghiệm thu, kiểm kê, thanh lý, liên ngành, công tác
        tổ chức phục vụ, tuyên truyền khánh tiết, lễ tân hậu cần, hậu cần, vật chất hậu cần
        rừng phòng hộ, rừng đặc dụng, rừng, lễ hội, hội thi, cuộc thi, đại hội, giải, phổ biến pháp luật, phổ biến giáo dục pháp luật
        giám sát đầu tư của cộng đồng, giám sát đầu tư, dự án, dự án đầu tư xây dựng, khu kinh tế, khu công nghiệp, các khu công nghiệp
        đại diện, phối hợp phổ biến giáo dục pháp luật, xử lý sau thanh tra, phòng thủ khu vực, công trình giao thông, công trình dân dụng, công trình
        giao thông, dân dụng, công nghiệp, nông nghiệp, nông nghiệp và phát triển nông thôn
        chợ, chợ trung tâm, bến xe, bến cảng, cảng cá, nghĩa trang, tòa nhà, chung cư, nhà chung cư, ký túc xá, công viên, quảng trường, làng nghề, khu du lịch
        di tích, công trình công cộng, giúp việc, công nghệ số cộng đồng, bảo vệ dân phố, cảnh sát, quản lý, chỉ đạo, chỉ huy, điều hành, biên tập, soạn thảo, hòa giải, bảo vệ an ninh trật tự
        """)

    /// What a department of a ministry, province or agency is for, whole: small letters and verbs in it are the name's.
    static let subjects = WordTable(
        """
        giáo dục nghề nghiệp giáo dục thường xuyên, giáo dục thường xuyên giáo dục nghề nghiệp
        giám sát kiểm tra và xử lý sau thanh tra, thanh tra kiểm tra, công nghệ thông tin, an toàn thông tin, tổ chức cán bộ, tổ chức hành chính, hành chính quản trị, hành chính tổng hợp
        sở hữu trí tuệ, đổi mới sáng tạo, tần số vô tuyến điện, hợp tác quốc tế, kế hoạch tổng hợp, cơ sở vật chất, kế hoạch tài chính, kế hoạch vật tư, kế hoạch kỹ thuật, kế hoạch kinh doanh, kế hoạch nghiệp vụ, vật tư thiết bị, kỹ thuật an toàn, kinh tế kỹ thuật, kinh tế kế hoạch, thanh tra bảo vệ, tài chính kế toán, kế toán tài chính, quản lý khai thác, pháp chế
        chuyển đổi số, chuyển đổi số quốc gia, công nghiệp công nghệ thông tin, thông tin đối ngoại, thông tin cơ sở
        thông tin khoa học, thông tin thống kê, thông tin điện tử, ứng dụng công nghệ, kiểm soát thủ tục hành chính
        kiểm tra văn bản, kiểm tra văn bản quy phạm pháp luật, kiểm tra sau thông quan, quản lý đất đai, quản lý tài nguyên nước, quản lý thu và phát triển người tham gia
        quản lý đê điều, quản lý môi trường y tế, quản lý thuế, quản lý công sản, quản lý giá, quản lý xuất nhập cảnh
        quản lý xây dựng, quản lý nhà, quản lý vận tải, quản lý chất lượng, quản lý thị trường, quản lý dược, quản lý lao động
        quản lý hành chính về trật tự xã hội, kiểm tra quy tắc đô thị, cảnh sát giao thông, cảnh sát hình sự, cảnh sát môi trường, cảnh sát cơ động
        an ninh mạng, an ninh kinh tế, giáo dục mầm non, giáo dục phổ thông, giáo dục thường xuyên, giáo dục đại học
        giáo dục nghề nghiệp, nghiệp vụ y, nghiệp vụ dược, khám chữa bệnh, y tế dự phòng, văn hóa xã hội, khoa giáo
        kinh tế tổng hợp, kinh tế đối ngoại, kinh tế xây dựng, kinh tế hợp tác, đăng ký kinh doanh, thẩm định dự án
        xây dựng cơ bản, kết cấu hạ tầng, hạ tầng kỹ thuật, phát triển đô thị, quy hoạch kiến trúc, giám định chất lượng
        bảo vệ thực vật, trồng trọt và bảo vệ thực vật, chăn nuôi và thú y, phát triển nông thôn, giống cây trồng
        khí tượng thủy văn, đo đạc bản đồ, biến đổi khí hậu, bảo tồn thiên nhiên, bảo vệ môi trường, bảo trợ xã hội
        người có công, lao động tiền lương, an toàn lao động, bình đẳng giới, phòng chống tệ nạn xã hội, thương mại điện tử
        xúc tiến thương mại, xúc tiến đầu tư, điều tiết điện lực, công nghiệp hỗ trợ, phát thanh truyền hình
        phát thanh truyền hình và thông tin điện tử, di sản văn hóa, nghệ thuật biểu diễn, bản quyền tác giả, bổ trợ tư pháp
        hộ tịch quốc tịch, hành chính tư pháp, bồi thường nhà nước, thi hành án dân sự, phổ biến giáo dục pháp luật
        trợ giúp pháp lý, đăng ký giao dịch bảo đảm, giải quyết khiếu nại tố cáo, xử lý sau thanh tra, tiếp công dân
        hồi sức tích cực, nội tổng hợp, ngoại tổng hợp, hồi sức cấp cứu, cấp cứu tổng hợp, khám bệnh, khám bệnh đa khoa, kiểm soát nhiễm khuẩn, chẩn đoán hình ảnh, chăm sóc sức khỏe
        chăm sóc sức khỏe sinh sản, phục hồi chức năng, điều trị tự nguyện, quản lý chất lượng giáo dục, kiểm định chất lượng, khảo thí và kiểm định chất lượng
        thi đua khen thưởng, quản lý chất lượng nông lâm sản và thủy sản, giao thông công chính, giao thông công chánh, liên thế hệ tự giúp nhau
        cung ứng dịch vụ sự nghiệp công, cung ứng dịch vụ công, dịch vụ sự nghiệp công, dịch vụ tổng hợp, quy hoạch xây dựng, quy hoạch đô thị
        quản lý đào tạo, đào tạo sau đại học, quản lý khoa học, công tác sinh viên, công tác chính trị, quản trị thiết bị, quản trị dịch vụ
        xây dựng phong trào bảo vệ an ninh tổ quốc, theo dõi công tác nội chính, theo dõi thi hành pháp luật, theo dõi công tác phòng chống tham nhũng, tuyên truyền báo chí, lý luận chính trị
        cảnh sát trật tự, cảnh sát phòng chống tội phạm, cảnh sát quản lý hành chính về trật tự xã hội, cảnh sát điều tra tội phạm về ma túy
        cảnh sát phòng cháy chữa cháy và cứu nạn cứu hộ, cảnh sát thi hành án hình sự và hỗ trợ tư pháp
        tổ chức biên chế, tổ chức xây dựng đảng, bảo trợ người khuyết tật, bảo trợ người khuyết tật và trẻ mồ côi
        bảo trợ người khuyết tật trẻ mồ côi và bệnh nhân nghèo, bảo vệ quyền trẻ em, bảo vệ người tiêu dùng
        hỗ trợ gia đình liệt sĩ, cứu trợ trẻ em khuyết tật, nạn nhân chất độc da cam
        lịch sử đảng, bảo vệ chính trị nội bộ, tổ chức đảng đảng viên, đảng viên, dân vận, kiểm soát chi, kiểm soát chi ngân sách, công tác học sinh sinh viên
        """)

    /// After these ``subjects`` stand.
    static let departments = WordTable(
        """
        khoa, vụ, cục, chi cục, tổng cục, phòng, trung tâm, câu lạc bộ, clb, viện, ban, sở, đài, bộ môn, trường, học viện, văn phòng, bộ phận, hội, liên hiệp, quỹ, ủy ban, tổ, đội
        """)

    /// After these a name's ``matters`` stand.
    static let boards = WordTable(
        """
        ban, tổ, hội đồng, quỹ, văn phòng, trung tâm, đội, ban chỉ đạo, ban chỉ huy, ban quản lý, ban điều hành, ban vận động
        ban tổ chức, tổ công tác, tổ giúp việc, tổ liên ngành, ban điều phối, tiểu ban, trung tâm chỉ huy, trung tâm điều hành
        """)

    // MARK: Work

    /// Verbs of office prose.
    static let verbs = WordTable(
        """
        chủ trì, đồng chủ trì, chủ động, phối hợp, phối họp, tham mưu, xây dựng, ban hành, tổ chức, triển khai, thực hiện
        chỉ đạo, lãnh đạo, hướng dẫn, kiểm tra, giám sát, đôn đốc, theo dõi, tổng hợp, báo cáo, rà soát, nghiên cứu
        đề xuất, tăng cường, đẩy mạnh, đẩy nhanh, nâng cao, tập trung, tiếp tục, quán triệt, tuyên truyền, cụ thể hóa, cụ thể
        căn cứ, có trách nhiệm, có nhiệm vụ, có kế hoạch, có phương án, có hình thức, có lộ trình, có chính sách, có biện pháp, có giải pháp, có cơ chế, có văn bản, có ý kiến, chịu trách nhiệm
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
        số hóa, ứng dụng, chuyển đổi, kết nối, chia sẻ, tích hợp, xúc tiến, quảng bá, tư vấn, đều phải, đều, cùng nhau
        xuất bản, biên soạn, phát hành, phát hiện, thay đổi, tháo gỡ, đối thoại, gặp gỡ, lắng nghe, thăm, tặng, động viên
        làm việc, quy định, cho ý kiến, tự kiểm tra, giám định, kiểm soát, kiểm điểm, hoàn tất, gương mẫu, nêu gương
        trực tiếp, xác minh, tiếp thu, khởi công, giải ngân, nghiệm thu, giải phóng, tuyên dương, thúc đẩy, hình thành
        phấn đấu, tổng rà soát, tạm dừng, dừng, xóa, giảm, thí điểm, truyền thông, phân cấp, ủy quyền, niêm yết
        trao đổi, thông báo, định hướng, hướng mạnh, coi trọng, nắm bắt, nắm chắc, đơn giản hóa, tinh giản, chăm lo
        thẩm tra, thông qua, trả lời, giải trình, lưu trữ, bàn giao, mua sắm, trang bị, sửa chữa, nâng cấp
        lập, cử, nộp, mời, họp, mở, treo, đón, soạn thảo, dự thảo, liên hệ, đối chiếu, quyết toán, thanh toán, chi trả
        thu hồi, thu thập, thu gom, tuần tra, tập huấn, xử phạt, lấy ý kiến, lấy phiếu, chuyển, cấp giấy, cấp phát, cấp đổi
        cấp chữ ký, cấp mã, cấp kinh phí, cấp thẻ, dự họp, dự giờ, dự sinh hoạt, tham dự, cải tiến, giữ vững, giữ gìn, phổ cập
        phân loại, kiểm kê, kiểm đếm, kiểm định, tính toán, dự báo, cảnh báo, ứng phó, ứng trực, trực ban, trực chiến, trực
        bảo quản, bảo dưỡng, bảo trì, duy tu, nạo vét, trồng, chăm sóc, phun, tiêm phòng, tiêm chủng, điều trị, cứu trợ, sơ tán
        di dời, giải tỏa, cưỡng chế, kê khai, phát sóng, đưa tin, in ấn, trao, chấm điểm, xét duyệt, xét chọn, xét tặng, bình chọn
        bình xét, quyên góp, ủng hộ, đón tiếp, tiếp đón, tiếp xúc, làm rõ, làm sạch, làm tốt, làm thủ tục, hoàn trả, ghi nhận, học tập
        đo đạc, cắm mốc, thiết kế, thi công, đấu thầu, ký hợp đồng, ký cam kết, cam kết, phản biện, giải đáp, tham vấn, truy thu
        điều tra, truy quét, trấn áp, bãi bỏ, thay thế, hủy bỏ, đình chỉ, khôi phục, phục hồi, phục vụ, đáp ứng, nắm tình hình
        nắm vững, khơi thông, gia cố, tu bổ, tôn tạo, trùng tu, trưng bày, biểu diễn, giao lưu, hưởng ứng, phân luồng, điều tiết
        điều phối, điều độ, điều hành, rút kinh nghiệm, sàng lọc, chuyển giao, trình bày, thuyết minh, giải thích, chuẩn hóa, đồng bộ
        sao lưu, cài đặt, khai trương, khánh thành, khai giảng, công nhận, chứng nhận, cấp phép, xác nhận, chứng thực, tra cứu
        đối soát, dọn dẹp, ra quân, phát quang, vệ sinh, hoàn chỉnh, tạo lập, nhập dữ liệu, nhập liệu, khai báo, tiếp tế, tích trữ
        làm đầu mối, làm nòng cốt, làm tham mưu, thỏa thuận, đàm phán, thay mặt, đại diện, tự rà soát, tự đánh giá, thu phí, thu nộp, thu ngân sách, chốt, khóa sổ, chi, phân phối
        quyết liệt, linh hoạt, sáng tạo, xây mới, lắp đặt, bảo lãnh, cho vay, giải thể, sáp nhập, hợp nhất, rà, quét, dán, vẽ, in
        tự giác, nhắc nhở, phê bình, kỷ luật, hiệp đồng, truy cập, nhận xét, chọn, bầu, ghi nhận, đánh giá cao, phụ trách, lo, kêu gọi, sớm, nhanh chóng, dự trù, phát thanh, cấm, cắt cử, tháo dỡ, ghi hình, dẹp, tổng vệ sinh, thử nghiệm, thi hành, tiếp sức, trả kết quả, tiếp nhận và trả
        ra quyết định, ra văn bản, ra thông báo, giao ban, tuyển sinh
        duyệt, phúc tra, cắm, góp, đóng góp, đóng điện, tăng, đào, đắp, kéo, kẻ, lắp, mua, thuê, thay, thắp, vạch, xây, xét, sửa, nấu, chở, chặn, gắn, cân đo, khử khuẩn, khử trùng
        ghi chép, thu xếp, sẵn sàng, dành, chỉnh sửa, chỉnh lý, bám sát, kết thúc, tạm ứng, rút ngắn, cắt giảm, gia hạn, chỉ định, cân nhắc, xin ý kiến
        xin chủ trương, khoanh vùng, cách ly, cung ứng, tổng kiểm tra, tổng duyệt, diễn tập, huấn luyện, gọi nhập ngũ, khám tuyển, khám sức khỏe
        khám sàng lọc, chỉnh trang, giãn cách, nêu rõ, ký, ký ban hành, nắm, giữ, túc trực, tu sửa, quan trắc, thử, đếm, nhắc, đặt, xếp, soạn, dựng, dọn, lấy, dời, khoan, lát, căng, chằng, che, ủ, dàn dựng
        viết, cho mượn, cho thuê, cho phép, cho nghỉ, biên tập, chạy thử, ra đề, đảm nhận, đảm nhiệm, đảm trách, tuyệt đối, kiên quyết, không để, không cho, không được, không bố trí, thực hành, mô phỏng, sơ tuyển, đặt hàng, bố cáo, phân tuyến, quyết nghị
        """)

    /// Boards whose names say what they are for.
    static let steering = WordTable(
        "ban chỉ đạo, ban chỉ huy, ban quản lý, ban vận động, ban điều hành, hội đồng, tổ công tác, tiểu ban")

    /// Only a subject has them right after itself.
    static let strong = WordTable(
        """
        chủ trì, có trách nhiệm, chịu trách nhiệm, tham mưu, phối hợp với, phối hợp cùng, tiếp tục, chủ động, khẩn trương
        tăng cường, có nhiệm vụ, là đầu mối, là cơ quan, là đơn vị, làm đầu mối, làm nòng cốt
        """)

    /// What an issuer says of what was done or proposed, which gives nobody anything to do.
    static let judging = WordTable(
        """
        ghi nhận, đánh giá cao, biểu dương, thống nhất chủ trương, thống nhất với, thống nhất nội dung, cơ bản thống nhất, đồng ý
        nhất trí, cơ bản nhất trí, chấp thuận, hoan nghênh, cảm ơn, chia sẻ khó khăn, đánh giá, nhận thấy, cơ bản đồng ý, tán thành
        thống nhất đánh giá, thống nhất nhận định, thống nhất nhận xét, thống nhất theo, thống nhất thời gian, thống nhất phương án, thống nhất đề xuất
        """)

    /// Before the verb that says what is done.
    static let adverbs = WordTable(
        """
        có trách nhiệm, có nhiệm vụ, chịu trách nhiệm, tiếp tục, thường xuyên, chủ động, tăng cường, khẩn trương, tích cực, kịp thời
        chặt chẽ, phải, cần, sẽ, trực tiếp, làm tham mưu, nghiêm túc, tập trung, đều phải, đều, sớm, nhanh chóng, quyết liệt, đồng bộ
        """)

    /// Nouns that follow "tổ chức" where it is one.
    static let organized = WordTable(
        """
        đảng, chính trị, đoàn, cơ sở, công đoàn, xã hội, kinh tế, thành viên, liên quan, tín dụng, có liên quan
        phi chính phủ, tôn giáo, quốc tế, nước ngoài
        """)

    static let barriers = WordTable(
        """
        là, nhằm, để, đối với, khi, nếu, được, bị, theo, về, trên cơ sở, bằng, thông qua, như, do, vì, mà, thì, đã, đang
        trong công tác, trong việc, trong quá trình, trong lãnh đạo, trong tham gia, trong thời gian, vào, từ, xong trước, chậm nhất, hạn chót
        """)

    static let notVerbsAfterOffice = WordTable(
        """
        quản lý, lãnh đạo, tham mưu, giúp việc, thông tin, tuyên truyền, kiểm tra, kiểm soát, chủ quản, thực hiện công tác
        truyền thông, chuyên trách, chuyên môn, thanh tra
        """)

    /// Nouns whose second syllable is a verb by itself.
    static let compounds = WordTable(
        """
        chương trình, công trình, giáo trình, quy trình, tiến trình, lịch trình, hành trình, quá trình, lộ trình, bàn giao, chuyển giao
        ngoại giao, thiết bị, trang bị, thành lập, độc lập, công lập, xác lập, thiết lập, bầu cử, ứng cử, đề cử, thường trực, kinh chi, thu chi, hội họp, nuôi trồng, gieo trồng
        lắp đặt, cài đặt, áp đặt, xây dựng, gìn giữ, bao che, chữ ký, nhật ký, đăng ký, thư ký, bút ký, xây lắp, cuộc họp, kỳ họp, phiên họp, giấy mời, khách mời, bài viết, vận chuyển, luân chuyển, chiến trao, hậu cần, hàng không
        """)

    /// What follows these is part of a noun: "dự án", "lập trường", "mở đầu".
    static let nouns = WordTable(
        """
        lập trường, lập pháp, giao thông, giao dịch, giao lưu, chi bộ, chi đoàn, chi hội, chi cục, chi nhánh, chi ủy, chi phí, chi tiêu, mời thầu qua, cử tri, cử nhân
        chuyển biến, mở đầu, trao đổi, trực thuộc, trực tuyến, ký túc, ký hiệu, ký sinh, đặt hàng, thử thách, lấy làm, dựng nước, thả rông, in ấn phẩm, chốt kiểm dịch, họp báo
        """)

    /// Who "…, trực tiếp là đồng chí Chủ tịch" says the office is.
    static let introducing = WordTable(
        """
        trực tiếp là, mà trực tiếp là, đứng đầu là, nòng cốt là, mà nòng cốt là, trước hết là, nhất là, đặc biệt là, đại diện là
        người đứng đầu là, đầu mối là, thường trực là, cụ thể là, trực tiếp do
        """)

    /// What an office is, after a dash or a comma: "Sở Tư pháp - cơ quan thường trực Hội đồng".
    static let standing = WordTable(
        """
        cơ quan thường trực, là cơ quan thường trực, cơ quan chủ trì, là cơ quan chủ trì, đơn vị thường trực, đơn vị chủ trì
        cơ quan đầu mối, đơn vị đầu mối, cơ quan chủ quản, thành viên, cơ quan tham mưu, là cơ quan đầu mối, là đơn vị đầu mối
        đơn vị tham mưu, tổ chức thành viên, cơ quan chủ quản của, phó trưởng ban thường trực, trưởng ban, phó trưởng ban, thường trực ban chỉ đạo, đơn vị chủ đầu tư
        """)
}
