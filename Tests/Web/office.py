"""An office of a few bodies with its daemon and its pages, and a proxy of Debian's before them."""
import contextlib, http.client, json, os, re, shutil, socket, ssl, subprocess, time, urllib.parse

HOSTILE = '''</title></textarea><script>document.title='owned'</script>" onmouseover='x' <img src=x onerror=x> &amp; {{title}}'''
EXAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../docs/Examples/web")


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def files(url, tasks):
    bodies = "bodies:\n" + "".join(
        f"  - {{id: {id}, name: {quoted(name)}, users: [{users}]}}\n"
        for id, name, users in [("ban-thuong-vu", "Ban Thường vụ", "chi"), ("ban-dan-van", "Ban Dân vận " + HOSTILE, "lan, binh"),
                                ("ban-tuyen-giao", "Ban Tuyên giáo", "hoa"), ("van-phong", "Văn phòng", "")])
    programme = f"programme: A\ntitle: {quoted('Kế hoạch ' + HOSTILE)}\nnumber: 01-KH/TU\nissued: 2021-09-30\nsince: 2021-09-30\nconfirm: directing\n" \
        "directing: [ban-thuong-vu]\ntasks:\n" + "".join(
            f"  - {{id: '{n}', title: {quoted(f'Việc {n} ' + HOSTILE)}, lead: [ban-dan-van], deadline: Trong quý IV/2021}}\n" for n in range(1, tasks)) \
        + "  - {id: H, title: Việc của ban khác, lead: [ban-tuyen-giao], deadline: Trong quý IV/2021}\n"
    plain = "programme: B\ntitle: Kế hoạch khác\nissued: 2021-09-30\nsince: 2021-09-30\nmonitoring: [van-phong]\ntasks:\n" + "".join(
        f"  - {{id: '{n}', title: Việc B{n}, lead: [ban-dan-van], deadline: trước ngày 15/12/2021}}\n" for n in range(1, 40))
    settings = f"web:\n  url: {url}\n  login-header: X-Remote-User\n  admins: [quan-tri]\n"
    rule = 'quy tắc "nhac"\n  khi    trước hạn 20 ngày\n  nhắc   chủ trì\n'
    return {"dondoc.yaml": settings, "bodies.yaml": bodies, "programmes/a.yaml": programme, "programmes/b.yaml": plain,
            "rules/a.rules": rule}


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Office:
    def __init__(self, programs, folder, tasks=60):
        self.programs, self.folder = programs, folder
        self.port, self.apache_port, self.trial_port = free_port(), free_port(), free_port()
        self.url = f"https://localhost:{self.port}"
        self.processes = {}
        for path, text in files(self.url, tasks).items():
            path = os.path.join(folder, "site", path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            open(path, "w").write(text)
        self.key = self.run("web", "key").strip()
        self.write_keys(self.key)

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def run(self, *arguments, check=True):
        return subprocess.run([self.programs + "/dondoc", *arguments, "--lang", "en"], check=check, stdout=subprocess.PIPE).stdout.decode()

    def write_keys(self, *keys):
        os.makedirs(self.path("credentials"), exist_ok=True)
        open(self.path("credentials/dondoc-web.key"), "w").write("\n".join(keys) + "\n")

    def start(self, name, *command):
        environment = dict(os.environ, CREDENTIALS_DIRECTORY=self.path("credentials"))
        self.processes[name] = subprocess.Popen(
            command, env=environment, stdout=open(self.path(name + ".log"), "a"), stderr=subprocess.STDOUT)

    def start_daemon(self):
        daemon = self.path("dondocd")
        if not os.path.exists(daemon):
            os.symlink(os.path.abspath(self.programs + "/dondoc"), daemon)
        self.start("daemon", daemon, "--site", self.path("site"), "--vendor", "/nowhere", "--state", self.path("state"),
                   "--spool", self.path("spool"), "--socket", self.path("io"), "--now", "2021-12-20T09:00:00+07:00")
        self.wait_for(self.path("io"))

    def start_web(self):
        web = (self.programs + "/dondoc", "web", "--socket", self.path("io"), "--listen")
        self.start("web", *web, self.path("http"))
        self.wait_for(self.path("http"))

    def start_trial(self, *options):
        self.start("trial", self.programs + "/dondoc", "web", "--socket", self.path("io"), "--listen",
                   f"127.0.0.1:{self.trial_port}", *options)
        self.wait_for(("127.0.0.1", self.trial_port))

    def start_proxies(self):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                        "-subj", "/CN=localhost", "-keyout", self.path("tls.key"), "-out", self.path("tls.pem")],
                       check=True, stderr=subprocess.DEVNULL)
        secret = subprocess.run(["openssl", "passwd", "-apr1", "x"], check=True, stdout=subprocess.PIPE).stdout.decode().strip()
        open(self.path("users"), "w").write("".join(f"{user}:{secret}\n" for user in ["lan", "binh", "hoa", "chi", "quan-tri", "la"]))
        for folder in [self.folder, self.path("http"), self.path("users")]:
            os.chmod(folder, 0o777 if folder == self.path("http") else 0o755)
        places = {"/etc/ssl/certs/dondoc.pem": self.path("tls.pem"), "/etc/ssl/private/dondoc.key": self.path("tls.key"),
                  "/etc/nginx/dondoc.users": self.path("users"), "/etc/apache2/dondoc.users": self.path("users"),
                  "/run/dondoc-web/http": self.path("http"), "dondoc.coquan.vn": "localhost"}

        def sample(name):
            text = open(os.path.join(EXAMPLES, name)).read()
            for old, new in places.items():
                text = text.replace(old, new)
            return text

        open(self.path("nginx.conf"), "w").write(
            f"daemon off;\npid {self.path('nginx.pid')};\nerror_log {self.path('nginx-error.log')};\n"
            "events { worker_connections 4096; }\nhttp {\naccess_log off;\n"
            + "".join(f"{kind}_temp_path {self.path('nginx-' + kind)};\n" for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
            + sample("nginx.conf").replace("listen 443 ssl;", f"listen 127.0.0.1:{self.port} ssl;") + "}\n")
        self.start("nginx", "nginx", "-c", self.path("nginx.conf"))
        modules = "mpm_event authn_core authn_file authz_core authz_user auth_basic ssl socache_shmcb headers proxy proxy_http reqtimeout"
        if os.path.exists("/usr/lib/apache2/modules/mod_proxy.so"):
            open(self.path("apache.conf"), "w").write(
                "".join(f"LoadModule {m}_module /usr/lib/apache2/modules/mod_{m}.so\n" for m in modules.split())
                + f"ServerRoot {self.folder}\nServerName localhost\nPidFile apache.pid\nErrorLog apache-error.log\n"
                f"DefaultRuntimeDir {self.folder}\nListen 127.0.0.1:{self.apache_port}\n"
                + sample("apache.conf").replace("*:443", f"127.0.0.1:{self.apache_port}"))
            self.start("apache", "apache2", "-X", "-f", self.path("apache.conf"))
            self.wait_for(("127.0.0.1", self.apache_port))
        self.wait_for(("127.0.0.1", self.port))

    @staticmethod
    def wait_for(place):
        for _ in range(200):
            with socket.socket(socket.AF_UNIX if isinstance(place, str) else socket.AF_INET) as s:
                with contextlib.suppress(OSError):
                    s.connect(place)
                    return
            time.sleep(0.05)
        raise AssertionError(f"nobody listens at {place}")

    def kill(self, name, signal):
        self.processes[name].send_signal(signal)
        self.processes[name].wait()

    def close(self):
        for process in self.processes.values():
            with contextlib.suppress(OSError):
                process.terminate()
        for process in self.processes.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()

    def reports(self):
        """What the ledger has of what people reported, oldest first."""
        rows = self.run("audit", "--json", "--site", self.path("site"), "--vendor", "/nowhere", "--state", self.path("state"), check=False)
        return [row for row in map(json.loads, rows.splitlines()) if row["type"] == "report"]


class Browser:
    """A person at a browser: who signed in, with the cookies of the pages."""

    def __init__(self, office, login=None, port=None, unix=None):
        self.office, self.login, self.port, self.unix = office, login, port or office.port, unix
        self.cookies = {}

    def connection(self, timeout=30):
        if self.unix:
            connection = http.client.HTTPConnection("localhost", timeout=timeout)
            connection.sock = socket.socket(socket.AF_UNIX)
            connection.sock.settimeout(timeout)
            connection.sock.connect(self.unix)
            return connection
        if self.port == self.office.trial_port:
            return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        return http.client.HTTPSConnection("localhost", self.port, context=ssl._create_unverified_context(), timeout=timeout)

    def headers(self, more):
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())} if self.cookies else {}
        if self.login and self.unix:
            headers["X-Remote-User"] = self.login
        elif self.login:
            import base64
            headers["Authorization"] = "Basic " + base64.b64encode(f"{self.login}:x".encode()).decode()
        return {**headers, **more}

    def send(self, method, path, body=None, headers={}, timeout=30):
        connection = self.connection(timeout)
        try:
            connection.request(method, path, body, self.headers(headers), encode_chunked="Transfer-Encoding" in headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer, text

    def get(self, path, **headers):
        return self.send("GET", path, headers=headers)

    def form(self, path, kind):
        """The fields of the first form of a kind, as the page gives them."""
        answer, page = self.get(path)
        assert answer.status == 200, (path, answer.status)
        return form_in(page, kind)

    def post(self, path, fields, **headers):
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.office.url, **headers}
        return self.send("POST", path, urllib.parse.urlencode(fields), {k: v for k, v in headers.items() if v is not None})


def form_in(page, kind):
    for form in re.findall(r"<form class=\"report.*?</form>", page, re.S):
        fields = {name: value for name, value in re.findall(r'<input[^>]* name="([^"]*)"[^>]* value="([^"]*)"', form)}
        fields.update({name: "" for name in re.findall(r'<textarea[^>]* name="([^"]*)"', form)})
        if fields.get("kind") == kind:
            return fields
    raise AssertionError(f"there is no form “{kind}”")
