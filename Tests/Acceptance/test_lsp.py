"""The language server, spoken to by pytest-lsp: every answer is read by lsprotocol, which takes only what LSP 3.17 allows.

Usage: DONDOC=.build/release/dondoc pytest Tests/Acceptance/test_lsp.py
"""

import asyncio
import json
import os
import pathlib
import re
import subprocess

import pytest
import pytest_lsp
from lsp_client import FULL, Client
from lsprotocol import types as lsp
from lsprotocol.converters import get_converter
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

CONVERTER = get_converter()
DONDOC = str(pathlib.Path(os.environ["DONDOC"]).resolve())

FILES = {
    "dondoc.yaml": "language: vi\n",
    "bodies.yaml": "bodies:\n  - id: ban-thuong-vu\n    name: Ban Thường vụ\n  - id: so-noi-vu\n    name: Sở Nội vụ\n"
    "    parent: ban-thuong-vu\n",
    "programmes/ke-hoach.yaml": "chương trình: 01-KH\ntên: Kế hoạch\nban hành: 2026-01-05\nnhiệm vụ:\n"
    '  - số: "1"\n    tên: Báo cáo\n    chỉ đạo: [ban-thuong-vu]\n    chủ trì: [so-noi-vu]\n'
    "    thời hạn: trước ngày 25 tháng cuối quý\n",
    "rules/nhac.rules": 'quy tắc "nhac"\n  khi trước hạn 7 ngày\n  nhắc chủ trì\n\nkiểm thử "nhac"\n'
    '  nhiệm vụ "1" chủ trì "so-noi-vu" thời hạn "31/12/2026"\n  vào 2026-12-24 mong đợi nhắc chủ trì\n',
}


@pytest.fixture
def site(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest_lsp.fixture(
    params=["neovim", "visual_studio_code", "emacs"],
    config=ClientServerConfig(server_command=[DONDOC, "--lang", "vi", "lsp"]))
async def client(request, site, lsp_client: LanguageClient):
    # Editors answer these; the library leaves them to its user.
    for method in ("client/registerCapability", "workspace/inlayHint/refresh", "workspace/codeLens/refresh"):
        lsp_client.feature(method)(lambda *_: None)
    result = await lsp_client.initialize_session(
        lsp.InitializeParams(
            capabilities=client_capabilities(request.param),
            workspace_folders=[lsp.WorkspaceFolder(uri=site.as_uri(), name="site")]))
    lsp_client.agreed = result.capabilities.position_encoding
    yield
    await lsp_client.shutdown_session()


def document(site, name):
    return lsp.TextDocumentIdentifier(uri=(site / name).as_uri())


def place(client, text, words, offset=0):
    """Where words begin, in the units that client and server agreed on."""
    at = text.index(words) + offset
    line = text.count("\n", 0, at)
    before = text[text.rfind("\n", 0, at) + 1 : at]
    counted = client.agreed == lsp.PositionEncodingKind.Utf8
    return lsp.Position(line=line, character=len(before.encode()) if counted else len(before.encode("utf-16-le")) // 2)


async def opened(client, site, name, text=None):
    kind = "yaml" if name.endswith("yaml") else "dondoc-rules"
    text = FILES[name] if text is None else text
    client.text_document_did_open(
        lsp.DidOpenTextDocumentParams(
            text_document=lsp.TextDocumentItem(
                uri=(site / name).as_uri(), language_id=kind, version=1, text=text)))
    await client.wait_for_notification("textDocument/publishDiagnostics")
    return text


async def told(client, site, name, is_enough):
    """The diagnostics of a file, once they are as they should be."""
    at = (site / name).as_uri()
    while not (at in client.diagnostics and is_enough(client.diagnostics[at])):
        await asyncio.wait_for(client.wait_for_notification("textDocument/publishDiagnostics"), 30)
    return client.diagnostics[at]


PLAN, RULES, BODIES = "programmes/ke-hoach.yaml", "rules/nhac.rules", "bodies.yaml"


@pytest.mark.asyncio
async def test_a_mistake_is_told_and_its_fix_mends_it(client, site):
    text = await opened(client, site, RULES, FILES[RULES].replace("nhắc chủ trì", "nhắc chủ trỉ"))
    found = await told(client, site, RULES, bool)
    assert all(d.source and d.code for d in found)
    actions = await client.text_document_code_action_async(
        lsp.CodeActionParams(
            text_document=document(site, RULES), range=found[0].range,
            context=lsp.CodeActionContext(diagnostics=[found[0]])))
    assert any(isinstance(action, lsp.CodeAction) and action.edit for action in actions)
    client.text_document_did_change(
        lsp.DidChangeTextDocumentParams(
            text_document=lsp.VersionedTextDocumentIdentifier(uri=(site / RULES).as_uri(), version=2),
            content_changes=[lsp.TextDocumentContentChangeWholeDocument(text=FILES[RULES])]))
    assert not await told(client, site, RULES, lambda found: not found)
    assert text != FILES[RULES]


@pytest.mark.asyncio
async def test_hover_reads_a_deadline(client, site):
    text = await opened(client, site, PLAN)
    hover = await client.text_document_hover_async(
        lsp.HoverParams(text_document=document(site, PLAN), position=place(client, text, "trước ngày 25", 3)))
    said = hover.contents.value if isinstance(hover.contents, lsp.MarkupContent) else str(hover.contents)
    assert "24/03/2026" in said


@pytest.mark.asyncio
async def test_hints_give_due_dates(client, site):
    text = await opened(client, site, PLAN)
    end = lsp.Position(line=text.count("\n"), character=0)
    hints = await client.text_document_inlay_hint_async(
        lsp.InlayHintParams(
            text_document=document(site, PLAN), range=lsp.Range(start=lsp.Position(line=0, character=0), end=end)))
    assert any(re.search(r"\d\d/\d\d/20\d\d", str(hint.label)) for hint in hints)


@pytest.mark.asyncio
async def test_completion_in_every_kind_of_file(client, site):
    text = await opened(client, site, RULES, FILES[RULES].replace("nhắc chủ trì", "nhắc "))
    found = await client.text_document_completion_async(
        lsp.CompletionParams(text_document=document(site, RULES), position=place(client, text, "nhắc \n", 5)))
    items = found.items if isinstance(found, lsp.CompletionList) else found
    assert any(item.label.startswith("chủ trì") for item in items)
    text = await opened(client, site, PLAN, FILES[PLAN].replace("[so-noi-vu]", "[]"))
    found = await client.text_document_completion_async(
        lsp.CompletionParams(text_document=document(site, PLAN), position=place(client, text, "chủ trì: []", 10)))
    items = found.items if isinstance(found, lsp.CompletionList) else found
    assert any("so-noi-vu" in (item.label, item.insert_text, item.filter_text) for item in items)


@pytest.mark.asyncio
async def test_definition_references_and_rename_of_a_body(client, site):
    text = await opened(client, site, PLAN)
    await opened(client, site, BODIES)
    where = place(client, text, "so-noi-vu", 2)
    definition = await client.text_document_definition_async(
        lsp.DefinitionParams(text_document=document(site, PLAN), position=where))
    first = definition[0] if isinstance(definition, (list, tuple)) else definition
    assert getattr(first, "uri", None) == (site / BODIES).as_uri()
    references = await client.text_document_references_async(
        lsp.ReferenceParams(
            text_document=document(site, PLAN), position=where, context=lsp.ReferenceContext(include_declaration=True)))
    assert {pathlib.Path(r.uri).name for r in references} == {"bodies.yaml", "ke-hoach.yaml", "nhac.rules"}
    prepared = await client.text_document_prepare_rename_async(
        lsp.PrepareRenameParams(text_document=document(site, PLAN), position=where))
    assert prepared
    edit = await client.text_document_rename_async(
        lsp.RenameParams(text_document=document(site, PLAN), position=where, new_name="so-noi-vu-moi"))
    changed = {c.text_document.uri for c in edit.document_changes} if edit.document_changes else set(edit.changes)
    assert len(changed) == 3


@pytest.mark.asyncio
async def test_symbols_folds_tokens_lenses(client, site):
    text = await opened(client, site, RULES)
    symbols = await client.text_document_document_symbol_async(
        lsp.DocumentSymbolParams(text_document=document(site, RULES)))
    assert any("nhac" in symbol.name for symbol in symbols)
    found = await client.workspace_symbol_async(lsp.WorkspaceSymbolParams(query="noi"))
    assert any("noi" in symbol.name or "Nội" in symbol.name for symbol in found)
    folds = await client.text_document_folding_range_async(
        lsp.FoldingRangeParams(text_document=document(site, RULES)))
    assert all(fold.start_line < fold.end_line for fold in folds) and folds
    tokens = await client.text_document_semantic_tokens_full_async(
        lsp.SemanticTokensParams(text_document=document(site, RULES)))
    assert len(tokens.data) % 5 == 0 and tokens.data
    lenses = await client.text_document_code_lens_async(
        lsp.CodeLensParams(text_document=document(site, RULES)))
    assert any("1 nhiệm vụ" in lens.command.title for lens in lenses if lens.command)
    assert text


@pytest.mark.asyncio
async def test_formatting_is_that_of_fmt(client, site):
    untidy = 'quy tắc "nhac"\n khi trước hạn 7 ngày\n      nhắc    chủ trì\n'
    await opened(client, site, RULES, untidy)
    edits = await client.text_document_formatting_async(
        lsp.DocumentFormattingParams(
            text_document=document(site, RULES), options=lsp.FormattingOptions(tab_size=2, insert_spaces=True)))
    assert edits and all(isinstance(edit, lsp.TextEdit) for edit in edits)
    (site / "untidy.rules").write_text(untidy)
    subprocess.run([DONDOC, "fmt", str(site / "untidy.rules")], check=True)
    lines = untidy.split("\n")
    for edit in sorted(edits, key=lambda e: (e.range.start.line, e.range.start.character), reverse=True):
        start = sum(len(l) + 1 for l in lines[: edit.range.start.line]) + edit.range.start.character
        end = sum(len(l) + 1 for l in lines[: edit.range.end.line]) + edit.range.end.character
        untidy = untidy[:start] + edit.new_text + untidy[end:]
    assert untidy == (site / "untidy.rules").read_text()


class Watched(Client):
    """Holds every message against the types of the specification: what is read and written again is the same, so that nothing is
    missing, of another type, or has a name that the specification does not have."""

    def __init__(self, *words, **options):
        self.asked, self.seen = {}, 0
        super().__init__(*words, **options)

    def send(self, message):
        if "id" in message and "method" in message:
            self.asked[message["id"]] = message["method"]
        super().send(message)

    def read(self, seconds=60):
        message = super().read(seconds)
        if message is None:
            return None
        self.seen += 1
        method = message.get("method") or self.asked.get(message["id"])
        request, response, *_ = lsp.METHOD_TO_TYPES[method]
        kind = lsp.ResponseErrorMessage if "error" in message else request if "method" in message else response
        again = json.loads(json.dumps(CONVERTER.unstructure(CONVERTER.structure(message, kind))))
        assert without_nulls(again) == without_nulls(message), f"{method}: {message}"
        assert "params" not in message or isinstance(message["params"], (dict, list)), f"{method}: {message}"
        return message


def without_nulls(value):
    if isinstance(value, dict):
        return {key: without_nulls(v) for key, v in value.items() if v is not None}
    return [without_nulls(v) for v in value] if isinstance(value, list) else value


EVERYTHING = {
    **FULL,
    "general": {"positionEncodings": ["utf-8", "utf-16"]},
    "workspace": {
        "workspaceEdit": {"documentChanges": True}, "didChangeWatchedFiles": {"dynamicRegistration": True},
        "codeLens": {"refreshSupport": True}, "inlayHint": {"refreshSupport": True}},
}
MORE_FILES = {
    "calendar/le.yaml": "ngày nghỉ:\n  - ngày: 02/09/2026\n    tên: Quốc khánh\n",
    "templates/reminder.mustache": "{{#facts}}\n{{label}}: {{text}}\n{{/facts}}\n{{task.titel}}\n",
    "programmes/bang.csv": "# programme: B\n# issued: 2026-01-05\nid,title,lead,deadline\n1,Việc,so-noi-vu,năm 2026\n2,Việc,so-noi,ngày 32/1\n",
    "rules/sai.rules": 'quy tăc "a"\n  khi đúng hạn\n  nhăc chủ trì\n\nquy tắc "b"\n  khi đúng hạn\n  nhăc chỉ đạo\n',
    "dondoc.yaml": "language: vi\noutlets:\n  - {name: zalo, command: [/bin/true], from: canh}\n",
}


@pytest.mark.parametrize("capabilities", [{}, FULL, EVERYTHING])
def test_every_message_is_of_the_protocol(site, capabilities):
    for name, text in MORE_FILES.items():
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text(text)
    client = Watched(DONDOC, capabilities=capabilities, root=site, lang="vi")
    every = {**FILES, **MORE_FILES}
    for name in every:
        client.open(site / name)
    client.settle(0.5)
    for name, text in every.items():
        uri = (site / name).as_uri()
        lines = text.split("\n")
        whole = {"start": {"line": 0, "character": 0}, "end": {"line": len(lines), "character": 0}}
        document = {"textDocument": {"uri": uri}}
        for method in ("codeLens", "documentSymbol", "foldingRange", "semanticTokens/full"):
            client.ask("textDocument/" + method, document)
        client.ask("textDocument/semanticTokens/range", {**document, "range": whole})
        client.ask("textDocument/inlayHint", {**document, "range": whole})
        options = {"tabSize": 2, "insertSpaces": True}
        client.ask("textDocument/formatting", {**document, "options": options})
        client.ask("textDocument/rangeFormatting", {**document, "range": whole, "options": options})
        for only in (None, ["quickfix"], ["source.fixAll"]):
            context = {"diagnostics": [], **({"only": only} if only else {})}
            for action in client.ask("textDocument/codeAction", {**document, "range": whole, "context": context}):
                assert only is None or action["kind"].startswith(only[0])
        for line, words in enumerate(lines):
            for letters in range(0, len(words) + 1, 3):
                before = words[:letters]
                character = len(before.encode()) if capabilities is EVERYTHING else len(before.encode("utf-16-le")) // 2
                at = client.at(site / name, line, character)
                for method in ("hover", "completion", "definition", "documentHighlight"):
                    answer = client.ask("textDocument/" + method, at)
                    if method == "completion" and answer:
                        check_completion(answer["items"], line, character)
                client.ask("textDocument/references", {**at, "context": {"includeDeclaration": True}})
                client.ask("textDocument/prepareRename", at, raw=True)
                client.ask("textDocument/rename", {**at, "newName": "moi"}, raw=True)
    client.ask("workspace/symbol", {"query": ""})
    for lens in client.ask("textDocument/codeLens", {"textDocument": {"uri": (site / "rules/nhac.rules").as_uri()}}):
        command = lens["command"]
        client.ask("workspace/executeCommand", {"command": command["command"], "arguments": command["arguments"]}, raw=True)
    client.tell("textDocument/didClose", {"textDocument": {"uri": (site / "rules/sai.rules").as_uri()}})
    client.settle(0.3)
    assert client.end() == 0 and client.seen > 500


def check_completion(items, line, character):
    """What is put in stands on the line that is typed, around the place (LSP 3.17, CompletionItem.textEdit)."""
    for item in items:
        start, end = item["textEdit"]["range"]["start"], item["textEdit"]["range"]["end"]
        assert start["line"] == end["line"] == line, item
        assert start["character"] <= character <= end["character"], item
