import { type LogFile } from '../../sources/log-file.js';

/** Files that are read together: by one worker, or here. */
export interface ReadingStep {
  readonly where: 'worker' | 'here';
  readonly files: readonly LogFile[];
}

const MIB = 1024 * 1024;

/** Larger files are read here, where their matches need not wait until the file ends. */
const LARGEST_FOR_WORKER = 16 * MIB;
/** What makes a task worth its messages, and small enough that the last ones end together. */
const TASK_BYTES = 2 * MIB;
const TASK_FILES = 64;

/** Cuts the files into steps, which keep their order. Unless they are shared, all are read here. */
export function planReading(files: readonly LogFile[], isShared = true): readonly ReadingStep[] {
  const steps: ReadingStep[] = [];
  let pending: LogFile[] = [];
  let bytes = 0;
  const flush = (): void => {
    if (pending.length > 0) steps.push({ where: 'worker', files: pending });
    pending = [];
    bytes = 0;
  };
  for (const file of files) {
    if (!isShared || file.path === undefined || file.size > LARGEST_FOR_WORKER) {
      flush();
      steps.push({ where: 'here', files: [file] });
      continue;
    }
    pending.push(file);
    bytes += file.size;
    if (bytes >= TASK_BYTES || pending.length === TASK_FILES) flush();
  }
  flush();
  return steps;
}
