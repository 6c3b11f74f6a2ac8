"use strict";

// Starts `dondoc lsp` and lets the client library do the rest.

const { commands, env, window, workspace } = require("vscode");
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
    { documentSelector: selector },
  );
  try {
    await client.start();
  } catch (error) {
    window.showErrorMessage(`dondoc: “${command} lsp” could not be started: ${error.message}`);
  }
}

exports.activate = async (context) => {
  context.subscriptions.push(
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
