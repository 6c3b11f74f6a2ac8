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
        ("utf16.txt", Data([0xFF, 0xFE, 0x31, 0, 0x00]), "iconv -f UTF-16"),
        ("a.xlsx", Data([0x50, 0x4B, 3, 4, 0, 0]), "apt install libreoffice-calc-nogui"),
        ("cu.txt", Data([0x58, 0xE2, 0x79, 0x20, 0x64, 0xFD, 0xF2, 0x6E, 0x67]), "bảng mã Windows-1258"),
        ("abc.txt", Data([0x54, 0xA8, 0x6E, 0x67, 0x20, 0xAE, 0xAD, 0xAC]), "bảng mã TCVN3 (ABC)"),
        ("empty.txt", Data(), "không có chữ nào"),
        ("blank.txt", Data(" \n 12 \n".utf8), "không có chữ nào"),
    ])
    func saysWhatToDoWithOtherFiles(_ name: String, _ bytes: Data, _ remedy: String) throws {
        try inFolder { folder in
            try folder.file(name, bytes)
            // Where no other program is installed.
            let refused = try RunningProgram(
                "dondoc", ["import", folder.path + "/" + name, "--site", folder.path],
                environment: ["LC_ALL": "vi_VN.UTF-8", "PATH": folder.path]
            ).end()
            #expect(refused.code == 3)
            #expect(refused.output == "")
            #expect(refused.errors.contains(remedy), "\(refused.errors)")
        }
    }

    /// A program that stands for pandoc: what it is given, what is made of what it says, and that nothing is left behind.
    @Test func readsAWordFileThroughPandoc() throws {
        try inFolder { folder in
            try folder.file("a.docx", Data([0x50, 0x4B, 3, 4, 0, 0]))
            let tree =
                #"{"pandoc-api-version":[1,22],"meta":{},"blocks":[{"t":"Para","c":[{"t":"Str","c":"II."},"#
                + #"{"t":"Space"},{"t":"Str","c":"NHIỆM VỤ"}]},{"t":"OrderedList","c":[[1,{"t":"Decimal"},{"t":"Period"}],"#
                + #"[[{"t":"Para","c":[{"t":"Str","c":"Sở Y tế rà soát danh mục thuốc trước ngày 20/6/2026."}]}]]]}]}"#
            try folder.file("tree.json", tree)
            try folder.file(
                "pandoc",
                "#!/bin/sh\ncase \"$*\" in *--sandbox*docx*) ;; *) exit 9;; esac\nexec /bin/cat \(folder.path)/tree.json\n"
            )
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path + "/pandoc")
            let read = try RunningProgram(
                "dondoc", ["import", folder.path + "/a.docx", "--site", folder.path],
                environment: ["LC_ALL": "vi_VN.UTF-8", "PATH": folder.path]
            ).end()
            #expect(read.code == 0, "\(read.errors)")
            #expect(read.output.contains("tên: Rà soát danh mục thuốc"))
            #expect(read.errors.contains("dondoc import --text"))
            let text = try RunningProgram(
                "dondoc", ["import", "--text", folder.path + "/a.docx", "--site", folder.path],
                environment: ["LC_ALL": "vi_VN.UTF-8", "PATH": folder.path]
            ).end()
            #expect(text.output.hasPrefix("II. NHIỆM VỤ\n\n  1. Sở Y tế rà soát"))
        }
    }

    @Test func readsAnEnvelope() throws {
        let xml = """
            <?xml version="1.0" encoding="UTF-8"?>
            <edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLHeader>
            <edXML:MessageHeader>
            <edXML:From><edXML:OrganId>000.00.12.H99</edXML:OrganId><edXML:OrganName>UBND tỉnh Sơn Hà</edXML:OrganName></edXML:From>
            <edXML:To><edXML:OrganId>000.01.12.H99</edXML:OrganId><edXML:OrganName>Sở Y tế</edXML:OrganName></edXML:To>
            <edXML:Code><edXML:CodeNumber>215</edXML:CodeNumber><edXML:CodeNotation>UBND-VX</edXML:CodeNotation></edXML:Code>
            <edXML:PromulgationInfo><edXML:Place>Sơn Hà</edXML:Place>
            <edXML:PromulgationDate>2026/03/02</edXML:PromulgationDate></edXML:PromulgationInfo>
            <edXML:Subject>Báo cáo tình hình cung ứng thuốc &amp; vật tư</edXML:Subject>
            <edXML:DueDate>2026/03/20</edXML:DueDate>
            </edXML:MessageHeader></edXML:edXMLHeader></edXML:edXMLEnvelope>

            """
        let object = try #require(try dondoc("import", "-", "--site", "/", "--json", input: xml).objects.first)
        #expect(object["number"] as? String == "215/UBND-VX")
        #expect(object["issued"] as? String == "2026-03-02")
        let task = try #require((object["tasks"] as? [[String: Any]])?.first)
        #expect(task["title"] as? String == "Báo cáo tình hình cung ứng thuốc & vật tư")
        #expect(((task["lead"] as? [[String: Any]])?.first)?["name"] as? String == "Sở Y tế")
        let deadline = (task["deadline"] as? [[String: Any]])?.first
        #expect((deadline?["text"] as? String)?.contains("20/") == true)
    }

    /// What a newer document changes; the remarks and corrections of the file stay.
    @Test func anAmendedPlan() throws {
        try inFolder { folder in
            try folder.file(
                "bodies.yaml", "bodies:\n  - { id: syt, name: Sở Y tế }\n  - { id: snv, name: Sở Nội vụ }\n")
            try folder.file(
                "programmes/a.yaml",
                """
                # Sửa tay: đã hỏi Văn phòng
                chương trình: KH-1
                tên: Kế hoạch năm 2026
                ban hành: 2026-01-05
                nhiệm vụ:
                  # chị Hoa theo dõi việc này
                  - số: "1"
                    tên: Rà soát danh mục thuốc thiết yếu của các bệnh viện
                    chủ trì: [syt]  # đã thống nhất
                    thời hạn: trước ngày 20/6/2026  # theo công văn
                  - số: "2"
                    tên: Tổ chức thi tuyển công chức cấp xã
                    chủ trì: [snv]
                    thời hạn: quý III/2026
                  - số: "3"
                    tên: Khảo sát mức độ hài lòng của người dân
                    chủ trì: [snv]
                    thời hạn: quý IV/2026

                """)
            try folder.file(
                "moi.txt",
                """
                II. NHIỆM VỤ

                1. Tổ chức tập huấn phòng cháy tại các trụ sở. Cơ quan chủ trì: Sở Nội vụ. Thời gian: quý II/2026.

                2. Rà soát danh mục thuốc thiết yếu của các bệnh viện. Cơ quan chủ trì: Sở Y tế. Thời gian: trước ngày 30/7/2026.

                3. Tổ chức thi tuyển công chức cấp xã. Cơ quan chủ trì: Sở Nội vụ. Thời gian: quý III/2026.

                """)
            let arguments = [
                "import", folder.path + "/moi.txt", "--onto", folder.path + "/programmes/a.yaml", "--issued",
                "2026-04-01",
            ]
            let shown = try RunningProgram("dondoc", arguments + ["--json"], environment: ["LC_ALL": "vi_VN.UTF-8"])
                .end()
            let changes = try #require(shown.objects.first?["changes"] as? [[String: Any]])
            #expect(changes.map { $0["change"] as? String } == ["added", "changed", "changed", "dropped"])
            #expect(changes.map { $0["id"] as? String } == ["1", "2", "3", "3"])
            #expect(changes[1]["was"] as? String == "1")
            #expect(changes[1]["moved"] as? Bool == true)
            #expect(changes[2]["moved"] as? Bool == false)
            let merged = try RunningProgram("dondoc", arguments, environment: ["LC_ALL": "vi_VN.UTF-8"]).end()
            #expect(merged.code == 0, "\(merged.errors)")
            for kept in [
                "# Sửa tay: đã hỏi Văn phòng", "# chị Hoa theo dõi việc này", "chủ trì: [syt]  # đã thống nhất",
                "thời hạn: trước ngày 30/7/2026  # trước đây: trước ngày 20/6/2026; theo công văn",
                "trước đây: \"1\"",
                "  # - số: \"3\"\n  #   tên: Khảo sát mức độ hài lòng của người dân\n  #   chủ trì: [snv]\n",
            ] {
                #expect(merged.output.contains(kept), "\(kept)")
            }
            #expect(merged.errors.contains("1 thêm; 1 bỏ; 1 dời hạn; 0 đổi lời; 2 đổi số"))
        }
    }

    /// The file's dashes stand where its keys do, or far in: what is added stands with them.
    @Test(arguments: ["", "  ", "      "]) func anAmendedPlanOfAnyIndentation(_ indent: String) throws {
        try inFolder { folder in
            func task(_ id: Int, _ title: String) -> String {
                ["- id: \"\(id)\"", "  title: \(title)", "  lead: [syt]", "  deadline: quý II/2026"]
                    .map { indent + $0 + "\n" }.joined()
            }
            let head = "programme: KH-1\ntitle: Kế hoạch năm 2026\nissued: 2026-01-05\ntasks:\n"
            let file = folder.path + "/programmes/a.yaml"
            try folder.file("bodies.yaml", "bodies:\n  - { id: syt, name: Sở Y tế }\n")
            try folder.file(
                "programmes/a.yaml",
                head + task(1, "Rà soát danh mục thuốc của các bệnh viện") + task(2, "Khảo sát sự hài lòng"))
            try folder.file(
                "moi.txt",
                """
                II. NHIỆM VỤ

                1. Rà soát danh mục thuốc của các bệnh viện. Cơ quan chủ trì: Sở Y tế. Thời gian: quý II/2026.

                2. Tổ chức tập huấn phòng cháy tại các trụ sở. Cơ quan chủ trì: Sở Y tế. Thời gian: quý III/2026.

                """)
            let merged = try RunningProgram(
                "dondoc",
                ["import", folder.path + "/moi.txt", "--onto", file, "--issued", "2026-04-01", "--lang", "en"]
            ).end()
            #expect(merged.code == 0, "\(merged.errors)")
            try folder.file("programmes/a.yaml", merged.output)
            let site = ["--site", folder.path, "--vendor", "/nonexistent"]
            func listed() throws -> [String] {
                let list = try RunningProgram("dondoc", ["list", "--json"] + site).end()
                return list.objects.compactMap { $0["task"] as? String }
            }
            #expect(try RunningProgram("dondoc", ["check"] + site).end().code == 0, "\(merged.output)")
            #expect(try listed() == ["1", "2"], "\(merged.output)")
            // The remark of what was dropped, brought back.
            let restored = merged.output.replacing("# - id: \"2\"", with: "- id: \"3\"").replacing(
                "\(indent)#   ", with: "\(indent)  ")
            try folder.file("programmes/a.yaml", restored)
            #expect(try listed() == ["1", "2", "3"], "\(restored)")
        }
    }

    @Test func aLetterWithoutTasksGivesNone() throws {
        let refused = try dondoc("import", "-", "--site", "/", input: "Xin chào các bạn.\n")
        #expect(refused.code == 1)
        #expect(refused.output == "")
        #expect(refused.errors.contains("không tìm thấy nhiệm vụ nào"))
    }
}
