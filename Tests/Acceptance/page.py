#!/usr/bin/python3
"""The page of `dondoc report` in a browser: of offices with few, some and many tasks, on a phone, a tablet and a desk, light,
dark and on paper.

    Tests/Acceptance/page.py DONDOC [FOLDER]

Needs chromium and poppler-utils. With FOLDER the pictures are left there, to be looked at.
"""
import base64, json, os, socket, struct, subprocess, sys, tempfile, time, urllib.request

from office import Office

WIDTHS = (390, 768, 1280)
# Asked of the page itself.
FACTS = r"""
(() => {
  const wide = [], pale = [], shown = document.documentElement.clientWidth;
  document.querySelectorAll('details').forEach(d => d.open = OPEN);
  const all = [...document.body.querySelectorAll('*')];
  // What is folded away has no place; to ask for it would make the browser find one.
  const seen = all.filter(e => { const d = e.closest('details:not([open])'); return !d || e.closest('summary')?.parentElement == d; });
  for (const e of seen) {
    const box = e.getBoundingClientRect();
    if (box.width > 0 && (box.right > shown + 0.5 || box.left < -0.5) && getComputedStyle(e).position != 'absolute') wide.push(e.outerHTML.slice(0, 120));
  }
  const part = c => { c /= 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
  const light = c => 0.2126 * part(c[0]) + 0.7152 * part(c[1]) + 0.0722 * part(c[2]);
  const colour = text => text.match(/[\d.]+/g).map(Number);
  const ground = e => {
    for (; e; e = e.parentElement) { const c = colour(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; }
    return matchMedia('(prefers-color-scheme: dark)').matches ? [0, 0, 0] : [255, 255, 255];
  };
  let least = 21;
  for (const e of seen) {
    if (![...e.childNodes].some(n => n.nodeType == 3 && n.textContent.trim()) || !e.getClientRects().length) continue;
    const style = getComputedStyle(e), ink = colour(e instanceof SVGElement ? style.fill : style.color);
    const [a, b] = [light(ink), light(ground(e))].sort((x, y) => y - x), ratio = (a + 0.05) / (b + 0.05);
    least = Math.min(least, ratio);
    if (ratio < 4.5) pale.push(ratio.toFixed(2) + ' ' + e.outerHTML.slice(0, 120));
  }
  const ids = new Set(all.map(e => e.id).filter(Boolean));
  const lost = [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href')).filter(h => h[0] != '#' || !ids.has(h.slice(1)));
  const levels = [...document.querySelectorAll('h1, h2, h3, h4')].map(h => +h.tagName[1]);
  const number = text => +text.replace(/\D/g, '');
  const rows = [...document.querySelectorAll('table.groups tr')].map(r => [...r.querySelectorAll('td.n')].map(c => number(c.lastChild.textContent)));
  const tiles = [...document.querySelectorAll('.figures b')].map(b => number(b.textContent));
  const tallest = seen.filter(e => e.matches('tbody tr')).map(r => r.getBoundingClientRect().height).reduce((a, b) => Math.max(a, b), 0);
  return JSON.stringify({wide, pale, least, lost, levels, rows, tiles, tallest, height: document.documentElement.scrollHeight,
    captions: [...document.querySelectorAll('table')].every(t => t.caption && t.caption.textContent.trim()),
    scripts: document.scripts.length, width: document.documentElement.scrollWidth, shown});
})()
"""


class Browser:
    """Chromium, told what to do through its own protocol (a WebSocket, RFC 6455)."""

    def __init__(self, folder):
        command = ["chromium", "--headless", "--disable-gpu", "--hide-scrollbars", "--user-data-dir=" + folder,
                   "--remote-debugging-port=0", "about:blank"]
        if os.getuid() == 0: command.insert(1, "--no-sandbox")
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(600):
            if os.path.exists(folder + "/DevToolsActivePort") and (lines := open(folder + "/DevToolsActivePort").read().splitlines()): break
            time.sleep(0.05)
        port = int(lines[0])
        for _ in range(100):
            pages = [page for page in json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/json")) if page["type"] == "page"]
            if pages: break
            time.sleep(0.05)
        self.socket = socket.create_connection(("127.0.0.1", port))
        path = pages[0]["webSocketDebuggerUrl"].split(str(port), 1)[1]
        self.socket.sendall((f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                             "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n").encode())
        self.stream = self.socket.makefile("rb")
        while self.stream.readline().strip(): pass
        self.number = 0
        self.call("Page.enable")

    def call(self, method, **parameters):
        self.number += 1
        body = json.dumps({"id": self.number, "method": method, "params": parameters}).encode()
        size = len(body)
        head = bytes([0x81, 0x80 | size]) if size < 126 else bytes([0x81, 0x80 | 126]) + struct.pack(">H", size)
        self.socket.sendall(head + b"\0\0\0\0" + body)
        while True:
            message = self.message()
            if message.get("id") == self.number:
                if "error" in message: raise RuntimeError(message["error"])
                return message["result"]

    def wait(self, event):
        while self.message().get("method") != event: pass

    def message(self):
        text = b""
        while True:
            first, size = self.stream.read(2)
            size &= 0x7F
            if size == 126: size = struct.unpack(">H", self.stream.read(2))[0]
            elif size == 127: size = struct.unpack(">Q", self.stream.read(8))[0]
            text += self.stream.read(size)
            if first & 0x80: return json.loads(text)

    def look(self, page, width, dark=False):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 500)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        self.call("Page.navigate", url="file://" + page)
        self.wait("Page.loadEventFired")

    def facts(self, opened=False):
        return json.loads(self.call("Runtime.evaluate", expression=FACTS.replace("OPEN", "true" if opened else "false"))["result"]["value"])

    def picture(self, path, height):
        clip = {"x": 0, "y": 0, "width": self.call("Runtime.evaluate", expression="innerWidth")["result"]["value"], "height": height, "scale": 1}
        shot = self.call("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
        with open(path, "wb") as file: file.write(base64.b64decode(shot["data"]))

    def pages(self, folder):
        """How many sheets of A4 the page takes, and what stands on the first of its lists."""
        with open(folder + "/page.pdf", "wb") as file:
            file.write(base64.b64decode(self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=False)["data"]))
        text = subprocess.run(["pdftotext", "-layout", folder + "/page.pdf", "-"], check=True, stdout=subprocess.PIPE).stdout.decode()
        return text.split("\f")[:-1]

    def close(self):
        self.process.terminate()
        self.process.wait()


def check(facts, where):
    assert facts["width"] <= facts["shown"] and not facts["wide"], f"{where}: wider than the window: {facts['wide'][:3]}"
    assert not facts["pale"], f"{where}: too pale: {facts['pale'][:3]}"
    assert not facts["lost"], f"{where}: links that lead nowhere: {facts['lost'][:3]}"
    assert facts["levels"][0] == 1 and all(b <= a + 1 for a, b in zip(facts["levels"], facts["levels"][1:])), f"{where}: {facts['levels']}"
    assert facts["captions"] and facts["scripts"] == 0, where
    rows = [row for row in facts["rows"] if row]
    assert rows and all(sum(row[:-1]) == row[-1] for row in rows), f"{where}: figures of a row do not add up"
    # The rows of programmes and those of bodies, each with a line of all.
    assert any(row[:-1] == facts["tiles"] for row in rows), f"{where}: no row has the figures of all"
    totals = sum(row[-1] for row in rows)
    assert totals == 4 * sum(facts["tiles"]), f"{where}: {totals}, {facts['tiles']}"
    assert facts["tallest"] < 420, f"{where}: a row of {facts['tallest']} px"


def main(dondoc, pictures=None):
    # The browser may still write as it goes.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = Browser(folder + "/browser")
        for tasks in (10, 300, 5000):
            office = Office(os.path.abspath(dondoc), f"{folder}/{tasks}", tasks)
            office.year()
            page = f"{folder}/{tasks}.html"
            began = time.monotonic()
            office.run("report", "--html", page)
            took = time.monotonic() - began
            # Well under a second by itself; other things run on the machine meanwhile.
            assert took < 5, f"{tasks} tasks took {took:.1f} s"
            for width in WIDTHS:
                for dark in (False, True):
                    browser.look(page, width, dark)
                    where = f"{tasks} tasks, {width} px, {'dark' if dark else 'light'}"
                    facts = browser.facts()
                    check(facts, where)
                    if pictures: browser.picture(f"{pictures}/{tasks}-{width}{'-dark' if dark else ''}.png", min(facts["height"], 3000))
                    if tasks < 5000: check(browser.facts(opened=True), where + ", unfolded")
            browser.look(page, 1280)
            sheets = browser.pages(folder)
            lists = next(n for n, sheet in enumerate(sheets) if "Đã báo cho ai" in sheet or "Không có việc nào quá hạn" in sheet)
            assert lists <= 2, f"{tasks} tasks: the summary takes {lists} sheets"
            # A link into what is folded away unfolds it.
            browser.call("Runtime.evaluate", expression="document.querySelectorAll('details').forEach(d => d.open = false); location.hash = '#task-1'")
            time.sleep(0.2)
            seen = browser.call("Runtime.evaluate", expression="document.getElementById('task-1').getClientRects().length")["result"]["value"]
            assert seen > 0, "the task that a link leads to is not shown"
            print(f"{tasks} tasks: {os.path.getsize(page) // 1024} kB in {took:.2f} s, {facts['height']} px at 1280, contrast {facts['least']:.1f}, "
                  f"{lists} of {len(sheets)} sheets are the summary")
        browser.close()


main(*sys.argv[1:])
