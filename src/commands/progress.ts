import { type ScanProgress } from '../pipeline/scan/scan-options.js';

export interface ProgressLine {
  update(progress: ScanProgress): void;
  stop(): void;
}

const NO_LINE: ProgressLine = { update: () => undefined, stop: () => undefined };

/** A line on a terminal with files, events a second and the time left; nothing in a pipe, where its library is not even loaded. */
export async function openProgress(stream: NodeJS.WriteStream): Promise<ProgressLine> {
  if (!stream.isTTY) return NO_LINE;
  const { ProgressBar } = await import('./progress-bar.js');
  return new ProgressBar(stream);
}
