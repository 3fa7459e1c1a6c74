// Replays a Delta log without the lake's code. Usage: node replay.mjs TABLE [checkpoint]
// With "checkpoint" it starts at the one that _last_checkpoint names, as most readers do.
import { readdirSync, readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [root, mode] = process.argv.slice(2);
const log = `${root}/_delta_log`;
const live = new Map();
const transactions = {};
const partitionColumns = [];
let protocol = null, version = -1;

function apply(action) {
  if (action.protocol) protocol = action.protocol;
  if (action.metaData) partitionColumns.splice(0, Infinity, ...action.metaData.partitionColumns);
  if (action.txn) transactions[action.txn.appId] = Number(action.txn.version);
  if (action.remove) live.delete(decodeURIComponent(action.remove.path));
  if (action.add) live.set(decodeURIComponent(action.add.path), action.add);
}

const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run("SET TimeZone = 'UTC'");
if (mode === 'checkpoint') {
  const pointer = JSON.parse(readFileSync(`${log}/_last_checkpoint`, 'utf8'));
  const name = `${log}/${String(pointer.version).padStart(20, '0')}.checkpoint.parquet`;
  const result = await connection.runAndReadAll(`SELECT to_json(c)::VARCHAR FROM read_parquet('${name}') c`);
  const rows = result.getRows();
  if (rows.length !== pointer.size) throw new Error(`_last_checkpoint says ${pointer.size}, it has ${rows.length}`);
  for (const [text] of rows) apply(JSON.parse(text));
  version = pointer.version;
}

const commits = readdirSync(log).filter(name => /^\d{20}\.json$/.test(name)).sort();
for (const name of commits) {
  const number = Number(name.slice(0, 20));
  if (number <= version) continue;
  if (number !== version + 1) throw new Error(`commit ${version + 1} is missing`);
  version = number;
  for (const line of readFileSync(`${log}/${name}`, 'utf8').split('\n')) if (line) apply(JSON.parse(line));
}

let rows = 0;
for (const [path, add] of live) {
  const file = `${root}/${path}`.replaceAll("'", "''");
  const [[count]] = (await connection.runAndReadAll(`SELECT count(*)::INT FROM read_parquet('${file}', hive_partitioning = false)`)).getRows();
  if (JSON.parse(add.stats).numRecords !== count) throw new Error(`${path}: numRecords is wrong`);
  rows += count;
}

process.stdout.write(JSON.stringify({
  version, protocol, partitionColumns, transactions, rows,
  files: [...live.values()].map(add => add.path).sort(),
}), () => process.exit(0));
