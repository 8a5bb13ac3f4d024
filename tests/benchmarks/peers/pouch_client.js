// A PouchDB device on LevelDB. Usage: node pouch_client.js FOLDER SERVER_URL
//
// Reads one order a line from standard input and answers each with one JSON line:
//   {"documents": PATH, "batch": B}  keeps the documents of that JSON array, pushes them to a new database of the
//                                    server, then lets a second device pull them: {"push_seconds", "pull_seconds"}
// One process for all orders, so that the compiler of the second one is warm.
"use strict";

const fs = require("fs");
const path = require("path");
const readline = require("readline");
const PouchDB = require("pouchdb");

const folder = path.resolve(process.argv[2]);
const server = process.argv[3];
fs.mkdirSync(folder, { recursive: true });
const Device = PouchDB.defaults({ prefix: folder + path.sep });
const WRITE_AT_ONCE = 500;
let orders = 0;

async function fill(database, documents) {
  for (let start = 0; start < documents.length; start += WRITE_AT_ONCE) {
    await database.bulkDocs(documents.slice(start, start + WRITE_AT_ONCE));
  }
}

async function timed(replication) {
  const started = process.hrtime.bigint();
  const done = await replication();
  return { seconds: Number(process.hrtime.bigint() - started) / 1e9, written: done.docs_written };
}

async function carryOut({ documents, batch }) {
  const name = `${process.pid}-${orders++}`;
  const made = JSON.parse(fs.readFileSync(documents, "utf8"));
  const sender = new Device("sender-" + name);
  const receiver = new Device("receiver-" + name);
  const remote = new PouchDB(server + "checks-" + name);
  await remote.info();
  await fill(sender, made);
  const options = { batch_size: batch, batches_limit: 10 };
  const push = await timed(() => sender.replicate.to(remote, options));
  const pull = await timed(() => receiver.replicate.from(remote, options));
  const held = (await receiver.info()).doc_count;
  if (push.written !== made.length || pull.written !== made.length || held !== made.length) {
    throw new Error(`lost documents: ${push.written} pushed, ${pull.written} pulled, ${held} held`);
  }
  await sender.destroy();
  await receiver.destroy();
  await remote.destroy();
  return { push_seconds: push.seconds, pull_seconds: pull.seconds };
}

async function main() {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(await carryOut(JSON.parse(line))));
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
