// arrow-rs compiled to WebAssembly. Usage: node read-wasm.mjs FILE
import { readFileSync } from 'node:fs';
import { tableFromIPC, Type } from 'apache-arrow';
import { readParquet } from 'parquet-wasm/node';
import { decimal, hex, real } from './canonical.mjs';

const table = tableFromIPC(readParquet(readFileSync(process.argv[2])).intoIPCStream());

function convert(type, value) {
  if (value === null || value === undefined) return null;
  switch (type.typeId) {
    case Type.Binary: case Type.LargeBinary: return hex(value);
    case Type.Float: return real(value);
    case Type.Decimal: {
      // Four little-endian words, two's complement.
      let number = 0n;
      for (let i = 3; i >= 0; i--) number = number << 32n | BigInt(value[i] >>> 0);
      return decimal(BigInt.asIntN(128, number), type.scale);
    }
    default: return String(value);
  }
}

function cells(vector) {
  const { type } = vector;
  if (type.typeId !== Type.Timestamp && type.typeId !== Type.Date)
    return Array.from({ length: vector.length }, (_, i) => convert(type, vector.get(i)));
  // get() would round to milliseconds: the raw numbers are exact.
  return vector.data.flatMap(data => Array.from({ length: data.length },
    (_, i) => data.getValid(i) ? String(data.values[i]) : null));
}

const columns = table.schema.fields.map(field => field.name);
const byColumn = columns.map(name => cells(table.getChild(name)));
const rows = Array.from({ length: table.numRows }, (_, row) => byColumn.map(column => column[row]));
process.stdout.write(JSON.stringify({ columns, rows }));
