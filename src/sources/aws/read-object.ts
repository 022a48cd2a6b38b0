import { setTimeout as sleep } from 'node:timers/promises';

import { type S3Answer, type S3Object, type S3Reader } from './s3-client.js';

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

interface Reading {
  readonly bucket: string;
  /** Of the size and the version that it was listed with, if it was. */
  readonly object: Pick<S3Object, 'key'> & Partial<S3Object>;
  /** Takes the object's own metadata, by names in lower case, without `x-amz-meta-`. */
  readonly onAnswer?: (metadata: Readonly<Record<string, string>>) => void;
  readonly signal?: AbortSignal | undefined;
  readonly patience?: Patience;
}

/** How far an object has been read. */
interface Position {
  from: number;
  /** How long the object is. */
  size: number | undefined;
  etag: string | undefined;
}

/** The connection broke or fell silent: another attempt may bring more. */
class BrokenOffError extends Error {}

/**
 * The bytes of an object, those of one and the same version: where the connection breaks or falls silent it goes on behind the last byte that
 * came, and an object that was replaced meanwhile fails.
 * @throws the SDK's error, or an Error for an object that ends early or late
 */
export async function* readObject(reader: S3Reader, reading: Reading): AsyncGenerator<Uint8Array, void, undefined> {
  const { object, signal, patience = PATIENCE } = reading;
  const at: Position = { from: 0, size: object.size, etag: object.etag };
  for (let failures = 0; ;) {
    const before = at.from;
    try {
      yield* attempt(reader, reading, at);
      return;
    } catch (error) {
      failures = at.from > before ? 1 : failures + 1;
      if (!(error instanceof BrokenOffError)) throw error;
      if (failures >= patience.attempts) throw error.cause;
      await backOff(failures, patience, signal);
    }
  }
}

async function* attempt(reader: S3Reader, reading: Reading, at: Position): AsyncGenerator<Uint8Array, void, undefined> {
  const { bucket, object, signal, patience = PATIENCE } = reading;
  // What fails here has been tried often enough.
  const answer = await reader.get({ bucket, key: object.key, etag: at.etag, from: at.from }, signal);
  const size = takeHead(answer, at);
  reading.onAnswer?.(answer.Metadata ?? {});
  for await (const chunk of heard(answer.Body as AsyncIterable<Uint8Array>, patience.silence)) {
    at.from += chunk.length;
    if (at.from > size) throw new Error(`it is longer than the ${size} bytes that it should have`);
    yield chunk;
  }
  if (at.from < size) throw new BrokenOffError('', { cause: new Error(`the answer ended at byte ${at.from} of ${size}`) });
}

/** Gives how long the object is. */
function takeHead({ ContentRange: range, ContentLength: length = 0, ETag: etag }: S3Answer, at: Position): number {
  if (at.from > 0 && range?.startsWith(`bytes ${at.from}-`) !== true) throw new Error(`the answer does not begin at byte ${at.from}`);
  at.etag ??= etag;
  return (at.size ??= length);
}

async function backOff(failures: number, { pause }: Patience, signal: AbortSignal | undefined): Promise<void> {
  await sleep(Math.random() * pause * 2 ** (failures - 1), undefined, { ...(signal && { signal }) });
}

/**
 * The chunks, unless one of them takes longer than `silence` milliseconds.
 * @throws BrokenOffError
 */
async function* heard(body: AsyncIterable<Uint8Array>, silence: number): AsyncGenerator<Uint8Array, void, undefined> {
  const chunks = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await inTime(chunks.next(), silence).catch((cause: unknown) => {
        throw new BrokenOffError('', { cause });
      });
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    // Nothing is waited for: a connection that fell silent need not answer.
    void chunks.return?.().catch(() => undefined);
  }
}

function inTime<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`nothing came for ${milliseconds / 1000} seconds`));
    }, milliseconds);
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}
