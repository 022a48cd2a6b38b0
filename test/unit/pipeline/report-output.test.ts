import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';

import { describe, expect, test } from '@jest/globals';

import { reportDestination } from '../../../src/pipeline/report-destination.js';
import { ReportOutputs, SharedReportError } from '../../../src/pipeline/report-output.js';
import { scan } from '../../../src/pipeline/scan/scan.js';
import { inWorkspace } from '../../support/workspace.js';

const REPORTER = { color: false, width: 100, sarifProfile: 'full' } as const;

/** Writes the report of a scan of one record to the path. */
async function writeReport(cwd: string, path: string): Promise<void> {
  const report = await scan({
    inputs: ['-'],
    cwd,
    ruleSet: { rules: [], fields: {} },
    standardInput: new PassThrough().end('{"eventName": "A"}'),
  });
  const outputs = new ReportOutputs([{ format: 'json', path }], { cwd, standardOutput: new PassThrough(), reporter: REPORTER });
  await outputs.finish(report);
}

const isReport = (text: string): boolean => 'verdict' in (JSON.parse(text) as object);

describe('a report', () => {
  test('is written into a FIFO, which stays one', () =>
    inWorkspace(async (folder) => {
      const fifo = join(folder, 'report.json');
      execFileSync('mkfifo', [fifo]);
      const read = readFile(fifo, 'utf8');
      await writeReport(folder, 'report.json');
      expect(isReport(await read)).toBe(true);
      expect(lstatSync(fifo).isFIFO()).toBe(true);
    }));

  test.each([
    { name: 'a file that is there', exists: true },
    { name: 'a file that is yet to be made', exists: false },
  ])('follows a link to $name, and leaves the link', ({ exists }) =>
    inWorkspace(async (folder) => {
      mkdirSync(join(folder, 'kept'));
      if (exists) writeFileSync(join(folder, 'kept', 'real.json'), 'old');
      symlinkSync('real.json', join(folder, 'kept', 'latest.json'));
      symlinkSync('kept/latest.json', join(folder, 'report.json'));
      await writeReport(folder, 'report.json');
      expect(readlinkSync(join(folder, 'report.json'))).toBe('kept/latest.json');
      expect(isReport(readFileSync(join(folder, 'kept', 'real.json'), 'utf8'))).toBe(true);
      expect(readdirSync(join(folder, 'kept')).sort()).toEqual(['latest.json', 'real.json']);
    }),
  );

  test.each([0o600, 0o664, 0o777])('keeps the mode %i of the file that it replaces', (mode) =>
    inWorkspace(async (folder) => {
      const path = join(folder, 'report.json');
      writeFileSync(path, 'old');
      chmodSync(path, mode);
      await writeReport(folder, 'report.json');
      expect(statSync(path).mode & 0o7777).toBe(mode);
      expect(isReport(readFileSync(path, 'utf8'))).toBe(true);
    }),
  );

  test('cannot be written through links that lead in a circle, or over a folder, and leaves nothing behind', () =>
    inWorkspace(async (folder) => {
      symlinkSync('b.json', join(folder, 'a.json'));
      symlinkSync('a.json', join(folder, 'b.json'));
      mkdirSync(join(folder, 'folder.json'));
      await expect(writeReport(folder, 'a.json')).rejects.toThrow('cannot write a.json: its links lead in a circle');
      await expect(writeReport(folder, 'folder.json')).rejects.toThrow('cannot write folder.json: it is a folder');
      expect(readdirSync(folder).sort()).toEqual(['a.json', 'b.json', 'folder.json']);
    }));
});

describe('two reports', () => {
  const write = (cwd: string, paths: readonly string[]): ReportOutputs =>
    new ReportOutputs(
      paths.map((path) => ({ format: 'json', path })),
      { cwd, standardOutput: new PassThrough(), reporter: REPORTER },
    );

  test.each([
    { name: 'a file', paths: ['a.json', './a.json'], expected: 'a.json and ./a.json are one file, which two reports cannot share' },
    { name: 'a file by one name', paths: ['a.json', 'a.json'], expected: 'two reports cannot share the file a.json' },
    {
      name: 'a file behind a link',
      paths: ['a.json', 'link.json'],
      expected: 'a.json and link.json are one file, which two reports cannot share',
    },
  ])('cannot share $name, and leave nothing behind', ({ paths, expected }) =>
    inWorkspace((folder) => {
      symlinkSync('a.json', join(folder, 'link.json'));
      expect(() => write(folder, paths)).toThrow(SharedReportError);
      expect(() => write(folder, paths)).toThrow(expected);
      expect(readdirSync(folder)).toEqual(['link.json']);
    }),
  );

  test('can both go to the null device', () => {
    expect(() => write('/', ['/dev/null', '/dev/null'])).not.toThrow();
  });
});

describe('reportDestination', () => {
  test.each(['/dev/null', '/dev/full', '/dev/stderr', '/dev/fd/7', '/proc/self/fd/7'])('never replaces %s', (path) => {
    expect(reportDestination(path, '/')).toEqual({ kind: 'stream', path });
  });
});
