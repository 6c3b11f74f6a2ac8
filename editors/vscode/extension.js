"use strict";

// Starts `dondoc lsp` and lets the client library do the rest.

const { EventEmitter, Uri, commands, env, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const selector = [
  { scheme: "file", language: "dondoc" },
  { scheme: "untitled", language: "dondoc" },
  ...[
    "**/bodies.yaml",
    "**/dondoc.yaml",
    "**/programmes/*.yaml",
    "**/programmes/*.csv",
    "**/calendar/*.yaml",
    "**/templates/*.mustache",
  ].map((pattern) => ({ scheme: "file", pattern })),
];

let client;

// What a lens answers, in a document that nobody can save: by the path of its address.
const answers = new Map();
const changed = new EventEmitter();

async function showAnswer(command, text) {
  const address = Uri.from({ scheme: "dondoc", path: `/${command.replace("dondoc.", "")}.txt` });
  answers.set(address.path, text);
  changed.fire(address);
  const document = await workspace.openTextDocument(address);
  await window.showTextDocument(document, { preview: true, preserveFocus: true });
}

async function start() {
  const settings = workspace.getConfiguration("dondoc");
  const command = settings.get("path");
  const given = settings.get("arguments");
  const language = given.some((word) => word.startsWith("--lang"))
    ? []
    : ["--lang", env.language.startsWith("vi") ? "vi" : "en"];
  client = new LanguageClient(
    "dondoc",
    "dondoc",
    { command, args: ["lsp", ...language, ...given] },
    {
      documentSelector: selector,
      initializationOptions: { showsAnswers: true },
      middleware: {
        executeCommand: async (name, words, next) => {
          const text = await next(name, words);
          if (typeof text === "string") await showAnswer(name, text);
          return text;
        },
      },
    },
  );
  try {
    await client.start();
  } catch (error) {
    window.showErrorMessage(`dondoc: “${command} lsp” could not be started: ${error.message}`);
  }
}

exports.activate = async (context) => {
  context.subscriptions.push(
    workspace.registerTextDocumentContentProvider("dondoc", {
      onDidChange: changed.event,
      provideTextDocumentContent: (address) => answers.get(address.path) ?? "",
    }),
    commands.registerCommand("dondoc.restart", async () => {
      await exports.deactivate();
      await start();
    }),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("dondoc.path") || change.affectsConfiguration("dondoc.arguments")) {
        commands.executeCommand("dondoc.restart");
      }
    }),
  );
  await start();
};

exports.deactivate = async () => {
  const running = client;
  client = undefined;
  if (running && running.needsStop()) await running.stop();
};
