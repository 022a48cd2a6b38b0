// DuckDB reads the lines in one pass and evaluates all rules on each. Prints the matches.
//
//   node peer-duckdb.mjs LINES PLAN
import { readFileSync } from 'node:fs';

import { DuckDBInstance } from '@duckdb/node-api';

const [lines, plan] = process.argv.slice(2);
const { kinds, types } = JSON.parse(readFileSync(plan, 'utf8'));
const text = (value) => `'${value.replaceAll("'", "''")}'`;
const rules = kinds.map(
  ({ eventSource, eventName }) =>
    `count(*) filter (eventSource = ${text(eventSource)} and eventName = ${text(eventName)} and userIdentity.type in (${types.map(text).join()}))`,
);
const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run('set threads = 1');
const result = await connection.runAndReadAll(
  `select ${rules.join(' + ')} from read_json(${text(lines)}, format = 'newline_delimited', columns = {
     eventSource: 'VARCHAR', eventName: 'VARCHAR', userIdentity: 'STRUCT(type VARCHAR)'})`,
);
console.log(String(result.getRows()[0][0]));
