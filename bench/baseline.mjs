// What any tool has to do at least: decompress every log file below a folder and parse it, in one thread. Prints the records counted.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

let records = 0;
for (const entry of readdirSync(process.argv[2], { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const bytes = readFileSync(join(entry.parentPath, entry.name));
  records += JSON.parse((entry.name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()).Records.length;
}
console.log(records);
