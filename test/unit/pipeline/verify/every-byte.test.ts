import { describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { verify } from '../../../../src/pipeline/verify/verify.js';
import { type Delivered, deliverHours, isDigest, makeTrailKey, TestTrail, writeCopy } from '../../../support/trail-copy.js';
import { at, keySource, named, nameOf } from '../../../support/verify-copy.js';
import { inWorkspace } from '../../../support/workspace.js';

const key = makeTrailKey();
const SECONDS = 120;

/** Three hours: a digest with one before and one behind it, and a log of each. */
const all = deliverHours(new TestTrail({ key }), 3);
const digests = all.filter(isDigest);
const logs = all.filter((one) => !isDigest(one));

type Change = (bytes: Uint8Array, index: number) => Uint8Array;

const flipped: Change = (bytes, index) => bytes.map((byte, at_) => (at_ === index ? byte ^ (1 << (index % 8)) : byte));
const removed: Change = (bytes, index) => Buffer.concat([bytes.subarray(0, index), bytes.subarray(index + 1)]);
const repeated: Change = (bytes, index) => Buffer.concat([bytes.subarray(0, index + 1), bytes.subarray(index)]);
const cut: Change = (bytes, index) => bytes.subarray(0, index);

/** Whether two files hold the same: gzip has bytes that say nothing of the content, such as the time of compression. */
function holdsTheSame(bytes: Uint8Array, content: string): boolean {
  try {
    return gunzipSync(bytes).toString('utf8') === content;
  } catch {
    return false;
  }
}

/** The positions at which a change of one byte goes unnamed although the content is another one. */
async function unnamed(file: Delivered, change: Change, { metadata }: { readonly metadata: boolean }): Promise<number[]> {
  return inWorkspace(async (folder) => {
    const copy = join(folder, 'copy');
    writeCopy(copy, all, { metadata });
    const publicKeys = await keySource([key], folder);
    const missed: number[] = [];
    for (let index = 0; index < file.bytes.length; index++) {
      const bytes = change(file.bytes, index);
      writeFileSync(join(copy, file.key), bytes);
      const report = await verify({ source: 'copy', cwd: folder, publicKeys });
      const isNamed = named(report).some((one) => one.endsWith(nameOf(file)));
      if (!isNamed && !holdsTheSame(bytes, file.content)) missed.push(index);
    }
    return missed;
  });
}

describe('Every byte', () => {
  test.each<{ name: string; change: Change }>([
    { name: 'changed', change: flipped },
    { name: 'removed', change: removed },
    { name: 'put in', change: repeated },
    { name: 'that ends the file', change: cut },
  ])(
    '$name of a log is found, and the log named',
    async ({ change }) => {
      expect(await unnamed(at(logs, 1), change, { metadata: true })).toEqual([]);
    },
    SECONDS * 1000,
  );

  test.each<{ name: string; change: Change; metadata: boolean }>([
    { name: 'changed', change: flipped, metadata: true },
    { name: 'changed', change: flipped, metadata: false },
    { name: 'removed', change: removed, metadata: false },
    { name: 'put in', change: repeated, metadata: false },
    { name: 'that ends the file', change: cut, metadata: false },
  ])(
    '$name of a digest is found, and the digest named (metadata kept: $metadata)',
    async ({ change, metadata }) => {
      expect(await unnamed(at(digests, 1), change, { metadata })).toEqual([]);
    },
    SECONDS * 1000,
  );

  test(
    'changed of the newest digest is found, if its metadata is kept',
    async () => {
      expect(await unnamed(at(digests, 2), flipped, { metadata: true })).toEqual([]);
    },
    SECONDS * 1000,
  );
});
