"""The site of an office in the middle of its year, with a ledger: some of it done in time, some late, some overdue, some
with an extension asked for. The same arguments give the same office."""
import json, os, random, socket, subprocess, time

DISTRICTS = ["Bình Sơn", "Sơn Tịnh", "Tư Nghĩa", "Nghĩa Hành", "Mộ Đức", "Ba Tơ", "Minh Long", "Sơn Hà", "Sơn Tây", "Trà Bồng",
             "Lý Sơn", "Đức Phổ", "thành phố Quảng Ngãi"]
BOARDS = ["Ban Tổ chức Tỉnh ủy", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "Ủy ban Kiểm tra Tỉnh ủy", "Ban Nội chính Tỉnh ủy",
          "Văn phòng Tỉnh ủy", "Đảng ủy Ủy ban nhân dân tỉnh", "Đảng ủy các cơ quan Đảng tỉnh", "Đảng ủy Công an tỉnh",
          "Đảng ủy Quân sự tỉnh", "Trường Chính trị tỉnh", "Báo và Phát thanh, Truyền hình Quảng Ngãi", "Sở Tài chính",
          "Sở Nông nghiệp và Môi trường", "Sở Giáo dục và Đào tạo", "Sở Khoa học và Công nghệ"]
WORKS = ["Quán triệt, tuyên truyền Nghị quyết đến toàn thể cán bộ, đảng viên và nhân dân", "Rà soát, bổ sung quy chế làm việc của cấp ủy cơ sở",
         "Xây dựng đề án nâng cao chất lượng sinh hoạt chi bộ giai đoạn 2026-2030", "Kiểm tra việc thực hiện kết luận của Ban Thường vụ",
         "Sơ kết việc thực hiện Chỉ thị và báo cáo Ban Thường vụ Tỉnh ủy", "Chuyển đổi số trong các cơ quan Đảng: kết nối, liên thông văn bản điện tử",
         "Bồi dưỡng lý luận chính trị cho cán bộ nguồn", "Giải ngân vốn đầu tư công", "Rà soát hộ nghèo, hộ cận nghèo theo chuẩn mới"]
DEADLINES = ["trước ngày {d}/{m}/2026", "Trong tháng {m}/2026", "Quý {q}/2026", "hằng quý", "báo cáo trước ngày 20 tháng cuối quý",
             "Thường xuyên", "Trong tháng 12/2026", "trước ngày 10/12/2026", "sau khi có hướng dẫn của Trung ương", "trước ngày {d}/{n}/2027", "Trong tháng {n}/2027"]
NOW = "2026-11-30T09:00:00+07:00"


class Office:
    def __init__(self, dondoc, folder, tasks, seed=1, settings=""):
        self.dondoc, self.folder, self.random = dondoc, folder, random.Random(seed)
        os.makedirs(folder + "/site/programmes")
        self.bodies = [f"huyen-uy-{n}" for n in range(len(DISTRICTS))] + [f"ban-{n}" for n in range(len(BOARDS))]
        names = ["Huyện ủy " + name if name[0] != "t" else "Thành ủy Quảng Ngãi" for name in DISTRICTS] + BOARDS
        self.write("dondoc.yaml", "office: Văn phòng Tỉnh ủy Quảng Ngãi\n" + settings)
        self.write("bodies.yaml", "bodies:\n  - {id: ban-thuong-vu, name: Ban Thường vụ Tỉnh ủy}\n" + "".join(
            f"  - {{id: {id}, name: '{name}', parent: ban-thuong-vu}}\n" for id, name in zip(self.bodies, names))
            + f"  - {{id: cac-huyen-uy, name: 'Các huyện ủy, thành ủy', members: [{', '.join(self.bodies[:len(DISTRICTS)])}]}}\n")
        self.tasks = []
        for place, first in enumerate(range(0, tasks, 60)):
            self.programme(place, [first + n for n in range(min(60, tasks - first))])

    def write(self, name, text):
        with open(f"{self.folder}/site/{name}", "w") as file:
            file.write(text)

    def programme(self, place, numbers):
        number = f"{place + 1:02}-KH/TU"
        text = (f"programme: {place + 1:02}-KH-TU\ntitle: Kế hoạch thực hiện Nghị quyết số {place + 2:02}-NQ/TU của Tỉnh ủy về công tác xây dựng Đảng\n"
                f"number: {number}\nissued: 2025-12-15\nissuer: ban-thuong-vu\nsince: 2026-01-01\ntasks:\n")
        for n in numbers:
            month = self.random.randint(1, 12)
            words = self.random.choice(DEADLINES).format(d=self.random.randint(1, 28), m=month, q=["I", "II", "III", "IV"][(month - 1) // 3],
                                                         n=self.random.randint(1, 11))
            lead = "cac-huyen-uy" if self.random.random() < 0.12 else self.random.choice(self.bodies)
            id = f"{n // 10 + 1}.{n % 10 + 1}"
            target = ""
            if self.random.random() < 0.1:
                target = f"    target: {{ metric: đảng viên được học tập, value: {self.random.randint(20, 900) * 100}, unit: người }}\n"
            text += (f"  - id: \"{id}\"\n    title: '{self.random.choice(WORKS)}'\n    directing: [ban-thuong-vu]\n    lead: [{lead}]\n"
                     f"    deadline: {words}\n{target}")
            self.tasks.append((f"{place + 1:02}-KH-TU/{id}", bool(target)))
        self.write(f"programmes/{place + 1:02}.yaml", text)

    def options(self):
        return ["--site", self.folder + "/site", "--vendor", os.path.dirname(os.path.abspath(__file__)) + "/../..", "--state",
                self.folder + "/state"]

    def run(self, *arguments, now=NOW, language="vi"):
        command = [self.dondoc, *arguments, *self.options(), "--lang", language]
        if now: command += ["--now", now[:10]]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.decode()

    def live(self, now, reports):
        """The service runs at an instant; people report."""
        path = self.folder + "/s"
        daemon = subprocess.Popen([os.path.dirname(self.dondoc) + "/dondocd", *self.options(), "--spool", self.folder + "/spool", "--socket", path,
                                   "--now", now], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            client = socket.socket(socket.AF_UNIX)
            for _ in range(600):
                try:
                    client.connect(path)
                    break
                except OSError:
                    time.sleep(0.1)
            stream = client.makefile("rb")
            for report in reports:
                client.sendall(json.dumps({"method": "io.dondoc.Report", "parameters": report}).encode() + b"\0")
                reply = b""
                while not reply.endswith(b"\0"):
                    byte = stream.read(1)
                    if not byte: raise EOFError
                    reply += byte
        finally:
            daemon.terminate()
            daemon.wait()
            if os.path.exists(path): os.unlink(path)

    def year(self, reported=400):
        """What happened until now: at four instants some of the tasks are reported."""
        tasks = self.random.sample(self.tasks, min(len(self.tasks), reported))
        for day in ("2026-01-05", "2026-04-20", "2026-08-03", "2026-11-12", "2026-11-27"):
            reports = []
            for task, has_target in tasks:
                luck = self.random.random()
                if luck < 0.35:
                    reports.append({"report": "done", "task": task, "all": True, "by": "Lan"})
                elif luck < 0.42:
                    reports.append({"report": "ask-extension", "task": task, "until": "2027-01-15", "reason": "chờ số liệu của Cục Thống kê", "by": "Lan"})
                elif has_target:
                    reports.append({"report": "progress", "task": task, "value": str(self.random.randint(1, 200) * 100), "by": "Lan"})
            self.live(day + "T09:00:00+07:00", reports)
