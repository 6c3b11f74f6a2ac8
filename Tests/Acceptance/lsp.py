#!/usr/bin/env python3
"""`dondoc lsp` as an editor meets it: what it tells is what `dondoc check` says of the same files saved, whatever is typed.

Usage: Tests/Acceptance/lsp.py DONDOC [EDITS]
"""

import hashlib
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import unicodedata

from lsp_client import Client, FULL, uri

ROOT = pathlib.Path(__file__).resolve().parents[2]
DONDOC = str(pathlib.Path(sys.argv[1]).resolve())
EDITS = int(sys.argv[2]) if len(sys.argv) > 2 else 60
failures = 0


def expect(condition, what):
    global failures
    if not condition:
        failures += 1
        print("FAILED:", what)


def check(site):
    """What `dondoc check` finds, by path."""
    lines = subprocess.run(
        [DONDOC, "check", "--json", "--lang", "en", "--site", str(site), "--vendor", str(ROOT)],
        capture_output=True, text=True).stdout.splitlines()
    found = {}
    for line in lines:
        problem = json.loads(line)
        found.setdefault(problem["file"], []).append(problem)
    return found


def same(told, checked, text):
    """Whether a diagnostic of the protocol is one of `check`, place and all."""
    message = checked["message"] + ("\nhelp: " + checked["help"] if checked["help"] else "")
    if told["code"] != checked["code"] or told["message"] != message:
        return False
    if told["severity"] != (1 if checked["severity"] == "error" else 2):
        return False
    start = told["range"]["start"]
    if checked["line"] is None:
        return start == {"line": 0, "character": 0}
    if start["line"] + 1 != checked["line"]:
        return False
    line = text.splitlines()[start["line"]] if start["line"] < len(text.splitlines()) else ""
    # A column of `check` is what a person sees as one letter; of a plain line that is a unit of UTF-16.
    plain = all(ord(c) < 0x10000 and not unicodedata.combining(c) for c in line)
    return not plain or start["character"] + 1 == checked["column"]


def compare(client, site, texts, saved, what):
    """Holds all that was told against `check` of a folder in which the texts are saved."""
    checked = check(saved)
    told = {u: p["diagnostics"] for u, p in client.diagnostics.items() if p["diagnostics"]}
    paths = {uri(site / path) if not path.startswith("/") else uri(path): path for path in checked}
    expect(set(told) == set(paths), f"{what}: files {sorted(set(told) ^ set(paths))}")
    for at, path in paths.items():
        wanted, got = checked[path], told.get(at, [])
        file = pathlib.Path(path) if path.startswith("/") else saved / path
        text = file.read_text(errors="replace") if file.is_file() else ""
        expect(len(wanted) == len(got) and all(same(g, w, text) for g, w in zip(got, wanted)),
               f"{what}: {path}: {json.dumps(got, ensure_ascii=False)[:300]} instead of "
               f"{json.dumps(wanted, ensure_ascii=False)[:300]}")


def digest(folder):
    sums = [(str(p.relative_to(folder)), p.stat().st_mtime_ns, hashlib.sha256(p.read_bytes()).hexdigest())
            for p in sorted(folder.rglob("*")) if p.is_file()]
    return sums


def copy(example, folder):
    site = folder / "site"
    shutil.copytree(ROOT / "Examples" / example, site)
    (site / "rules").mkdir(exist_ok=True)
    (site / "rules" / "60-rieng.rules").write_text(
        'quy tắc "rieng"\n  với ưu tiên >= cao\n  khi trước hạn 5 ngày\n  nhắc chủ trì\n')
    return site


SPICE = ["ắ", '"', "\n", "  ", "- ", ": ", "𝄞", "nhắc", "\t", "#", "1", "[", "ban-to-chuc"]


def edit(text, dice):
    at = dice.randrange(len(text) + 1)
    to = min(len(text), at + dice.randrange(15))
    kind = dice.randrange(4)
    if kind == 0:
        return text[:at] + text[to:]
    if kind == 1:
        return text[:at] + dice.choice(SPICE) + text[at:]
    if kind == 2:
        start = dice.randrange(len(text) + 1)
        return text[:at] + text[start:start + 40] + text[at:]
    return text[:at] + dice.choice(SPICE) + text[to:]


def typing(example, seed):
    """Edits of all kinds; after each, server and check agree."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        site = copy(example, folder)
        saved = folder / "saved"
        shutil.copytree(site, saved)
        before = digest(site)
        files = [p for p in site.rglob("*") if p.suffix in (".yaml", ".csv", ".rules")]
        client = Client(DONDOC, "--vendor", str(ROOT), root=site)
        texts = {p: p.read_text() for p in files}
        originals = dict(texts)
        for p in files:
            client.open(p)
        client.settle(0.4)
        compare(client, site, texts, saved, f"{example}: opened")
        dice = random.Random(seed)
        version = 1
        for number in range(EDITS):
            path = dice.choice(files)
            texts[path] = originals[path] if dice.random() < 0.3 else edit(texts[path], dice)
            version += 1
            client.change(path, texts[path], version)
            (saved / path.relative_to(site)).write_text(texts[path])
            # The check is done before an answer is given.
            client.ask("textDocument/hover", client.at(path, 0, 0))
            compare(client, site, texts, saved, f"{example}, seed {seed}, edit {number}")
            if failures:
                break
        expect(client.end() == 0, "exit code")
        expect(digest(site) == before, "a file was written")


def encodings():
    """A place is told in the units that the client counts."""
    with tempfile.TemporaryDirectory() as name:
        path = pathlib.Path(name) / "a.rules"
        path.write_text('quy tắc "𝄞ắ" nhăc\n  khi đúng hạn\n  nhắc chủ trì\n')
        places = []
        for encoding in (["utf-16"], ["utf-8", "utf-16"]):
            client = Client(DONDOC, capabilities={**FULL, "general": {"positionEncodings": encoding}}, root=name)
            expect(client.capabilities["positionEncoding"] == encoding[0], "encoding")
            client.open(path)
            client.settle(0.4)
            diagnostics = client.diagnostics[uri(path)]["diagnostics"]
            expect(bool(diagnostics), "a mistyped word is told")
            places.append(diagnostics[0]["range"]["start"]["character"])
            client.end()
        expect(places == [14, 20], f"places {places}")


def rudeness():
    """What is no message is answered, and what follows is served."""
    client = Client(DONDOC, initialize=False)
    expect(client.ask("textDocument/hover", {}, raw=True)["error"]["code"] == -32002, "before initialize")
    client.ask("initialize", {"capabilities": {}})
    client.write(b"Content-Length: 3\r\n\r\n{{{")
    expect(client.read()["error"]["code"] == -32700, "not JSON")
    client.write(b"Content-Length: x\r\n\r\n")
    expect(client.read()["error"]["code"] == -32700, "no length")
    expect(client.ask("no/such", {}, raw=True)["error"]["code"] == -32601, "unknown method")
    with tempfile.TemporaryDirectory() as name:
        path = pathlib.Path(name) / "a.rules"
        client.open(path, 'quy tắc "a"\n  khi đúng hạn\n  nhắc chủ trì\n')
        # Half of a surrogate pair, and a key twice: read on, and the text stays in step.
        body = ('{"method":"x","method":"textDocument/didChange","params":{"textDocument":{"uri":"%s","version":2},'
                '"contentChanges":[{"text":"# \\ud834\\nquy t\\u0103c \\"a\\"\\n"}]}}' % uri(path)).encode()
        client.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        client.settle(0.4)
        diagnostics = client.diagnostics[uri(path)]["diagnostics"]
        expect(bool(diagnostics) and diagnostics[0]["range"]["start"]["line"] == 1, "the text is in step")
    expect(client.end() == 0, "exit code")
    silent = Client(DONDOC)
    silent.process.stdin.close()
    expect(silent.process.wait(10) == 1, "a client that dies")


def fixes():
    """A fix that is made mends what it was offered for."""
    with tempfile.TemporaryDirectory() as name:
        path = pathlib.Path(name) / "a.rules"
        text = 'quy tăc "a"\n  khi đúng hạn\n  nhăc chủ trì\n\nquy tắc "b"\n  khi đúng hạn\n  nhăc chỉ đạo\n'
        client = Client(DONDOC, root=name)
        client.open(path, text)
        whole = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
        actions = client.ask("textDocument/codeAction", {
            "textDocument": {"uri": uri(path)}, "range": whole, "context": {"diagnostics": []}})
        every = [a for a in actions if "all" in a["title"]]
        expect(len(every) == 1, f"fix all: {[a['title'] for a in actions]}")
        lines = text.split("\n")
        for change in reversed(every[0]["edit"]["documentChanges"][0]["edits"]):
            start, end = change["range"]["start"], change["range"]["end"]
            line = lines[start["line"]]
            lines[start["line"]] = line[:start["character"]] + change["newText"] + line[end["character"]:]
        client.change(path, "\n".join(lines), 2)
        client.settle(0.4)
        expect(client.diagnostics[uri(path)]["diagnostics"] == [], "mended")
        client.end()


def neovim():
    """Neovim of Debian, without a screen: it shows the diagnostics, makes a fix and formats when it writes the file."""
    if not shutil.which("nvim"):
        expect(False, "neovim is not there")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        site = copy("nam-dinh", folder)
        path = site / "rules" / "60-rieng.rules"
        path.write_text(path.read_text().replace("nhắc chủ", "nhăc chủ"))
        script = folder / "try.lua"
        script.write_text(f"""
vim.g.dondoc_command = {{ "{DONDOC}", "lsp", "--lang", "en", "--vendor", "{ROOT}" }}
vim.g.dondoc_format_on_save = true
vim.opt.runtimepath:append("{ROOT}/editors/vim")
vim.cmd("filetype plugin on")
vim.cmd("runtime! plugin/dondoc.lua")
vim.cmd("edit {path}")
local function await(what, test)
  if not vim.wait(10000, test, 20) then print("no " .. what); vim.cmd("cquit 1") end
end
await("diagnostics", function() return #vim.diagnostic.get(0) > 0 end)
print(vim.diagnostic.get(0)[1].code or "", vim.diagnostic.get(0)[1].message)
local parameters = vim.lsp.util.make_range_params()
parameters.range = {{ start = {{ line = 3, character = 3 }}, ["end"] = {{ line = 3, character = 3 }} }}
parameters.context = {{ diagnostics = {{}} }}
local answers = vim.lsp.buf_request_sync(0, "textDocument/codeAction", parameters, 10000)
for _, answer in pairs(answers) do vim.lsp.util.apply_workspace_edit(answer.result[1].edit, "utf-16") end
await("end of the diagnostics", function() return #vim.diagnostic.get(0) == 0 end)
local completed = vim.lsp.buf_request_sync(0, "textDocument/completion",
  {{ textDocument = parameters.textDocument, position = {{ line = 3, character = 9 }} }}, 10000)
for _, answer in pairs(completed) do print("completions", #answer.result.items) end
vim.cmd("write")
vim.cmd("qall!")
""")
        outcome = subprocess.run(
            ["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-S", str(script)],
            capture_output=True, text=True, timeout=60)
        expect(outcome.returncode == 0, f"neovim: {outcome.stdout}{outcome.stderr}")
        expect("R021" in outcome.stderr + outcome.stdout or "nhăc" in outcome.stderr, f"neovim: {outcome.stderr}")
        text = path.read_text()
        expect("  nhắc   chủ trì\n" in text and "  khi    trước hạn 5 ngày\n" in text, f"neovim: {text}")
        print("neovim:", outcome.stderr.strip().replace("\n", "; ")[:200])


def emacs():
    """Emacs with eglot of Debian: diagnostics by flymake, a format when the file is saved."""
    if not shutil.which("emacs"):
        expect(False, "emacs is not there")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        site = copy("nam-dinh", folder)
        path = site / "rules" / "60-rieng.rules"
        script = folder / "try.el"
        script.write_text(f"""
(require (quote package))
(add-to-list (quote package-directory-list) "/usr/share/emacs/site-lisp/elpa")
(package-initialize)
(require 'eglot)
(define-derived-mode dondoc-mode prog-mode "dondoc")
(add-to-list 'auto-mode-alist '("\\\\.rules\\\\'" . dondoc-mode))
(add-to-list 'eglot-server-programs
             '(dondoc-mode . ("{DONDOC}" "lsp" "--lang" "en" "--vendor" "{ROOT}")))
(setq eglot-sync-connect t eglot-connect-timeout 10 make-backup-files nil)
(find-file "{path}")
(apply #'eglot--connect (eglot--guess-contact))
(eglot--maybe-activate-editing-mode)
(defun dondoc-format () (when (eglot-managed-p) (eglot-format-buffer)))
(add-hook 'before-save-hook #'dondoc-format nil t)
(goto-char (point-max))
(insert "\n")
(eglot--signal-textDocument/didChange)
(save-buffer)
(remove-hook 'before-save-hook #'dondoc-format t)
(goto-char (point-max))
(insert "quy tăc \\"b\\"\\n")
(eglot--signal-textDocument/didChange)
(let ((tries 0))
  (flymake-mode 1)
  (while (and (< tries 100) (null (flymake-diagnostics)))
    (flymake-start)
    (accept-process-output nil 0.1)
    (setq tries (1+ tries))))
(message "diagnostics %s" (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))
(set-buffer-modified-p nil)
(kill-emacs (if (flymake-diagnostics) 0 1))
""")
        outcome = subprocess.run(["emacs", "--batch", "-q", "-l", str(script)], capture_output=True, text=True,
                                 timeout=90)
        expect(outcome.returncode == 0, f"emacs: {outcome.stderr[-1500:]}")
        expect("  khi    trước hạn 5 ngày\n" in path.read_text(), f"emacs: {path.read_text()}")
        print("emacs:", outcome.stderr.strip().split("\n")[-1][:200])


encodings()
rudeness()
fixes()
neovim()
emacs()
for seed, example in enumerate(["nam-dinh", "phu-tho", "quang-ngai"]):
    typing(example, seed)
print("all well" if not failures else f"{failures} failures")
sys.exit(1 if failures else 0)
