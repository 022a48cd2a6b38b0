import http from 'node:http';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import nock from 'nock';

import { compileRules, scan } from '../../dist/index.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A port of the loopback that nobody listens on: it costs nothing where nock should not catch it. */
const NOWHERE = 'http://127.0.0.1:1/';

/** The code that a request fails with. */
function failureOf(url: string): Promise<string> {
  return new Promise((resolve) => {
    http.get(url).on('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message);
    });
  });
}

describe('a scan', () => {
  // nock sees requests, and not those of a module that took its own reference to http's functions; the socket sees all.
  const connect = jest.spyOn(Socket.prototype, 'connect');
  let unexpected = 0;

  beforeAll(() => {
    nock.disableNetConnect();
    nock.emitter.on('no match', () => {
      unexpected++;
    });
  });

  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
    connect.mockRestore();
  });

  test('asks nothing of the network', async () => {
    const { ruleSet } = await compileRules({ policy: 'cis-aws-foundations-3.0' });
    if (ruleSet === undefined) throw new Error('the policy has errors');
    const report = await scan({ inputs: ['examples'], cwd: ROOT, ruleSet });
    expect(report.findings.length).toBeGreaterThan(0);
    expect(unexpected).toBe(0);
    expect(connect).not.toHaveBeenCalled();
  });

  test('that asked by a request would have been caught', async () => {
    expect(await failureOf(NOWHERE)).toBe('ENETUNREACH');
    expect(unexpected).toBe(1);
  });

  test('that asked by a socket would have been caught', async () => {
    const socket = new Socket();
    const failed = new Promise((resolve) => socket.once('error', resolve));
    socket.connect(1, '127.0.0.1');
    await failed;
    expect(connect).toHaveBeenCalled();
  });
});
