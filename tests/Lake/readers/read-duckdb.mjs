// DuckDB reads Parquet files. Usage: node read-duckdb.mjs FILE...
// One object for one file; for several a list of them, in which what cannot be read is { error }.
import { DuckDBInstance } from '@duckdb/node-api';
import { real } from './canonical.mjs';

const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run("SET TimeZone = 'UTC'");

async function read(path) {
  const file = path.replaceAll("'", "''");
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM read_parquet('${file}')`);
  const columns = described.getRows().map(([name, type]) => ({ name, type }));
  const expressions = columns.map(({ name, type }) => {
    const column = `"${name.replaceAll('"', '""')}"`;
    if (type === 'BLOB') return `lower(hex(${column}))`;
    if (type.startsWith('TIMESTAMP')) return `epoch_us(${column})::VARCHAR`;
    if (type === 'DATE') return `(${column} - DATE '1970-01-01')::VARCHAR`;
    if (type === 'FLOAT' || type === 'DOUBLE') return `${column}::DOUBLE`;
    return `${column}::VARCHAR`;
  });
  const result = await connection.runAndReadAll(`SELECT ${expressions.join(', ')} FROM read_parquet('${file}')`);
  const rows = result.getRows().map(row => row.map(v => v === null ? null : typeof v === 'number' ? real(v) : String(v)));
  return { columns: columns.map(c => c.name), rows };
}

const files = process.argv.slice(2);
const answer = files.length === 1
  ? await read(files[0])
  : await files.reduce(async (before, file) =>
      [...await before, await read(file).catch(fault => ({ error: String(fault) }))], Promise.resolve([]));
process.stdout.write(JSON.stringify(answer), () => process.exit(0));
