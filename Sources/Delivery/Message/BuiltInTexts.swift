internal import Diagnostics

/// The texts of notices where a site has none of its own: Mustache, one for each kind's notice, and the letter around
/// them. What they may use is said at ``NoticeView`` and ``composeMessages(_:plan:letterhead:ruleSet:earlier:)``.
enum BuiltInTexts {
    static func template(_ name: String, _ language: Language) -> String? {
        switch name {
        case "message": letter.text(in: language)
        case "reminder": reminder.text(in: language)
        case "escalation": escalation.text(in: language)
        case "digest": digest.text(in: language)
        default: nil
        }
    }

    private static let letter = Wording(
        vi: """
            Kính gửi: {{recipient.name}}

            {{#hasEscalations}}
            Xin báo cáo và đề nghị cho ý kiến chỉ đạo đối với {{#many.escalations}}các nhiệm vụ{{/many.escalations}}{{^many.escalations}}nhiệm vụ{{/many.escalations}} sau:

            {{escalations}}
            {{/hasEscalations}}
            {{#hasReminders}}
            Đề nghị quan tâm thực hiện và báo cáo kết quả {{#many.reminders}}các nhiệm vụ{{/many.reminders}}{{^many.reminders}}nhiệm vụ{{/many.reminders}} sau:

            {{reminders}}
            {{/hasReminders}}
            {{#hasDigests}}
            {{digests}}
            {{/hasDigests}}
            {{#contact}}
            Kết quả và ý kiến xin gửi {{contact}}.

            {{/contact}}
            Trân trọng.

            --\u{20}
            Thư do hệ thống theo dõi, đôn đốc nhiệm vụ gửi tự động.
            """,
        en: """
            To: {{recipient.name}}

            {{#hasEscalations}}
            For your information and direction:

            {{escalations}}
            {{/hasEscalations}}
            {{#hasReminders}}
            Please see to the following and report the result:

            {{reminders}}
            {{/hasReminders}}
            {{#hasDigests}}
            {{digests}}
            {{/hasDigests}}
            {{#contact}}
            Please answer to {{contact}}.

            {{/contact}}
            --\u{20}
            Sent automatically by the follow-up system.
            """)

    private static let facts = Wording(
        vi: """
              Văn bản: {{#programme.number}}{{programme.number}}, {{/programme.number}}{{programme.title}}
              Thời hạn: {{deadline}}{{#period}}; kỳ {{period}}{{/period}}{{#due}}; đến hạn ngày {{due}}{{/due}}{{#firstDue}} (hạn đầu là {{firstDue}}){{/firstDue}}{{#isAhead}} (còn {{daysLeft}} ngày){{/isAhead}}{{#isToday}} (hôm nay){{/isToday}}{{#isOverdue}} (đã quá hạn {{daysOverdue}} ngày){{/isOverdue}}
            """,
        en: """
              Document: {{#programme.number}}{{programme.number}}, {{/programme.number}}{{programme.title}}
              Deadline: {{deadline}}{{#period}}; {{period}}{{/period}}{{#due}}; due {{due}}{{/due}}{{#firstDue}} (first due {{firstDue}}){{/firstDue}}{{#isAhead}} ({{daysLeft}} days left){{/isAhead}}{{#isToday}} (today){{/isToday}}{{#isOverdue}} ({{daysOverdue}} days overdue){{/isOverdue}}
            """)

    private static let shares = Wording(
        vi: """
            {{#subjects}}
              Phần việc của: {{subjects}}
            {{/subjects}}
            {{#returned}}
              Đã bị trả lại: {{returned}}
            {{/returned}}

            """,
        en: """
            {{#subjects}}
              Shares of: {{subjects}}
            {{/subjects}}
            {{#returned}}
              Returned: {{returned}}
            {{/returned}}

            """)

    private static let late = Wording(
        vi: """
            {{#late}}
              Gửi muộn: theo lịch là {{nominal}}.
            {{/late}}

            """,
        en: """
            {{#late}}
              Sent late: it was meant for {{nominal}}.
            {{/late}}

            """)

    private static let reminder = Wording(
        vi: "- Nhiệm vụ {{task.id}}: {{task.title}}\n\(facts.vi)\n  Trách nhiệm: {{role}}\n\(shares.vi)\(late.vi)",
        en: "- Task {{task.id}}: {{task.title}}\n\(facts.en)\n  Your part: {{role}}\n\(shares.en)\(late.en)")

    private static let escalation = Wording(
        vi: "- Nhiệm vụ {{task.id}}: {{task.title}}\n\(facts.vi)\n{{#lead}}\n  Chủ trì: {{lead}}\n{{/lead}}\n"
            + "{{#directing}}\n  Chỉ đạo: {{directing}}\n{{/directing}}\n\(shares.vi)\(late.vi)",
        en: "- Task {{task.id}}: {{task.title}}\n\(facts.en)\n{{#lead}}\n  Lead: {{lead}}\n{{/lead}}\n"
            + "{{#directing}}\n  Directing: {{directing}}\n{{/directing}}\n\(shares.en)\(late.en)")

    private static let digest = Wording(
        vi: """
            Tổng hợp {{period}}: {{count}} nhiệm vụ{{#overdueCount}}, trong đó {{overdueCount}} quá hạn{{/overdueCount}}.
            {{#groups}}

            {{#heading}}
            {{heading}}
            {{/heading}}
            {{#items}}
            - {{programme}}/{{task}}: {{title}}{{#period}}; kỳ {{period}}{{/period}}{{#due}}; hạn {{due}}{{/due}}{{#isOverdue}} (quá hạn {{daysOverdue}} ngày){{/isOverdue}}
            {{/items}}
            {{/groups}}
            {{#late}}

            Gửi muộn: theo lịch là {{nominal}}.
            {{/late}}

            """,
        en: """
            Summary of {{period}}: {{count}} tasks{{#overdueCount}}, {{overdueCount}} of them overdue{{/overdueCount}}.
            {{#groups}}

            {{#heading}}
            {{heading}}
            {{/heading}}
            {{#items}}
            - {{programme}}/{{task}}: {{title}}{{#period}}; {{period}}{{/period}}{{#due}}; due {{due}}{{/due}}{{#isOverdue}} ({{daysOverdue}} days overdue){{/isOverdue}}
            {{/items}}
            {{/groups}}
            {{#late}}

            Sent late: it was meant for {{nominal}}.
            {{/late}}

            """)
}
