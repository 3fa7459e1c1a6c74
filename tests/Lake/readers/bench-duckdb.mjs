// DuckDB writes and reads the file of the benchmark with one thread. Usage: node bench-duckdb.mjs FILE ROUNDS
import { rmSync, statSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [file, rounds] = process.argv.slice(2);
const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run('SET threads = 1');
await connection.run("SET TimeZone = 'UTC'");
const best = async sql => {
  let least = Infinity;
  for (let i = 0; i < Number(rounds); i++) {
    const begin = performance.now();
    await connection.run(sql);
    least = Math.min(least, performance.now() - begin);
  }
  return least;
};
const reading = await best(`CREATE OR REPLACE TEMP TABLE t AS SELECT * FROM read_parquet('${file}')`);
const rows = Number((await connection.runAndReadAll('SELECT count(*) FROM t')).getRows()[0][0]);
const copy = `${file}.duck`;
const writing = await best(`COPY t TO '${copy}' (FORMAT parquet, COMPRESSION snappy)`);
const rate = ms => `${(rows / ms / 1000).toFixed(2)} M rows/s`;
console.log(`DuckDB COPY, 1 thread, Snappy: ${rate(writing)}, ${statSync(copy).size >> 20} MB`);
console.log(`DuckDB read into a table, 1 thread: ${rate(reading)}`);
rmSync(copy);
process.exit(0);
