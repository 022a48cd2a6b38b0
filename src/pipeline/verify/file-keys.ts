import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { UnreadableFileError } from '../../diagnostics/unreadable-file-error.js';
import { parsePublicKeys, type PublicKey } from '../../integrity/public-keys.js';
import { PublicKeysError } from '../public-keys-error.js';
import { type KeySource } from './verify-options.js';

/**
 * The keys of files that hold what `aws cloudtrail list-public-keys` prints, one of each Region or time. Whether they are all is not known.
 * @throws PublicKeysError and UnreadableFileError
 */
export async function fileKeys(paths: readonly string[], cwd: string): Promise<KeySource> {
  const keys: PublicKey[] = [];
  for (const path of paths) {
    const parsed = parsePublicKeys(await readText(path, cwd));
    if (parsed.kind === 'malformed') throw new PublicKeysError(path, parsed.reason);
    keys.push(...parsed.keys);
  }
  return () => Promise.resolve({ kind: 'keys', keys, isComplete: false });
}

async function readText(path: string, cwd: string): Promise<string> {
  try {
    return await readFile(resolve(cwd, path), 'utf8');
  } catch (error) {
    throw new UnreadableFileError(path, error);
  }
}
