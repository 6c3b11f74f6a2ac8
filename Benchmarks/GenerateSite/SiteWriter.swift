import Glibc
import TestKit

/// A task of a generated programme: what both formats say of it.
struct GeneratedTask {
    var id: String
    var title: String
    var directing: String
    var lead: String
    var coordinating: [String]
    var deadline: String
    var isAwaiting: Bool
    var tags: [String]
    var priority: Int
    var target: Int?
}

/// Writes the files of a site.
struct SiteWriter {
    private let arguments: SiteArguments
    private let bodies: [(id: String, name: String)]

    init(_ arguments: SiteArguments) {
        self.arguments = arguments
        bodies = (0..<arguments.bodies).map { i in
            if i < Vocabulary.heads.count { return Vocabulary.heads[i] }
            let below = i - Vocabulary.heads.count
            let district = Vocabulary.districts[below % Vocabulary.districts.count]
            let office = Vocabulary.offices[below / Vocabulary.districts.count % Vocabulary.offices.count]
            let round = below / (Vocabulary.districts.count * Vocabulary.offices.count)
            let number = round == 0 ? "" : "-\(round + 1)"
            return ("\(office.id)-\(district.id)\(number)", "\(office.name) \(district.name)\(number)")
        }
    }

    func write() {
        for folder in ["", "/programmes", "/rules"] { makeFolder(arguments.folder + folder) }
        writeSettings()
        writeBodies()
        var rules = TextFile(arguments.folder + "/rules/bench.rules")
        rules.write(ruleText(arguments.rules))
        rules.finish()
        var first = 0
        for file in 0..<arguments.files {
            let end = arguments.tasks * (file + 1) / arguments.files
            writeProgramme(file, end - first)
            first = end
        }
    }

    private func makeFolder(_ path: String) {
        if mkdir(path, 0o755) != 0, errno != EEXIST { TextFile.fail(path) }
    }

    private func writeSettings() {
        var file = TextFile(arguments.folder + "/dondoc.yaml")
        file.write(
            """
            language: vi
            sender: dondoc@tinh.example.vn
            host: dondoc.tinh.example.vn
            reading:
              periodic: every year
              continuous: every quarter
              afterEvent: 10 working days

            """)
        file.finish()
    }

    private func writeBodies() {
        var file = TextFile(arguments.folder + "/bodies.yaml")
        file.write("bodies:\n")
        for (i, body) in bodies.enumerated() {
            file.write("  - id: \(body.id)\n    name: \(body.name)\n")
            if i > 0 {
                file.write("    parent: \(bodies[i < Vocabulary.heads.count ? min(1, i - 1) : 2 + i % 38].id)\n")
            }
            if i % 3 == 0 { file.write("    email: \(body.id)@tinh.example.vn\n") }
        }
        let districts = bodies.dropFirst(Vocabulary.heads.count).prefix(Vocabulary.districts.count).map(\.id)
        let members = districts.isEmpty ? [bodies[18].id, bodies[19].id] : districts
        file.write("  - id: cac-huyen-uy\n    name: Các huyện ủy, thị ủy, thành ủy\n")
        file.write("    members: [\(members.joined(separator: ", "))]\n")
        file.finish()
    }

    // MARK: Programmes

    private func writeProgramme(_ index: Int, _ count: Int) {
        // A file's tasks follow from its number alone.
        var random = SplitMix64(seed: arguments.seed &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(index) &* 0xD1B5_4A32_D192_ED03)
        let number = String(index + 1)
        let padded = String(repeating: "0", count: max(0, 5 - number.utf8.count)) + number
        let id = "\(padded)-KH-TU"
        let month = 9 + random.below(4)
        let day = 1 + random.below(28)
        let issued = "2021-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
        let title =
            "Kế hoạch \(Vocabulary.verbs[random.below(Vocabulary.verbs.count)].lowercased())"
            + " \(Vocabulary.objects[random.below(Vocabulary.objects.count)])"
        let path = "\(arguments.folder)/programmes/\(id).\(arguments.format.rawValue)"
        var file = TextFile(path)
        let keys = [
            ("programme", id), ("title", title), ("number", "\(number)-KH/TU"), ("issued", issued),
            ("issuer", "ban-thuong-vu"), ("period", "2021-2025"), ("monitoring", "ban-dan-van"),
        ]
        switch arguments.format {
        case .yaml:
            for (key, value) in keys { file.write("\(key): \(value)\n") }
            file.write("tasks:\n")
            for i in 0..<count { writeYAML(task(i, &random), to: &file) }
        case .csv:
            for (key, value) in keys { file.write("# \(key): \(value)\n") }
            file.write(
                "STT,Nội dung nhiệm vụ,Cơ quan chỉ đạo,Cơ quan chủ trì,Cơ quan phối hợp,Thời gian thực hiện,"
                    + "Nhãn,Ưu tiên,Chỉ tiêu,Sự kiện\n")
            for i in 0..<count { writeCSV(task(i, &random), to: &file) }
        }
        file.finish()
    }

    private func task(_ i: Int, _ random: inout SplitMix64) -> GeneratedTask {
        let verb = Vocabulary.verbs[random.below(Vocabulary.verbs.count)]
        let object = Vocabulary.objects[random.below(Vocabulary.objects.count)]
        let place = Vocabulary.places[random.below(Vocabulary.places.count)]
        var coordinating: [String] = []
        switch random.below(100) {
        case 0..<25: break
        case 25..<28: coordinating = ["cac-huyen-uy"]
        default: for _ in 0...random.below(3) { coordinating.append(bodies[random.below(bodies.count)].id) }
        }
        let deadline = Vocabulary.deadline(&random)
        var tags = [Vocabulary.fields[random.below(Vocabulary.fields.count)]]
        if random.below(4) == 0 { tags.append(Vocabulary.themes[random.below(Vocabulary.themes.count)]) }
        let priority = random.below(100)
        return GeneratedTask(
            id: "\(i / 10 + 1).\(i % 10 + 1)", title: "\(verb) \(object)\(place.isEmpty ? "" : " ")\(place)",
            directing: bodies[1 + random.below(Vocabulary.heads.count - 1)].id,
            lead: bodies[random.below(bodies.count)].id,
            coordinating: coordinating, deadline: deadline, isAwaiting: deadline.hasPrefix("sau khi"), tags: tags,
            // A tenth is high or urgent, another low.
            priority: priority < 8 ? 2 : priority < 10 ? 3 : priority < 20 ? 0 : 1,
            target: random.below(30) == 0 ? (1 + random.below(900)) * 50 : nil)
    }

    private func writeYAML(_ task: GeneratedTask, to file: inout TextFile) {
        file.write("  - id: \"\(task.id)\"\n    title: \(task.title)\n    directing: [\(task.directing)]\n")
        file.write("    lead: [\(task.lead)]\n")
        if !task.coordinating.isEmpty {
            file.write("    coordinating: [\(task.coordinating.joined(separator: ", "))]\n")
        }
        file.write("    deadline: \(task.deadline)\n")
        if task.isAwaiting { file.write("    event: huong-dan-tw\n") }
        file.write("    tags: [\(task.tags.joined(separator: ", "))]\n")
        if task.priority != 1 { file.write("    priority: \(["low", "normal", "high", "urgent"][task.priority])\n") }
        if let target = task.target { file.write("    target: { metric: đoàn viên, value: \(target), unit: người }\n") }
    }

    private func writeCSV(_ task: GeneratedTask, to file: inout TextFile) {
        let title = task.title.utf8.contains(UInt8(ascii: ",")) ? "\"\(task.title)\"" : task.title
        let deadline = task.deadline.utf8.contains(UInt8(ascii: ",")) ? "\"\(task.deadline)\"" : task.deadline
        let priority = ["thấp", "", "cao", "khẩn"][task.priority]
        let target = task.target.map { "đoàn viên: \($0) người" } ?? ""
        file.write("\(task.id),\(title),\(task.directing),\(task.lead),\(task.coordinating.joined(separator: "; ")),")
        file.write("\(deadline),\(task.tags.joined(separator: "; ")),\(priority),\(target),")
        file.write(task.isAwaiting ? "huong-dan-tw\n" : "\n")
    }
}
