"""receiver.py FOLDER: takes POSTs on the loopback, prints its port, and writes each with its headers into FOLDER.

FOLDER/answer holds the status to answer with, and perhaps a Retry-After.
"""
import http.server, json, os, sys, threading

folder = sys.argv[1]
count = 0
lock = threading.Lock()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        global count
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        words = open(folder + "/answer").read().split() if os.path.exists(folder + "/answer") else ["200"]
        with lock:
            count += 1
            name = f"{folder}/request-{count:04}"
        with open(name + ".new", "w") as file:
            json.dump({"path": self.path, "headers": dict(self.headers), "body": body.decode(), "status": words[0]}, file)
        os.rename(name + ".new", name + ".json")
        self.send_response(int(words[0]))
        if len(words) > 1:
            self.send_header("Retry-After", words[1])
        if words[0] == "302":
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *words):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
