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

/**
 * Cuts the files into steps, which keep their order.
 * @param shareFrom how many bytes of files are read here before any are given away
 */
export async function* planReading(files: AsyncIterable<LogFile>, shareFrom = 0): AsyncGenerator<ReadingStep, void, undefined> {
  let pending: LogFile[] = [];
  let bytes = 0;
  let before = 0;
  for await (const file of files) {
    const isShared = before >= shareFrom && mayBeShared(file);
    before += file.size;
    if (!isShared) {
      if (pending.length > 0) yield { where: 'worker', files: pending };
      pending = [];
      bytes = 0;
      yield { where: 'here', files: [file] };
      continue;
    }
    pending.push(file);
    bytes += file.size;
    if (bytes < TASK_BYTES && pending.length < TASK_FILES) continue;
    yield { where: 'worker', files: pending };
    pending = [];
    bytes = 0;
  }
  if (pending.length > 0) yield { where: 'worker', files: pending };
}

function mayBeShared({ path, bytes, size }: LogFile): boolean {
  return (path !== undefined || bytes !== undefined) && size <= LARGEST_FOR_WORKER;
}
