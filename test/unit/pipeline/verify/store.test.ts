import { describe, expect, test } from '@jest/globals';

import { FindingList } from '../../../../src/integrity/finding-list.js';
import { sumCounts } from '../../../../src/integrity/day-tally.js';
import { type LogCounts, type VerifyFinding } from '../../../../src/model/verify-report.js';
import { checkGroup } from '../../../../src/pipeline/verify/check-group.js';
import { findGroups } from '../../../../src/pipeline/verify/find-groups.js';
import { type VerifySelection } from '../../../../src/pipeline/verify/verify-options.js';
import { type TrailObject, type TrailRead, type TrailStore } from '../../../../src/sources/trail-store.js';
import { type Delivered, deliverHours, HOUR, isDigest, makeTrailKey, START, TestTrail } from '../../../support/trail-copy.js';
import { at, nameOf, sixHours } from '../../../support/verify-copy.js';

const key = makeTrailKey();
const EVERYTHING: VerifySelection = { accounts: [], regions: [] };

/** A bucket, as far as a check sees one. */
class Bucket implements TrailStore {
  readonly uri: string;
  readonly origin: { readonly bucket: string; readonly prefix: string };
  readonly reads: string[] = [];
  private readonly objects: ReadonlyMap<string, Delivered>;
  private readonly refused: ReadonlySet<string>;

  constructor(objects: readonly Delivered[], { prefix = '', refused = [] as readonly Delivered[] } = {}) {
    this.origin = { bucket: 'amzn-s3-demo-bucket', prefix };
    this.uri = `s3://amzn-s3-demo-bucket/${prefix}`;
    this.objects = new Map(objects.map((object) => [object.key, object]));
    this.refused = new Set(refused.map((object) => object.key));
  }

  uriOf(tail: string): string {
    return this.uri + tail;
  }

  folders(prefix: string): Promise<readonly string[]> {
    const below = [...this.objects.keys()].filter((one) => one.startsWith(prefix)).map((one) => one.slice(prefix.length).split('/'));
    return Promise.resolve([...new Set(below.flatMap(([name = '', ...rest]) => (rest.length > 0 ? [name] : [])))].sort());
  }

  async *list(prefix: string): AsyncGenerator<TrailObject, void, undefined> {
    await Promise.resolve();
    for (const one of [...this.objects.keys()].sort()) if (one.startsWith(prefix)) yield { key: one, size: 1 };
  }

  async *objectsIn(prefix: string): AsyncGenerator<TrailObject, void, undefined> {
    for await (const one of this.list(prefix)) if (!one.key.slice(prefix.length).includes('/')) yield one;
  }

  read(tail: string): Promise<TrailRead> {
    this.reads.push(tail);
    const object = this.objects.get(tail);
    if (this.refused.has(tail)) return Promise.resolve({ kind: 'refused', reason: 'AccessDenied: the permission s3:GetObject is missing' });
    if (object === undefined) return Promise.resolve({ kind: 'missing' });
    const { bytes, signature } = object;
    return Promise.resolve({ kind: 'found', bytes, metadata: signature === undefined ? {} : { signature } });
  }

  problems(): readonly [] {
    return [];
  }
}

interface Checked {
  readonly codes: readonly string[];
  readonly logs: LogCounts;
  readonly findings: readonly VerifyFinding[];
}

async function check(store: TrailStore, selection = EVERYTHING): Promise<Checked> {
  const found = new FindingList();
  const days = [];
  const keys = [{ fingerprint: key.fingerprint, der: Buffer.from(key.value, 'base64') }];
  for await (const group of findGroups(store, selection)) {
    const publicKeys = (): Promise<{ kind: 'keys'; keys: typeof keys; isComplete: boolean }> =>
      Promise.resolve({ kind: 'keys', keys, isComplete: true });
    days.push(...(await checkGroup({ store, group, selection, publicKeys, findings: found, now: START + 24 * HOUR })).days);
  }
  const findings = found.findings();
  const named = findings.filter(({ level }) => level !== 'note');
  return {
    codes: named.map(({ code, key: tail }) => `${code} ${tail.slice(tail.lastIndexOf('/') + 1)}`),
    logs: sumCounts(days.map(({ logs }) => logs)),
    findings,
  };
}

describe('In a bucket', () => {
  test('a clean chain verifies, the newest digest too', async () => {
    const { codes, logs } = await check(new Bucket(sixHours(key).all));
    expect([codes, logs.verified]).toEqual([[], 6]);
  });

  test('each log is read once, and only those of the time asked for', async () => {
    const store = new Bucket(sixHours(key).all);
    await check(store, { ...EVERYTHING, since: START + 2 * HOUR, until: START + 4 * HOUR });
    const logs = store.reads.filter((tail) => !tail.includes('Digest'));
    expect(logs.toSorted()).toEqual(
      sixHours(key)
        .logs.slice(2, 4)
        .map((log) => log.key),
    );
  });

  test('a digest must lie under the prefix that it names', async () => {
    const moved = await check(new Bucket(sixHours(key).all, { prefix: 'elsewhere/' }));
    expect(new Set(moved.codes.map((code) => code.slice(0, 7)))).toEqual(new Set(['CTA5005', 'CTA5024', 'CTA5025']));
    const trail = new TestTrail({ key, prefix: 'logs/' });
    expect((await check(new Bucket(deliverHours(trail, 3), { prefix: 'logs/' }))).codes).toEqual([]);
  });

  test('what was delivered under another prefix before is not missing', async () => {
    const trail = new TestTrail({ key });
    deliverHours(trail, 2);
    trail.change({ prefix: 'logs/' });
    const after = deliverHours(trail, 2, START + 2 * HOUR);
    expect((await check(new Bucket(after, { prefix: 'logs/' }))).codes).toEqual([`CTA5024 ${nameOf(at(after, 1))}`]);
  });

  test('an object that may not be read says why, and nothing is said of it', async () => {
    const { all, digests, logs } = sixHours(key);
    const { codes, logs: counts, findings } = await check(new Bucket(all, { refused: [at(digests, 2), at(logs, 4)] }));
    expect(codes).toEqual(
      [`CTA5023 ${nameOf(at(logs, 4))}`, `CTA5023 ${nameOf(at(digests, 2))}`, `CTA5025 ${nameOf(at(logs, 2))}`].toSorted(),
    );
    expect(counts).toMatchObject({ verified: 4, unverified: 2, added: 0, missing: 0 });
    expect(findings.find(({ code }) => code === 'CTA5023')?.message).toContain('the permission s3:GetObject is missing');
  });
});

describe('A selection', () => {
  const trails = [
    new TestTrail({ key }),
    new TestTrail({ key, account: '444455556666', organization: 'o-exampleorgid/' }),
    new TestTrail({ key, region: 'eu-west-1' }),
  ];
  const store = new Bucket(trails.flatMap((trail) => deliverHours(trail, 3)));

  test.each<{ name: string; selection: VerifySelection; verified: number }>([
    { name: 'everything', selection: EVERYTHING, verified: 9 },
    { name: 'an account', selection: { accounts: ['444455556666'], regions: [] }, verified: 3 },
    { name: 'a Region', selection: { accounts: [], regions: ['us-east-2'] }, verified: 6 },
    { name: 'both', selection: { accounts: ['111122223333'], regions: ['eu-west-1'] }, verified: 3 },
    { name: 'none that is there', selection: { accounts: ['000000000000'], regions: [] }, verified: 0 },
  ])('of $name', async ({ selection, verified }) => {
    expect((await check(store, selection)).logs.verified).toBe(verified);
  });

  test.each([4, 5, 6, 7])('may end in a gap of the trail, %i hours on', async (hours) => {
    const trail = new TestTrail({ key });
    const before = deliverHours(trail, 3);
    trail.restart();
    const all = [...before, ...deliverHours(trail, 3, START + 8 * HOUR)];
    const { codes, logs } = await check(new Bucket(all), { ...EVERYTHING, until: START + hours * HOUR });
    expect([codes.map((code) => code.slice(0, 7)), logs.verified]).toEqual([['CTA5024'], 3]);
  });

  test('may begin and end within an hour', async () => {
    const all = deliverHours(new TestTrail({ key }), 6);
    const selection = { ...EVERYTHING, since: START + 1.5 * HOUR, until: START + 3.5 * HOUR };
    const { codes, logs } = await check(new Bucket(all), selection);
    expect([codes, logs.verified, all.filter(isDigest).length]).toEqual([[], 2, 6]);
  });
});
