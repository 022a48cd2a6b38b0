import { setTimeout } from 'node:timers/promises';

import { type S3Object, type S3Reader } from './s3-client.js';

/** How long to wait, in milliseconds, and how often to try. */
export interface Patience {
  /** For the next bytes of an object. */
  readonly silence: number;
  /** Attempts in a row that bring nothing. */
  readonly attempts: number;
  /** Before the second attempt at the longest; twice as long before each one that follows. */
  readonly pause: number;
}

export const PATIENCE: Patience = { silence: 30_000, attempts: 5, pause: 500 };

/** Fails of themselves, and would fail again. */
const LASTING = new Set(['AccessDenied', 'NoSuchKey', 'NoSuchBucket', 'InvalidObjectState', 'PreconditionFailed', 'AbortError']);

/**
 * The bytes of an object, those of one and the same version: where the connection breaks or falls silent it goes on behind the last byte that
 * came, and an object that was replaced meanwhile fails.
 * @throws the SDK's error, or an Error for an object that ends early
 */
export async function* readObject(
  reader: S3Reader,
  {
    bucket,
    object,
    signal,
    patience = PATIENCE,
  }: { readonly bucket: string; readonly object: S3Object; readonly signal?: AbortSignal | undefined; readonly patience?: Patience },
): AsyncGenerator<Uint8Array, void, undefined> {
  const { key, size } = object;
  let etag = object.etag;
  let from = 0;
  for (let failures = 0; ;) {
    try {
      const answer = await reader.get({ bucket, key, etag, from }, signal);
      etag ??= answer.ETag;
      for await (const chunk of heard(answer.Body as AsyncIterable<Uint8Array>, patience.silence)) {
        from += chunk.length;
        if (from > size) throw new Error(`it is longer than the ${size} bytes that it was listed with`);
        failures = 0;
        yield chunk;
      }
      if (from >= size) return;
      throw new Error(`the answer ended at byte ${from} of ${size}`);
    } catch (error) {
      if (isLasting(error) || ++failures >= patience.attempts) throw error;
      await setTimeout(Math.random() * patience.pause * 2 ** (failures - 1), undefined, { ...(signal && { signal }) });
    }
  }
}

/** The chunks, unless one of them takes longer than `silence` milliseconds. */
async function* heard(body: AsyncIterable<Uint8Array>, silence: number): AsyncGenerator<Uint8Array, void, undefined> {
  const chunks = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await inTime(chunks.next(), silence);
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    // Nothing is waited for: a connection that fell silent need not answer.
    void chunks.return?.().catch(() => undefined);
  }
}

async function inTime<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  const timer = new AbortController();
  const late = setTimeout(milliseconds, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`nothing came for ${milliseconds / 1000} seconds`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([promise, late]);
  } finally {
    timer.abort();
  }
}

function isLasting(error: unknown): boolean {
  return error instanceof Error && LASTING.has(error.name);
}
