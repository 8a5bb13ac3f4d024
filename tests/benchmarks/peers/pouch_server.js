// A CouchDB-compatible server: express-pouchdb on LevelDB. Usage: node pouch_server.js FOLDER
// Prints {"port": N} when it answers.
"use strict";

const fs = require("fs");
const path = require("path");
const express = require("express");
const PouchDB = require("pouchdb");
const expressPouchDB = require("express-pouchdb");

const folder = path.resolve(process.argv[2]);
fs.mkdirSync(folder, { recursive: true });
process.chdir(folder);
const databases = PouchDB.defaults({ prefix: folder + path.sep });
const app = express();
app.use("/", expressPouchDB(databases, { inMemoryConfig: true, logPath: path.join(folder, "log.txt") }));
const server = app.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: server.address().port })));
