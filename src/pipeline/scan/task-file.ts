import { fileRange, type LogFile, memoryFile, regularFile } from '../../sources/log-file.js';
import { type TaskFile } from './worker-messages.js';

/** What a worker needs to know of a file, to open it. */
export function taskOfFile({ uri, path, range, bytes, named, size }: LogFile): TaskFile {
  if (bytes !== undefined) return { uri, bytes, named };
  if (path === undefined) throw new Error(`${uri} is no regular file, and cannot be opened in a worker`);
  return range === undefined ? { uri, path, named, size } : { uri, path, range };
}

export function fileOfTask(task: TaskFile): LogFile {
  if ('bytes' in task) return memoryFile(task.uri, task.bytes, task.named);
  return 'range' in task ? fileRange(task.uri, task.path, task.range) : regularFile(task, task.size);
}
