// Makes a DuckDB view for each table of a lake over exactly the files that its log calls live, and tables that say
// what the log says of them: log_files, log_columns, log_tables.
import { join } from "node:path";
import { statSync } from "node:fs";
import { replay, tablesOf, escape } from "./delta-log.mjs";

const TYPES = {
  string: "VARCHAR", integer: "INTEGER", long: "BIGINT", short: "SMALLINT", byte: "TINYINT", double: "DOUBLE",
  float: "FLOAT", boolean: "BOOLEAN", date: "DATE", timestamp: "TIMESTAMP WITH TIME ZONE",
  timestamp_ntz: "TIMESTAMP", binary: "BLOB",
};

/** Attaches the lake in a folder as a schema of views. */
export async function attach(schema, lake, query) {
  await query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await query(`CREATE TABLE ${schema}.log_tables (name VARCHAR, version BIGINT, reader INTEGER, writer INTEGER)`);
  await query(`CREATE TABLE ${schema}.log_columns (name VARCHAR, position INTEGER, column_name VARCHAR, type VARCHAR, nullable BOOLEAN, comment VARCHAR)`);
  await query(`CREATE TABLE ${schema}.log_files (name VARCHAR, path VARCHAR, size BIGINT, size_on_disk BIGINT, rows BIGINT, rows_in_file BIGINT)`);
  await query(`CREATE TABLE ${schema}.log_transactions (name VARCHAR, app_id VARCHAR, version BIGINT)`);
  for (const path of tablesOf(lake)) await attachTable(schema, lake, path, query);
}

async function attachTable(schema, lake, path, query) {
  const name = path.replaceAll("/", "_");
  const table = await replay(join(lake, path), query);
  const columns = JSON.parse(table.metadata.schemaString).fields;
  const partitioned = table.metadata.partitionColumns;
  await insert(query, `${schema}.log_tables`, [[name, table.version, table.protocol.minReaderVersion, table.protocol.minWriterVersion]]);
  await insert(query, `${schema}.log_columns`, columns.map((c, i) => [name, i, c.name, TYPES[c.type], c.nullable, c.metadata?.comment]));
  await insert(query, `${schema}.log_transactions`, [...table.transactions].map(([id, version]) => [name, id, version]));
  const files = [];
  for (const add of table.files.values()) {
    const file = join(lake, path, decodeURIComponent(add.path));
    const [counted] = await query(`SELECT num_rows AS n FROM parquet_file_metadata('${escape(file)}')`);
    files.push([name, add.path, add.size, statSync(file).size, JSON.parse(add.stats ?? "{}").numRecords, counted.n]);
  }
  await insert(query, `${schema}.log_files`, files);
  await query(`CREATE VIEW ${schema}.${name} AS ${select(join(lake, path), table, columns, partitioned)}`);
}

function select(folder, table, columns, partitioned) {
  const groups = new Map();
  for (const add of table.files.values()) {
    const values = JSON.stringify(partitioned.map((p) => add.partitionValues[p] ?? null));
    groups.set(values, [...(groups.get(values) ?? []), add]);
  }

  const list = (values) => columns.map((c) => {
    const at = partitioned.indexOf(c.name);
    return at < 0 ? `"${c.name}"` : `CAST(${literal(values[at])} AS ${TYPES[c.type]}) AS "${c.name}"`;
  }).join(", ");
  if (groups.size === 0)
    return `SELECT ${columns.map((c) => `CAST(NULL AS ${TYPES[c.type]}) AS "${c.name}"`).join(", ")} WHERE false`;
  return [...groups].map(([values, adds]) => {
    const paths = adds.map((add) => literal(join(folder, decodeURIComponent(add.path)))).join(", ");
    return `SELECT ${list(JSON.parse(values))} FROM read_parquet([${paths}], hive_partitioning = false)`;
  }).join(" UNION ALL ");
}

async function insert(query, target, rows) {
  for (let at = 0; at < rows.length; at += 500)
    await query(`INSERT INTO ${target} VALUES ${rows.slice(at, at + 500).map((r) => `(${r.map(literal).join(", ")})`).join(", ")}`);
}

function literal(value) {
  if (value === null || value === undefined) return "NULL";
  return typeof value === "string" ? `'${escape(value)}'` : String(value);
}
