// What DuckDB sees in the metadata of Parquet files. Usage: node metadata.mjs FILE...
import { DuckDBInstance } from '@duckdb/node-api';

const connection = await (await DuckDBInstance.create(':memory:')).connect();
const files = process.argv.slice(2).map(file => `'${file.replaceAll("'", "''")}'`).join(', ');
const query = async sql => (await connection.runAndReadAll(sql)).getRowObjectsJson();
process.stdout.write(JSON.stringify({
  columns: await query(`SELECT path_in_schema, type, compression, encodings, stats_min_value, stats_max_value, stats_null_count FROM parquet_metadata([${files}])`),
  files: await query(`SELECT created_by, format_version FROM parquet_file_metadata([${files}])`),
  schema: await query(`SELECT name, type, converted_type, logical_type FROM parquet_schema([${files}])`),
}), () => process.exit(0));
