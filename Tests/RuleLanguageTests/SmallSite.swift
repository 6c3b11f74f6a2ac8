import Dates
import Programmes

/// A site that fits on a page, for what is checked against names.
enum SmallSite {
    static let bodies = BodyDirectory([
        Body(id: "tinh-uy", name: "Tỉnh ủy"),
        Body(id: "ban-thuong-vu", name: "Ban Thường vụ", aliases: ["BTV"], parent: BodyIndex(0)),
        Body(id: "ban-dan-van", name: "Ban Dân vận", aliases: ["BDV"], parent: BodyIndex(1)),
        Body(id: "ban-tuyen-giao", name: "Ban Tuyên giáo", parent: BodyIndex(1)),
    ])

    static let programmes = [
        Programme(
            id: "01-KH-TU", title: "Kế hoạch", issued: Day(unchecked: 2021, 9, 30),
            tasks: [
                OfficeTask(
                    id: "1.1", title: "Quán triệt",
                    assignments: [Assignment(.directing, BodyIndex(0)), Assignment(.lead, BodyIndex(2))], deadline: 0,
                    tags: 1),
                OfficeTask(
                    id: "2.3", title: "Rà soát", assignments: [Assignment(.lead, BodyIndex(3))], deadline: 1,
                    extra: .init(event: "huong-dan-tw")),
            ],
            deadlines: [["Trong quý IV/2021"], ["sau khi có hướng dẫn của Trung ương"]],
            tagSets: [[], ["tuyên truyền"]])
    ]
}
