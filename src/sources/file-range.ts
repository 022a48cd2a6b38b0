import { closeSync, openSync, readSync } from 'node:fs';

/** Reads the bytes of a file from one offset to another, fewer where it ends before. At once: to wait for them would take longer. */
export function readRange(path: string, from: number, to: number): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.allocUnsafeSlow(to - from);
    let length = 0;
    while (length < bytes.length) {
      const read = readSync(file, bytes, length, bytes.length - length, from + length);
      if (read === 0) break;
      length += read;
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}
