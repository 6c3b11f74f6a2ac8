import ArgumentParser
import Dates
import Diagnostics
import Engine
import Glibc
import SiteFiles
import SystemErrors

/// `dondoc init`: lays out a site that checks clean and sends nothing yet.
struct Init: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "init",
            abstract: say(
                "Tạo thư mục mẫu có chú thích cho đơn vị; chưa gửi gì.",
                "Lays out a commented site in a folder; it sends nothing yet."))
    }

    @OptionGroup var global: GlobalOptions

    @Argument(
        help: .words("Thư mục; chưa có thì được tạo.", "The folder; made where it is missing.", value: "DIR"),
        completion: .directory)
    var folder: String

    func run() throws {
        let console = global.console()
        try makeFolders(folder)
        guard let root = resolved(folder) else { throw Self.cannotMake(folder) }
        try refuseSite(at: root)
        let today = Zone.vietnam.day(at: .now)
        let files = sampleSite(at: root, isDefault: root == GlobalOptions.defaultSite, today: today)
        console.line(console.palette(.bold, printable(root)))
        for file in files {
            let path = root + "/" + file.path
            try makeFolders(String(path.prefix(upTo: path.lastIndex(of: "/")!)))
            // The package's commented settings say nothing yet.
            if access(path, F_OK) == 0 {
                try keep(file, at: path, on: console)
                continue
            }
            try replaceFile(path, with: Array(file.text.utf8))
            console.line("  " + file.path + console.palette(.faint, "  " + file.purpose))
        }
        console.line()
        let site = root == GlobalOptions.defaultSite ? "" : " --site " + quoted(root)
        for (command, purpose) in [
            ("check", say("xem tệp có lỗi gì không", "whether the files are right")),
            ("simulate --from \(today) --to \(today + 90)", say("những gì sẽ được gửi", "what would go out")),
            ("preview --task \(sampleTask)", say("xem trước một thư", "a letter, before it goes")),
            ("go-live", say("khi đã sẵn sàng: bắt đầu gửi", "when you are ready: begins to send")),
        ] {
            console.line("  dondoc \(command)\(site)" + console.palette(.faint, "  # " + purpose))
        }
        try console.end()
    }

    /// A file that was there stays. Settings that say nothing of it are told that the site does not send yet.
    private func keep(_ file: SampleFile, at path: String, on console: Console) throws {
        var told = say("đã có, giữ nguyên", "was there, kept")
        if file.path == "dondoc.yaml" {
            let bytes = try readFile(path)
            if bytes.withUnsafeBufferPointer({ findLive($0) }) == nil {
                let end = bytes.isEmpty || bytes.last == UInt8(ascii: "\n") ? "" : "\n"
                try replaceFile(path, with: bytes + Array((end + "\n" + SampleFile.notLive).utf8))
                told = say("đã có, thêm dòng “gửi thật: không”", "was there; `live: false` was added")
            }
        }
        console.line("  " + file.path + console.palette(.yellow, "  " + told))
    }

    /// What has bodies or programmes is a site already.
    private func refuseSite(at root: String) throws {
        let loaded = loadSite(at: root)
        let found = loaded.files.first { $0.kind == .bodies || $0.kind == .programme }
        guard let found else { return }
        throw Trouble.usage(
            "“\(printable(root))” đã có \(printable(found.path)): không ghi đè; chọn thư mục khác.",
            "“\(printable(root))” has \(printable(found.path)) already: nothing is overwritten; choose another folder.")
    }

    private func makeFolders(_ path: String) throws {
        var made = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            made += "/" + part
            if mkdir(made, 0o755) != 0, errno != EEXIST { throw Self.cannotMake(path) }
        }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            errno = ENOTDIR
            throw Self.cannotMake(path)
        }
    }

    private static func cannotMake(_ path: String) -> Trouble {
        let reason = systemReason(errno)
        return .cannot(
            "không tạo được thư mục “\(printable(path))”: \(reason.vi)",
            "cannot make the folder “\(printable(path))”: \(reason.en)")
    }

    /// For a shell, where it needs to be.
    private func quoted(_ path: String) -> String {
        let isPlain = path.utf8.allSatisfy { byte in
            byte >= 0x80 || "/._-+,:@%".utf8.contains(byte) || (0x30...0x39).contains(byte)
                || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        }
        return isPlain ? path : "'" + path.replacing("'", with: "'\\''") + "'"
    }
}
