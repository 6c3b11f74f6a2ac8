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

    /// What is between the greeting and the end of a letter, in whatever language.
    private static let sections = """
        {{#sections}}
        {{#opening}}
        {{opening}}

        {{/opening}}
        {{items}}

        {{/sections}}
        {{#answer}}
        {{answer}}

        {{/answer}}

        """

    private static let letter = Wording(
        vi: "Kính gửi: {{recipient.name}}\n\n\(sections)Trân trọng.\n\n--\u{20}\n\(footer.vi)",
        en: "To: {{recipient.name}}\n\n\(sections)--\u{20}\n\(footer.en)")

    static let footer = Wording(
        vi: "Thư do hệ thống theo dõi, đôn đốc nhiệm vụ gửi tự động.", en: "Sent automatically by the follow-up system."
    )

    private static let facts = """
        {{#facts}}
          {{label}}: {{text}}
        {{/facts}}

        """

    private static let item = Wording(
        vi: "- Nhiệm vụ {{task.id}}: {{task.title}}\n\(facts)\n", en: "- Task {{task.id}}: {{task.title}}\n\(facts)\n")
    private static let reminder = item
    private static let escalation = item

    private static let digest = Wording(
        vi: """
            Tổng hợp {{period}}: {{count}} nhiệm vụ{{#overdueCount}}, trong đó {{overdueCount}} quá hạn{{/overdueCount}}.
            {{#groups}}

            {{#heading}}
            {{heading}}
            {{/heading}}
            {{#items}}
            - {{programme}}/{{task}}: {{title}}{{#period}}, {{period}}{{/period}}{{#due}}; hạn {{due}}{{/due}}{{#isOverdue}} (quá hạn {{daysOverdue}} ngày){{/isOverdue}}
            {{/items}}
            {{#more}}
            … {{more}}
            {{/more}}
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
            - {{programme}}/{{task}}: {{title}}{{#period}}, {{period}}{{/period}}{{#due}}; due {{due}}{{/due}}{{#isOverdue}} ({{daysOverdue}} days overdue){{/isOverdue}}
            {{/items}}
            {{#more}}
            … {{more}}
            {{/more}}
            {{/groups}}
            {{#late}}

            Sent late: it was meant for {{nominal}}.
            {{/late}}

            """)
}
