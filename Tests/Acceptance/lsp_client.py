"""A small client of `dondoc lsp`: frames messages, keeps what the server tells, waits for answers."""

import json
import os
import pathlib
import select
import subprocess


class Client:
    def __init__(self, program, *arguments, environment=None, capabilities=None, root=None, initialize=True, lang="en"):
        words = [program, "lsp"] + (["--lang", lang] if lang else []) + list(arguments)
        self.process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env={**os.environ, **(environment or {})})
        self.buffer = b""
        self.number = 0
        self.diagnostics = {}
        self.published = 0
        self.requests = []
        self.notes = []
        if initialize:
            self.capabilities = self.ask("initialize", {
                "processId": os.getpid(), "rootUri": uri(root) if root else None,
                "capabilities": capabilities if capabilities is not None else FULL,
            })["capabilities"]
            self.tell("initialized", {})

    def write(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message):
        body = json.dumps(message).encode()
        self.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def tell(self, method, params):
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def read(self, seconds=60):
        """The next message; None where none came in time or the server has gone."""
        while True:
            end = self.buffer.find(b"\r\n\r\n")
            if end >= 0:
                length = int(self.buffer[:end].split(b":")[1])
                if len(self.buffer) >= end + 4 + length:
                    body = self.buffer[end + 4:end + 4 + length]
                    self.buffer = self.buffer[end + 4 + length:]
                    return json.loads(body)
            if not select.select([self.process.stdout], [], [], seconds)[0]:
                return None
            data = os.read(self.process.stdout.fileno(), 1 << 16)
            if not data:
                return None
            self.buffer += data

    def take(self, message):
        if message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]
            self.published += 1
        elif "method" in message and "id" in message:
            self.requests.append(message)
            self.send({"jsonrpc": "2.0", "id": message["id"], "result": None})
        elif "method" in message:
            self.notes.append(message)

    def answer(self, id):
        while True:
            message = self.read()
            if message is None:
                raise AssertionError("no answer")
            if "method" not in message and message.get("id") == id:
                return message
            self.take(message)

    def ask(self, method, params, raw=False):
        self.number += 1
        id = self.number
        self.send({"jsonrpc": "2.0", "id": id, "method": method, "params": params})
        answer = self.answer(id)
        if raw:
            return answer
        if "error" in answer:
            raise AssertionError(f"{method}: {answer['error']}")
        return answer["result"]

    def settle(self, seconds=1.0):
        """Takes what comes until nothing comes any more."""
        while (message := self.read(seconds)) is not None:
            self.take(message)

    def open(self, path, text=None, version=1):
        text = pathlib.Path(path).read_text() if text is None else text
        self.tell("textDocument/didOpen", {
            "textDocument": {"uri": uri(path), "languageId": "dondoc", "version": version, "text": text}})

    def change(self, path, text, version):
        self.tell("textDocument/didChange", {
            "textDocument": {"uri": uri(path), "version": version}, "contentChanges": [{"text": text}]})

    def at(self, path, line, character):
        return {"textDocument": {"uri": uri(path)}, "position": {"line": line, "character": character}}

    def end(self):
        self.ask("shutdown", None)
        self.tell("exit", None)
        return self.process.wait(10)


def uri(path):
    return pathlib.Path(path).absolute().as_uri()


FULL = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True},
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
    },
    "workspace": {"workspaceEdit": {"documentChanges": True}},
}
