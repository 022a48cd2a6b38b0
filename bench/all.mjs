// Measures everything that docs/benchmarks.md has, beside what run.mjs does: sizes, shares of events that match, numbers of rules and threads,
// sizes of files, and standard input. Takes about half an hour.
//
//   node bench/all.mjs [--runs 5] [--only SECTION]...    sections: sizes, shares, rules, threads, files, engines
import { createWriteStream, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';

import { baseline, compare, ctaudit, folder, makeCorpus, measure, printTable } from './measure.mjs';
import { kindsOf, makeRules, someRecords, writeRule } from './make-rules.mjs';

const { values: options } = parseArgs({ options: { runs: { type: 'string' }, only: { type: 'string', multiple: true } } });
const runs = Number(options.runs ?? 5);
const made = new Map();
const corpus = (events) => {
  if (!made.has(events)) made.set(events, makeCorpus(events));
  return made.get(events);
};
const scan =
  (...args) =>
  () =>
    measure([ctaudit, 'scan', ...(args.includes('--jobs') ? [] : ['--jobs', '1']), ...args]);
const parse = (path) => () => measure(baseline(path));
const size = (events) => `${events.toLocaleString('en')} events`;

/** A rule for about this share of all events, by their names. */
function ruleForShare(path, share) {
  const id = `share-${Math.round(share * 100)}`;
  if (share === 1) return writeRule(join(folder, id), id, { eventName: { exists: true } });
  let left = share;
  const names = kindsOf(someRecords(path, 20)).flatMap(({ eventName, share: own }) => {
    if (own > left) return [];
    left -= own;
    return [eventName];
  });
  return writeRule(join(folder, id), id, { eventName: names.length === 0 ? ['NoSuchEvent'] : names });
}

/** The records of a corpus as files of another size, and as lines. */
async function rewrite(path, name, recordsPerFile) {
  const out = join(folder, name);
  mkdirSync(out);
  let pending = [];
  let files = 0;
  const flush = () => {
    if (pending.length > 0) writeFileSync(join(out, `${files++}.json.gz`), gzipSync(JSON.stringify({ Records: pending })));
    pending = [];
  };
  for (const record of eachRecord(path)) {
    pending.push(record);
    if (pending.length === recordsPerFile) flush();
  }
  flush();
  return out;
}

async function writeLines(path, name) {
  const out = join(folder, name);
  const stream = createWriteStream(out);
  for (const record of eachRecord(path)) if (!stream.write(`${JSON.stringify(record)}\n`)) await once(stream, 'drain');
  stream.end();
  await once(stream, 'close');
  return out;
}

function* eachRecord(path) {
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) yield* JSON.parse(gunzipSync(readFileSync(join(entry.parentPath, entry.name)))).Records;
}

const sections = {
  /** All built-in rules, and one that few events match. */
  *sizes() {
    for (const events of [100_000, 300_000, 900_000, 3_000_000]) {
      const path = corpus(events);
      const few = { runs: events > 1_000_000 ? 2 : runs };
      yield compare(`${size(events)}, all built-in rules / gunzip + JSON.parse`, scan(path), parse(path), few);
      yield compare(
        `${size(events)}, root-user-activity / gunzip + JSON.parse`,
        scan(path, '--rules', 'root-user-activity'),
        parse(path),
        few,
      );
    }
  },
  *shares() {
    const path = corpus(300_000);
    for (const share of [0, 0.05, 0.3, 1]) {
      const rule = ruleForShare(path, share);
      yield compare(`a rule that ${share * 100} % of events match / gunzip + JSON.parse`, scan(path, '--rules', rule), parse(path), {
        runs,
      });
    }
  },
  *rules() {
    const path = corpus(900_000);
    const [few, ...more] = [60, 600, 6000].map((count) => ({ count, dir: makeRules(join(folder, `rules-${count}`), path, count) }));
    for (const { count, dir } of more)
      yield compare(`${count} rules / 60 rules, ${size(900_000)}`, scan(path, '--rules', dir), scan(path, '--rules', few.dir), { runs });
  },
  async *threads() {
    const path = corpus(900_000);
    const lines = await writeLines(path, 'lines.jsonl');
    for (const [name, args] of [
      ['all built-in rules', [path]],
      ['root-user-activity', [path, '--rules', 'root-user-activity']],
      ['root-user-activity, one file of JSON lines', [lines, '--rules', 'root-user-activity']],
    ])
      for (const what of ['wall', 'cpu'])
        yield compare(`two threads / one, ${what} time, ${name}`, scan(...args, '--jobs', '2'), scan(...args), { runs, what });
    yield compare(
      'two threads, root-user-activity / gunzip + JSON.parse, wall time',
      scan(path, '--rules', 'root-user-activity', '--jobs', '2'),
      parse(path),
      { runs, what: 'wall' },
    );
  },
  async *files() {
    const path = corpus(100_000);
    for (const perFile of [10, 100, 50_000]) {
      const out = await rewrite(path, `per-file-${perFile}`, perFile);
      yield compare(`files of ${perFile} records / of 1,000, ${size(100_000)}`, scan(out), scan(path), { runs });
    }
  },
  /** On few events: the oracle takes milliseconds for each. */
  *engines() {
    const path = corpus(2_000);
    yield compare('json-rules-engine alone / predicates, 2,000 events', scan(path, '--engine', 'json-rules-engine'), scan(path), {
      runs: Math.min(runs, 2),
    });
  },
};

for (const [name, section] of Object.entries(sections)) {
  if (options.only !== undefined && !options.only.includes(name)) continue;
  const rows = [];
  for await (const row of section()) rows.push(row);
  console.log(`\n### ${name}\n`);
  printTable(
    rows.map(({ name, ratio, median, range, cpu, wall, against, memory }) => ({
      name,
      ratio,
      median,
      range,
      time: cpu ?? wall,
      against,
      memory,
    })),
  );
}
