"""The pages as a browser lays them out: at the width of a phone, of a window, and at 320 px, which is 200 % and more on a
phone. What is measured is measured by the browser itself, on copies of the pages."""
import html, json, os, re, shutil, subprocess

from office import Browser

MEASURE = """
function measure(frame) {
const page = frame.contentDocument, body = page.documentElement, found = [];
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
return found;
}
onload = () => {
  const measured = {};
  for (const frame of document.querySelectorAll('iframe')) measured[frame.title] = measure(frame);
  document.title = JSON.stringify(measured);
};
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
    pages = {name: re.sub(r"<link rel=\"stylesheet\"[^>]*>", lambda _: "<style>" + style + "</style>", page) for name, (_, page) in shown.items()}
    frames = "".join(
        f'<iframe title="{name} at {width} px" style="border:0;width:{width}px;height:2000px" srcdoc="{html.escape(page)}"></iframe>'
        for name, page in pages.items() for width in [320, 390, 1280])
    open(f"{folder}/frames.html", "w").write(
        f'<!DOCTYPE html><meta charset="utf-8"><title>none</title>{frames}<script>{MEASURE}</script>')
    dom = subprocess.run([*browser, "--window-size=1400,2000", "--virtual-time-budget=20000", "--dump-dom", f"file://{folder}/frames.html"],
                         check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode()
    measured = json.loads(html.unescape(re.search(r"<title>(.*?)</title>", dom, re.S).group(1)))
    assert len(measured) == 3 * len(pages), list(measured)
    assert not any(measured.values()), {name: found for name, found in measured.items() if found}
    for name, page in pages.items() if kept else []:
        for width in [390, 1280]:
            open(f"{folder}/shot.html", "w").write(
                f'<!DOCTYPE html><meta charset="utf-8"><style>body{{margin:0}}</style><iframe style="border:0;width:{width}px;height:1500px" srcdoc="{html.escape(page)}"></iframe>')
            subprocess.run([*browser, f"--window-size={width},1500", f"--screenshot={kept}/{name}-{width}.png", f"file://{folder}/shot.html"],
                           check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return f"{len(shown)} pages at 3 widths"
