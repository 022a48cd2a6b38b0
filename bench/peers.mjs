// Measures ctaudit against other engines: the same sixty rules on the same JSON lines, the same number of matches, from the start of each
// process to its end. Installs the peers into a temporary folder from npm and crates.io; one that cannot be installed is named and left out.
//
//   node bench/peers.mjs [--events 300000] [--runs 3] [--rsigma PATH]
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';

import { compare, ctaudit, folder, makeCorpus, measure, measureProgram, printTable } from './measure.mjs';
import { kindsOf, writeRule } from './make-rules.mjs';

const { values: options } = parseArgs({
  options: { events: { type: 'string', default: '300000' }, runs: { type: 'string', default: '3' }, rsigma: { type: 'string' } },
});
const runs = Number(options.runs);
const here = fileURLToPath(new URL('.', import.meta.url));
const RULES = 60;
const TYPES = ['AssumedRole', 'Root'];
/** json-rules-engine takes milliseconds for each event. */
const FEW_EVENTS = 5_000;

// The events, each once: what is delivered twice, some count once and others twice.
const records = new Map();
const corpus = makeCorpus(Number(options.events));
for (const entry of readdirSync(corpus, { recursive: true, withFileTypes: true }))
  if (entry.isFile())
    for (const record of JSON.parse(gunzipSync(readFileSync(join(entry.parentPath, entry.name)))).Records)
      records.set(record.eventID, record);
const all = [...records.values()];
const lines = join(folder, 'all.jsonl');
const fewLines = join(folder, 'few.jsonl');
writeFileSync(lines, all.map((record) => `${JSON.stringify(record)}\n`).join(''));
writeFileSync(
  fewLines,
  all
    .slice(0, FEW_EVENTS)
    .map((record) => `${JSON.stringify(record)}\n`)
    .join(''),
);

// The rules, in the words of each engine.
const kinds = kindsOf(all).slice(0, RULES);
const own = join(folder, 'own');
const sigma = join(folder, 'sigma');
mkdirSync(sigma);
kinds.forEach(({ eventSource, eventName }, i) => {
  writeRule(own, `r${i}`, { eventSource, eventName, 'userIdentity.type': TYPES });
  const selection = { eventSource, eventName, 'userIdentity.type': TYPES };
  const rule = {
    title: `Rule ${i}`,
    id: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
    status: 'experimental',
    logsource: { product: 'aws', service: 'cloudtrail' },
    detection: { selection, condition: 'selection' },
    level: 'low',
  };
  writeFileSync(join(sigma, `r${i}.yml`), JSON.stringify(rule));
});
const plan = join(folder, 'plan.json');
writeFileSync(plan, JSON.stringify({ kinds, types: TYPES }));
const holds = (record) =>
  TYPES.includes(record.userIdentity?.type) &&
  kinds.some((kind) => kind.eventSource === record.eventSource && kind.eventName === record.eventName);
const expected = { all: all.filter(holds).length, few: all.slice(0, FEW_EVENTS).filter(holds).length };

/** What a peer must answer before it is measured. */
function check(name, answer, wanted) {
  if (answer !== wanted) throw new Error(`${name} found ${answer} matches, and not ${wanted}`);
  console.error(`${name}: ${answer} matches`);
}

const run = (program, args, cwd = folder) => spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 30 });

const scanArgs = (file) => [ctaudit, 'scan', file, '--rules', own, '--jobs', '1', '--fail-on', 'critical'];
const scan = (file) => () => measure(scanArgs(file));
{
  const report = join(folder, 'report.json');
  run(process.execPath, [...scanArgs(lines), '-o', report]);
  const { findings } = JSON.parse(readFileSync(report, 'utf8'));
  check(
    'ctaudit',
    findings.reduce((sum, { occurrenceCount }) => sum + occurrenceCount, 0),
    expected.all,
  );
}

const rows = [];
const missing = [];

{
  const args = [join(here, 'peer-json-rules-engine.mjs'), fewLines, plan];
  check('json-rules-engine', Number(run(process.execPath, args).stdout), expected.few);
  rows.push(compare(`json-rules-engine / ctaudit, ${FEW_EVENTS} events`, () => measure(args), scan(fewLines), { runs }));
}

{
  const installed = run('npm', ['install', '--no-save', '--silent', '--prefix', folder, '@duckdb/node-api']);
  if (installed.status === 0) {
    const script = join(folder, 'peer-duckdb.mjs');
    writeFileSync(script, readFileSync(join(here, 'peer-duckdb.mjs'))); // so that it finds what is installed there
    const args = [script, lines, plan];
    const { stdout, stderr } = run(process.execPath, args);
    check('DuckDB', Number(stdout), expected.all);
    if (stderr !== '') console.error(stderr);
    rows.push(compare(`DuckDB / ctaudit, ${all.length} events`, () => measure(args), scan(lines), { runs }));
  } else missing.push('DuckDB (npm @duckdb/node-api)');
}

{
  const install = ['install', 'rsigma', '--version', '0.23.0', '--locked', '--root', join(folder, 'cargo'), '--quiet'];
  const rsigma = options.rsigma ?? join(folder, 'cargo/bin/rsigma');
  if (options.rsigma !== undefined || run('cargo', install).status === 0) {
    const args = ['engine', 'eval', '--rules', sigma, '--event', `@${lines}`];
    const { stdout } = run(rsigma, args);
    check('RSigma', stdout.split('\n').filter((line) => line.startsWith('{')).length, expected.all);
    rows.push(compare(`RSigma 0.23 / ctaudit, ${all.length} events`, () => measureProgram(rsigma, args), scan(lines), { runs }));
  } else missing.push('RSigma (cargo install rsigma)');
}

printTable(rows.map(({ name, ratio, median, range, cpu, against }) => ({ name, ratio, median, range, cpu, against })));
for (const peer of missing) console.log(`Not measured, because it could not be installed here: ${peer}`);
