// Measures ctaudit against the least that any tool has to do, both sides in turn in one run, and prints ratios of CPU time.
//
//   npm run bench -- [--quick] [--corpus DIR] [--runs N]
//
// Without --corpus it makes trails of 100,000, 300,000 and 900,000 events (--quick: of 300,000) from examples/ in a temporary folder, and
// exits with 1 when a ratio exceeds its limit; --quick widens the limits by a third, because machines are noisy. A trail of 100,000 events
// has no limit: there, starting and compiling are most of what is measured.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const here = fileURLToPath(new URL('.', import.meta.url));
const ctaudit = join(here, '../bin/run.js');
const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, corpus: { type: 'string' }, runs: { type: 'string' } },
});
const runs = Number(options.runs ?? 5);
const folder = mkdtempSync(join(tmpdir(), 'ctaudit-bench-'));

/** Runs a script in a process of its own and gives its CPU time in ms and its peak memory in MB. */
function measure(args) {
  const usageFile = join(folder, 'usage.json');
  const usage = pathToFileURL(join(here, 'usage.mjs')).href;
  const { status, stderr } = spawnSync(process.execPath, ['--import', usage, ...args], {
    env: { ...process.env, USAGE_FILE: usageFile },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (![0, 1].includes(status)) throw new Error(`${args.join(' ')} exited with ${status}: ${stderr}`);
  return JSON.parse(readFileSync(usageFile, 'utf8'));
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** One warm-up of each side, then pairs. The ratio is of the least times, because a busy machine only adds; the range is of the pairs. */
function compare(name, left, right, limit) {
  measure(left);
  measure(right);
  const pairs = Array.from({ length: runs }, () => [measure(left), measure(right)]);
  const ratios = pairs.map(([a, b]) => a.cpu / b.cpu);
  return {
    name,
    ratio: Math.min(...pairs.map(([a]) => a.cpu)) / Math.min(...pairs.map(([, b]) => b.cpu)),
    median: median(ratios),
    range: `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`,
    limit: limit ?? '–',
    cpu: `${median(pairs.map(([a]) => a.cpu)).toFixed(0)} ms`,
    against: `${median(pairs.map(([, b]) => b.cpu)).toFixed(0)} ms`,
    memory: `${Math.max(...pairs.map(([a]) => a.memory)).toFixed(0)} MB`,
  };
}

function makeCorpus(events) {
  const out = join(folder, String(events));
  const { status } = spawnSync(process.execPath, [join(here, 'make-corpus.mjs'), out, '--events', String(events)], { stdio: 'ignore' });
  if (status !== 0) throw new Error('the corpus could not be made');
  return out;
}

function printTable(rows) {
  const keys = Object.keys(rows[0]);
  console.log(`| ${keys.join(' | ')} |\n| ${keys.map(() => '---').join(' | ')} |`);
  for (const row of rows)
    console.log(`| ${keys.map((key) => (typeof row[key] === 'number' ? row[key].toFixed(2) : row[key])).join(' | ')} |`);
}

try {
  const sizes = options.quick ? [300_000] : [100_000, 300_000, 900_000];
  const corpora = options.corpus
    ? [{ name: options.corpus, path: options.corpus, limit: 1.3 }]
    : sizes.map((events) => ({
        name: `${events.toLocaleString('en')} events`,
        path: makeCorpus(events),
        limit: events < 300_000 ? undefined : 1.3,
      }));
  const small = join(here, '../examples/aws-documentation/cloudwatch.json');
  const nothing = ['-e', '0'];
  const rows = [
    ...corpora.map(({ name, path, limit }) =>
      compare(
        `scan of ${name} / gunzip + JSON.parse`,
        [ctaudit, 'scan', path, '--fail-on', 'critical'],
        [join(here, 'baseline.mjs'), path],
        limit,
      ),
    ),
    ...corpora
      .slice(-1)
      .map(({ name, path }) =>
        compare(
          `scan of ${name} with one rule that few match / gunzip + JSON.parse`,
          [ctaudit, 'scan', path, '--rules', 'root-user-activity'],
          [join(here, 'baseline.mjs'), path],
        ),
      ),
    compare('scan of one small file / node -e 0', [ctaudit, 'scan', small], nothing, 3),
    compare('--version / node -e 0', [ctaudit, '--version'], nothing, 1.5),
  ];
  printTable(rows);
  const slow = rows.filter(({ ratio, limit }) => ratio > (typeof limit === 'number' ? limit : Infinity) * (options.quick ? 4 / 3 : 1));
  for (const { name, ratio, limit } of slow) console.error(`too slow: ${name} is ${ratio.toFixed(2)}, the limit is ${limit}`);
  process.exitCode = slow.length > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
