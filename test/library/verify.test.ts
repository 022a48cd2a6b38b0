import { describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { fileKeys, NoSuchInputError, verify, type VerifyReport } from '../../dist/index.js';
import { listedKeys, makeTrailKey, writeCopy } from '../support/trail-copy.js';
import { sixHours } from '../support/verify-copy.js';
import { inWorkspace } from '../support/workspace.js';

const key = makeTrailKey();

describe('verify as a library', () => {
  test('gives the report of a folder, with the keys of a file', async () => {
    const report: VerifyReport = await inWorkspace(async (folder) => {
      writeCopy(folder, sixHours(key).all);
      writeFileSync(join(folder, 'keys.json'), listedKeys([key]));
      return verify({ source: '.', cwd: folder, publicKeys: await fileKeys(['keys.json'], folder) });
    });
    expect([report.verdict, report.digests.verified, report.logs.verified]).toEqual(['pass', 6, 6]);
  });

  test('takes keys from wherever its user has them, and asks for those of each Region', async () => {
    const asked: string[] = [];
    await inWorkspace((folder) => {
      writeCopy(folder, sixHours(key).all);
      return verify({
        source: folder,
        publicKeys: (region, { from, to }) => {
          asked.push(`${region} ${new Date(from).toISOString()} ${new Date(to).toISOString()}`);
          return Promise.resolve({ kind: 'failed', reason: 'none' });
        },
      });
    });
    expect(asked).toEqual(['us-east-2 2024-05-01T00:01:31.000Z 2024-05-01T08:01:31.000Z']);
  });

  test('refuses a source that is not there', async () => {
    await expect(verify({ source: 'nowhere' })).rejects.toThrow(NoSuchInputError);
  });
});
