// Searches in the SQLite of the packed app's own Pyodide, in Node: the same build and wheels as on a phone.
// node phone_search.mjs PYODIDE_DIR PYTHON_MJS PACK FOLDER_OF_THE_DATABASE ASKED_JSON REPEATS
// FOLDER is mounted, so pages are read through the file system as on a phone they are through OPFS.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [pyodideDir, pythonMjs, packFile, folder, asked, repeats] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(resolve(pyodideDir, "pyodide.mjs")).href);
const { APP_FOLDER, mountPack } = await import(pathToFileURL(resolve(pythonMjs)).href);

const MEASURE = `
import json, os, sqlite3, sys, time
os.environ["MSGPACK_PUREPYTHON"] = "1"
sys.path.insert(0, "${APP_FOLDER}")
from storage.queries.asset_list import AssetFilter, asset_list, count_asset_list
from storage.store import Store

began = time.perf_counter()
store = Store.open("/mounted/store.db", journal="truncate")
opened_ms = (time.perf_counter() - began) * 1000
found = {"sqlite": sqlite3.sqlite_version, "python": sys.version.split()[0], "opened_ms": opened_ms, "times": {}}
wanted = {name: AssetFilter(**fields) for name, fields in json.loads(asked).items()}
for turn in range(int(repeats) + 1):
    for name, each in wanted.items():
        began = time.perf_counter()
        rows = asset_list(store.db, each, limit=51)
        taken = (time.perf_counter() - began) * 1000
        if turn:
            found["times"].setdefault(name, []).append(taken)
        else:
            found.setdefault("first", {})[name] = taken
            found.setdefault("rows", {})[name] = [row.id for row in rows]
store.close()
json.dumps(found)
`;

try {
  const python = await loadPyodide({ indexURL: resolve(pyodideDir) + "/" });
  mountPack(python.FS, new Uint8Array(readFileSync(packFile)));
  python.FS.mkdir("/mounted");
  python.FS.mount(python.FS.filesystems.NODEFS, { root: resolve(folder) }, "/mounted");
  python.globals.set("asked", asked);
  python.globals.set("repeats", repeats);
  console.log(python.runPython(MEASURE));
} catch (error) {
  console.error(String(error.message ?? error).slice(-2000)); // Node itself would print all of Pyodide's one line
  process.exit(1);
}
