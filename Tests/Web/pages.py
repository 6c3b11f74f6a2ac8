"""The pages as a browser lays them out: at the width of a phone, of a window, and at 320 px, which is 200 % and more on a
phone. What is measured is measured by the browser itself, on copies of the pages."""
import html, json, os, re, shutil, subprocess

from office import Browser

MEASURE = """
const page = document.getElementById('page').contentDocument, body = page.documentElement, found = [];
if (body.scrollWidth > body.clientWidth) found.push('wider than the window by ' + (body.scrollWidth - body.clientWidth)
  + ': ' + [...page.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > body.clientWidth + 1).slice(-1).map(e => e.outerHTML.slice(0, 120)));
if (page.querySelectorAll('h1').length != 1) found.push('not one heading of the first level');
let level = 0;
for (const h of page.querySelectorAll('h1,h2,h3,h4')) { const n = +h.tagName[1]; if (n > level + 1) found.push('a level of headings is left out: ' + h.textContent.slice(0, 60)); level = n; }
for (const f of page.querySelectorAll('input:not([type=hidden]),textarea,select')) if (!f.labels.length) found.push('no label: ' + f.outerHTML);
for (const f of page.querySelectorAll('[aria-describedby]')) for (const id of f.getAttribute('aria-describedby').split(' ')) if (!page.getElementById(id)) found.push('described by nothing: ' + id);
for (const t of page.querySelectorAll('table')) if (!t.caption || !t.caption.textContent.trim()) found.push('a table without a caption');
for (const d of page.querySelectorAll('details')) d.open = true;
for (const b of page.querySelectorAll('button,summary,nav a,h3 a,input:not([type=hidden]),select,.more a')) {
  const r = b.getBoundingClientRect();
  if (r.width && (r.height < 24 || r.width < 24)) found.push('too small to be touched: ' + b.outerHTML.slice(0, 100));
}
if (body.scrollWidth > body.clientWidth) found.push('wider than the window where its forms are open');
const first = page.querySelector('a'); first.focus();
if (page.activeElement != first || !first.classList.contains('skip')) found.push('the first thing reached is not the way to the content');
if (!page.documentElement.lang) found.push('no language');
document.title = JSON.stringify(found);
"""


def look(office):
    chromium = shutil.which("chromium")
    if not chromium:
        return "skipped: no chromium"
    folder = office.path("browser")
    os.makedirs(folder, exist_ok=True)
    kept = os.environ.get("SCREENSHOTS")
    browser = [chromium, "--headless", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb", "--user-data-dir=" + folder + "/profile"]
    if os.getuid() == 0:
        browser.append("--no-sandbox")
    lan, chi, admin = Browser(office, "lan"), Browser(office, "chi"), Browser(office, "quan-tri")
    style = lan.get("/style.css")[1]
    wrong = lan.post("/t/A/40", {**lan.form("/t/A/40", "done"), "on": "2030-01-01"})[1]
    letter = re.findall(r'href="(/letters/\d+)"', lan.get("/letters")[1])[0]
    shown = {
        "body": lan.get("/b/ban-dan-van"), "task": lan.get("/t/A/40"), "wrong": (None, wrong), "office": chi.get("/office"),
        "office-task": chi.get("/t/A/41"), "search": chi.get("/tasks?q=4"), "letters": lan.get("/letters"), "letter": lan.get(letter),
        "admin": admin.get("/admin"), "simulate": admin.get("/admin/simulate"), "plan": admin.get("/admin/plan"), "nowhere": lan.get("/nowhere"),
    }
    lan.cookies["lang"] = "en"
    shown["task-en"] = lan.get("/t/A/42")
    count = 0
    for name, (answer, page) in shown.items():
        page = re.sub(r"<link rel=\"stylesheet\"[^>]*>", lambda _: "<style>" + style + "</style>", page)
        path = f"{folder}/{name}.html"
        open(path, "w").write(page)
        for width in [320, 390, 1280]:
            frame = f'<!DOCTYPE html><meta charset="utf-8"><title>none</title><iframe id="page" style="border:0;width:{width}px;height:2000px" srcdoc="{html.escape(page)}"></iframe>' \
                f"<script>onload = () => {{ {MEASURE} }}</script>"
            open(f"{folder}/frame.html", "w").write(frame)
            dom = subprocess.run([*browser, "--window-size=1400,2000", "--virtual-time-budget=3000", "--dump-dom", f"file://{folder}/frame.html"],
                                 check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode()
            title = html.unescape(re.search(r"<title>(.*?)</title>", dom, re.S).group(1))
            assert title != "none", f"{name} was not measured"
            found = json.loads(title)
            assert not found, f"{name} at {width} px: {found}"
            count += 1
            if kept and width != 320:
                shot = f'<!DOCTYPE html><meta charset="utf-8"><style>body{{margin:0}}</style><iframe style="border:0;width:{width}px;height:1500px" srcdoc="{html.escape(page)}"></iframe>'
                open(f"{folder}/shot.html", "w").write(shot)
                subprocess.run([*browser, f"--window-size={width},1500", f"--screenshot={kept}/{name}-{width}.png", f"file://{folder}/shot.html"],
                               check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return f"{len(shown)} pages at 3 widths"
