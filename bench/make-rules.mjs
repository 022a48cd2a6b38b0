// Makes rules about the kinds of events that a corpus has. Sixty of them match some events; those beyond ask for what no event has, so that
// any number of rules finds the same.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const MATCHING = 60;

/** The records of the first files of a corpus. */
export function someRecords(corpus, files = 3) {
  const paths = readdirSync(corpus, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return paths.slice(0, files).flatMap((path) => {
    const bytes = readFileSync(path);
    return JSON.parse(path.endsWith('.gz') ? gunzipSync(bytes) : bytes).Records;
  });
}

/** eventSource and eventName of the events, the most frequent first, with their share of all. */
export function kindsOf(records) {
  const counts = new Map();
  for (const { eventSource, eventName } of records) {
    const kind = JSON.stringify([eventSource, eventName]);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([kind, count]) => {
      const [eventSource, eventName] = JSON.parse(kind);
      return { eventSource, eventName, share: count / records.length };
    });
}

const ruleText = (id, when) =>
  `id: ${id}\ntitle: Made for a benchmark\nseverity: low\ndescription: Made for a benchmark.\nwhen: ${JSON.stringify(when)}\nmessage: '{eventName}'\n`;

export function writeRule(folder, id, when) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${id}.yaml`), ruleText(id, when));
  return folder;
}

export function makeRules(folder, corpus, count) {
  const kinds = kindsOf(someRecords(corpus));
  for (let i = 0; i < count; i++) {
    const { eventSource, eventName } = kinds[i % kinds.length];
    const more =
      i < MATCHING
        ? { 'userIdentity.type': ['Root', 'AssumedRole'], sourceIPAddress: { cidr: [`10.0.${i}.0/24`, '52.0.0.0/10'] } }
        : { userAgent: { contains: `agent-that-nobody-has-${i}` }, 'requestParameters.x': `v${i}` };
    writeRule(folder, `r${i}`, { eventSource, eventName, ...more });
  }
  return folder;
}
