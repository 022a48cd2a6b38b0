import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Downloaded objects, kept in a folder. Each is under a name made of its URI and tag, so that no key leads out of it and no version passes for another. */
export class ObjectCache {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Where the object is, if it is there with all its bytes. */
  async find(uri: string, etag: string, size: number): Promise<string | undefined> {
    const path = this.pathOf(uri, etag);
    const found = await stat(path).catch(() => undefined);
    return found?.isFile() === true && found.size === size ? path : undefined;
  }

  /**
   * Keeps an object, whole or not at all, and gives where.
   * @throws the error of the chunks, or of the system
   */
  async keep(uri: string, etag: string, chunks: AsyncIterable<Uint8Array>): Promise<string> {
    const path = this.pathOf(uri, etag);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const unfinished = `${path}.${randomUUID()}.part`;
    try {
      const file = await open(unfinished, 'wx', 0o600);
      try {
        for await (const chunk of chunks) await file.writeFile(chunk);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, path);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
    return path;
  }

  private pathOf(uri: string, etag: string): string {
    const name = createHash('sha256')
      .update(JSON.stringify([uri, etag]))
      .digest('hex');
    return join(this.folder, name.slice(0, 2), name.slice(2));
  }
}
