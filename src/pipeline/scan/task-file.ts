import { type LogFile, memoryFile, regularFile } from '../../sources/log-file.js';
import { type TaskFile } from './worker-messages.js';

/** What a worker needs to know of a file, to open it. */
export function taskOfFile({ uri, path, bytes, named, size }: LogFile): TaskFile {
  if (bytes !== undefined) return { uri, bytes };
  if (path === undefined) throw new Error(`${uri} is no regular file, and cannot be opened in a worker`);
  return { uri, path, named, size };
}

export function fileOfTask(task: TaskFile): LogFile {
  return 'bytes' in task ? memoryFile(task.uri, task.bytes) : regularFile(task, task.size);
}
