import Foundation
import Testing

/// `dondoc import`: what a clerk sees, and what becomes of files that are no text.
@Suite struct ImportTests {
    private static let document = """
        TỈNH ỦY HÀ NAM SƠN
        Số 27-CTr/TU
        Hà Nam Sơn, ngày 18 tháng 5 năm 2023

        CHƯƠNG TRÌNH HÀNH ĐỘNG
        về chuyển đổi số

        I. NHIỆM VỤ
        1. Giao Ban Tuyên giáo Tỉnh ủy chủ trì tổ chức quán triệt (hoàn thành trong tháng 6/2023).
        2. Văn phòng Tỉnh ủy theo dõi, đôn đốc việc thực hiện.

        """

    private func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = try Scratch.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    @Test func draftsASiteThatChecks() throws {
        try inFolder { folder in
            try folder.file("van-ban.txt", Self.document)
            try folder.file("programmes/.keep", "")
            let drafted = try dondoc(
                "import", folder.path + "/van-ban.txt", "--site", folder.path, "-o", folder.path + "/programmes/a.yaml",
                "--bodies", folder.path + "/bodies.yaml")
            #expect(drafted.code == 0, "\(drafted.errors)")
            #expect(drafted.output == "")
            #expect(drafted.errors.contains("2 nhiệm vụ; 1 chưa có thời hạn; 0 chưa rõ ai chủ trì"))
            let checked = try dondoc("check", "--site", folder.path)
            #expect(checked.code == 0, "\(checked.output)")
            let listed = try dondoc("list", "--all", "--json", "--site", folder.path)
            #expect(listed.objects.count == 2)
            let text = try String(contentsOf: folder.appending(path: "programmes/a.yaml"), encoding: .utf8)
            #expect(text.contains("chủ trì: [ban-tuyen-giao-tinh-uy]  # Ban Tuyên giáo Tỉnh ủy; dòng 9"))
            #expect(text.contains("thời hạn: hoàn thành trong tháng 6/2023  # dòng 9"))
        }
    }

    @Test func printsOneObjectForPrograms() throws {
        try inFolder { folder in
            try folder.file("van-ban.txt", Self.document)
            let shown = try dondoc(
                "import", folder.path + "/van-ban.txt", "--json", "--site", folder.path, "-o", folder.path + "/a.yaml")
            #expect(shown.code == 0)
            let object = try #require(shown.objects.first)
            #expect(shown.objects.count == 1)
            #expect(object["number"] as? String == "27-CTr/TU")
            #expect((object["tasks"] as? [[String: Any]])?.map { $0["id"] as? String } == ["1", "2"])
            #expect(FileManager.default.fileExists(atPath: folder.path + "/a.yaml"))
            try folder.file("khong.txt", "Kính gửi: Quý đơn vị\n")
            let none = try dondoc("import", folder.path + "/khong.txt", "--json", "--site", folder.path)
            #expect(none.code == 1)
            #expect((none.objects.first?["tasks"] as? [Any])?.isEmpty == true)
        }
    }

    @Test func overwritesNothing() throws {
        try inFolder { folder in
            try folder.file("van-ban.txt", Self.document)
            for option in ["-o", "--bodies"] {
                try folder.file("cu.yaml", "cũ")
                let refused = try dondoc(
                    "import", folder.path + "/van-ban.txt", "--site", folder.path, option, folder.path + "/cu.yaml")
                #expect(refused.code == 3)
                #expect(refused.output == "")
                #expect(refused.errors.contains("đã có; không ghi đè"))
                #expect(try String(contentsOf: folder.appending(path: "cu.yaml"), encoding: .utf8) == "cũ")
            }
        }
    }

    @Test func writesACSVByItsName() throws {
        try inFolder { folder in
            let drafted = try dondoc(
                "import", "-", "--site", folder.path, "--lang", "en", "-o", folder.path + "/a.csv", input: Self.document
            )
            #expect(drafted.code == 0, "\(drafted.errors)")
            let bytes = try Data(contentsOf: folder.appending(path: "a.csv"))
            #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF] + Array("# programme: 27-CTr-TU\r\n".utf8)))
        }
    }

    @Test(arguments: [
        ("a.docx", Data([0x50, 0x4B, 3, 4, 0, 0]), "pandoc -f docx -t plain"),
        ("a.odt", Data([0x50, 0x4B, 3, 4, 0, 0]), "pandoc -f odt -t plain"),
        ("a.pdf", Data("%PDF-1.7 ".utf8), "pdftotext -layout"),
        ("a.doc", Data([0xD0, 0xCF, 0x11, 0xE0, 0xA1]), "soffice --headless"),
        ("a.rtf", Data("{\\rtf1".utf8), "pandoc -f rtf"),
        ("a.html", Data("<!DOCTYPE html><p>1. Giao Sở Y tế".utf8), "pandoc -f html"),
        ("a.bin", Data([0x31, 0, 0, 0x32]), "tệp nhị phân"),
        ("a.txt", Data([0x4B, 0xE9, 0x20, 0x68]), "không phải UTF-8"),
        ("utf16.txt", Data([0xFF, 0xFE, 0x31, 0]), "iconv -f UTF-16"),
        ("empty.txt", Data(), "không có chữ nào"),
        ("blank.txt", Data(" \n 12 \n".utf8), "không có chữ nào"),
    ])
    func saysWhatToDoWithOtherFiles(_ name: String, _ bytes: Data, _ remedy: String) throws {
        try inFolder { folder in
            try folder.file(name, bytes)
            let refused = try dondoc("import", folder.path + "/" + name, "--site", folder.path)
            #expect(refused.code == 3)
            #expect(refused.output == "")
            #expect(refused.errors.contains(remedy), "\(refused.errors)")
        }
    }

    @Test func aLetterWithoutTasksGivesNone() throws {
        let refused = try dondoc("import", "-", "--site", "/", input: "Xin chào các bạn.\n")
        #expect(refused.code == 1)
        #expect(refused.output == "")
        #expect(refused.errors.contains("không tìm thấy nhiệm vụ nào"))
    }
}
