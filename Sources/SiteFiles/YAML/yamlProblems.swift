import Diagnostics

/// What libyaml says is wrong, in Vietnamese.
func vietnamese(_ problem: String) -> String {
    problems.first { problem.hasPrefix($0.english) }?.vietnamese ?? problem
}

/// What to do about it.
func syntaxHelp(_ problem: String) -> Wording {
    switch problem {
    case let text where text.contains("tab") || text.contains("cannot start any token"):
        Wording(
            vi:
                "thụt dòng bằng dấu cách, không dùng phím Tab; chữ bắt đầu bằng ký tự đặc biệt (@ ` % …) thì đặt trong ngoặc kép",
            en: "indent with spaces, not tabs; put a text that begins with a special character (@ ` % …) in quotes")
    case let text where text.contains("mapping values"):
        Wording(
            vi:
                "đoạn chữ có dấu hai chấm thì đặt trong ngoặc kép; nếu không, xem lại thụt dòng của dòng này và dòng trên",
            en: "put a text that has a colon in quotes; else look at the indentation of this line and the one above")
    case let text where text.contains("end of stream"):
        Wording(vi: "đóng dấu ngoặc kép còn mở", en: "close the quotation mark that is still open")
    case let text where text.contains("','") || text.contains("']'") || text.contains("'}'"):
        Wording(
            vi: "đóng dấu [ hoặc { còn mở, ngăn các mục bằng dấu phẩy",
            en: "close the [ or { that is still open, and put commas between the items")
    case let text where text.contains("control characters"):
        Wording(vi: "xóa ký tự điều khiển ở chỗ này", en: "delete the control character at this place")
    default:
        Wording(
            vi: "xem lại dòng này và dòng trên: thụt dòng cho thẳng hàng, sau dấu hai chấm có một dấu cách",
            en: "look at this line and the one above: indentation in line, one space after a colon")
    }
}

private let problems: [(english: String, vietnamese: String)] = [
    ("mapping values are not allowed", "dấu hai chấm không đúng chỗ"),
    ("found character that cannot start any token", "một chữ không được bắt đầu bằng ký tự này"),
    ("found a tab character", "thụt dòng bằng phím Tab"),
    ("found unexpected end of stream", "tệp hết mà dấu ngoặc kép chưa đóng"),
    ("found unexpected document indicator", "gặp dấu “---” khi dấu ngoặc kép chưa đóng"),
    ("could not find expected ':'", "thiếu dấu hai chấm sau tên khóa"),
    ("did not find expected key", "chỗ này phải là một khóa"),
    ("did not find expected '-' indicator", "chỗ này phải là một mục bắt đầu bằng dấu “-”"),
    ("did not find expected ',' or ']'", "thiếu dấu phẩy hoặc dấu “]”"),
    ("did not find expected ',' or '}'", "thiếu dấu phẩy hoặc dấu “}”"),
    ("did not find expected node content", "chỗ này phải có nội dung"),
    ("did not find expected <document start>", "phần này không thuộc về đâu cả"),
    ("block sequence entries are not allowed", "dấu “-” không đúng chỗ"),
    ("mapping keys are not allowed", "khóa không đúng chỗ"),
    ("found unknown escape character", "sau dấu “\\” là ký tự không hiểu được"),
    ("did not find expected hexdecimal number", "sau dấu “\\” phải là số hệ mười sáu"),
    ("found invalid Unicode character escape code", "mã ký tự không có trong Unicode"),
    ("control characters are not allowed", "có ký tự điều khiển"),
    ("found undefined tag handle", "thẻ kiểu không được khai báo"),
    ("did not find expected alphabetic or numeric character", "sau dấu & hoặc * phải là một tên"),
    ("did not find expected comment or line break", "sau dấu | hoặc > phải xuống dòng"),
    ("found an indentation indicator equal to 0", "số chỉ thụt dòng không được bằng 0"),
    ("could not find expected directive name", "sau dấu % phải là tên chỉ thị"),
    ("found unknown directive name", "chỉ thị không hiểu được"),
    ("found incompatible YAML document", "phiên bản YAML không dùng được"),
    ("exceeded max depth", "lồng nhau quá sâu"),
]
