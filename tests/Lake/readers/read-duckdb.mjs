// DuckDB reads a Parquet file. Usage: node read-duckdb.mjs FILE
import { DuckDBInstance } from '@duckdb/node-api';
import { real } from './canonical.mjs';

const file = process.argv[2].replaceAll("'", "''");
const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run("SET TimeZone = 'UTC'");
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
process.stdout.write(JSON.stringify({ columns: columns.map(c => c.name), rows }), () => process.exit(0));
