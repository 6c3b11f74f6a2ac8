/// Rules of which each means about a tenth of the tasks: for each field one that reminds and one that escalates, one for
/// what has no date, one for what is urgent; then over again.
///
/// Some are written in Vietnamese, some in English, as an office would have them.
func ruleText(_ count: Int) -> String {
    let fields = Vocabulary.fields.count
    var text = "defaults\n  at 08:00\n  on working days\n\n"
    for i in 0..<count {
        let field = Vocabulary.fields[i % (2 * fields + 2) / 2 % fields]
        switch i % (2 * fields + 2) {
        case 2 * fields:
            text += """
                quy tắc "chua-ro-han-\(i)"
                  với    thời hạn là không rõ hoặc thời hạn là chờ sự kiện
                  khi    mỗi quý vào ngày làm việc cuối
                  nhắc   chủ trì


                """
        case 2 * fields + 1:
            text += """
                rule "khan-\(i)"
                  for    priority >= high
                  when   on due
                  if     progress < 100%
                  remind lead, monitoring


                """
        case let place where place % 2 == 1:
            text += """
                rule "qua-han-\(i)"
                  for    tag has "\(field)"
                  when   after due 1 working day
                  severity warning
                  remind lead
                  then after 7 days escalate to directing
                  then after 15 days escalate to superior of directing
                  repeat every 7 days up to 4 times
                  until  acknowledged


                """
        case let place where place % 6 == 0:
            text += """
                quy tắc "nhac-\(i)"
                  với    nhãn có "\(field)"
                  khi    trước hạn 30 ngày, 7 ngày, 1 ngày làm việc
                  nhắc   chủ trì, phối hợp


                """
        case let place where place % 6 == 2:
            text += """
                rule "den-han-\(i)"
                  for    tag has "\(field)" and not deadline is vague
                  when   before due 10 working days
                  if     not acknowledged
                  remind lead


                """
        default:
            text += """
                quy tắc "sap-den-han-\(i)"
                  với    nhãn có "\(field)"
                  khi    trước hạn 14 ngày
                  nhắc   chủ trì
                  sau đó 2 ngày nhắc phối hợp


                """
        }
    }
    return text
}
