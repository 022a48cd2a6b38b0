import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { type LookupAttribute } from './history-client.js';
import { type HistorySlice } from './history-slices.js';

/** A slice on disk. */
export interface KeptSlice {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/** What else than Region and day makes a slice what it is. */
export interface HistoryKey {
  readonly account: string;
  readonly filter: LookupAttribute | undefined;
  readonly endpoint: string | undefined;
}

/**
 * Keeps slices that are final as `event-history/ACCOUNT/REGION/FILTER/YYYY-MM-DD.json.gz`. They hold what the account's logs do, so that nobody but their
 * owner may read them.
 */
export class HistoryCache {
  private readonly folder: string;
  private readonly key: HistoryKey;

  constructor(folder: string, key: HistoryKey) {
    this.folder = folder;
    this.key = key;
  }

  async find(slice: HistorySlice): Promise<KeptSlice | undefined> {
    if (!slice.isFinal) return undefined;
    const path = this.pathOf(slice);
    try {
      const file = await stat(path);
      return file.isFile() && file.size > 0 ? { path, size: file.size } : undefined;
    } catch {
      return undefined; // what can't be looked at is read again
    }
  }

  /**
   * Writes a slice whole or not at all.
   * @throws Error of the system
   */
  async keep(slice: HistorySlice, bytes: Uint8Array): Promise<KeptSlice> {
    const path = this.pathOf(slice);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const temporary = join(dirname(path), `.${randomUUID()}`);
    try {
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    return { path, size: bytes.length };
  }

  private pathOf({ region, day }: HistorySlice): string {
    const { account, filter, endpoint } = this.key;
    const other = JSON.stringify([filter?.key, filter?.value, endpoint]);
    const kind = filter === undefined && endpoint === undefined ? 'all' : createHash('sha256').update(other).digest('hex').slice(0, 16);
    return join(this.folder, 'event-history', account, region, kind, `${day.replaceAll('/', '-')}.json.gz`);
  }
}
