// Build time, in Node: compile the app's Python files and take a memory snapshot with our modules imported.
// node make_snapshot.mjs PYODIDE_DIR PYTHON_JS PACK SNAPSHOT_OUT COMPILED_OUT MODULES_JSON
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";

const [pyodideDir, pythonJs, packFile, snapshotOut, compiledOut, modules] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(resolve(pyodideDir, "pyodide.mjs")).href);
const { APP_FOLDER, mountPack } = await import(pathToFileURL(resolve(pythonJs)).href);

const BROKEN_APP = 3; // the app itself does not import: no plain start would go better

const COMPILE = `
import sys, pathlib, py_compile, json, struct
root = pathlib.Path("${APP_FOLDER}")
made = []
for source in sorted(root.rglob("*.py")):
    target = py_compile.compile(
        str(source), doraise=True, optimize=-1, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH
    )
    made.append((str(pathlib.Path(target).relative_to(root)), pathlib.Path(target).read_bytes()))
index = json.dumps([[path, len(content)] for path, content in made]).encode()
struct.pack("<I", len(index)) + index + b"".join(content for _, content in made)
`;

const IMPORTS = `
import os, sys, importlib, gc, json
os.environ["MSGPACK_PUREPYTHON"] = "1"
sys.path.insert(0, "${APP_FOLDER}")
for name in json.loads(modules):
    importlib.import_module(name)
import flet
for name in flet.__all__:  # flet imports its parts late; here all of them are made ready
    getattr(flet, name)
from inspect_app.quick_drawing import know_all_controls
know_all_controls()
del os.environ["MSGPACK_PUREPYTHON"]
gc.collect()
`;

async function pythonWithApp(options) {
  const python = await loadPyodide({ indexURL: resolve(pyodideDir) + "/", ...options });
  mountPack(python.FS, new Uint8Array(readFileSync(packFile)));
  return python;
}

async function compile() {
  const python = await pythonWithApp({});
  const bytes = python.runPython(COMPILE);
  writeFileSync(compiledOut, bytes.toJs());
  bytes.destroy();
}

async function takeSnapshot() {
  const python = await pythonWithApp({ _makeSnapshot: true });
  mountPack(python.FS, new Uint8Array(readFileSync(compiledOut)));
  python.globals.set("modules", modules);
  try {
    python.runPython(IMPORTS);
  } catch (error) {
    console.error(String(error.message).trim().split("\n").slice(-1)[0]);
    process.exit(BROKEN_APP);
  }
  python.globals.delete("modules");
  writeFileSync(snapshotOut, python.makeMemorySnapshot());
}

try {
  await compile();
  await takeSnapshot();
} catch (error) {
  console.error(String(error.message ?? error).slice(-2000));
  process.exit(1);
}
