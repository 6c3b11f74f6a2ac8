internal import Planning
internal import Templates

/// What the letter around the notices may use.
struct LetterView: TemplateObject {
    /// The notices of a kind, rendered.
    struct Block {
        var text: [UInt8] = []
        var count = 0
    }

    struct Blocks {
        var escalations = Block()
        var reminders = Block()
        var digests = Block()

        subscript(kind: NoticeKind) -> Block {
            _read {
                switch kind {
                case .escalation: yield escalations
                case .reminder: yield reminders
                case .digest: yield digests
                }
            }
            _modify {
                switch kind {
                case .escalation: yield &escalations
                case .reminder: yield &reminders
                case .digest: yield &digests
                }
            }
        }
    }

    struct Recipient: TemplateObject {
        var id: String
        var name: String

        func value(of property: TemplateName) -> TemplateValue {
            switch property {
            case .id: .text(id)
            case .name: .text(name)
            default: .missing
            }
        }
    }

    struct Many: TemplateObject {
        var blocks: Blocks

        func value(of name: TemplateName) -> TemplateValue {
            switch name {
            case .escalations: .flag(blocks.escalations.count > 1)
            case .reminders: .flag(blocks.reminders.count > 1)
            case .digests: .flag(blocks.digests.count > 1)
            default: .missing
            }
        }
    }

    /// What comes for one reason.
    struct Section: TemplateObject {
        var opening: String
        var text: [UInt8] = []

        func value(of name: TemplateName) -> TemplateValue {
            switch name {
            case .opening: opening.isEmpty ? .missing : .text(opening)
            // The letter says how far its sections stand apart.
            case .items: .bytes(Array(text.prefix(upTo: (text.lastIndex { $0 != lineFeed } ?? -1) + 1)))
            default: .missing
            }
        }
    }

    var recipientID: String
    var recipient: String
    /// Whom to answer; nil: nobody is named.
    var contact: String?
    /// The closing sentence: whom to answer, how, by when.
    var answer: String?
    var sections: [Section] = []
    var blocks = Blocks()

    func value(of name: TemplateName) -> TemplateValue {
        switch name {
        case .recipient: .object(Recipient(id: recipientID, name: recipient))
        case .escalations: .bytes(blocks.escalations.text)
        case .reminders: .bytes(blocks.reminders.text)
        case .digests: .bytes(blocks.digests.text)
        case .hasEscalations: .flag(blocks.escalations.count > 0)
        case .hasReminders: .flag(blocks.reminders.count > 0)
        case .hasDigests: .flag(blocks.digests.count > 0)
        case .contact: contact.map { .text($0) } ?? .missing
        case .answer: answer.map { .text($0) } ?? .missing
        case .sections: .list(sections)
        case .many: .object(Many(blocks: blocks))
        default: .missing
        }
    }
}
