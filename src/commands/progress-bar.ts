import { SingleBar } from 'cli-progress';

import { type ScanProgress } from '../pipeline/scan/scan-options.js';
import { type ProgressLine } from './progress.js';

/** A scan that is over sooner shows no progress. */
const QUIET_MILLISECONDS = 1_000;

/** Draws the line, from the second on. */
export class ProgressBar implements ProgressLine {
  private readonly stream: NodeJS.WriteStream;
  private readonly started = performance.now();
  private bar: SingleBar | undefined;

  constructor(stream: NodeJS.WriteStream) {
    this.stream = stream;
  }

  update({ files, bytes, records }: ScanProgress): void {
    const elapsed = performance.now() - this.started;
    if (elapsed < QUIET_MILLISECONDS) return;
    const payload = { files: files.done, fileTotal: files.total, rate: Math.round((records / elapsed) * 1000).toLocaleString('en') };
    if (this.bar === undefined) {
      this.bar = openBar(this.stream);
      this.bar.start(Math.max(bytes.total, 1), bytes.done, payload);
    } else this.bar.update(bytes.done, payload);
  }

  stop(): void {
    this.bar?.stop();
  }
}

function openBar(stream: NodeJS.WriteStream): SingleBar {
  return new SingleBar({
    stream,
    format: '{bar} {percentage}%  {files}/{fileTotal} files  {rate} events/s  {eta_formatted} left',
    barsize: 24,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
    hideCursor: true,
  });
}
