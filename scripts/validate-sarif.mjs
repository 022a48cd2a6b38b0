// Scans the examples into SARIF of both profiles and has the SARIF validator judge them: no error and no warning may come.
//
//   node scripts/validate-sarif.mjs FOLDER     where @microsoft/sarif-multitool-linux is installed
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const tool = join(process.argv[2], 'node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool');
const folder = mkdtempSync(join(tmpdir(), 'ctaudit-sarif-'));

/** `github` has to pass the rules of code scanning too. */
const KINDS = { full: 'Sarif', github: 'Sarif;Ghas' };

function validate(profile) {
  const report = join(folder, `${profile}.sarif`);
  const answer = join(folder, `${profile}.validation.sarif`);
  const scan = [
    'bin/run.js',
    'scan',
    'examples',
    '--policy',
    'cis-aws-foundations-3.0',
    '--sarif-profile',
    profile,
    '-o',
    `sarif=${report}`,
  ];
  const { status, stderr } = spawnSync(process.execPath, scan, { encoding: 'utf8' });
  if (status !== 1) throw new Error(`the scan of the examples exited with ${status}: ${stderr}`);
  const args = [
    'validate',
    report,
    '--rule-kind',
    KINDS[profile],
    '--level',
    'Error;Warning',
    '--kind',
    'Fail',
    '-o',
    answer,
    '--log',
    'ForceOverwrite',
  ];
  spawnSync(tool, args, { encoding: 'utf8' });
  // The validator exits with 0 whatever it finds: the answer is in its output.
  return JSON.parse(readFileSync(answer, 'utf8').replace(/^\uFEFF/, '')).runs.flatMap(({ results }) => results ?? []);
}

try {
  for (const profile of Object.keys(KINDS)) {
    const results = validate(profile);
    for (const { ruleId, level, message } of results)
      console.error(`${profile}: ${level} ${ruleId} ${message.text ?? JSON.stringify(message.arguments)}`);
    console.log(`${profile}: ${results.length} errors and warnings`);
    if (results.length > 0) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
