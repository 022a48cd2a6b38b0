import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type VerifyReport } from '../../src/model/verify-report.js';
import { fileKeys } from '../../src/pipeline/verify/file-keys.js';
import { type KeySource, type VerifyOptions } from '../../src/pipeline/verify/verify-options.js';
import { verify } from '../../src/pipeline/verify/verify.js';
import { type Delivered, deliverHours, isDigest, listedKeys, type TrailKey, TestTrail, writeCopy } from './trail-copy.js';
import { inWorkspace } from './workspace.js';

export interface CopyOptions extends Partial<VerifyOptions> {
  readonly keys: readonly TrailKey[];
  /** Whether the copy has kept the metadata of digests. */
  readonly metadata?: boolean;
  /** Does something to the copy before it is checked. */
  readonly spoil?: (folder: string) => void;
}

/** Verifies a copy of the objects in a folder, with the keys in a file. */
export function verifyCopy(
  objects: readonly Delivered[],
  { keys, metadata = true, spoil, ...options }: CopyOptions,
): Promise<VerifyReport> {
  return inWorkspace(async (folder) => {
    writeCopy(join(folder, 'copy'), objects, { metadata });
    spoil?.(join(folder, 'copy'));
    return verify({ source: 'copy', cwd: folder, publicKeys: await keySource(keys, folder), ...options });
  });
}

export function keySource(keys: readonly TrailKey[], folder: string): Promise<KeySource> {
  writeFileSync(join(folder, 'keys.json'), listedKeys(keys));
  return fileKeys(['keys.json'], folder);
}

/** Of each finding that is more than a note the code and the file's name. */
export function named({ findings }: VerifyReport): string[] {
  return findings.filter(({ level }) => level !== 'note').map(({ code, key }) => `${code} ${key.slice(key.lastIndexOf('/') + 1)}`);
}

export const nameOf = ({ key }: Delivered): string => key.slice(key.lastIndexOf('/') + 1);

export interface SixHours {
  readonly all: readonly Delivered[];
  readonly digests: readonly Delivered[];
  readonly logs: readonly Delivered[];
}

/** Six hours of one trail, with a log in each. */
export function sixHours(key: TrailKey): SixHours {
  const all = deliverHours(new TestTrail({ key }), 6);
  return { all, digests: all.filter(isDigest), logs: all.filter((one) => !isDigest(one)) };
}

export function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new Error('no such item');
  return item;
}

export const without = (all: readonly Delivered[], ...gone: readonly Delivered[]): Delivered[] => all.filter((one) => !gone.includes(one));
