"""The pages as a browser lays them out: at the width of a phone, of a window, at 320 px, which is 400 % of a window, and with
letters twice as large; in light and in dark. What is measured is measured by the browser itself, on copies of the pages."""
import html, json, os, re, shutil, subprocess

from office import Browser

MEASURE = """
function colour(text) {
  const parts = text.match(/[\\d.]+/g).map(Number);
  return {r: parts[0], g: parts[1], b: parts[2], a: parts.length > 3 ? parts[3] : 1};
}
function luminance(c) {
  const [r, g, b] = [c.r, c.g, c.b].map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function ground(e) {
  for (; e; e = e.parentElement) { const c = colour(getComputedStyle(e).backgroundColor); if (c.a > 0.99) return c; }
  return {r: 255, g: 255, b: 255, a: 1};
}
// WCAG 1.4.3: 4.5 to 1, of large letters 3 to 1.
function contrasts(page) {
  const found = [];
  for (const e of page.querySelectorAll('body *')) {
    if (![...e.childNodes].some(n => n.nodeType == 3 && n.textContent.trim())) continue;
    if (e.closest('title') || !e.getClientRects().length) continue;
    const style = getComputedStyle(e), size = parseFloat(style.fontSize);
    const ink = colour(e instanceof SVGElement || e.namespaceURI.endsWith('svg') ? style.fill : style.color), under = ground(e);
    const [a, b] = [luminance(ink), luminance(under)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05), least = size >= 24 || size >= 18.66 && style.fontWeight >= 700 ? 3 : 4.5;
    if (ratio < least) found.push('contrast ' + ratio.toFixed(2) + ': ' + e.outerHTML.slice(0, 100));
  }
  return found.slice(0, 5);
}
// What has the focus is seen to have it (2.4.7).
function unseen(page) {
  const found = [];
  for (const e of [...page.querySelectorAll('a[href],button,summary,input:not([type=hidden]),select,textarea')].slice(0, 60)) {
    e.focus();
    if (page.activeElement != e) continue;
    const style = getComputedStyle(e);
    if (style.outlineStyle == 'none' || parseFloat(style.outlineWidth) < 2) found.push('the focus is not seen: ' + e.outerHTML.slice(0, 100));
  }
  return found.slice(0, 5);
}
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
found.push(...contrasts(page), ...unseen(page));
const first = page.querySelector('a'); first.focus();
if (page.activeElement != first || !first.classList.contains('skip')) found.push('the first thing reached is not the way to the content');
if (!page.documentElement.lang) found.push('no language');
return found;
}
onload = () => {
  const measured = {};
  for (const frame of document.querySelectorAll('iframe')) measured[frame.title] = measure(frame);
  measured.ground = luminance(ground(document.querySelector('iframe').contentDocument.body));
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
    # Letters alone made twice as large (1.4.4), as browsers do on request.
    large = {name: page.replace("</style>", "html { font-size: 200%; }</style>", 1) for name, page in pages.items()}
    frames = "".join(
        f'<iframe title="{name} at {width} px{more}" style="border:0;width:{width}px;height:2000px" srcdoc="{html.escape(kind[name])}"></iframe>'
        for kind, more, widths in [(pages, "", [320, 390, 1280]), (large, ", 200 %", [640])] for name in pages for width in widths)
    open(f"{folder}/frames.html", "w").write(
        f'<!DOCTYPE html><meta charset="utf-8"><title>none</title>{frames}<script>{MEASURE}</script>')
    grounds = {}
    for scheme, number in [("dark", 0), ("light", 1)]:
        dom = subprocess.run([*browser, f"--blink-settings=preferredColorScheme={number}", "--window-size=1400,2000",
                              "--virtual-time-budget=20000", "--dump-dom", f"file://{folder}/frames.html"],
                             check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode()
        measured = json.loads(html.unescape(re.search(r"<title>(.*?)</title>", dom, re.S).group(1)))
        grounds[scheme] = measured.pop("ground")
        assert len(measured) == 4 * len(pages), list(measured)
        assert not any(measured.values()), {name + ", " + scheme: found for name, found in measured.items() if found}
    assert grounds["dark"] < 0.1 < 0.9 < grounds["light"], grounds
    for name, page in pages.items() if kept else []:
        for width in [390, 1280]:
            open(f"{folder}/shot.html", "w").write(
                f'<!DOCTYPE html><meta charset="utf-8"><style>body{{margin:0}}</style><iframe style="border:0;width:{width}px;height:1500px" srcdoc="{html.escape(page)}"></iframe>')
            subprocess.run([*browser, f"--window-size={width},1500", f"--screenshot={kept}/{name}-{width}.png", f"file://{folder}/shot.html"],
                           check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return f"{len(shown)} pages at 3 widths and with letters twice as large, light and dark"
