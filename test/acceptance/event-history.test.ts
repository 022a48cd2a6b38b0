import { afterEach, describe, expect, test } from '@jest/globals';

import { page, wireEvent, type WireAnswer } from '../support/aws-wire.js';
import { type HistoryServer, startHistoryServer } from '../support/history-server.js';
import { inWorkspace } from '../support/workspace.js';
import { runCommand, type CommandResult } from './run-command.js';

const DAY = 86_400_000;
const SECONDS = 60_000;

const ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nonexistent/config',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
};

/** Midnight some days ago, as a date. */
const dateBefore = (days: number): string => new Date(Math.floor(Date.now() / DAY) * DAY - days * DAY).toISOString().slice(0, 10);

let server: HistoryServer | undefined;
let asked = 0;

afterEach(() => {
  server?.stop();
  server = undefined;
  asked = 0;
});

/** One event a day, at its last second. */
function oneEvent({ EndTime: end }: { readonly EndTime: number }): WireAnswer {
  asked++;
  return page([wireEvent(new Date(end * 1000).toISOString().replace('.000Z', 'Z'), 'PutUserPolicy')]);
}

async function scanHistory(cwd: string, ...args: readonly string[]): Promise<CommandResult> {
  server ??= await startHistoryServer(oneEvent);
  const times = ['--since', dateBefore(5), '--until', dateBefore(2)];
  return runCommand(['scan', 'lookup-events:eu-west-1', ...times, '--endpoint', server.endpoint, ...args], { cwd, env: ENVIRONMENT });
}

const jsonOf = ({ stdout, stderr }: CommandResult): Record<string, unknown> => {
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout) as Record<string, unknown>;
};

/** Without what is known of the way in: the same events have other URIs in files. */
function findingsOf(report: Record<string, unknown>): unknown {
  return JSON.parse(
    JSON.stringify(report['findings'], (key, value: unknown) => (['uri', 'index', 'byteOffset'].includes(key) ? undefined : value)),
  );
}

describe('a scan of Event history', () => {
  test(
    'finds what a scan of the same events in files finds',
    () =>
      inWorkspace(async (folder) => {
        const rule = ['--rules', 'root-user-activity', '--rules', 'iam-policy-change', '-o', 'json'];
        const history = jsonOf(await scanHistory(folder, ...rule));
        expect(history).toMatchObject({ complete: true, input: { files: { read: 3, skipped: 0, damaged: 0 }, records: { evaluated: 3 } } });
        expect(history['findings']).toHaveLength(1);
        const endpoint = ['--endpoint', server?.endpoint ?? ''];
        const times = ['--since', dateBefore(5), '--until', dateBefore(2)];
        await runCommand(['download', 'lookup-events:eu-west-1', 'out', ...times, ...endpoint], { cwd: folder, env: ENVIRONMENT });
        const files = jsonOf(await runCommand(['scan', 'out', ...rule], { cwd: folder }));
        expect(findingsOf(files)).toEqual(findingsOf(history));
        expect(files['census']).toEqual(history['census']);
      }),
    SECONDS,
  );
});

describe('of Event history a scan', () => {
  test(
    'asks for one attribute where the rules can match no other events, and says so',
    () =>
      inWorkspace(async (folder) => {
        const report = jsonOf(await scanHistory(folder, '--rules', 'console-authentication-failure', '-o', 'json'));
        const note =
          'Event history was asked for events of EventName ConsoleLogin alone, because no rule can match another: others are not in the counts.';
        expect(report['notes']).toEqual([note]);
        const table = await scanHistory(folder, '--rules', 'console-authentication-failure');
        expect(table.stdout.replaceAll(/\s+/g, ' ')).toContain(note);
      }),
    SECONDS,
  );

  test(
    'with a state asks for no day again that is over',
    () =>
      inWorkspace(async (folder) => {
        const first = jsonOf(await scanHistory(folder, '--state', 'state.json', '-o', 'json'));
        expect([asked, first['input']]).toEqual([3, expect.objectContaining({ files: { read: 3, skipped: 0, damaged: 0, known: 0 } })]);
        const second = jsonOf(await scanHistory(folder, '--state', 'state.json', '-o', 'json'));
        expect([asked, second['input']]).toEqual([3, expect.objectContaining({ files: { read: 0, skipped: 0, damaged: 0, known: 3 } })]);
      }),
    SECONDS,
  );
});
