#!/usr/bin/env node
"use strict";

// The extension of editors/vscode under node: activated with as much of VS Code's API as it asks for, it starts the real `dondoc lsp`
// and shows what that answers. What stands here for VS Code and for its client library is not they: that the extension works in
// VS Code is seen in VS Code alone.
//
// Usage: Tests/Acceptance/vscode.js DONDOC

const assert = require("assert");
const { spawn } = require("child_process");
const fs = require("fs");
const Module = require("module");
const os = require("os");
const path = require("path");

const dondoc = path.resolve(process.argv[2]);
const folder = path.resolve(__dirname, "../../editors/vscode");
const manifest = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));

// What VS Code and vsce ask of a manifest, and that what it names is there.
function manifestIsSound() {
  for (const key of ["name", "displayName", "description", "version", "publisher", "license", "main"]) {
    assert(typeof manifest[key] === "string" && manifest[key], key);
  }
  assert.match(manifest.name, /^[a-z0-9][a-z0-9-]*$/);
  assert.match(manifest.version, /^\d+\.\d+\.\d+$/);
  assert.match(manifest.engines.vscode, /^\^\d+\.\d+\.\d+$/);
  const is = (name) => assert(fs.statSync(path.join(folder, name)).isFile(), name);
  is(manifest.main);
  const { languages, grammars, configuration, commands } = manifest.contributes;
  const ids = languages.map((language) => language.id);
  for (const { configuration, extensions } of languages) {
    is(configuration);
    JSON.parse(fs.readFileSync(path.join(folder, configuration), "utf8"));
    assert(extensions.every((ending) => ending.startsWith(".")));
  }
  for (const grammar of grammars) {
    assert(ids.includes(grammar.language));
    assert.strictEqual(JSON.parse(fs.readFileSync(path.join(folder, grammar.path), "utf8")).scopeName, grammar.scopeName);
  }
  for (const [name, setting] of Object.entries(configuration.properties)) {
    assert(name.startsWith("dondoc."));
    const found = Array.isArray(setting.default) ? "array" : typeof setting.default;
    assert.strictEqual(found, setting.type, name);
    if (setting.enum) assert(setting.enum.includes(setting.default), name);
    assert(setting.description || setting.markdownDescription, name);
  }
  assert(commands.every(({ command, title }) => command.startsWith("dondoc.") && title));
  for (const event of manifest.activationEvents) assert.match(event, /^(onLanguage:dondoc|workspaceContains:.+)$/);
}

// What was asked of the editor.
const shown = [];
const errors = [];
const registered = new Map();
const providers = new Map();
const listeners = [];
const settings = { path: dondoc, arguments: ["--vendor", "/nowhere"] };

class EventEmitter {
  constructor() {
    this.listeners = [];
    this.event = (listener) => this.listeners.push(listener);
  }
  fire(value) {
    for (const listener of this.listeners) listener(value);
  }
}

const vscode = {
  EventEmitter,
  Uri: { from: (parts) => ({ ...parts, toString: () => `${parts.scheme}:${parts.path}` }) },
  env: { language: "vi" },
  commands: {
    registerCommand: (name, run) => {
      assert(!registered.has(name), `${name} is registered already`);
      registered.set(name, run);
      return { dispose: () => registered.delete(name) };
    },
    executeCommand: (name, ...words) => registered.get(name)(...words),
  },
  window: {
    showErrorMessage: (text) => errors.push(text),
    showTextDocument: async (document) => shown.push(document),
  },
  workspace: {
    getConfiguration: () => ({ get: (name) => settings[name] }),
    onDidChangeConfiguration: (listener) => {
      listeners.push(listener);
      return { dispose: () => listeners.splice(listeners.indexOf(listener), 1) };
    },
    registerTextDocumentContentProvider: (scheme, provider) => {
      providers.set(scheme, provider);
      return { dispose: () => providers.delete(scheme) };
    },
    openTextDocument: async (uri) => ({ uri, text: await providers.get(uri.scheme).provideTextDocumentContent(uri) }),
  },
};

// Speaks to the program that the extension names, as the client library does.
class LanguageClient {
  static last;

  constructor(id, name, server, options) {
    Object.assign(this, { server, options, waiting: new Map(), number: 0, diagnostics: new Map(), buffer: Buffer.alloc(0) });
    assert(id && name && options.documentSelector.length);
    LanguageClient.last = this;
  }

  needsStop() {
    return this.process !== undefined;
  }

  async start() {
    const child = spawn(this.server.command, this.server.args, { stdio: ["pipe", "pipe", "inherit"] });
    await new Promise((resolve, reject) => child.once("spawn", resolve).once("error", reject));
    this.process = child;
    this.ended = new Promise((resolve) => child.once("exit", resolve));
    child.stdout.on("data", (data) => this.read(data));
    const { capabilities } = await this.ask("initialize", {
      processId: process.pid, rootUri: `file://${site}`, capabilities: {}, initializationOptions: this.options.initializationOptions,
    });
    this.tell("initialized", {});
    const next = (command, words) => this.ask("workspace/executeCommand", { command, arguments: words });
    this.commands = capabilities.executeCommandProvider.commands.map((name) =>
      vscode.commands.registerCommand(name, (...words) => this.options.middleware.executeCommand(name, words, next)));
  }

  async stop() {
    const child = this.process;
    this.process = undefined;
    for (const command of this.commands) command.dispose();
    this.process = child;
    await this.ask("shutdown", null);
    this.tell("exit", null);
    this.process = undefined;
    assert.strictEqual(await this.ended, 0);
  }

  send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    this.process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.process.stdin.write(body);
  }

  tell(method, params) {
    this.send({ method, params });
  }

  ask(method, params) {
    const id = ++this.number;
    this.send({ id, method, params });
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  read(data) {
    this.buffer = Buffer.concat([this.buffer, data]);
    for (;;) {
      const end = this.buffer.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/.exec(this.buffer.subarray(0, end).toString())[1]);
      if (this.buffer.length < end + 4 + length) return;
      const message = JSON.parse(this.buffer.subarray(end + 4, end + 4 + length).toString());
      this.buffer = this.buffer.subarray(end + 4 + length);
      if (message.method === "textDocument/publishDiagnostics") {
        this.diagnostics.set(message.params.uri, message.params.diagnostics);
      }
      const waiting = message.method ? undefined : this.waiting.get(message.id);
      if (waiting) message.error ? waiting.reject(new Error(message.error.message)) : waiting.resolve(message.result);
    }
  }
}

const load = Module._load;
Module._load = (name, ...more) => {
  if (name === "vscode") return vscode;
  if (name === "vscode-languageclient/node") return { LanguageClient };
  return load(name, ...more);
};

const site = fs.mkdtempSync(path.join(os.tmpdir(), "dondoc-vscode-"));
fs.mkdirSync(path.join(site, "rules"));
fs.mkdirSync(path.join(site, "programmes"));
fs.writeFileSync(path.join(site, "bodies.yaml"), "bodies:\n  - {id: so-noi-vu, name: Sở Nội vụ}\n");
fs.writeFileSync(
  path.join(site, "programmes/01.yaml"),
  'programme: P\ntitle: Kế hoạch\nissued: 2026-01-05\ntasks:\n  - {id: "1", title: Việc, lead: [so-noi-vu], deadline: hằng tháng}\n');
const rules = path.join(site, "rules/nhac.rules");
fs.writeFileSync(rules, 'quy tắc "nhac"\n  khi trước hạn 7 ngày\n  nhắc chủ trì\n');

async function main() {
  manifestIsSound();
  const extension = require(folder);
  const context = { subscriptions: [] };
  await extension.activate(context);
  assert.deepStrictEqual(errors, []);
  let client = LanguageClient.last;
  assert.deepStrictEqual(client.server.args, ["lsp", "--lang", "vi", "--vendor", "/nowhere"]);
  for (const scheme of ["file", "untitled"]) {
    assert(client.options.documentSelector.some((filter) => filter.language === "dondoc" && filter.scheme === scheme));
  }

  // The real server tells of a mistake, in the editor's language.
  const uri = `file://${rules}`;
  const text = fs.readFileSync(rules, "utf8").replace("nhắc chủ trì", "nhăc chủ trì");
  client.tell("textDocument/didOpen", { textDocument: { uri, languageId: "dondoc", version: 1, text } });
  await client.ask("textDocument/hover", { textDocument: { uri }, position: { line: 0, character: 0 } });
  assert.match(client.diagnostics.get(uri)[0].message, /nhắc/);

  // What a lens answers stands in a document of its own, once more where it is asked again.
  client.tell("textDocument/didChange", { textDocument: { uri, version: 2 }, contentChanges: [{ text: fs.readFileSync(rules, "utf8") }] });
  const lenses = await client.ask("textDocument/codeLens", { textDocument: { uri } });
  const { command, arguments: words } = lenses.find((lens) => lens.command.command === "dondoc.showNotices").command;
  let fired = 0;
  providers.get("dondoc").onDidChange(() => fired++);
  for (const time of [1, 2]) {
    await vscode.commands.executeCommand(command, ...words);
    assert.match(shown.at(-1).text, /thông báo trong 30 ngày tới/);
    assert.strictEqual(fired, time);
  }

  // Another program or other arguments: started anew, the old one ended.
  settings.arguments = ["--lang", "en"];
  await Promise.all(listeners.map((listener) => listener({ affectsConfiguration: (name) => name === "dondoc.arguments" })));
  for (let tries = 0; LanguageClient.last === client || !LanguageClient.last.commands; tries++) {
    assert(tries < 500, "not started anew");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert(!client.needsStop());
  client = LanguageClient.last;
  assert.deepStrictEqual(client.server.args, ["lsp", "--lang", "en"]);

  // One that is not there is told.
  settings.path = "/nowhere/dondoc";
  await vscode.commands.executeCommand("dondoc.restart");
  assert.match(errors.at(-1), /“\/nowhere\/dondoc lsp” could not be started/);
  settings.path = dondoc;
  await vscode.commands.executeCommand("dondoc.restart");
  assert(LanguageClient.last.needsStop());
  await extension.deactivate();
  for (const subscription of context.subscriptions) subscription.dispose();
  assert.strictEqual(registered.size + providers.size + listeners.length, 0);
  console.log("the extension: manifest, start, diagnostics, answers, restart, an absent program, end");
}

main()
  .catch((error) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(() => fs.rmSync(site, { recursive: true }));
