import { PassThrough } from 'node:stream';

import { describe, expect, test } from '@jest/globals';

import { type Terminal } from '../../../src/commands/ask-mfa-code.js';
import { awsAccessOf, type AwsFlags, historyRegionsOf } from '../../../src/commands/aws-flags.js';

const SERIAL = 'arn:aws:iam::111122223333:mfa/ann';

function terminal(isTTY: boolean): Terminal & { readonly input: PassThrough; readonly output: PassThrough } {
  const stream = (): PassThrough & { readonly isTTY: boolean } => Object.assign(new PassThrough(), { isTTY });
  return { input: stream(), output: stream() };
}

describe('how AWS is reached', () => {
  test.each<{ name: string; flags: AwsFlags; expected: object }>([
    { name: 'no flag', flags: {}, expected: {} },
    { name: 'a profile', flags: { profile: 'audit' }, expected: { profile: 'audit' } },
    {
      name: 'a role',
      flags: { 'role-arn': 'arn:aws:iam::111122223333:role/Audit', 'external-id': 'x', 'mfa-serial': SERIAL },
      expected: { roleArn: 'arn:aws:iam::111122223333:role/Audit', externalId: 'x', mfaSerial: SERIAL },
    },
    {
      name: 'a service of its own',
      flags: { endpoint: 'http://127.0.0.1:9000', 'request-payer': true },
      expected: { endpoint: 'http://127.0.0.1:9000', requestPayer: true },
    },
  ])('by $name', ({ flags, expected }) => {
    expect(awsAccessOf(flags, { terminal: terminal(false) })).toEqual(expected);
  });

  test.each(['minio:9000', 'host', 'ftp://host', ''])('an endpoint cannot be "%s"', (endpoint) => {
    expect(() => awsAccessOf({ endpoint }, { terminal: terminal(false) })).toThrow('is not a URL such as https://host:9000');
  });
});

describe('the code of an MFA device', () => {
  test('is asked on a terminal', async () => {
    const { input, output } = terminal(true);
    const { askMfaCode } = awsAccessOf({}, { terminal: { input, output } });
    const code = askMfaCode?.(SERIAL);
    input.write('123456 \n');
    await expect(code).resolves.toBe('123456');
    expect(String(output.read())).toBe(`MFA code of ${SERIAL}: `);
  });

  test('is not asked where nobody can answer', () => {
    expect(awsAccessOf({}, { terminal: terminal(false) }).askMfaCode).toBeUndefined();
  });

  test('is missing when the input ends', async () => {
    const { input, output } = terminal(true);
    const code = awsAccessOf({}, { terminal: { input, output } }).askMfaCode?.(SERIAL);
    input.end();
    await expect(code).rejects.toThrow('no MFA code was given');
  });

  test('is not waited for when the run is interrupted', async () => {
    const { input, output } = terminal(true);
    const interruption = new AbortController();
    const code = awsAccessOf({}, { terminal: { input, output }, signal: interruption.signal }).askMfaCode?.(SERIAL);
    interruption.abort();
    await expect(code).rejects.toThrow('abort');
  });
});

describe('Regions', () => {
  test.each<{ regions: string | undefined; expected: object }>([
    { regions: undefined, expected: { allRegions: false, regions: [] } },
    { regions: 'all', expected: { allRegions: true, regions: [] } },
    { regions: 'eu-west-1, us-gov-west-1', expected: { allRegions: false, regions: ['eu-west-1', 'us-gov-west-1'] } },
  ])('of --regions $regions', ({ regions, expected }) => {
    expect(historyRegionsOf({ regions })).toEqual(expected);
  });

  test.each(['', 'eu-west-1,', 'all,eu-west-1', 'EU-WEST-1', '../x'])('cannot be "%s"', (regions) => {
    expect(() => historyRegionsOf({ regions })).toThrow('is neither "all" nor a Region such as eu-west-1');
  });
});
