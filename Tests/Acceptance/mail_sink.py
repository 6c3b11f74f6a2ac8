#!/usr/bin/env python3
"""A mail server that takes everything and writes it down: mail_sink.py PORT RECORD ANSWER

While the file ANSWER exists, its code is what RCPT is answered with.
"""

import os
import socketserver
import sys

port, record, answer = int(sys.argv[1]), sys.argv[2], sys.argv[3]


class Session(socketserver.StreamRequestHandler):
    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def handle(self):
        self.say("220 sink")
        taken = []
        while line := self.rfile.readline().decode(errors="replace").rstrip("\r\n"):
            verb = line[:4].upper()
            if verb == "QUIT":
                self.say("221 bye")
                return
            if verb == "RCPT" and os.path.exists(answer):
                self.say(open(answer, encoding="ascii").read().strip() + " not now")
                continue
            if verb in ("MAIL", "RCPT"):
                taken.append(line)
            if verb == "DATA":
                self.say("354 go on")
                while (text := self.rfile.readline().decode(errors="replace").rstrip("\r\n")) != ".":
                    taken.append(text)
                with open(record, "a", encoding="utf-8") as file:
                    file.write("\n".join(taken) + "\n")
                taken = []
            self.say("250 well")


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


Server(("127.0.0.1", port), Session).serve_forever()
