import { createHash } from 'node:crypto';

/** The folder that a trail's files stand below: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html */
const TRAIL_FOLDER = 'AWSLogs';

/** Bytes of a name: file systems take 255, and something may be added to it. */
const LONGEST_NAME = 200;

/** What acts on a terminal, or means something in a path of some system, and half of a character. */
const HARMFUL = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\\:*?"<>|]/gu;

/** Windows has devices under these names in every folder: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Endings of log files, which stay where a name is changed. */
const ENDING = /(\.[A-Za-z0-9]{1,8}){1,2}$/;

/**
 * The names on the way to a file, from `AWSLogs` on if that is one of them, and each such that it leads nowhere else: no `..`, no separator,
 * no control character, not too long.
 */
export function harmlessNames(uri: string): readonly string[] {
  const names = uri
    .replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*\//i, '')
    .split('/')
    .filter((name) => name !== '' && name !== '.');
  const trail = names.indexOf(TRAIL_FOLDER);
  const harmless = names.slice(Math.max(trail, 0)).map(harmlessName);
  return harmless.length === 0 ? ['file'] : harmless;
}

function harmlessName(name: string): string {
  const escaped = name
    .replaceAll(HARMFUL, escape)
    .replace(/^\.\.$/, '%2E%2E')
    .replace(/[. ]$/, escape);
  const plain = DEVICE.test(escaped) ? escaped.replace(/^./, escape) : escaped;
  return Buffer.byteLength(plain) <= LONGEST_NAME ? plain : markedName(plain, name);
}

/** Percent signs and the bytes, as in a URL. */
function escape(character: string): string {
  return [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

/** A name that differs from others by what it stands for. */
function markedName(name: string, meaning: string): string {
  const ending = ENDING.exec(name)?.[0] ?? '';
  const mark = `~${createHash('sha256').update(meaning).digest('hex').slice(0, 16)}${ending}`;
  let head = name.slice(0, name.length - ending.length);
  while (Buffer.byteLength(head + mark) > LONGEST_NAME) head = head.slice(0, -1);
  return head.replace(/[\uD800-\uDBFF]$/, '') + mark;
}

/** Gives each URI a path of its own, also where letters of either case are one, and where a file has the name of another's folder. */
export class SavePaths {
  /** By path as a file system may compare it. */
  private readonly taken = new Map<string, { readonly kind: 'file' | 'folder'; readonly path: string }>();

  /** @param reserved paths that no URI may have */
  constructor(reserved: readonly string[]) {
    for (const path of reserved) this.taken.set(folded(path), { kind: 'file', path });
  }

  /** With `/` between its names. */
  pathFor(uri: string): string {
    const names = harmlessNames(uri);
    let path = '';
    for (const [i, name] of names.entries()) path = this.take(path, name, { isFile: i === names.length - 1, meaning: `${i} ${uri}`, uri });
    return path;
  }

  private take(folder: string, name: string, place: { readonly isFile: boolean; readonly meaning: string; readonly uri: string }): string {
    const path = folder === '' ? name : `${folder}/${name}`;
    const known = this.taken.get(folded(path));
    if (known === undefined) {
      this.taken.set(folded(path), { kind: place.isFile ? 'file' : 'folder', path });
      return path;
    }
    if (!place.isFile && known.kind === 'folder' && known.path === path) return path;
    // What follows a folder's other name is the same for all that is in it.
    const meaning = place.isFile ? place.meaning : path;
    return this.take(folder, markedName(name, meaning), { ...place, meaning: `${meaning} ` });
  }
}

function folded(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
