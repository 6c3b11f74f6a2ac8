#!/usr/bin/python3
"""What people and programs take away, read by those that will read it: the page by a browser, the sheet by a reader of
CSV, the calendar by a reader of iCalendar.

    Tests/Acceptance/outputs.py DONDOC

Needs chromium and python3-icalendar. The site's titles try to be markup, formulas and calendar lines of their own.
"""
import csv, io, os, re, subprocess, sys, tempfile

import icalendar

TITLE = '''=1+1 <img src=x onerror="document.title='owned'"><script>document.title='owned'</script> & "x", y;z'''
SITE = {
    "bodies.yaml": "bodies:\n  - {id: ban-dan-van, name: Ban Dân vận}\n",
    "programmes/a.yaml": "programme: A\ntitle: 'Kế hoạch </title><script>1</script>'\nissued: 2021-09-30\nsince: 2021-09-30\ntasks:\n"
    + "".join(
        f"  - id: '{n}'\n    title: '{TITLE.replace(chr(39), chr(39) * 2)}'\n    lead: [ban-dan-van]\n    deadline: {words}\n"
        for n, words in enumerate(["Trong quý IV/2021", "hằng tháng", "thường xuyên", "sau khi có hướng dẫn"], 1)),
}


def main(dondoc):
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for path, text in SITE.items():
            path = os.path.join(folder, "site", path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            open(path, "w").write(text)

        def run(*arguments):
            options = ["--site", folder + "/site", "--state", folder + "/state", "--vendor", "/nowhere", "--lang", "vi",
                       "--now", "2022-02-10"]
            return subprocess.run([dondoc, *arguments, *options], check=True, stdout=subprocess.PIPE).stdout.decode()

        run("report", "--html", folder + "/page.html")
        browser = ["chromium", "--headless", "--disable-gpu", "--virtual-time-budget=2000", "--user-data-dir=" + folder + "/b"]
        if os.getuid() == 0:
            browser.append("--no-sandbox")
        dom = subprocess.run([*browser, "--dump-dom", "file://" + folder + "/page.html"], check=True,
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode()
        assert "owned" not in re.search(r"<title>(.*?)</title>", dom, re.S).group(1), "a title ran as a script"
        assert not re.search(r"<(script|img)\b", dom), "a title became markup"
        assert dom.count("onerror=") == dom.count("&lt;img src=x onerror="), "a title became an attribute"
        assert len(re.findall(r'<tr id="task-\d+">', dom)) == 4, "not every task has its row"
        subprocess.run([*browser, "--print-to-pdf=" + folder + "/page.pdf", "file://" + folder + "/page.html"], check=True,
                       stderr=subprocess.DEVNULL)
        assert os.path.getsize(folder + "/page.pdf") > 5000, "the page does not print"

        rows = list(csv.DictReader(io.StringIO(run("export", "csv").removeprefix("\ufeff"))))
        assert [row["STT"] for row in rows] == ["1", "2", "3", "4"], rows
        assert all(row["Nội dung nhiệm vụ"] == "'" + TITLE for row in rows), rows[0]

        calendar = icalendar.Calendar.from_ical(run("export", "ics"))
        events = calendar.walk("VEVENT")
        assert {str(event["SUMMARY"])[2:] for event in events} == {TITLE}, events[0]["SUMMARY"]
        days = [event["DTSTART"].dt.isoformat() for event in events if str(event["UID"]).startswith("A/1@")]
        assert days == ["2021-12-31"], days
        assert len({event["UID"] for event in events}) == len(events)
    print(f"page, sheet and calendar of {len(rows)} tasks and {len(events)} dates: well read")


main(sys.argv[1])
