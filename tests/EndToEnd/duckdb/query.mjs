// Answers SQL over one or more lakes.
//   node query.mjs NAME=LAKE_FOLDER ...
// Each line of standard input is a JSON string of SQL; each line of output is {"rows": [...]} or {"error": "..."}.
// The views of a lake are NAME.bronze_patient_flow, NAME.gold_fact_stay and so on; the first lake needs no name.
import { createInterface } from "node:readline";
import { DuckDBInstance } from "@duckdb/node-api";
import { attach } from "./views.mjs";

const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
const connection = await instance.connect();
const query = async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson();

const lakes = process.argv.slice(2).map((argument) => argument.split(/=(.*)/s));
try {
  await query("SET TimeZone = 'UTC'");
  for (const [name, folder] of lakes) await attach(name, folder, query);
  await query(`SET search_path = '${lakes[0][0]}'`);
  answer({ rows: [] });
} catch (fault) {
  answer({ error: String(fault.message ?? fault) });
  process.exit(1);
}

for await (const line of createInterface({ input: process.stdin })) {
  try {
    answer({ rows: await query(JSON.parse(line)) });
  } catch (fault) {
    answer({ error: String(fault.message ?? fault) });
  }
}

function answer(value) {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
