/// Words that the grammar knows. Several spellings of one meaning are one keyword.
enum TimeKeyword: UInt8 {
    case none
    // Units.
    case day, week, month, quarter, year, hour, minute, semester, schoolYear, term, phase, workingDay
    case letterQ, letterT, letterH
    // Numbers in words; their value is in the table below.
    case numeral, tens, ordinal, times
    // Parts.
    case early, middle, late, first, last, half
    // Bounds.
    case before, beforeAndIn, until, toward, untilEnd, atLatest, notBeyond, from, countingFrom, after, afterWhen
    case beforeWhen, rightAfter, whenHas, when, within, inside, at, copula
    // Connectors and determiners.
    case and, or, of, every, all, whole, several
    // Relative to the issue or to the period reported on.
    case this, nextOne, following, adjacent, previous, fromNow, untilNow, onward, followingYears, now, today
    // Lunar dates and feasts.
    case sunday
    case lunarFirst, lunarTwelfth, lunarDay, fullMoon, lunarCalendar, solarCalendar, tet, newYear, eve
    case hungKings, nationalDay, labourDay, midAutumn, occasion, holidays
    // Kinds.
    case continuous, periodic, review, vague, needed, yearly, phased, accordingTo, atMeeting, promptly
    // What stands around.
    case document, law, number, meeting, eachTime, blocked, ratio, halt, verb, duty, edition, filler, closing
    case label, compared, ordinalName, financialYear, closingMonth, criterion, morning, record
    case except, phaseEdge, daysOnce, stemBranch, season, money, regarding, apart, unless, already, instead, changed
}

/// The spellings. Marks are those of the dictionary; the lexicon finds them with marks lost or tones misplaced too.
/// A spelling listed earlier wins where marks are lost and two would fit.
enum TimeVocabulary {
    static let words: [(keyword: TimeKeyword, value: Int32, spellings: StaticString)] = [
        (.day, 0, "ngày"), (.week, 0, "tuần|tuần lễ|tuần làm việc"), (.month, 0, "tháng"), (.quarter, 0, "quý"),
        (.year, 0, "năm"),
        // As a calendar year they are never the number five.
        (.year, 1, "năm ngân sách|năm tài chính|năm tài khóa|năm tài khoá|năm kế hoạch"),
        (.hour, 0, "giờ"), (.minute, 0, "phút"), (.semester, 0, "học kỳ|hk"), (.semester, 1, "hki"),
        (.semester, 2, "hkii"),
        (.schoolYear, 0, "năm học|năm học mới|niên học|kết thúc năm học"),
        (.term, 0, "nhiệm kỳ|nhiệm kỳ đại hội"),
        (
            .phase, 0,
            "giai đoạn|thời kỳ|kế hoạch trung hạn|niên độ|niên độ ngân sách|kỳ ngân sách|thời kỳ ổn định ngân sách|kỳ kế hoạch|kỳ trung hạn"
        ),
        (.workingDay, 0, "ngày làm việc|ngày công tác"),
        (.letterQ, 0, "q"), (.letterT, 0, "t|th"), (.letterH, 0, "h|g"),

        (.from, 1, "không sớm hơn|không trước|sớm nhất là|sớm nhất từ|sớm nhất vào"),
        (.from, 0, "từ|bắt đầu từ|bắt đầu|khởi đầu từ|bắt đầu thực hiện từ|bắt đầu triển khai từ|triển khai từ"),
        (.after, 0, "sau|từ sau"),
        (.numeral, 1, "một|nhất"), (.numeral, 2, "hai|nhì"), (.numeral, 3, "ba"), (.numeral, 4, "bốn|tư"),
        (.numeral, 6, "sáu"), (.numeral, 7, "bảy|bẩy"), (.numeral, 8, "tám"), (.numeral, 9, "chín"),
        (.numeral, 10, "mười"), (.tens, 0, "mươi"), (.numeral, 21, "mốt"), (.numeral, 25, "lăm|nhăm"),
        (.ordinal, 0, "thứ"), (.times, 0, "lần|lượt"), (.times, 1, "kỳ báo cáo"),

        (.early, 0, "đầu"), (.middle, 0, "giữa"), (.late, 0, "cuối"),
        // The thirds of a month have names.
        (.early, 1, "thượng tuần"), (.middle, 1, "trung tuần"), (.late, 1, "hạ tuần"), (.first, 0, "đầu tiên"),
        (.last, 0, "cuối cùng|sau cùng"), (.half, 0, "nửa"),

        (.before, 0, "trước|sớm hơn|trước thềm|trước giờ làm việc"),
        (.beforeAndIn, 0, "trước và trong|trước hoặc trong|trước và vào|trong và trước|trước, trong"),
        (.until, 1, "tính đến"), (.untilEnd, 1, "tính đến hết"),
        (.until, 0, "đến kỳ tính thuế|đến kỳ báo cáo"), (.untilEnd, 0, "đến hết kỳ tính thuế|đến hết kỳ báo cáo"),
        (.until, 0, "đến|cho đến|cho tới|kéo dài đến|đến thời điểm|trước hoặc đến"), (.toward, 0, "tới"),
        (
            .untilEnd, 0,
            "đến hết|hết|tới hết|cho đến hết|đến khi hết|chậm nhất đến hết"
        ),
        (
            .atLatest, 0,
            "chậm nhất|muộn nhất|trễ nhất|hạn chót|hạn cuối|hạn cuối cùng|hạn nộp|thời hạn cuối cùng|thời hạn chót|chậm nhất là|chậm nhất vào|chậm nhất đến|muộn nhất là|chậm nhất là đến|thời hạn gửi|hạn gửi|hạn báo cáo"
        ),
        (.label, 0, "thời hạn|thời hạn hoàn thành|thời hạn thực hiện|hạn|thời gian hoàn thành"),
        (
            .notBeyond, 0,
            "không quá|không được quá|không được chậm hơn|không được muộn hơn|không chậm hơn|không muộn hơn|không trễ hơn|không chậm quá|không sau|không để quá|không để kéo dài quá|không kéo dài quá|tối đa|nhiều nhất|không vượt quá"
        ),
        (
            .countingFrom, 0,
            "từ kỳ|kể từ kỳ|từ kỳ kế toán|kể từ kỳ kế toán|từ kỳ kê khai|từ niên độ|từ niên độ kế toán|từ kỳ tính thuế|kể từ kỳ tính thuế|từ kỳ báo cáo|kể từ kỳ báo cáo|kể từ|tính từ|tính kể từ|kể từ sau|tính bắt đầu từ"
        ),
        (
            .afterWhen, 0,
            "sau khi|sau khi có|kể từ khi|từ khi|từ sau khi|kể từ sau khi|tính từ khi|sau ngày|kể từ khi có|từ khi có|kể từ lúc|từ lúc có|từ lúc nhận|từ lúc nhận được|sau thời điểm"
        ),
        (.beforeWhen, 0, "trước khi|trước khi có|trước lúc|trước giờ|trước thời điểm"),
        (.rightAfter, 0, "ngay sau khi|ngay khi|ngay sau|ngay sau khi có|ngay khi có|ngay sau ngày"),
        (.whenHas, 0, "khi có|khi được|khi nhận được|khi có đủ"), (.when, 0, "khi"),
        (
            .within, 0,
            "trong thời hạn|trong vòng|trong khoảng thời gian|trong khoảng|trong thời gian|thời gian thực hiện|thời gian"
        ),
        (.inside, 0, "trong"),
        (.at, 0, "vào|lúc|từ lúc|vào lúc|vào khoảng|khoảng|thời điểm|vào thời điểm|vào dịp đầu|mốc"),
        (.copula, 0, "là"),

        (.and, 0, "và|cùng|cùng với|cũng như"), (.or, 0, "hoặc|hay|hoặc là"), (.of, 0, "của|thuộc"),
        (.every, 0, "hằng|hàng|mỗi|từng|cứ|hằng các"), (.all, 0, "các|những|mọi"), (.whole, 0, "cả|toàn|suốt|trọn"),
        (.several, 0, "số|tổng số|tổng"),

        (.this, 0, "này|nay|hiện tại|hiện nay|hiện hành|đang thực hiện"), (.nextOne, 0, "sang năm"),
        (.following, 0, "tiếp theo|kế tiếp|tiếp sau|kế sau|liền sau|kế"), (.following, 1, "tiếp"),
        (.adjacent, 0, "liền kề|sau liền kề|tiếp theo liền kề|kế tiếp liền kề"),
        (.previous, 0, "trước liền kề|trước đó"),
        (.fromNow, 0, "từ nay|kể từ nay|từ bây giờ|từ hiện nay|từ giờ"),
        (.untilNow, 1, "đến nay|tới nay|cho đến nay|trở về trước|trở lại trước"),
        (
            .untilNow, 0,
            "lâu nay|vừa qua|thời gian qua|trong thời gian qua|năm qua|trước đây|những năm qua|qua"
        ),
        (.onward, 0, "trở đi|trở về sau"), (.today, 0, "hôm nay|sáng nay|trưa nay|chiều nay|tối nay|đêm nay"),
        (.today, 1, "ngày mai|sáng mai|trưa mai|chiều mai|tối mai|sáng ngày mai|chiều ngày mai"),
        (
            .followingYears, 0,
            "những năm tiếp theo|các năm tiếp theo|những năm sau|các năm sau|những năm kế tiếp|các năm kế tiếp|những năm tiếp|năm tiếp theo trở đi|các năm tiếp|những năm sau đó|các năm sau đó|giai đoạn tiếp theo|các giai đoạn tiếp theo|các tháng tiếp theo|những tháng tiếp theo|các tuần tiếp theo|các tháng sau|những tháng sau|những tuần tiếp theo|các năm học tiếp theo|những năm học tiếp theo|các năm học sau|những năm học sau|các nhiệm kỳ tiếp theo|các kỳ tiếp theo|các đợt tiếp theo"
        ),

        (.followingYears, 3, "các quý tiếp theo|các quý sau|những quý tiếp theo|những quý sau"),

        (.sunday, 0, "chủ nhật"),
        (.lunarFirst, 0, "giêng"), (.lunarTwelfth, 0, "chạp"), (.lunarDay, 0, "mùng|mồng"), (.fullMoon, 0, "rằm"),
        (.lunarCalendar, 0, "âm lịch|âm|âl"), (.solarCalendar, 0, "dương lịch|dl"),
        (.tet, 0, "tết|tết nguyên đán|tết âm lịch|tết cổ truyền|nguyên đán|tết ta|tết nguyên đán cổ truyền"),
        (.newYear, 0, "tết dương lịch|tết tây|năm mới dương lịch"), (.eve, 0, "giao thừa|đêm giao thừa"),
        (.hungKings, 0, "giỗ tổ|giỗ tổ hùng vương|ngày giỗ tổ|ngày giỗ tổ hùng vương"),
        (.nationalDay, 0, "quốc khánh|ngày quốc khánh|tết độc lập"),
        (.labourDay, 0, "ngày quốc tế lao động|quốc tế lao động"),
        (.midAutumn, 0, "trung thu|tết trung thu"),
        (.occasion, 0, "dịp|dịp lễ|lễ|ngày lễ|kỷ niệm|chào mừng"),
        (.occasion, 1, "kỳ nghỉ|kỳ nghỉ lễ|nghỉ lễ|nghỉ|đợt nghỉ"),
        (
            .holidays, 0,
            "ngày lễ tết|lễ tết|các ngày lễ|những ngày lễ|dịp lễ tết|các dịp lễ|các ngày lễ tết|các dịp lễ tết|các ngày tết"
        ),

        (.continuous, -1, "thường suyên"), (.needed, -1, "đột suất|đột xuât"),
        (.continuous, 0, "thường xuyên|liên tục|thường xuyên liên tục|quanh năm|hằng giờ"),
        (.periodic, 0, "định kỳ|theo định kỳ|thường kỳ|theo kỳ"),
        (.review, 0, "sơ kết|tổng kết|sơ tổng kết"),
        (
            .vague, 0,
            "kịp thời|trong thời gian tới|trong thời gian đến|trong thời gian tiếp theo|trong thời gian sớm nhất|trong thời gian ngắn nhất|trong thời gian gần nhất|trong thời gian sắp tới|từng bước|thời gian tới|thời gian đến|thời gian tiếp theo|thời gian sớm nhất|thời gian ngắn nhất|càng sớm càng tốt|lâu dài|khẩn trương|đúng tiến độ|bảo đảm tiến độ|đảm bảo tiến độ|kịp tiến độ|theo tiến độ|đẩy nhanh tiến độ|đúng thời hạn|đúng hạn|đúng thời gian|theo quy định|đúng quy định|theo qui định|theo thời hạn quy định|theo thời gian quy định|theo lộ trình|đúng lộ trình|có lộ trình|lộ trình|nhanh chóng|trước mắt|những năm tới|các năm tới|vài năm tới|tương lai|dần|dần dần|xuyên suốt|sớm|giai đoạn tới|ngay lập tức|sắp tới|trong suốt quá trình|suốt quá trình|trong suốt thời gian|theo lịch|theo lịch công tác|theo thời vụ|theo mùa vụ|theo thực tế|theo tình hình|tùy theo tình hình|theo phân công|theo hợp đồng|theo giấy mời|theo giấy triệu tập|theo thời gian|theo thời điểm|theo niên độ|khi có điều kiện|khi đủ điều kiện|khi điều kiện cho phép|tùy tình hình|tùy tình hình thực tế|theo tình hình thực tế|theo thẩm quyền|cấp bách|gấp|hỏa tốc|khẩn|thời điểm thích hợp|vào thời điểm thích hợp|vào thời điểm phù hợp|thời gian thích hợp|thời điểm phù hợp|thời gian phù hợp|không xác định thời hạn|chưa xác định|lâu nhất"
        ),
        (.vague, 2, "sớm nhất"),
        (.vague, 1, "theo kế hoạch|đúng kế hoạch|theo kh|đúng kh|theo chương trình|theo chương trình công tác"),
        (
            .phased, 0,
            "từng giai đoạn|theo giai đoạn|mỗi giai đoạn|theo từng giai đoạn|các giai đoạn|từng thời kỳ|từng thời điểm|từng đợt|theo đợt|từng kỳ"
        ),
        (
            .needed, 0,
            "đột xuất|bất thường|khi cần thiết|khi cần|nếu cần|nếu cần thiết|lúc cần thiết|khi có yêu cầu|khi được yêu cầu|theo yêu cầu|theo đề nghị|khi có đề nghị|khi phát sinh|khi có phát sinh|nếu có phát sinh|nếu phát sinh|khi có tình huống|khi có vụ việc|khi có sự việc|khi có sự cố|khi xảy ra|khi có biến động|khi có thay đổi|khi có sự thay đổi|khi có nhu cầu|theo nhu cầu|nếu có yêu cầu|khi có chỉ đạo đột xuất|khi có dấu hiệu vi phạm|khi xét thấy cần thiết|khi thấy cần thiết|xét thấy cần thiết|tùy theo yêu cầu|theo vụ việc"
        ),
        (.yearly, 0, "thường niên|hằng niên"),
        (
            .accordingTo, 0,
            "theo hướng dẫn|theo tiến độ của|theo kế hoạch của|theo kh của|theo chỉ đạo|theo chỉ đạo của|theo chương trình của|theo lộ trình của|theo yêu cầu tiến độ của|theo lịch của|theo thông báo của|theo quyết định của|theo thời gian của"
        ),
        (.accordingTo, 1, "trên cơ sở"),
        (
            .atMeeting, 0,
            "tại kỳ họp|tại các kỳ họp|tại phiên họp|tại hội nghị|tại đại hội|tại cuộc họp|trình kỳ họp|trình hội nghị"
        ),
        (.promptly, 0, "ngay"),

        (
            .document, 0,
            "nghị định|nghị quyết|quyết định|thông tư|chỉ thị|kết luận|kế hoạch|chương trình|công văn|thông tri|thông báo|tờ trình|công điện|đề án|văn bản|quy chế|hướng dẫn|quy định|dự án|chiến lược|thông tư liên tịch|báo cáo số|kế hoạch số|kế hoạch thực hiện|kế hoạch triển khai|kế hoạch triển khai thực hiện|biên bản|giấy mời|giấy phép|hợp đồng|phụ lục|chương trình hành động|sắc lệnh|chi thường xuyên|kinh phí thường xuyên|kinh phí chi thường xuyên|dự toán|dự toán ngân sách|mẫu số"
        ),
        (.law, 0, "luật|bộ luật|hiến pháp|pháp lệnh|điều lệ"), (.number, 0, "số hiệu|ký hiệu"),
        (
            .meeting, 0,
            "hội nghị|đại hội|kỳ họp|phiên họp|hội thảo|cuộc họp|buổi họp|buổi làm việc|đại hội đảng|hội nghị trung ương|họp|ngày họp|phiên|bầu cử|cuộc bầu cử|khai giảng|lễ khai giảng|đầu kỳ họp|cuối kỳ họp|giữa kỳ họp|giữa hai kỳ họp|lễ hội|hội thi|hội diễn|diễn đàn|lễ kỷ niệm"
        ),
        (
            .blocked, 0,
            "cao điểm|vòng loại|vòng sơ loại|tháng ba lịch sử|tháng tư lịch sử|tháng ba biên giới|tháng năm lịch sử|tháng tám lịch sử|theo hướng dân|sau đây|sau đại học|sau lưng|phía sau|mặt sau|sau khi trừ|trước khi trừ|trước khi khấu trừ|sau khi khấu trừ|sau khi giảm trừ|sau khi loại trừ|phòng trừ|diệt trừ|khấu trừ|bài trừ|bù trừ|giảm trừ|được trừ|tết trồng cây|tết thiếu nhi|tết đoan ngọ|tết nguyên tiêu|tết hàn thực|giỗ tổ nghề|giỗ tổ ngành|giỗ tổ sân khấu|giỗ tổ họ|tết thanh minh|tết hạ nguyên|tết khai hạ|cách mạng tháng tám|cách mạng tháng mười|việt nam|quảng nam|hà nam|miền nam|phía nam|nam định|nam bộ|tây nam|đông nam|hướng nam|hồ sơ|kết nạp|ngân hàng|nhà hàng|khách hàng|mặt hàng|bán hàng|cửa hàng|đơn hàng|hàng hóa|hàng hoá|hàng đầu|hàng loạt|hàng trăm|hàng nghìn|hàng ngàn|hàng chục|hàng triệu|hàng vạn|xếp hàng|hàng rào|hàng ngũ|hàng không|hàng hải|ngày càng|ngày nay|ngày một|năng lực|tháng lương|quý trọng|quý báu|quý hiếm|quý mến|quý giá|quý vị|quý khách|quý đơn vị|quý cơ quan|quý công ty|quý đồng chí|quý đại biểu|quý thầy cô|quý cấp|quý sở|quý ban|kính quý|đá quý|phó giáo sư|thứ trưởng|thứ bậc|thứ tự|thứ yếu|thứ cấp|thứ hạng|cuối cấp|đầu tư|đầu mối|đầu vào|đầu ra|người đứng đầu|đứng đầu|cấp đầu|ban đầu|bước đầu|lần đầu|dẫn đầu|bình quân đầu người|lao động thường xuyên|không thường xuyên|cư trú thường xuyên|nơi ở thường xuyên|nguồn thường xuyên|cuối khóa|từ trần|từ thiện|từ chối|từ ngữ|từ bỏ|từ điển|chứng từ|tuần tra|tuần tự|tuần hoàn|giữa các|giữa hai|giữa cấp|trước pháp luật|pháp luật|trước nhân dân|trước cấp|trước đảng|trước mặt|trước hết|trước tiên|trước tác|trước tình hình|trước những|trước yêu cầu|đến từng|đến cơ sở|đến các|đến cán bộ|đến đảng viên|đến việc|đến công tác|liên quan đến|hết sức|hết lòng|hết mình|đoàn kết|ngày hội|công ty|quý ông|lễ tân|lễ phép|lễ nghi|nghi lễ|tháng hành động|tuần lễ hồng|năm châu|năm cánh|năm điều|năm tốt|sinh nhật|tuổi thọ|độ tuổi|thâm niên|khi mà|từng người|từng cấp|từng đơn vị|từng địa phương|từng cơ quan|từng ngành|từng lĩnh vực|từng cá nhân|từng vị trí|từng đối tượng|từng nhóm|từng nội dung|từng tổ chức|từng thành viên|từng đồng chí|mỗi người|mỗi cán bộ|mỗi cấp|mỗi đơn vị|mỗi địa phương|mỗi cơ quan|mỗi ngành|mỗi lĩnh vực|mỗi cá nhân|mỗi nhóm|mỗi tổ chức|mỗi đồng chí"
        ),
        (.blocked, 2, "gia hạn|gia hạn thêm"),
        // Months that are known by a name; the value is the month.
        (.blocked, 3, "tháng thanh niên"), (.blocked, 5, "tháng công nhân"),
        (.blocked, 6, "tháng hành động vì trẻ em"),
        (.blocked, 1, "tết quân|sinh năm|sinh ngày|sinh tháng|hàng tết|quà tết|thưởng tết|chợ tết|hoa tết|chúc tết"),
        (
            .ratio, 0,
            "tỷ lệ|tỉ lệ|chiếm|đạt|vượt|trên tổng số|ước đạt|trên|dưới|hơn|gần|xấp xỉ|tăng|giảm|tăng thêm|giảm còn|bằng|gấp đôi|hệ số|diện tích|thửa|lô|nhà số|trang|tập|bảng|mẫu|phần|quá bán"
        ),
        (.ratio, 2, "ít nhất|ít nhất là|không ít hơn|không dưới|tối thiểu"),
        (.ratio, 1, "gấp|tăng gấp|cao gấp|lớn gấp|bằng gấp"),
        (
            .halt, 0,
            "điều|khoản|điểm|mục|chương|khóa|khoá|loại|hạng|cấp|lớp|phòng|tổ|đội|nhóm|vùng|quốc lộ|đường|phố|số nhà|phiên bản|tiết|quân khu|phường|quận|tỉnh lộ|công suất"
        ),
        (
            .verb, 0,
            "thực hiện|triển khai|báo cáo|bc|trình|xây dựng|tổ chức|gửi|nộp|công bố|phê duyệt|tham mưu|bắt đầu thực hiện|gửi về|tổ chức thực hiện|ký báo cáo"
        ),
        (.verb, 1, "ban hành|ký ban hành"), (.verb, 2, "hoàn thành|xong|kết thúc"),
        (.verb, 0, "khởi công|đưa vào sử dụng|lấy ý kiến|dự thảo|trình ký"),
        (.duty, 0, "hoàn thiện|sửa đổi|bổ sung|kiểm tra|giám sát|theo dõi|đôn đốc|duy trì|đánh giá|rà soát|thẩm định"),
        (.edition, 0, "tầm nhìn|tầm nhìn đến|định hướng đến|định hướng"),
        (
            .filler, 0,
            "kèm theo|gửi kèm|gửi kèm theo|dự kiến|để|nhằm|khoảng thời gian|cơ bản|lũy kế|phấn đấu|thời điểm cuối|chủ yếu|theo|thì|đó|tập trung|được"
        ),
        (
            .financialYear, 0,
            "kết thúc năm dương lịch|kết thúc năm tài chính|kết thúc năm ngân sách|kết thúc năm|kết thúc niên độ kế toán|kết thúc niên độ"
        ),
        (.ordinalName, 0, "lần thứ|đợt thứ|khóa thứ|khoá thứ|kỳ họp thứ|hội nghị thứ|đại hội thứ|phiên họp thứ"),
        (.unless, 0, "nếu|trong trường hợp|trừ khi|trừ trường hợp"),
        (.already, 0, "đã|đã được|đã có|đã tổ chức|đã thực hiện|đã hoàn thành"),
        (
            .instead, 0,
            "thay vì|thay cho|thay thế cho|chứ không phải|không phải|không để kéo dài sang|không kéo dài sang|không để sang|không chuyển sang|không để chuyển sang|không để tồn đọng sang|thời hạn cũ|thời gian cũ|thời gian ban đầu|tiến độ cũ|tiến độ ban đầu|không chờ đến|không đợi đến|không để đến|hạn cũ|hạn cũ là|thời hạn cũ là|thời hạn ban đầu|thời hạn ban đầu là|thời hạn trước đây|thời hạn trước đó|thời hạn đã giao|thời hạn đã giao là"
        ),
        (
            .changed, 0,
            "sang|xuống|chuyển sang|dời sang|lùi sang|kéo sang|đổi thành|chuyển thành|lùi đến|dời đến|lùi tới"
        ),
        (.regarding, 0, "đối với|áp dụng đối với|áp dụng cho"), (.apart, 0, "riêng|riêng đối với"),
        (
            .compared, 0,
            "cao hơn|thấp hơn|nhiều hơn|lớn hơn|so với|so với cùng kỳ|cùng kỳ|so với cuối|tính so với|so sánh với"
        ),
        (.closing, 0, "kết thúc quý|kết thúc quý báo cáo"),
        (.closingMonth, 0, "kết thúc tháng|kết thúc tháng báo cáo"),
        (
            .criterion, 0,
            "sử dụng|phải|đi công tác|vắng mặt|có mặt|cư trú|sinh sống|xuất hiện|xảy ra|làm việc tại|làm việc ở|tiếp xúc|đi|bị"
        ),
        (
            .record, 2,
            "số liệu|chốt số liệu|lấy số liệu|thời gian chốt số liệu|thời gian lấy số liệu|thời điểm chốt số liệu|kỳ số liệu"
        ),
        (.record, 3, "kỳ tính thuế|kỳ kê khai|kỳ kế toán"),
        (
            .record, 0,
            "dân số|phương hướng nhiệm vụ|kết quả|kết quả thực hiện|kết quả triển khai|kết quả tổ chức thực hiện|báo cáo tài chính|quyết toán|doanh thu|sản lượng|kim ngạch|chỉ số|thu nhập|tổng sản phẩm|niên giám thống kê|thống kê|thành tích|tổng thu|tổng chi|giá trị sản xuất|lợi nhuận|biên chế|chỉ tiêu|ngân sách|kinh phí|kinh phí thực hiện|tổng kinh phí|nguồn kinh phí|tổng mức đầu tư|mức vốn"
        ),
        (.money, 0, "triệu đồng|tỷ đồng|tỉ đồng|nghìn đồng|ngàn đồng|nghìn tỷ đồng|triệu đô|triệu usd|tỷ usd"),
        (.morning, 0, "sáng|buổi sáng|trưa|buổi trưa|đầu buổi làm việc|cuối buổi làm việc|hết buổi làm việc"),
        (.morning, 12, "chiều|buổi chiều|tối|buổi tối"),
        (.except, 1, "kể cả|bao gồm cả|bao gồm|gồm cả|tính cả"),
        (.except, 0, "trừ|ngoại trừ|không kể|không tính|không bao gồm|loại trừ|trừ ra"),
        (.phaseEdge, 0, "đầu kỳ"), (.phaseEdge, 1, "giữa kỳ"), (.phaseEdge, 2, "cuối kỳ|kết thúc kỳ|hết kỳ"),
        (.phaseEdge, 3, "kết thúc giai đoạn"),
        (.daysOnce, 0, "ngày một lần|ngày một lượt|ngày một kỳ|ngày một đợt"),
        (
            .season, 0,
            "mùa mưa|mùa mưa bão|mùa mưa lũ|mùa bão|mùa lũ|mùa khô|mùa hè|mùa xuân|mùa thu|mùa đông|dịp hè|trong hè|nghỉ hè|hè năm|vụ đông xuân|vụ hè thu|vụ mùa|trước lũ|sau lũ|trước bão|sau bão|trước và sau lũ"
        ),
    ]

    /// The stems and branches that name the years of a cycle of sixty, whose first was the year 4: "Giáp Tý", "Ất Sửu".
    static let stems = ["giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý"]
    static let branches = [
        "tý", "sửu", "dần", "mão", "thìn", "tỵ", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi",
    ]
}
