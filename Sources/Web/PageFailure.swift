import Diagnostics
import Templates

/// Why a page is not shown.
struct PageFailure: Error {
    var status: Int
    var title: Wording
    var text: Wording

    init(_ status: Int, _ title: Wording, _ text: Wording) {
        self.status = status
        self.title = title
        self.text = text
    }

    static var notFound: PageFailure {
        PageFailure(
            404, Wording(vi: "Không có trang này", en: "There is no such page"),
            Wording(
                vi: "Địa chỉ có thể đã gõ nhầm, hoặc nhiệm vụ không thuộc phần được xem.",
                en: "The address may be mistyped, or the task is none that you may see."))
    }

    static var absent: PageFailure {
        PageFailure(
            503, Wording(vi: "Dịch vụ chưa trả lời", en: "The service does not answer"),
            Wording(
                vi: "Hãy thử lại sau ít phút. Nếu vừa gửi báo cáo, hãy gửi lại: một báo cáo chỉ được ghi một lần.",
                en: "Try again in a few minutes. If you have just sent a report, send it again: it is recorded once."))
    }

    static var notSignedIn: PageFailure {
        PageFailure(
            401, Wording(vi: "Chưa đăng nhập", en: "Not signed in"),
            Wording(
                vi:
                    "Máy chủ web của cơ quan chưa cho biết người dùng là ai. Hãy đăng nhập, hoặc dùng liên kết trong thư nhắc.",
                en: "The office's web server did not say who you are. Sign in, or use the link in a letter."))
    }

    static func unknownLogin(_ login: String) -> PageFailure {
        PageFailure(
            403, Wording(vi: "Tài khoản chưa được giao cơ quan nào", en: "The login reports for no body"),
            Wording(
                vi: "“\(shown(login))” chưa có trong mục “người dùng” của cơ quan nào. Hãy báo người quản trị.",
                en: "“\(shown(login))” is not among the `users` of any body. Tell the administrator."))
    }

    static var forgedLink: PageFailure {
        PageFailure(
            403, Wording(vi: "Liên kết không hợp lệ", en: "The link is not valid"),
            Wording(
                vi: "Liên kết bị thiếu, bị sửa, hoặc khóa ký đã được thay. Hãy mở lại từ thư mới nhất.",
                en:
                    "It is cut short, was changed, or was signed with a key that is gone. Open it from the latest letter."
            ))
    }

    static var expiredLink: PageFailure {
        PageFailure(
            410, Wording(vi: "Liên kết đã hết hạn", en: "The link has expired"),
            Wording(
                vi: "Hãy dùng liên kết trong thư mới hơn, hoặc trả lời nơi nhận báo cáo ghi ở cuối thư.",
                en: "Use the link of a later letter, or answer to whom the letter names at its end."))
    }

    static var foreignForm: PageFailure {
        PageFailure(
            403, Wording(vi: "Biểu mẫu không đến từ trang này", en: "The form is none of these pages"),
            Wording(
                vi: "Chưa ghi gì. Hãy mở lại trang rồi gửi lại.",
                en: "Nothing was recorded. Open the page again, and send it again."))
    }

    static var notYours: PageFailure {
        PageFailure(
            403, Wording(vi: "Không được làm việc này", en: "This is not yours to do"),
            Wording(vi: "Chưa ghi gì.", en: "Nothing was recorded."))
    }

    /// - Parameter base: what the proxy puts before our paths.
    func response(_ templates: PageTemplates, _ words: PageWording, base: String) -> WebResponse {
        let content = templates.render(
            .message, [.title: .words(title.text(in: words.language)), .text: .words(text.text(in: words.language))])
        return WebResponse(
            status,
            templates.render(
                .layout,
                [
                    .language: .text(words.language.rawValue), .vi: .flag(words.language == .vi), .base: .text(base),
                    .title: .words(title.text(in: words.language)), .content: .bytes(content),
                ]))
    }
}
