import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { readLogFile } from '../../envelopes/read-log-file.js';
import { regularFile } from '../../sources/log-file.js';
import { isTrailName } from '../../sources/log-uri.js';

/** The records that stand in a folder of a trail, by what they are and not by their place. */
export class SavedRecords {
  private readonly digests: ReadonlySet<string>;

  private constructor(digests: ReadonlySet<string>) {
    this.digests = digests;
  }

  /** What can't be read counts as not there: to save it again loses nothing. */
  static async read(folder: string): Promise<SavedRecords> {
    const digests = new Set<string>();
    for (const name of await namesIn(folder)) {
      const path = join(folder, name);
      const file = regularFile({ uri: path, path, named: true }, (await stat(path)).size);
      for await (const { records } of readLogFile({ uri: path, named: true, content: await file.open() }))
        for (const { bytes } of records) digests.add(digestOf(bytes));
    }
    return new SavedRecords(digests);
  }

  has(bytes: Uint8Array): boolean {
    return this.digests.size > 0 && this.digests.has(digestOf(bytes));
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile() && isTrailName(entry.name)).map(({ name }) => name);
  } catch {
    return []; // no folder, nothing saved
  }
}

/** 128 bits of SHA-256: records that differ have others. */
function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64').slice(0, 22);
}
