import { openLocalTrailStore } from './local-trail-store.js';
import { errorCode } from './log-read-error.js';
import { type TrailStore } from './trail-store.js';

/** Opens what an argument names: a folder. Undefined when there is none. */
export async function openTrailStore(argument: string, cwd: string): Promise<TrailStore | undefined> {
  try {
    return await openLocalTrailStore(argument, cwd);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return undefined;
    throw error;
  }
}
