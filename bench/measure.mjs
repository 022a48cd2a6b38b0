// What the benchmarks share: processes that are measured, pairs of them, and tables.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const usage = pathToFileURL(join(here, 'usage.mjs')).href;

/** The command, and the least that any tool has to do for a folder of logs. */
export const ctaudit = join(here, '../bin/run.js');
export const baseline = (path) => [join(here, 'baseline.mjs'), path];

/** Removed when the process ends. */
export const folder = mkdtempSync(join(tmpdir(), 'ctaudit-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Runs a script in a process of its own: CPU and wall time in ms, peak memory in MB. */
export function measure(args) {
  const usageFile = join(folder, 'usage.json');
  const { status, stderr } = spawnSync(process.execPath, ['--import', usage, ...args], {
    env: { ...process.env, USAGE_FILE: usageFile },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (![0, 1].includes(status)) throw new Error(`${args.join(' ')} exited with ${status}: ${stderr}`);
  return JSON.parse(readFileSync(usageFile, 'utf8'));
}

/** The same for any program, but for its memory: CPU time as bash counts it. */
export function measureProgram(program, args) {
  const script = `TIMEFORMAT='%R %U %S'; time "$@" >/dev/null 2>/dev/null`;
  const { stderr } = spawnSync('bash', ['-c', script, 'bash', program, ...args], { encoding: 'utf8' });
  const [wall, user, system] = stderr.trim().split('\n').at(-1).split(' ').map(Number);
  return { cpu: (user + system) * 1000, wall: wall * 1000, memory: NaN };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/**
 * One warm-up of each side, then pairs of runs. The ratio is of the least times, because a busy machine only adds to them; median and range are
 * of the pairs. `left` and `right` give what they measured; `what` is `cpu` or `wall`.
 */
export function compare(name, left, right, { runs = 5, limit, what = 'cpu' } = {}) {
  left();
  right();
  const pairs = Array.from({ length: runs }, () => [left(), right()]);
  const ratios = pairs.map(([a, b]) => a[what] / b[what]);
  const memory = Math.max(...pairs.map(([a]) => a.memory));
  return {
    name,
    ratio: Math.min(...pairs.map(([a]) => a[what])) / Math.min(...pairs.map(([, b]) => b[what])),
    median: median(ratios),
    range: `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`,
    limit: limit ?? '–',
    [what]: `${median(pairs.map(([a]) => a[what])).toFixed(0)} ms`,
    against: `${median(pairs.map(([, b]) => b[what])).toFixed(0)} ms`,
    memory: Number.isNaN(memory) ? '–' : `${memory.toFixed(0)} MB`,
  };
}

export function makeCorpus(events, ...more) {
  const out = join(folder, `${events}${more.join('')}`);
  const args = [join(here, 'make-corpus.mjs'), out, '--events', String(events), ...more];
  if (spawnSync(process.execPath, args, { stdio: 'ignore' }).status !== 0) throw new Error('the corpus could not be made');
  return out;
}

export function printTable(rows) {
  const keys = Object.keys(rows[0]);
  console.log(`| ${keys.join(' | ')} |\n| ${keys.map(() => '---').join(' | ')} |`);
  for (const row of rows)
    console.log(`| ${keys.map((key) => (typeof row[key] === 'number' ? row[key].toFixed(2) : row[key])).join(' | ')} |`);
}
