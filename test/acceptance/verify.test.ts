import { describe, expect, test } from '@jest/globals';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { listedKeys, makeTrailKey, writeCopy } from '../support/trail-copy.js';
import { at, sixHours } from '../support/verify-copy.js';
import { inWorkspace } from '../support/workspace.js';
import { type CommandResult, runCommand } from './run-command.js';

const key = makeTrailKey();

/** Runs the command on six hours of a trail. */
function verifySixHours(args: readonly string[], spoil: (folder: string) => void = () => undefined): Promise<CommandResult> {
  return inWorkspace(async (folder) => {
    writeCopy(join(folder, 'copy'), sixHours(key).all);
    writeFileSync(join(folder, 'keys.json'), listedKeys([key]));
    spoil(folder);
    return {
      ...(await runCommand(['verify', ...args], { cwd: folder, env: { AWS_EC2_METADATA_DISABLED: 'true', HOME: folder } })),
      folder,
    };
  });
}

const WITH_KEYS = ['copy', '--public-keys', 'keys.json'];

describe('ctaudit verify', () => {
  test('of a clean copy ends with 0 and says so', async () => {
    const { code, stdout, stderr } = await verifySixHours(WITH_KEYS);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.replace(/\s+/g, ' ').trimEnd()).toMatch(
      /PASS Every digest and log that can be proven is as CloudTrail delivered it\. 6 of 6 logs and 6 digests are verified\.$/,
    );
  });

  test('of a copy without a log ends with 1 and names it', async () => {
    const gone = at(sixHours(key).logs, 2);
    const { code, stdout } = await verifySixHours(WITH_KEYS, (folder) => {
      rmSync(join(folder, 'copy', gone.key));
    });
    expect([code, stdout.includes('CTA5011'), stdout.includes(gone.key.slice(-30))]).toEqual([1, true, true]);
  });

  test('writes reports into files beside the table', async () => {
    await inWorkspace(async (folder) => {
      writeCopy(join(folder, 'copy'), sixHours(key).all);
      writeFileSync(join(folder, 'keys.json'), listedKeys([key]));
      const { code, stdout } = await runCommand(['verify', ...WITH_KEYS, '-o', 'json=v.json', '-o', 'sarif=v.sarif'], { cwd: folder });
      expect([code, stdout.includes('PASS')]).toEqual([0, true]);
      const reports = ['v.json', 'v.sarif'].map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as object);
      expect(reports.map((report) => Object.keys(report)[0])).toEqual(['tool', '$schema']);
    });
  });

  test('without keys and without credentials ends with 3, and says what would help', async () => {
    const { code, stdout } = await verifySixHours(['copy']);
    expect(code).toBe(3);
    expect(stdout.replace(/\s+/g, ' ')).toContain('The public keys of the Region cannot be had (no AWS credentials: ');
  });

  test.each<{ name: string; args: readonly string[]; message: string }>([
    { name: 'no source', args: [], message: 'Missing 1 required arg' },
    { name: 'a source that is not there', args: ['nowhere'], message: 'ctaudit: no such file, folder or match: nowhere' },
    { name: 'keys that are none', args: ['copy', '--public-keys', 'copy.json'], message: 'ctaudit: copy.json holds no public keys: ' },
    { name: 'keys that are not there', args: ['copy', '--public-keys', 'no.json'], message: 'ctaudit: no.json cannot be read' },
    { name: 'rows', args: [...WITH_KEYS, '-o', 'jsonl'], message: 'ctaudit: --output: verify has no jsonl report' },
    { name: 'a time that is none', args: [...WITH_KEYS, '--since', 'May'], message: 'ctaudit: --since May is neither' },
    { name: 'an account that is none', args: [...WITH_KEYS, '--account', '1'], message: 'ctaudit: --account 1 is not an account ID' },
  ])('with $name ends with 2', async ({ args, message }) => {
    const { code, stderr } = await verifySixHours(args, (folder) => {
      writeFileSync(join(folder, 'copy.json'), '[]');
    });
    expect([code, stderr.includes(message) ? message : stderr]).toEqual([2, message]);
  });
});
