// A module worker: Python, Django and one learner's program at a time. The page ends it when a program does not end.
// Its response has a Content-Security-Policy of its own, which lets it compile WebAssembly and fetch from this site only.

const HOME = "/home/learner";
const SITE = "/lib/python3.14/site-packages";
const MOST_OUTPUT = 20_000; // letters; a loop that prints for ever must not fill the page
const told = (message) => self.postMessage(message);
let python = null;
let printed = 0;

/** Fetches what is not on this device yet, and says how far it is; Pyodide then finds it in the cache. */
async function download({ base, cache, files }) {
  const there = new Set(await keptIn(cache));
  const missing = files.filter((file) => !there.has(new URL(base + file.name, self.location.href).href));
  const all = missing.reduce((sum, file) => sum + file.sent, 0);
  let before = 0;
  told({ type: "progress", done: 0, all });
  for (const file of missing) {
    const response = await fetch(base + file.name);
    if (!response.ok) throw new Error(`${file.name}: the server answered ${response.status}`);
    let got = 0;
    for (const reader = response.body.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) break;
      got += value.length;
      told({ type: "progress", done: before + Math.min(1, got / file.size) * file.sent, all });
    }
    before += file.sent;
  }
}

async function keptIn(name) {
  try {
    return (await (await caches.open(name)).keys()).map((request) => request.url);
  } catch {
    return []; // no cache in this browser's private mode, for instance: the files are asked for
  }
}

async function start(kit) {
  await download(kit);
  told({ type: "starting" });
  const { loadPyodide } = await import(kit.base + "pyodide.mjs");
  const zip = fetch(kit.base + "django.zip").then((response) => response.arrayBuffer());
  python = await loadPyodide({ indexURL: kit.base, env: { HOME, PYTHONDONTWRITEBYTECODE: "" } });
  python.unpackArchive(new Uint8Array(await zip), "zip", { extractDir: SITE });
  python.FS.mkdirTree(HOME);
  python.setStdout({ write: (bytes) => print(bytes), isatty: false });
  python.setStderr({ write: (bytes) => print(bytes), isatty: false });
  python.runPython("from workbench import one_thread\none_thread.install()\nimport json\nfrom pathlib import Path\nfrom workbench import learner, taken");
  told({ type: "ready", version: python.runPython("import sys; sys.version.split()[0]") });
  prepare();
}

const decoder = new TextDecoder();

function print(bytes) {
  if (printed < MOST_OUTPUT) {
    const text = decoder.decode(bytes, { stream: true });
    told({ type: "output", text: text.slice(0, MOST_OUTPUT - printed) });
    printed += text.length;
    if (printed >= MOST_OUTPUT) told({ type: "output", text: "\n… more than 20,000 letters; the rest is not shown\n" });
  }
  return bytes.length;
}

function prepare() {
  python.runPython("learner.prepare()");
}

const CALLS = {
  run: "learner.run(Path(folder), program)",
  check: "learner.check(Path(folder), program, argument)",
  ask: "learner.ask(Path(folder), program, argument)",
};

function perform({ id, verb, files, program, argument }) {
  for (const name of python.FS.readdir(HOME)) if (name.endsWith(".py")) python.FS.unlink(`${HOME}/${name}`);
  for (const [name, text] of Object.entries(files)) python.FS.writeFile(`${HOME}/${name}`, text);
  printed = 0;
  told({ type: "begun", id });
  const names = python.toPy({ folder: HOME, program, argument: argument ?? "" });
  names.update(python.globals);
  const report = JSON.parse(python.runPython(`json.dumps(${CALLS[verb]})`, { globals: names }));
  names.destroy();
  told({ type: "done", id, report });
  prepare();
}

function archive({ id, title, program, files, checks }) {
  const names = python.toPy({ title, program, files, checks });
  names.update(python.globals);
  const bytes = python.runPython("taken.archive(title, program, files, checks)", { globals: names });
  told({ type: "done", id, report: bytes.toJs() });
  bytes.destroy();
  names.destroy();
}

self.addEventListener("message", async ({ data }) => {
  try {
    if (data.verb === "start") await start(data.kit);
    else if (data.verb === "archive") archive(data);
    else perform(data);
  } catch (error) {
    told({ type: "failed", id: data.id, message: String(error?.message ?? error) });
  }
});
