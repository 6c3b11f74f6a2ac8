public import Diagnostics

/// The bodies that a draft names and the directory does not have, as a `bodies.yaml` to be completed.
public func writeBodySketch(_ draft: Draft, source: String, language: Language) -> String {
    func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }
    var text =
        say(
            """
            # Các cơ quan mà \(inComment(source)) nêu tên và danh bạ chưa có. Phác thảo: cần xem lại mã, tên, cấp trên, địa chỉ thư.
            # Đơn vị đã có bodies.yaml thì chép các mục dưới đây vào đó; tên nào chỉ là cách gọi khác của cơ quan đã có
            # thì thêm vào “tên khác” của cơ quan ấy.
            cơ quan:

            """,
            """
            # The bodies that \(inComment(source)) names and the directory does not have. A sketch: review ids, names, superiors, addresses.
            # Where there is a bodies.yaml, copy these entries into it; what is only another name of a body that is there
            # belongs among that body's aliases.
            bodies:

            """)
    if draft.unknownBodies.isEmpty {
        return text.replacing(
            language == .vi ? "cơ quan:\n" : "bodies:\n", with: language == .vi ? "cơ quan: []\n" : "bodies: []\n")
    }
    for body in draft.unknownBodies {
        var remarks = [
            say("dòng ", "line ") + "\(body.line)",
            say("nêu \(body.count) lần", "named \(body.count) time" + (body.count == 1 ? "" : "s")),
        ]
        if body.isGroup {
            remarks.append(
                say(
                    "cần xem lại: nhiều cơ quan trong một tên; điền “thành viên: […]”",
                    "to review: several bodies in one name; fill in `members: […]`"))
        }
        if let meant = body.suggestion {
            remarks.append(say("cần xem lại: có phải là \(meant)?", "to review: is it \(meant)?"))
        }
        text += "  - \(say("mã", "id")): \(scalar(body.id))  # \(remarks.joined(separator: "; "))\n"
        text += "    \(say("tên", "name")): \(scalar(body.name))\n"
    }
    return text
}
