import Diagnostics
import Programmes

/// Reads a programme's YAML.
/// - Parameter bytes: valid UTF-8.
func readProgrammeYAML(
    _ bytes: UnsafeBufferPointer<UInt8>, path: String, name: String, shared: SharedTexts
) -> ReadProgramme {
    let stream = YAMLStream(bytes, report: FileReport(path: path), keys: shared.keys, cancellation: shared.cancellation)
    var reader = ProgrammeYAMLReader(
        yaml: stream,
        builder: ProgrammeBuilder(path: path, shared: shared, report: FileReport(path: path)))
    reader.readProgramme()
    return reader.finish(name: name)
}

private struct ProgrammeYAMLReader: ~Copyable {
    let yaml: YAMLStream
    var builder: ProgrammeBuilder

    mutating func finish(name: String) -> ReadProgramme {
        let read = builder.finish(fallbackID: name, isLenient: false)
        return ReadProgramme(
            programme: read.programme, idSpan: read.idSpan, references: read.references,
            report: yaml.report.merged(with: read.report), unknownBodies: read.unknownBodies)
    }

    mutating func readProgramme() {
        let met = yaml.readMapping(.programme) { key, _ in
            builder.report.keyLanguage = yaml.report.keyLanguage
            switch key {
            case .directing, .monitoring:
                let role: Role = key == .directing ? .directing : .monitoring
                yaml.readTexts { builder.addDefault(role, $0) }
            case .tags: yaml.readTexts { builder.addDefaultTag($0) }
            case .tasks: readTasks()
            case .contact: yaml.readPerson { builder.contact = $0 }
            default: yaml.readText { builder.setHead(key, $0) }
            }
        }
        yaml.expectEnd()
        builder.headKeys = met ?? KeySet()
        builder.isHeadBroken = met == nil || yaml.isBroken
    }

    mutating func readTasks() {
        yaml.readSequence {
            builder.beginTask(at: Span(yaml.span.start, yaml.span.start))
            guard yaml.kind == .mappingStart else {
                yaml.reportKind(.mapping)
                return yaml.skip()
            }
            let before = yaml.report.count
            yaml.readMapping(.task) { key, _ in readField(key) }
            // A key that was mistyped is not missing too.
            builder.endTask(isWhole: yaml.report.count == before && !yaml.isBroken)
        }
    }

    mutating func readField(_ key: Key) {
        switch key {
        case .directing: readRole(.directing)
        case .lead: readRole(.lead)
        case .executing: readRole(.executing)
        case .coordinating: readRole(.coordinating)
        case .monitoring: readRole(.monitoring)
        case .deadline:
            builder.beginDeadline()
            yaml.readTexts { builder.addPhrase($0) }
        case .tags:
            builder.beginTags()
            yaml.readTexts { builder.addTag($0) }
        case .target where yaml.kind == .mappingStart: readTarget()
        case .officer: yaml.readPerson(choosesOutlets: true) { builder.current.officer = $0 }
        default: yaml.readText { builder.setTask(key, $0) }
        }
    }

    mutating func readRole(_ role: Role) {
        builder.begin(role)
        yaml.readTexts { builder.add(role, $0) }
    }

    mutating func readTarget() {
        let place = Span(yaml.span.start, yaml.span.start)
        var metric: String?
        var value: (String, Span)?
        var unit: String?
        yaml.readMapping(.target) { key, _ in
            yaml.readText { field in
                switch key {
                case .metric: metric = builder.required(field, atMost: 300)
                case .value: value = (field.string, field.span)
                default: unit = builder.required(field, atMost: 100)
                }
            }
        }
        guard let value else {
            let name = yaml.report.name(of: .value, in: .target)
            yaml.report.add(
                "S109", at: place,
                Wording(vi: "chỉ tiêu thiếu khóa “\(name.vi)”", en: "the target lacks the key `\(name.en)`"),
                help: Wording(
                    vi: "viết { nội dung: đoàn viên, giá trị: 137000, đơn vị: người }",
                    en: "write { metric: members, value: 137000, unit: people }"))
            return
        }
        if let target = builder.makeTarget(metric: metric ?? unit ?? "", value: value.0, unit: unit, at: value.1) {
            builder.current.target = target
        }
    }
}
