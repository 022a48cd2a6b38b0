import { lstatSync, readlinkSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Where the bytes of a report go. */
export type ReportDestination =
  | { readonly kind: 'standard-output' }
  /** Cannot be replaced as a whole: a FIFO, a device, what a shell opened. Also a folder, which refuses to be opened. */
  | { readonly kind: 'stream'; readonly path: string }
  /** A file, or none yet, behind all links; `mode` has the permissions of the file that is there. */
  | { readonly kind: 'file'; readonly path: string; readonly mode?: number };

const PERMISSIONS = 0o7777;

/** What a process has opened already: a shell may go on writing to the file behind it, so that file must stay the same one. */
const OPENED = /^\/(?:dev\/(?:fd\/\d+|stdout|stderr)|proc\/(?:self|\d+)\/fd\/\d+)$/;

/** @throws the system's error when the path leads nowhere: in a circle, or where nobody may look */
export function reportDestination(path: string | undefined, cwd: string): ReportDestination {
  if (path === undefined) return { kind: 'standard-output' };
  const absolute = resolve(cwd, path);
  // Also what tells a circle of links.
  const present = statSync(absolute, { throwIfNoEntry: false });
  if (OPENED.test(absolute) || isNoFile(present)) return { kind: 'stream', path: absolute };
  const real = behindLinks(absolute);
  return present === undefined ? { kind: 'file', path: real } : { kind: 'file', path: real, mode: present.mode & PERMISSIONS };
}

function isNoFile(stats: Stats | undefined): boolean {
  return stats !== undefined && !stats.isFile();
}

/** Follows links to a file that is yet to be made, too, as a shell does. The path must not lead in a circle. */
function behindLinks(path: string): string {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats?.isSymbolicLink() !== true) return path;
  return behindLinks(resolve(realpathSync(dirname(path)), readlinkSync(path)));
}
