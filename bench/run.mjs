// Measures ctaudit against the least that any tool has to do, both sides in turn in one run, and prints ratios of CPU time.
//
//   npm run bench -- [--quick] [--corpus DIR] [--runs N]
//
// Without --corpus it makes trails of 100,000, 300,000 and 900,000 events (--quick: of 300,000) from examples/ in a temporary folder, and
// exits with 1 when a ratio exceeds its limit; --quick widens the limits by a third, because machines are noisy. A trail of 100,000 events
// has no limit: there, starting and compiling are most of what is measured. bench/all.mjs measures more, and takes an hour.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { baseline, compare, ctaudit, folder, makeCorpus, measure, printTable } from './measure.mjs';
import { makeRules } from './make-rules.mjs';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, corpus: { type: 'string' }, runs: { type: 'string' } },
});
const runs = Number(options.runs ?? 5);

const sizes = options.quick ? [300_000] : [100_000, 300_000, 900_000];
const corpora = options.corpus
  ? [{ name: options.corpus, path: options.corpus, limit: 1.3 }]
  : sizes.map((events) => ({
      name: `${events.toLocaleString('en')} events`,
      path: makeCorpus(events),
      limit: events < 300_000 ? undefined : 1.3,
    }));
const largest = corpora.at(-1);
const scan =
  (...args) =>
  () =>
    measure([ctaudit, 'scan', ...args, '--jobs', '1']);
const nothing = () => measure(['-e', '0']);
const small = fileURLToPath(new URL('../examples/aws-documentation/cloudwatch.json', import.meta.url));
const rules = (count) => makeRules(join(folder, `rules-${count}`), largest.path, count);

const rows = [
  ...corpora.map(({ name, path, limit }) =>
    compare(`scan of ${name} / gunzip + JSON.parse`, scan(path, '--fail-on', 'critical'), () => measure(baseline(path)), { runs, limit }),
  ),
  compare(
    `scan of ${largest.name} with one rule that few match / gunzip + JSON.parse`,
    scan(largest.path, '--rules', 'root-user-activity'),
    () => measure(baseline(largest.path)),
    { runs, limit: 0.75 },
  ),
  compare(
    `scan of ${largest.name} with 600 rules / with 60`,
    scan(largest.path, '--rules', rules(600)),
    scan(largest.path, '--rules', rules(60)),
    { runs, limit: 1.4 },
  ),
  compare('scan of one small file / node -e 0', () => measure([ctaudit, 'scan', small]), nothing, { runs, limit: 3 }),
  compare('--version / node -e 0', () => measure([ctaudit, '--version']), nothing, { runs, limit: 1.5 }),
];
printTable(rows);
const slow = rows.filter(({ ratio, limit }) => ratio > (typeof limit === 'number' ? limit : Infinity) * (options.quick ? 4 / 3 : 1));
for (const { name, ratio, limit } of slow) console.error(`too slow: ${name} is ${ratio.toFixed(2)}, the limit is ${limit}`);
process.exitCode = slow.length > 0 ? 1 : 0;
