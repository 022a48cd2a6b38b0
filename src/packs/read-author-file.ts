import { closeSync, openSync, readSync } from 'node:fs';

import { UnreadableFileError } from '../diagnostics/unreadable-file-error.js';
import { MAX_FILE_LENGTH } from '../language/yaml/max-file-length.js';

/** A text that an author wrote, under the name by which diagnostics call it. */
export interface AuthorFile {
  readonly file: string;
  readonly text: string;
}

/**
 * No text of the greatest length has more bytes: at most three to a UTF-16 unit, and three for a byte order mark. One byte more, and
 * reading the text as YAML says that it is too long.
 */
const MOST_BYTES = 3 * MAX_FILE_LENGTH + 3;

/**
 * Reads a file that an author wrote, and of one that is too long, or never ends, no more than shows that it is.
 * @throws UnreadableFileError
 */
export function readAuthorFile(path: string, shown: string): AuthorFile {
  const file = shown.replaceAll('\\', '/');
  return { file, text: ofFile(file, () => readStart(path, MOST_BYTES + 1).toString('utf8')) };
}

/** What the work gives; when the system refuses it, an UnreadableFileError that names the file. */
export function ofFile<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof UnreadableFileError ? error : new UnreadableFileError(file, error);
  }
}

function readStart(path: string, most: number): Buffer {
  const handle = openSync(path, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let left = most; left > 0;) {
      const chunk = Buffer.allocUnsafe(Math.min(left, 65_536));
      const length = readSync(handle, chunk, 0, chunk.length, null);
      if (length === 0) break;
      chunks.push(chunk.subarray(0, length));
      left -= length;
    }
    return Buffer.concat(chunks);
  } finally {
    closeSync(handle);
  }
}
