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
    const rate = Math.round((records / elapsed) * 1000).toLocaleString('en');
    const payload = { files: files.done.toLocaleString('en'), fileTotal: files.total?.toLocaleString('en'), rate };
    if (this.bar === undefined) {
      this.bar = openBar(this.stream, bytes.total === undefined ? OPEN_ENDED : FORMAT);
      this.bar.start(Math.max(bytes.total ?? 1, 1), bytes.done, payload);
    } else this.bar.update(bytes.done, payload);
  }

  stop(): void {
    this.bar?.stop();
  }
}

const FORMAT = '{bar} {percentage}%  {files}/{fileTotal} files  {rate} events/s  {eta_formatted} left';
/** Nobody knows yet how many files there are. */
const OPEN_ENDED = '{files} files  {rate} events/s';

function openBar(stream: NodeJS.WriteStream, format: string): SingleBar {
  return new SingleBar({
    stream,
    format,
    barsize: 24,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
    hideCursor: true,
  });
}
