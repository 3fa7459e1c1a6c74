// hyparquet, a reader in plain JavaScript. Usage: node read-hyparquet.mjs FILE
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { hex, real } from './canonical.mjs';

const file = await asyncBufferFromFile(process.argv[2]);
const metadata = await parquetMetadataAsync(file);
const types = new Map(metadata.schema.slice(1).map(element => [element.name, element]));
const parsers = {
  timestampFromMilliseconds: millis => ({ text: String(millis * 1000n) }),
  timestampFromMicroseconds: micros => ({ text: String(micros) }),
  timestampFromNanoseconds: nanos => ({ text: String(nanos / 1000n) }),
  dateFromDays: days => ({ text: String(days) }),
};
const objects = await parquetReadObjects({ file, metadata, compressors, parsers, utf8: false });
const columns = [...types.keys()];
const rows = objects.map(row => columns.map(name => {
  const value = row[name];
  if (value === null || value === undefined) return null;
  if (value?.text !== undefined) return value.text;
  if (value instanceof Uint8Array) return hex(value);
  if (types.get(name).converted_type === 'DECIMAL') return `~${value}`;
  return typeof value === 'number' ? real(value) : String(value);
}));
process.stdout.write(JSON.stringify({ columns, rows }));
