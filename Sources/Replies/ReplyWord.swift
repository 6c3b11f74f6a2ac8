import Diagnostics

/// A word of an answer, or a mark between words.
struct ReplyWord {
    /// As written, without the marks around it.
    var text: Substring
    /// For comparing: lower case, without diacritics.
    var key: String
    /// `,` `;` `:` `.` that follows it, and ends what it belongs to.
    var mark: Character?

    static func words(of line: String) -> [ReplyWord] {
        line.split(whereSeparator: \.isWhitespace).prefix(400).compactMap { chunk in
            var text = chunk
            while let first = text.first, "\"'“”‘’([*•-–—>".contains(first) { text.removeFirst() }
            var mark: Character?
            while let last = text.last, ".,;:!?)]\"'“”’*".contains(last) {
                if ",;:.!".contains(last) { mark = last }
                text.removeLast()
            }
            if text.isEmpty { return mark.map { ReplyWord(text: text, key: "", mark: $0) } }
            return ReplyWord(text: text, key: fold(String(text), .plain), mark: mark)
        }
    }

    var isNumber: Bool {
        key.first?.isNumber == true && key.allSatisfy { $0.isNumber || $0 == "." || $0 == "," || $0 == "%" }
    }
    var isPercent: Bool { isNumber && key.last == "%" }
    /// "5/6/2026", "12/BC-UBND".
    var hasSlash: Bool { key.contains("/") }
    var isDay: Bool {
        let parts = key.split(whereSeparator: { $0 == "/" || $0 == "-" || $0 == "." })
        return parts.count >= 2 && parts.count <= 3 && parts.allSatisfy { $0.allSatisfy(\.isNumber) && $0.count <= 4 }
            && (hasSlash || parts.count == 3)
    }
}

/// What answers say, without diacritics: many people write without them. The longest that fits is taken.
enum ReplyPhrases {
    /// Lines that come before what is said.
    static let greetings = phrases(
        "kinh gui", "kinh thua", "kinh chao", "thua", "chao", "xin chao", "gui", "dear", "hello", "hi", "good morning",
        "good afternoon")
    /// Who says it, and that it is a report.
    static let openings = phrases(
        "xin bao cao", "kinh bao cao", "xin thong bao", "thong bao", "bao cao", "da", "vang", "don vi", "co quan",
        "chung toi", "chung em", "toi", "em", "phong", "ban", "xin", "we have", "we", "i have", "i", "it is", "this is",
        "it has been", "the task is", "task", "viec nay", "nhiem vu nay", "nhiem vu", "cong viec")
    static let done = phrases(
        "da hoan thanh", "da hoan tat", "da thuc hien xong", "da lam xong", "da trien khai xong", "da xong",
        "hoan thanh",
        "hoan tat", "thuc hien xong", "lam xong", "xong", "done", "completed", "finished", "complete")
    static let acknowledged = phrases(
        "da tiep nhan", "tiep nhan", "da nhan duoc thu", "da nhan duoc", "da nhan thu", "da nhan", "nhan duoc",
        "acknowledged", "received", "noted", "we acknowledge", "acknowledge")
    static let progress = phrases(
        "tien do den nay", "tien do hien nay", "tien do thuc hien", "tien do dat", "tien do", "da dat duoc", "da dat",
        "moi dat", "dat duoc", "dat", "progress is", "progress")
    static let askExtension = phrases(
        "xin gia han", "xin duoc gia han", "xin phep gia han", "de nghi gia han", "de nghi duoc gia han",
        "de nghi cho gia han", "kinh de nghi gia han", "kinh xin gia han", "xin lui thoi han", "xin lui han", "xin lui",
        "de nghi lui thoi han", "xin them thoi gian", "gia han", "request extension", "request an extension",
        "requesting an extension", "ask for an extension", "asking for an extension", "please extend", "extension",
        "extend")
    static let document = phrases(
        "van ban so", "van ban", "bao cao so", "cong van so", "cong van", "to trinh so", "to trinh", "quyet dinh so",
        "quyet dinh", "ke hoach so", "so", "document no", "document", "report no", "letter no", "no")
    static let day = phrases("vao ngay", "tu ngay", "ngay", "hom", "on", "since")
    static let until = phrases("den het ngay", "den het", "den ngay", "toi ngay", "den", "toi", "until", "till", "to")
    static let reason = phrases(
        "ly do la", "ly do", "vi ly do", "vi", "do", "because of", "because", "due to", "as", "reason")
    static let taskWord = phrases(
        "nhiem vu so", "nhiem vu", "cong viec so", "cong viec", "viec so", "viec", "muc", "task no", "task", "item")
    /// That say nothing more.
    static let fillers = phrases(
        "roi", "a", "nhe", "nha", "cong viec", "nay", "nhiem vu", "nhiem vu tren",
        "nhiem vu duoc giao", "thu",
        "thu nhac", "van ban", "dung han", "truoc han", "dung thoi han", "xong", "toan bo", "xin cam on", "cam on",
        "tran trong",
        "the task", "this task", "it", "the letter", "your letter", "thank you", "thanks", "regards", "best regards",
        "the deadline",
        "deadline", "thoi han", "thoi gian", "thoi gian thuc hien", "thoi gian hoan thanh", "hoan thanh", "thuc hien",
        "an",
        "voi", "kem theo", "theo", "qua", "tai", "by", "with", "den nay", "hien nay", "duoc", "dat", "gui kem",
        "attached",
        "now", "today's", "nhac viec", "cua don vi", "cua co quan", "on time")
    /// After which it is not what it seemed.
    static let doubts: Set<String> = [
        "chua", "khong", "mot", "phan", "ban", "gan", "sap", "se", "tru", "nhung", "con", "dang", "du", "kien", "neu",
        "not", "partly",
        "almost", "nearly", "except", "but", "will", "if", "when", "partially", "about", "khoang", "yet", "cannot",
    ]

    private static func phrases(_ texts: String...) -> [[String]] {
        texts.map { $0.split(separator: " ").map(String.init) }.sorted { $0.count > $1.count }
    }
}
