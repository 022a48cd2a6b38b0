// Packs the package, installs it in an empty folder as a user would, and runs its command and its library there.
//
//   node scripts/check-package.mjs FOLDER     is made, and left behind
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(process.argv[2]);
mkdirSync(folder, { recursive: true });

function run(command, args, { cwd = folder, expected = 0 } = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== expected) throw new Error(`${command} ${args.join(' ')} exited with ${status} instead of ${expected}\n${stdout}${stderr}`);
  return stdout;
}

const [{ filename }] = JSON.parse(run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: process.cwd() }));
cpSync('examples', join(folder, 'logs'), { recursive: true });
writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}');
run('npm', ['install', '--no-audit', '--no-fund', `./${filename}`]);
const table = run('npx', ['ctaudit', 'scan', 'logs'], { expected: 1 });
if (!table.includes('root-user-activity')) throw new Error(`the installed command found no root user activity:\n${table}`);
writeFileSync(
  join(folder, 'library.js'),
  `import { compileRules, scan } from 'ctaudit';
const { ruleSet } = await compileRules({ rules: ['root-user-activity'] });
const report = await scan({ inputs: ['logs'], ruleSet });
if (report.findings.length === 0 || !report.complete) throw new Error(JSON.stringify(report.input));
console.log(report.findings.length);
`,
);
run(process.execPath, ['library.js']);
console.log(`${filename} installs and runs`);
