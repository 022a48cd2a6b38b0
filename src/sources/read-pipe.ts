import { close, constants, open } from 'node:fs';
import { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';

import { errorCode } from './log-read-error.js';

const openDescriptor = promisify(open);
const closeDescriptor = promisify(close);

/** How long to wait, in milliseconds, before asking again whether the system has begun to open the pipe. */
const RETRY_MS = 10;

/**
 * Reads a named pipe to its end. Whoever writes to it may be silent for hours, or never come: an aborted signal makes the reading fail at
 * once, so that the process need not wait.
 */
export async function* readPipe(path: string, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array, void, undefined> {
  signal?.throwIfAborted();
  const descriptor = await openForReading(path, signal);
  // Not by reads of a file: they would hold a thread until data comes, and nothing can call it back.
  const socket: AsyncIterable<Uint8Array> = new Socket({
    fd: descriptor,
    readable: true,
    writable: false,
    ...(signal === undefined ? {} : { signal }),
  });
  yield* socket;
}

/** Waits for somebody who writes, as the system does, and no longer than until the signal is aborted. */
async function openForReading(path: string, signal: AbortSignal | undefined): Promise<number> {
  const opening = { isOver: false };
  const release = (): void => void openOtherEnd(path, opening);
  signal?.addEventListener('abort', release);
  try {
    return await openDescriptor(path, constants.O_RDONLY);
  } finally {
    opening.isOver = true;
    signal?.removeEventListener('abort', release);
  }
}

/** To open a pipe ends when somebody opens its other end: https://pubs.opengroup.org/onlinepubs/9699919799/functions/open.html */
async function openOtherEnd(path: string, opening: { readonly isOver: boolean }): Promise<void> {
  while (!opening.isOver) {
    try {
      await closeDescriptor(await openDescriptor(path, constants.O_WRONLY | constants.O_NONBLOCK));
      return;
    } catch (error) {
      // The reading end is asked for in a thread of its own, which may not have come to it. Without permission to write nothing helps.
      if (errorCode(error) !== 'ENXIO') return;
      await setTimeout(RETRY_MS);
    }
  }
}
