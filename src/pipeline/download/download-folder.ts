import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, type FileHandle, lstat, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { errorCode } from '../../sources/log-read-error.js';
import { OutputError } from '../report-output.js';

/** What is saved so far, for a later download. It begins as no log does, so that a scan of the folder passes over it. */
export const NOTE_NAME = '.ctaudit-download';

/** What is not whole yet. */
export const PARTIAL_NAME = '.ctaudit-partial';

const NOTE_HEAD = '# What ctaudit download has saved here, and need not read again.\n';

/** What became of a file: `present` when the same file was there, `conflict` when another is there. */
export type SaveOutcome = 'written' | 'present' | 'conflict';

type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** The folder that a download goes to. A file appears in it whole, or not at all, and none is ever replaced. */
export class DownloadFolder {
  private readonly root: string;
  private readonly notes: Set<string>;

  private constructor(root: string, notes: Set<string>) {
    this.root = root;
    this.notes = notes;
  }

  /**
   * @param shown the folder as the user calls it
   * @throws OutputError
   */
  static async open(root: string, shown: string): Promise<DownloadFolder> {
    return guarded(shown, async () => {
      await rm(join(root, PARTIAL_NAME), { recursive: true, force: true });
      await mkdir(join(root, PARTIAL_NAME), { recursive: true });
      return new DownloadFolder(root, new Set(await readNotes(root)));
    });
  }

  /** @throws OutputError */
  async close(): Promise<void> {
    await guarded(this.root, () => rm(join(this.root, PARTIAL_NAME), { recursive: true, force: true }));
  }

  /** Whether something was noted, in this run or one before. */
  hasNote(note: readonly string[]): boolean {
    return this.notes.has(JSON.stringify(note));
  }

  /** @throws OutputError */
  async addNote(note: readonly string[]): Promise<void> {
    const line = JSON.stringify(note);
    if (this.notes.has(line)) return;
    const head = this.notes.size === 0 ? NOTE_HEAD : '';
    await guarded(NOTE_NAME, () => appendFile(join(this.root, NOTE_NAME), `${head}${line}\n`));
    this.notes.add(line);
  }

  /** Bytes of a file that is there; undefined where none is. */
  async sizeOf(path: string): Promise<number | undefined> {
    try {
      const found = await lstat(join(this.root, path));
      return found.isFile() ? found.size : undefined;
    } catch {
      return undefined; // a file that can't be looked at is written, and that tells why it can't
    }
  }

  /**
   * Writes a file, and gives what became of it with its size in bytes.
   * @throws OutputError, and what `chunks` throws
   */
  async save(path: string, chunks: Chunks): Promise<{ readonly outcome: SaveOutcome; readonly bytes: number }> {
    const partial = join(this.root, PARTIAL_NAME, randomUUID());
    try {
      const { bytes, hash } = await writePartial(partial, chunks, path);
      return { outcome: await guarded(path, () => this.place(path, partial, hash)), bytes };
    } finally {
      await rm(partial, { force: true });
    }
  }

  private async place(path: string, partial: string, hash: string): Promise<SaveOutcome> {
    const target = join(this.root, path);
    try {
      await mkdir(dirname(target), { recursive: true });
      const found = await lstat(target);
      return found.isFile() && (await hashOf(target)) === hash ? 'present' : 'conflict';
    } catch (error) {
      const code = errorCode(error);
      // A file stands where a folder would have to.
      if (code === 'EEXIST' || code === 'ENOTDIR') return 'conflict';
      if (code !== 'ENOENT') throw error;
      await rename(partial, target);
      return 'written';
    }
  }
}

async function writePartial(partial: string, chunks: Chunks, path: string): Promise<{ readonly bytes: number; readonly hash: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file: FileHandle = await guarded(path, () => open(partial, 'wx', 0o600));
  try {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      await guarded(path, () => file.writeFile(chunk));
    }
    await guarded(path, () => file.sync());
  } finally {
    await file.close();
  }
  return { bytes, hash: hash.digest('hex') };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** A line that a killed run left unfinished says nothing. */
async function readNotes(root: string): Promise<readonly string[]> {
  try {
    const lines = (await readFile(join(root, NOTE_NAME), 'utf8')).split('\n');
    return lines.slice(0, -1).filter((line) => line.startsWith('['));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** The system's refusals as what they are to the user. */
async function guarded<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new OutputError(path, error);
  }
}
