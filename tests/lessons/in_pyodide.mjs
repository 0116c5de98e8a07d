// node in_pyodide.mjs KIT JOBS.json: runs each job in Pyodide as the page's worker would; a report a line.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const base = process.argv[2].replace(/\/?$/, "/");
const HOME = "/home/learner";
const { loadPyodide } = await import(pathToFileURL(`${base}pyodide.mjs`));
const python = await loadPyodide({ indexURL: base });
python.unpackArchive(new Uint8Array(readFileSync(`${base}django.zip`)), "zip", { extractDir: "/lib/python3.14/site-packages" });
python.FS.mkdirTree(HOME);
let printed = "";
python.setStdout({ batched: (line) => (printed += `${line}\n`) });
python.runPython("from workbench import one_thread\none_thread.install()\nimport json\nfrom pathlib import Path\nfrom workbench import learner");
for (const { verb, files, program, argument } of JSON.parse(readFileSync(process.argv[3], "utf8"))) {
  for (const name of python.FS.readdir(HOME)) if (name.endsWith(".py")) python.FS.unlink(`${HOME}/${name}`);
  for (const [name, text] of Object.entries(files)) python.FS.writeFile(`${HOME}/${name}`, text);
  printed = "";
  const names = python.toPy({ verb, program, more: argument ? [argument] : [] });
  names.update(python.globals);
  let report = null;
  try {
    report = JSON.parse(python.runPython(`json.dumps(getattr(learner, verb)(Path("${HOME}"), program, *more))`, { globals: names }));
  } catch (error) {
    report = { trouble: { kind: error.name, message: String(error.message).slice(-600), line: null, frames: [] }, tests: [] };
  }
  console.log(JSON.stringify({ ...report, printed }));
}
process.exit(0);
