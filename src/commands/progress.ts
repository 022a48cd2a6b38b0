import { SingleBar } from 'cli-progress';

import { type ScanProgress } from '../pipeline/scan/scan-options.js';

/** A scan that is over sooner shows no progress. */
const QUIET_MILLISECONDS = 1_000;

export interface ProgressLine {
  update(progress: ScanProgress): void;
  stop(): void;
}

/** A line on a terminal with files, events a second and the time left; nothing in a pipe. */
export function openProgress(stream: NodeJS.WriteStream): ProgressLine {
  if (!stream.isTTY) return { update: () => undefined, stop: () => undefined };
  const started = performance.now();
  let bar: SingleBar | undefined;
  return {
    update: ({ files, bytes, records }) => {
      const elapsed = performance.now() - started;
      if (elapsed < QUIET_MILLISECONDS) return;
      const payload = { files: files.done, fileTotal: files.total, rate: Math.round((records / elapsed) * 1000).toLocaleString('en') };
      if (bar === undefined) {
        bar = new SingleBar({
          stream,
          format: '{bar} {percentage}%  {files}/{fileTotal} files  {rate} events/s  {eta_formatted} left',
          barsize: 24,
          barCompleteChar: '█',
          barIncompleteChar: '░',
          clearOnComplete: true,
          hideCursor: true,
        });
        bar.start(Math.max(bytes.total, 1), bytes.done, payload);
      } else bar.update(bytes.done, payload);
    },
    stop: () => bar?.stop(),
  };
}
