#!/usr/bin/env python3
"""documents.py DONDOC: plans as Word, OpenDocument, PDF, HTML and sheets, made and read by the real programs; a CSV that a
real LibreOffice opened and saved. Needs pandoc, pdftotext and soffice. Exit 0: all hold."""
import json, os, subprocess, sys, tempfile
from pathlib import Path

PLAN = """<html><body>
<p>ỦY BAN NHÂN DÂN XÃ PHÚ LỄ</p><p>Số: 42/KH-UBND</p><p>Phú Lễ, ngày 12 tháng 02 năm 2026</p>
<p>KẾ HOẠCH</p><p>Thực hiện nhiệm vụ trọng tâm năm 2026</p><p>PHỤ LỤC</p>
<table border="1">
<tr><td>STT</td><td>Nội dung công việc</td><td>Cơ quan chủ trì</td><td>Cơ quan phối hợp</td><td>Thời gian hoàn thành</td></tr>
<tr><td>I</td><td>Kinh tế</td><td></td><td></td><td></td></tr>
<tr><td>1</td><td>Thống kê hộ kinh doanh trên địa bàn, lập danh sách theo thôn</td><td>Phòng Kinh tế</td><td>các thôn</td><td>Trước 30/6/2026</td></tr>
<tr><td>2</td><td>Sửa chữa đường liên thôn</td><td>Phòng Kinh tế</td><td>Công an xã</td><td>Quý III/2026</td></tr>
<tr><td>II</td><td>Văn hóa</td><td></td><td></td><td></td></tr>
<tr><td>1</td><td>Tổ chức ngày hội đọc sách</td><td>Đoàn xã</td><td>Trường Tiểu học</td><td>Tháng 4/2026</td></tr>
</table></body></html>"""
WANTED = [
    ("I.1", "Thống kê hộ kinh doanh trên địa bàn, lập danh sách theo thôn", ["Phòng Kinh tế"], ["các thôn"], ["Trước 30/6/2026"]),
    ("I.2", "Sửa chữa đường liên thôn", ["Phòng Kinh tế"], ["Công an xã"], ["Quý III/2026"]),
    ("II.1", "Tổ chức ngày hội đọc sách", ["Đoàn xã"], ["Trường Tiểu học"], ["Tháng 4/2026"]),
]
failures = 0


def holds(what, is_so, remark=""):
    global failures
    failures += not is_so
    print(("ok    " if is_so else "FAILS ") + what + ("" if is_so else f": {remark}"))


def office(folder, *arguments):
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", *arguments, "--outdir", folder],
                   check=True, capture_output=True, timeout=180)


def main():
    dondoc = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as scratch:
        work = Path(folder)
        (work / "plan.html").write_text(PLAN, "utf-8")
        subprocess.run(["pandoc", "-f", "html", "-o", work / "plan.docx", work / "plan.html"], check=True)
        office(folder, "--convert-to", "odt:writer8", str(work / "plan.html"))
        office(folder, "--convert-to", "pdf:writer_pdf_Export", str(work / "plan.odt"))
        office(folder, "--convert-to", "doc:MS Word 97", str(work / "plan.odt"))
        office(folder, "--infilter=HTML (StarCalc)", "--convert-to", "xlsx", str(work / "plan.html"))
        office(folder, "--infilter=HTML (StarCalc)", "--convert-to", "ods", str(work / "plan.html"))
        for kind in ["html", "docx", "odt", "pdf", "doc", "xlsx", "ods"]:
            run = subprocess.run([dondoc, "import", str(work / f"plan.{kind}"), "--json", "--site", scratch],
                                 capture_output=True, env={**os.environ, "TMPDIR": scratch}, timeout=180)
            tasks = json.loads(run.stdout)["tasks"] if run.stdout else []
            got = [(t["id"], t["title"], [b["name"] for b in t["lead"]], [b["name"] for b in t["coordinating"]],
                    [d["text"] for d in t["deadline"]]) for t in tasks]
            holds(f"{kind} is read", got == WANTED, f"{got} {run.stderr.decode()}")
            holds(f"{kind} leaves nothing behind", not os.listdir(scratch), os.listdir(scratch))

        site = work / "site"
        (site / "programmes").mkdir(parents=True)
        subprocess.run([dondoc, "import", str(work / "plan.html"), "--format", "csv", "-o", str(work / "plan.csv"),
                        "--bodies", str(site / "bodies.yaml"), "--site", scratch], check=True, capture_output=True)
        for separator in ["44", "59", "9"]:
            office(folder, "--infilter=CSV:44,34,76,1", "--convert-to",
                   f"csv:Text - txt - csv (StarCalc):{separator},34,76,1", str(work / "plan.csv"))
            # It was saved over itself: the next round opens what is read here.
            text = (work / "plan.csv").read_bytes()
            (site / "programmes" / "plan.csv").write_bytes(text)
            checked = subprocess.run([dondoc, "check", "--json", "--site", str(site)], capture_output=True, text=True)
            listed = subprocess.run([dondoc, "list", "--all", "--json", "--site", str(site)], capture_output=True, text=True)
            ids = [json.loads(line)["task"] for line in listed.stdout.splitlines()]
            holds(f"a CSV that Calc saved with separator {separator} loads", checked.returncode == 0 and ids == [w[0] for w in WANTED],
                  f"{checked.stdout} {ids}")
            subprocess.run([dondoc, "import", str(work / "plan.html"), "--format", "csv", "-o", str(work / f"again-{separator}.csv"),
                            "--bodies", str(work / f"b-{separator}.yaml"), "--site", scratch], check=True, capture_output=True)
            os.replace(work / f"again-{separator}.csv", work / "plan.csv")

        # What Calc takes for numbers and days of its own: a sheet that was exported loads back as it was.
        own = work / "own"
        (own / "programmes").mkdir(parents=True)
        (own / "bodies.yaml").write_text("bodies:\n  - {id: a, name: Phòng Kinh tế}\n", "utf-8")
        words = ["10/12/2026", "Trong tháng 12/2026", "trước ngày 01/02/2027", "hằng quý"]
        (own / "programmes/p.yaml").write_text(
            "programme: 01-2026\ntitle: '2026'\nnumber: 05-12\nissued: 2026-02-12\nsince: 2026-03-04\ntasks:\n" + "".join(
                f"  - {{id: '{id}', title: 'Việc {n}', lead: [a], deadline: '{words[n % 4]}'}}\n"
                for n, id in enumerate(["1.1", "1.10", "2.0", "01", "3-4", "1.2.10", "7"])), "utf-8")
        places = ["--site", str(own), "--state", str(work / "state"), "--vendor", "/nowhere", "--now", "2026-06-01"]

        def listed():
            run = subprocess.run([dondoc, "list", "--all", "--json", *places], capture_output=True, text=True)
            return [[row[key] for key in ("programme", "task", "title", "occurrence", "start", "due")] for row in map(json.loads, run.stdout.splitlines())]

        before = listed()
        (work / "own.csv").write_bytes(subprocess.run([dondoc, "export", "csv", *places], check=True, capture_output=True).stdout)
        office(folder, "--infilter=CSV:44,34,76,1", "--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76,1", str(work / "own.csv"))
        (own / "programmes/p.yaml").unlink()
        (own / "programmes/p.csv").write_bytes((work / "own.csv").read_bytes())
        holds("an exported sheet that Calc opened and saved loads back as it was", len(before) > 7 and listed() == before,
              f"{before} {listed()}")
    return 1 if failures else 0


sys.exit(main())
