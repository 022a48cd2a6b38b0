import { type FileHandle, open } from 'node:fs/promises';

/** Reads the bytes of a file from one offset to another, fewer where it ends before. */
export async function readRange(path: string, from: number, to: number): Promise<Uint8Array> {
  const handle: FileHandle = await open(path, 'r');
  try {
    const bytes = Buffer.allocUnsafeSlow(to - from);
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length, from + length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.subarray(0, length);
  } finally {
    await handle.close();
  }
}
