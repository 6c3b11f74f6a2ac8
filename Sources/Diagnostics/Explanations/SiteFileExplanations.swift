/// S001–S126: files and their form.
let siteFileExplanations: [String: Wording] = [
    "S001": Wording(
        vi: """
            Mọi tệp của hệ thống là văn bản UTF-8. Tệp cũ viết bằng TCVN3 (ABC), VNI hay Windows-1258 phải
            chuyển mã trước; trong phần mềm soạn thảo chọn lưu với bảng mã UTF-8. Chỗ được chỉ là byte sai đầu
            tiên.
            """,
        en: """
            Every file of a site is UTF-8 text. An old one in TCVN3 (ABC), VNI or Windows-1258 must be
            converted; in an editor choose UTF-8 when saving. The place shown is the first wrong byte.
            """),
    "S002": Wording(
        vi: """
            Không đọc được tệp hay thư mục: thường là thiếu quyền đọc, hoặc ổ đĩa có lỗi. Bản tốt gần nhất của
            tệp, nếu có, vẫn được dùng. Kiểm tra quyền bằng ls -l; dịch vụ chạy dưới tên người dùng dondoc.
            """,
        en: """
            The file or folder cannot be read: mostly the right to read it is missing, or the disk fails. Its
            last good version, if any, stays in force. Look with ls -l; the service runs as the user dondoc.
            """),
    "S003": Wording(
        vi: """
            Tệp là một liên kết trỏ đến nơi không có gì. Sửa liên kết hoặc xóa nó. Chỉ liên kết đến /dev/null có
            nghĩa riêng: bỏ tệp mặc định cùng tên.
            """,
        en: """
            The file is a link that leads nowhere. Mend or remove it. Only a link to /dev/null has a meaning of
            its own: it masks the default of the same name.
            """),
    "S004": Wording(
        vi: """
            Tệp vượt cỡ cho phép: chương trình 256 MiB, danh bạ 64 MiB, tệp khác 4 MiB. Giới hạn này giữ cho một
            tệp lạ không làm dịch vụ hết bộ nhớ.
            """,
        en: """
            The file is over its limit: 256 MiB for a programme, 64 MiB for the directory, 4 MiB for others. The
            limits keep a stray file from using up the service's memory.
            """),
    "S005": Wording(
        vi: """
            Tên này là thư mục, ống dẫn hay thiết bị, không phải tệp thường. Hệ thống không mở để khỏi phải chờ.
            """,
        en: """
            The name is a folder, a pipe or a device. Only regular files are opened, so that reading never
            waits.
            """),
    "S006": Wording(
        vi: """
            Không đọc được thư mục của hệ thống (mặc định /etc/dondoc). Khi dịch vụ đang chạy, mọi thứ đang có
            hiệu lực vẫn giữ nguyên.
            """,
        en: """
            The site's folder (/etc/dondoc by default) cannot be read. While the service runs, what was in force
            stays in force.
            """),
    "S007": Wording(
        vi: """
            Trong mỗi thư mục chỉ đọc một số đuôi tên: programmes *.yaml và *.csv, rules *.rules, calendar
            *.yaml, templates *.mustache. Tệp .yml, .xlsx hay .txt bị bỏ qua, nên cần đổi tên hoặc xuất ra CSV.
            """,
        en: """
            Each folder has its endings: programmes *.yaml and *.csv, rules *.rules, calendar *.yaml, templates
            *.mustache. A .yml, .xlsx or .txt file is passed over: rename it, or export it as CSV.
            """),
    "S008": Wording(
        vi: """
            Tên tệp có dấu xuống dòng, ký tự điều khiển, ký tự đảo chiều chữ, hoặc không phải UTF-8. Tên như thế làm rách
            dòng của nhật ký và danh sách, nên tệp không được đọc. Đổi tên là xong.
            """,
        en: """
            The file's name has a line break, a control character, one that turns the direction of writing, or is not
            UTF-8. Such a name would tear a line of a log or a list, so that the file is not read. Rename it.
            """),
    "S009": Wording(
        vi: """
            Liên kết dẫn ra ngoài thư mục của hệ thống. Người đặt liên kết có thể không được phép đọc tệp mà nó trỏ tới,
            nên không một chữ nào của tệp ấy được nêu ra. Tệp không có lỗi nào thì vẫn dùng được (trừ mẫu thư), tệp có lỗi
            thì bị bỏ qua. Liên kết trong thư mục của hệ thống, như của ConfigMap, không bị hạn chế.
            """,
        en: """
            The link leads out of the site. Whoever made it may not be allowed to read what it leads to, so that not a word
            of that file is shown. One without an error is used all the same (but for templates), one with errors is
            refused. Links within the site, such as a ConfigMap's, are as good as files.
            """),
    "S010": Wording(
        vi: """
            Một tệp sai quá nhiều chỗ thường có cùng một nguyên nhân (sai cột, sai thụt dòng, thiếu danh bạ),
            nên chỉ nêu một trăm lỗi đầu.
            """,
        en: """
            A file that is wrong in very many places mostly has one cause (a column, the indentation, a missing
            directory), so that only the first hundred are shown.
            """),
    "S011": Wording(
        vi: """
            Tệp trước đó có nhiệm vụ, quy tắc, cơ quan… nay trống hoặc chỉ còn ghi chú. Có thể tệp đang được ghi dở hay bị
            xóa trắng do nhầm, nên bản tốt gần nhất vẫn có hiệu lực. Muốn bỏ hẳn một tệp thì xóa nó.
            """,
        en: """
            The file held tasks, rules, bodies … and is now empty, or only comments. It may be half written, or emptied by a
            slip: its last good version stays in force. Removing a file is how one removes it.
            """),
    "S012": Wording(
        vi: """
            Tệp trống, chỉ có ghi chú, hoặc không có nhiệm vụ, quy tắc, cơ quan nào: nó không đem lại gì.
            """,
        en: """
            The file is empty, holds only comments, or no task, rule or body: it gives nothing.
            """),
    "S013": Wording(
        vi: """
            Dịch vụ đọc lại tệp bên cạnh việc gửi thông báo, và chỉ chờ một thời gian (dondocd --reload-limit, mặc định 60
            giây). Quá hạn thì những gì đang có hiệu lực vẫn giữ nguyên. Thường do ổ đĩa mạng bị treo.
            """,
        en: """
            The service reads the files again beside sending notices, and waits for that only so long (dondocd
            --reload-limit, 60 seconds by default). After that, what was in force stays. A network disk that hangs is the
            usual cause.
            """),
    "S101": Wording(
        vi: """
            Tệp không đúng cú pháp YAML từ chỗ này, nên phần sau không đọc được. Hay gặp: thụt dòng bằng Tab,
            các mục không thẳng hàng, thiếu dấu cách sau dấu hai chấm, chữ có dấu hai chấm mà không đặt trong
            ngoặc kép.
            """,
        en: """
            The file is not well-formed YAML from here on, and the rest cannot be read. Common: tabs as
            indentation, items out of line, no space after a colon, a text with a colon that is not in quotes.
            """),
    "S102": Wording(
        vi: """
            YAML cho phép đặt neo (&tên) và nhắc lại (*tên). Ở đây không dùng: danh bạ và mặc định của chương
            trình đã đủ, còn neo có thể bị lợi dụng để làm tệp phình ra. Chữ bắt đầu bằng & hay * thì đặt trong
            ngoặc kép.
            """,
        en: """
            YAML can name a part (&name) and repeat it (*name). Not here: the directory and a programme's
            defaults serve that purpose, and anchors can be abused to make a file swell. Put a text that begins
            with & or * in quotes.
            """),
    "S103": Wording(
        vi: """
            Thẻ kiểu của YAML (!!str, !tên) không có nghĩa ở đây: mỗi khóa đã có kiểu của nó. Chữ bắt đầu bằng
            dấu ! thì đặt trong ngoặc kép.
            """,
        en: """
            YAML's tags (!!str, !name) have no meaning here: each key has its type. Put a text that begins with
            ! in quotes.
            """),
    "S104": Wording(
        vi: """
            Tệp lồng nhau quá mười sáu cấp. Tệp của hệ thống chỉ cần ba bốn cấp, nên thường là do thụt dòng hoặc
            ngoặc mở thừa.
            """,
        en: """
            The file is nested more than sixteen levels deep. A site's files need three or four: mostly
            indentation or brackets have gone wrong.
            """),
    "S105": Wording(
        vi: """
            Dấu “---” bắt đầu một tài liệu YAML khác. Mỗi tệp chỉ có một tài liệu; chương trình khác thì đặt ở
            tệp khác.
            """,
        en: """
            A line “---” begins another YAML document. A file holds one; put another programme in another file.
            """),
    "S106": Wording(
        vi: """
            Khóa này không có ở chỗ này. Mỗi khóa có cách viết tiếng Anh và tiếng Việt, không phân biệt chữ hoa,
            cách đặt dấu thanh (hoà/hòa) và bảng mã dựng sẵn hay tổ hợp; nhưng thiếu dấu là từ khác. Danh sách
            đầy đủ ở docs/schema.
            """,
        en: """
            There is no such key at this place. Each has an English and a Vietnamese spelling; case, the place
            of tone marks and the Unicode form do not matter, but missing diacritics do. docs/schema lists them
            all.
            """),
    "S107": Wording(
        vi: """
            Một khóa (hoặc cột) được ghi hai lần, kể cả một lần tiếng Việt một lần tiếng Anh. Hệ thống dùng lần
            đầu.
            """,
        en: """
            A key (or column) is given twice, perhaps once in each language. The first one holds.
            """),
    "S108": Wording(
        vi: """
            Chỗ này cần một dạng khác: một giá trị, một danh sách, hoặc các dòng “khóa: giá trị”. Nguyên nhân
            thường gặp là thụt dòng.
            """,
        en: """
            Another form belongs here: a value, a list, or lines of `key: value`. The indentation is the usual
            cause.
            """),
    "S109": Wording(
        vi: """
            Thiếu một khóa bắt buộc. Chương trình cần mã, tên và ngày ban hành; nhiệm vụ cần số và tên; cơ quan
            cần mã và tên; chỉ tiêu cần giá trị.
            """,
        en: """
            A required key is missing. A programme needs its id, title and date of issue; a task its id and
            title; a body its id and name; a target its value.
            """),
    "S110": Wording(
        vi: """
            Khóa có mà giá trị để trống. Muốn nói “không có” thì bỏ khóa, hoặc với danh sách thì ghi [].
            """,
        en: """
            The key is there and its value is empty. To say that there is none leave the key out, or write []
            for a list.
            """),
    "S111": Wording(
        vi: """
            Chữ quá dài cho chỗ này, thường là do dán cả đoạn văn. Tên nhiệm vụ nhiều nhất 4000 byte, cụm từ
            thời hạn 500, nhãn 100.
            """,
        en: """
            The text is too long for its place; often a whole paragraph was pasted. A title has at most 4000
            bytes, a deadline's phrase 500, a tag 100.
            """),
    "S112": Wording(
        vi: """
            Chữ có ký tự điều khiển không nhìn thấy, có thể làm hỏng tiêu đề thư hoặc màn hình. Xóa rồi gõ lại.
            """,
        en: """
            The text holds an invisible control character, which could break a message's header or a terminal.
            Delete and retype it.
            """),
    "S113": Wording(
        vi: """
            Vượt số lượng cho phép. Mọi giới hạn có trong bảng “Bounded” của docs/engine.md: chúng lớn hơn nhiều so với
            nhu cầu, và giữ cho một tệp hỏng không làm nghẽn dịch vụ. Phần vượt quá không được dùng.
            """,
        en: """
            Over a limit. The table “Bounded” of docs/engine.md has them all: far more than anybody needs, so that no file
            can choke the service. What is beyond is left out.
            """),
    "S120": Wording(
        vi: """
            Dấu ngoặc kép mở một ô của tệp CSV mà không đóng, nên cả phần sau bị coi là một ô.
            """,
        en: """
            A quotation mark opens a cell of the CSV and is never closed, so that all that follows would be one
            cell.
            """),
    "S121": Wording(
        vi: """
            Trong CSV, sau dấu ngoặc kép đóng phải là dấu ngăn cách hoặc hết dòng. Dấu ngoặc kép trong ô viết
            hai lần: ""tên"".
            """,
        en: """
            In a CSV a separator or the line's end follows a closing quotation mark. One within a cell is
            written twice: ""name"".
            """),
    "S122": Wording(
        vi: """
            Dòng đầu của tệp CSV (sau các dòng #) phải là tiêu đề, có ít nhất cột số (STT, id) và cột tên (Nội
            dung nhiệm vụ, title).
            """,
        en: """
            The first line of a CSV (after the # lines) is its header, with at least the columns id (STT) and
            title (Nội dung nhiệm vụ).
            """),
    "S123": Wording(
        vi: """
            Cột này không có nghĩa với hệ thống và bị bỏ qua. Nếu là cột cần dùng, sửa lại tên cột.
            """,
        en: """
            The column has no meaning here and is passed over. If it was meant to have one, mend its name.
            """),
    "S124": Wording(
        vi: """
            Dòng có nhiều ô hơn tiêu đề. Thường là một ô có dấu phẩy mà không đặt trong ngoặc kép.
            """,
        en: """
            The row has more cells than the header: mostly a cell with a comma in it is not in quotation marks.
            """),
    "S125": Wording(
        vi: """
            Bảng tính hay có tên kế hoạch ở trên dòng tiêu đề cột. Các dòng ấy không được đọc: mã, tên, ngày ban hành của
            chương trình ghi thành dòng “# khóa: giá trị” ở đầu tệp.
            """,
        en: """
            A sheet often has its title above the header. These rows are not read: a programme's id, title and date of issue
            stand in lines `# key: value` at the top of the file.
            """),
    "S126": Wording(
        vi: """
            Một tệp là một chương trình. Bảng xuất ra của nhiều chương trình phải tách ra, mỗi chương trình một tệp.
            """,
        en: """
            A file is one programme. A sheet that was exported of several has to be divided, a file for each.
            """),
    "S130": Wording(
        vi: """
            Thẻ của mẫu thư mở bằng {{ thì phải đóng bằng }}, {{{ bằng }}}.
            """,
        en: """
            A tag of a template that begins with {{ ends with }}, one that begins with {{{ with }}}.
            """),
    "S131": Wording(
        vi: """
            Mỗi phần {{#tên}} hay {{^tên}} của mẫu thư đóng bằng {{/tên}}; phần mở sau đóng trước.
            """,
        en: """
            Each section {{#name}} or {{^name}} of a template is closed by {{/name}}, the last opened first.
            """),
    "S132": Wording(
        vi: """
            Mẫu thư dùng Mustache với {{tên}}, {{#tên}}…{{/tên}}, {{^tên}}…{{/tên}}, {{! ghi chú }} và {{=<% %>=}}.
            Không có mẫu lồng {{>tên}}: mỗi mẫu đứng một mình.
            """,
        en: """
            Templates are Mustache with {{name}}, {{#name}}…{{/name}}, {{^name}}…{{/name}}, {{! comment }} and
            {{=<% %>=}}. There are no partials {{>name}}: each template stands by itself.
            """),
    "S133": Wording(
        vi: """
            Một phần của mẫu thư không thể nằm trong chính nó: danh sách sẽ bị viết lặp lại theo bình phương.
            """,
        en: """
            A section of a template cannot stand within itself: a list would be written again for each of its
            own items.
            """),
    "S134": Wording(
        vi: """
            Mẫu thư hỏi một tên không có; chỗ đó để trống. Các tên dùng được có trong dondoc.yaml(5).
            """,
        en: """
            The template asks for a name that there is not; its place stays empty. dondoc.yaml(5) lists those
            that there are.
            """),
]
