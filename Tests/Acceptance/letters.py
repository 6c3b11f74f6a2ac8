#!/usr/bin/python3
"""Letters and calendars, read by those that will read them: letters by reformime, by neomutt and by Dovecot over IMAP on
loopback; the calendars in them, and those of `export ics` and of the feeds, by libical, khal, todoman and icalendar.

    Tests/Acceptance/letters.py DONDOC

Needs maildrop, neomutt, dovecot-imapd, libical-dev, gcc, khal, todoman and python3-icalendar; Dovecot as root.
"""
import email, email.policy, glob, imaplib, json, os, pathlib, pty, re, shutil, subprocess, sys, tempfile, time

import icalendar

from office import Office

HERE = os.path.dirname(os.path.abspath(__file__))


def run(*command, **more):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, **more).stdout


def subject_of(letter): return str(letter["Subject"])


def by_reformime(path, letter):
    """Its parts are what they are said to be, and its text is what Python's reader finds."""
    parts = re.findall(r"section: (\S+)\ncontent-type: (\S+)", run("reformime", "-i", stdin=open(path, "rb")).decode())
    kinds = [kind for _, kind in parts]
    assert kinds[:4] == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html"], kinds
    section = parts[2][0]
    text = run("reformime", "-s", section, "-e", stdin=open(path, "rb")).decode()
    assert text.startswith("Kính gửi: ") and text.replace("\r", "") == letter.get_body(("plain",)).get_content().replace("\r", ""), path
    return sum(kind == "text/calendar" for kind in kinds)


def by_neomutt(maildir, letters, folder):
    """All letters of a body, as neomutt shows them: headers decoded, the plain part, nothing left encoded."""
    out = folder + "/neomutt.txt"
    with open(folder + "/muttrc", "w") as rc:
        rc.write('set folder="%s"\nset spoolfile="%s"\nset charset=utf-8\nset pipe_decode=yes\nset pipe_split=no\nset wait_key=no\n'
                 'set header_cache=""\nset mail_check=0\nset quit=yes\nset mark_old=no\nset sort=date\n'
                 'alternative_order text/plain\nauto_view text/calendar\n' % (maildir, maildir))
    keys = f"push '<tag-pattern>~A<enter><tag-prefix><pipe-message>cat > {out}<enter><exit>'"
    pid, screen = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm", LANG="C.UTF-8", LC_ALL="C.UTF-8", HOME=folder)
        os.execvp("neomutt", ["neomutt", "-n", "-F", folder + "/muttrc", "-f", maildir, "-e", keys])
    while True:
        try:
            if not os.read(screen, 65536): break
        except OSError:
            break
    os.waitpid(pid, 0)
    shown = pathlib.Path(out).read_text()
    unfolded = re.sub(r"\n[ \t]+", " ", shown)
    for letter in letters:
        assert re.sub(r"\s+", " ", subject_of(letter)) in re.sub(r"\s+", " ", unfolded), subject_of(letter)
    assert shown.count("Kính gửi: ") == len(letters), (shown.count("Kính gửi: "), len(letters))
    assert "=?UTF-8" not in shown and "=E1=BB" not in shown


class Dovecot:
    """An IMAP server on loopback over a copy of a body's Maildir."""

    PORT = 42143

    def __init__(self, folder, maildir):
        self.base = folder + "/dovecot"
        os.makedirs(self.base)
        # It gives no mail to root.
        os.chmod(folder, 0o755)
        shutil.copytree(maildir, self.base + "/mail")
        run("chown", "-R", "nobody:nogroup", self.base + "/mail")
        config = self.base + "/conf"
        with open(config, "w") as file:
            file.write(f"""base_dir = {self.base}/run
state_dir = {self.base}/state
log_path = {self.base}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = root
default_internal_group = root
default_login_user = nobody
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:{self.base}/mail:INDEX=MEMORY
passdb {{
  driver = static
  args = password=x
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={self.base}/mail
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {self.PORT}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
""")
        self.process = subprocess.Popen(["dovecot", "-F", "-c", config], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def open(self, user):
        for _ in range(100):
            try:
                box = imaplib.IMAP4("127.0.0.1", self.PORT)
                break
            except OSError:
                time.sleep(0.1)
        box.login(user, "x")
        box.select("INBOX")
        return box

    def close(self):
        self.process.terminate()
        self.process.wait()


def by_dovecot(box, letters):
    """What a webmail asks: sizes, structure, a search, threads; each letter comes out as it lies in the spool."""
    _, found = box.uid("SEARCH", "ALL")
    numbers = found[0].split()
    assert len(numbers) == len(letters), (len(numbers), len(letters))
    subjects = []
    for number in numbers:
        _, answer = box.uid("FETCH", number, "(RFC822 BODYSTRUCTURE)")
        whole = next(part[1] for part in answer if isinstance(part, tuple))
        structure = b"".join(part if isinstance(part, bytes) else part[0] + part[1] for part in answer)
        assert b'"mixed"' in structure.lower() and b'"alternative"' in structure.lower(), structure
        subjects.append(subject_of(email.message_from_bytes(whole, policy=email.policy.default)))
    assert sorted(subjects) == sorted(map(subject_of, letters))
    box.literal = "Kính gửi".encode()
    _, found = box.uid("SEARCH", "CHARSET", "UTF-8", "TEXT")
    assert len(found[0].split()) == len(letters), "a search for what stands in each"
    _, threads = box.uid("THREAD", "REFERENCES", "UTF-8", "ALL")
    count, depth = 0, 0
    for character in threads[0].decode():
        if character == "(":
            count += depth == 0
            depth += 1
        elif character == ")": depth -= 1
    known = {letter["Message-ID"] for letter in letters}
    first = [letter for letter in letters if not set((letter["References"] or "").split()) & known]
    assert count == len(first), (count, len(first))
    return count


def check_calendar(checker, text):
    return int(run(checker, input=text))


def by_khal(folder, calendar, events):
    """Imported into an empty calendar, every event is there."""
    os.makedirs(folder + "/khal/cal")
    with open(folder + "/khal/config", "w") as file:
        file.write(f"[calendars]\n[[x]]\npath = {folder}/khal/cal\ntype = calendar\n[sqlite]\npath = {folder}/khal/db\n[locale]\n"
                   "local_timezone = Asia/Ho_Chi_Minh\ndefault_timezone = Asia/Ho_Chi_Minh\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
                   "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\ntimeformat = %H:%M\n[default]\ndefault_calendar = x\n")
    environment = dict(os.environ, LC_ALL="C.UTF-8", HOME=folder)
    run("khal", "-c", folder + "/khal/config", "import", "--batch", "-a", "x", calendar, env=environment, stderr=subprocess.PIPE)
    shown = run("khal", "-c", folder + "/khal/config", "list", "--format", "EVENT {uid}", "--day-format", "", "2025-01-01", "2030-01-01",
                env=environment).decode()
    assert len(set(re.findall("EVENT (.*)", shown))) == len(events), (len(set(re.findall("EVENT (.*)", shown))), len(events))


def by_todoman(folder, todos):
    """One file for each to-do, as a folder of theirs has it; all are read."""
    os.makedirs(folder + "/todo/x")
    for n, todo in enumerate(todos):
        calendar = icalendar.Calendar()
        calendar.add("version", "2.0")
        calendar.add("prodid", "-//test//EN")
        calendar.add_component(todo)
        with open(f"{folder}/todo/x/{n}.ics", "wb") as file: file.write(calendar.to_ical())
    config = folder + "/todo/config.py"
    with open(config, "w") as file: file.write(f'path = "{folder}/todo/*"\ncache_path = "{folder}/todo/cache"\ndefault_list = "x"\n')
    shown = run(shutil.which("todo") or "todoman", "--config", config, "--porcelain", "list", env=dict(os.environ, LC_ALL="C.UTF-8", HOME=folder))
    names = sorted(todo["summary"] for todo in json.loads(shown))
    assert names == sorted(str(todo["SUMMARY"]) for todo in todos), (len(names), len(todos))


def main(dondoc):
    with tempfile.TemporaryDirectory() as folder:
        checker = folder + "/check"
        run("gcc", "-o", checker, HERE + "/calendar_check.c", "-lical")
        # A check that cannot fail checks nothing: a published calendar without an organizer.
        wrong = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:PUBLISH\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20210101T000000Z\r\n" \
                b"DTSTART;VALUE=DATE:20210101\r\nSUMMARY:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        assert subprocess.run(checker, input=wrong, capture_output=True).returncode == 1, "the checker passes what is wrong"
        feeds = folder + "/feeds"
        os.makedirs(feeds)
        office = Office(os.path.abspath(dondoc), folder + "/office", 80, settings=f"feeds: {feeds}\npage: {folder}/page.html\nhost: may.vn\n")
        office.year(reported=20)

        spool, letters, calendars = folder + "/office/spool", {}, 0
        for path in glob.glob(spool + "/*/new/*"):
            with open(path, "rb") as file: letter = email.message_from_binary_file(file, policy=email.policy.default)
            letters.setdefault(path.split("/")[-3], []).append((path, letter))
        assert sum(map(len, letters.values())) > 20
        for of_body in letters.values():
            for path, letter in of_body:
                found = by_reformime(path, letter)
                parts = [part for part in letter.walk() if part.get_content_type() == "text/calendar"]
                assert found == len(parts)
                for part in parts:
                    check_calendar(checker, part.get_payload(decode=True))
                    calendars += 1
        body = max(letters, key=lambda body: len(letters[body]))
        by_neomutt(spool + "/" + body, [letter for _, letter in letters[body]], folder)
        server = Dovecot(folder, spool + "/" + body)
        try:
            threads = by_dovecot(server.open(body), [letter for _, letter in letters[body]])
        finally:
            server.close()

        of_feeds = glob.glob(feeds + "/*.ics")
        assert len(of_feeds) > 10, of_feeds
        for path in of_feeds:
            text = pathlib.Path(path).read_bytes()
            events = icalendar.Calendar.from_ical(text).walk("VEVENT")
            assert check_calendar(checker, text) == len(events)
        exported = office.run("export", "ics")
        with open(folder + "/all.ics", "w", newline="") as file: file.write(exported)
        by_khal(folder, folder + "/all.ics", icalendar.Calendar.from_ical(exported).walk("VEVENT"))
        mine = office.run("export", "ics", "--body", body)
        events = {str(event["UID"]) for event in icalendar.Calendar.from_ical(mine).walk("VEVENT")}
        fed = {str(event["UID"]) for event in icalendar.Calendar.from_ical(pathlib.Path(f"{feeds}/{body}.ics").read_bytes()).walk("VEVENT")}
        assert fed and fed <= events, (len(fed), len(events))
        todos = icalendar.Calendar.from_ical(office.run("export", "ics", "--todos")).walk("VTODO")
        by_todoman(folder, todos)
    print(f"{sum(map(len, letters.values()))} letters with {calendars} calendars, {len(letters[body])} of them in {threads} threads over IMAP; "
          f"{len(of_feeds)} feeds, {len(todos)} to-dos: well read")


main(sys.argv[1])
