// Replays a Delta log: JSON commits and classic checkpoints, the last action of a path wins.
// Written from the protocol alone; it shares no code with the writer that it checks.
import { readdirSync, readFileSync, existsSync } from "node:fs";
import { join } from "node:path";

const COMMIT = /^(\d{20})\.json$/;
const CHECKPOINT = /^(\d{20})\.checkpoint\.parquet$/;

/** The state of a table at its last version. `query` runs SQL and gives rows; it reads checkpoints. */
export async function replay(folder, query) {
  const log = join(folder, "_delta_log");
  const names = readdirSync(log);
  const versionsOf = (pattern) => names.map((n) => pattern.exec(n)).filter(Boolean).map((m) => BigInt(m[1])).sort(ascending);
  const commits = versionsOf(COMMIT);
  const checkpoint = versionsOf(CHECKPOINT).at(-1);
  const table = { files: new Map(), transactions: new Map(), metadata: null, protocol: null, version: -1n };

  if (checkpoint !== undefined) {
    const path = join(log, `${pad(checkpoint)}.checkpoint.parquet`);
    for (const action of await checkpointActions(path, query)) apply(table, action);
    table.version = checkpoint;
  }

  for (const version of commits.filter((v) => v > table.version)) {
    if (version !== table.version + 1n) throw new Error(`${folder}: version ${version} follows ${table.version}`);
    for (const line of readFileSync(join(log, `${pad(version)}.json`), "utf8").split("\n"))
      if (line.trim() !== "") apply(table, JSON.parse(line));
    table.version = version;
  }

  if (!table.metadata || !table.protocol) throw new Error(`${folder}: the log has no metaData or no protocol`);
  if (table.protocol.minReaderVersion > 1) throw new Error(`${folder}: reader version ${table.protocol.minReaderVersion}`);
  return table;
}

function apply(table, action) {
  if (action.add) table.files.set(action.add.path, action.add);
  else if (action.remove) table.files.delete(action.remove.path);
  else if (action.metaData) table.metadata = action.metaData;
  else if (action.protocol) table.protocol = action.protocol;
  else if (action.txn) table.transactions.set(action.txn.appId, BigInt(action.txn.version));
}

async function checkpointActions(path, query) {
  const columns = (await query(`DESCRIBE SELECT * FROM read_parquet('${escape(path)}')`)).map((c) => c.column_name);
  const json = columns.map((c) => `to_json("${c}")::VARCHAR AS "${c}"`).join(", ");
  const rows = await query(`SELECT ${json} FROM read_parquet('${escape(path)}')`);
  return rows.map((row) => Object.fromEntries(
    Object.entries(row).filter(([, text]) => text !== null && text !== "null").map(([name, text]) => [name, JSON.parse(text)])));
}

export const pad = (version) => version.toString().padStart(20, "0");
export const escape = (text) => text.replaceAll("'", "''");
const ascending = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

// What is beside them is for the writer alone.
const LAYERS = ["bronze", "silver", "gold", "gold_deid"];

/** Folders below a lake's root that hold a table of a layer, as layer/name. */
export function tablesOf(lake) {
  const found = [];
  for (const layer of readdirSync(lake, { withFileTypes: true }).filter((e) => e.isDirectory() && LAYERS.includes(e.name)))
    for (const name of readdirSync(join(lake, layer.name)))
      if (existsSync(join(lake, layer.name, name, "_delta_log"))) found.push(`${layer.name}/${name}`);
  return found.sort();
}
