// How many rows of each Parquet file satisfy each condition, by DuckDB. Usage: node count-matches.mjs QUESTIONS.json
// { "files": [path, ...], "conditions": [sql, ...] } -> [[count of the first file, ...] of the first condition, ...]
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const { files, conditions } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run("SET TimeZone = 'UTC'");
// A view, so that DuckDB skips row groups by the statistics in the files: those must be true as well.
const parts = files.map((file, i) => `SELECT ${i} AS file, * FROM read_parquet('${file.replaceAll("'", "''")}')`);
await connection.run(`CREATE VIEW rows AS ${parts.join(' UNION ALL ')}`);
const counts = [];
for (const condition of conditions) {
  const row = files.map(() => 0);
  const read = await connection.runAndReadAll(`SELECT file, count(*)::INTEGER FROM rows WHERE ${condition} GROUP BY file`);
  for (const [file, count] of read.getRows()) row[file] = count;
  counts.push(row);
}
process.stdout.write(JSON.stringify(counts), () => process.exit(0));
