import { type Dirent, type Stats } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';

import { type Problem } from '../model/problem.js';
import { printable } from '../model/safe-text.js';
import { compareText } from '../model/text.js';
import { errorCode, reasonOf } from './log-read-error.js';
import { uriBelow, uriOf } from './log-uri.js';
import { type TrailObject, type TrailRead, type TrailStore } from './trail-store.js';

/** A folder that stands for `AWSLogs/`. */
interface Root {
  readonly uri: string;
  readonly path: string;
}

interface Entry {
  readonly name: string;
  readonly uri: string;
  readonly path: string;
  readonly stats: Stats;
}

const AWS_LOGS = 'AWSLogs';

/** Beside a digest, because a copy cannot hold the metadata of its object: FILE.metadata.json, an object of texts. */
const SIDECAR = '.metadata.json';

/** A trail's keys have half as many parts, and links can lead in circles; as deep a folder `AWSLogs` is looked for, too. */
const MOST_PARTS = 24;

/**
 * A copy of a bucket, or of a part of one, in a folder: it may hold several folders `AWSLogs`, under any prefix, or lie in one. Of two files
 * with one key the first is read.
 * @throws the system's error when the folder cannot be opened
 */
export async function openLocalTrailStore(argument: string, cwd: string): Promise<TrailStore> {
  const uri = uriOf(argument);
  const path = resolve(cwd, argument);
  await readdir(path);
  const store = new LocalTrailStore(uri);
  await store.findRoots(path);
  return store;
}

class LocalTrailStore implements TrailStore {
  readonly uri: string;
  readonly origin = undefined;
  /** By what each key begins with below it. */
  private readonly roots: { readonly root: Root; readonly below: string }[] = [];
  private readonly damages: Problem[] = [];

  constructor(uri: string) {
    this.uri = uri;
  }

  /** The folder itself may be in a folder `AWSLogs`, or have some below. */
  async findRoots(path: string): Promise<void> {
    const parts = (await realpath(path)).split(/[\\/]/);
    const at = parts.lastIndexOf(AWS_LOGS);
    if (at >= 0) this.roots.push({ root: { uri: this.uri, path }, below: `${parts.slice(at).join('/')}/` });
    else await this.findBelow({ uri: this.uri, path }, 0);
  }

  uriOf(key: string): string {
    const place = this.placesOf(key)[0];
    return place?.uri ?? uriBelow(this.uri, key);
  }

  async folders(prefix: string): Promise<readonly string[]> {
    const entries = await this.entriesOf(prefix);
    return entries.filter(({ stats }) => stats.isDirectory()).map(({ name }) => name);
  }

  async *list(prefix: string): AsyncGenerator<TrailObject, void, undefined> {
    if (prefix.split('/').length > MOST_PARTS) return;
    const entries = await this.entriesOf(prefix);
    // Objects have no folders: what stands in a key behind a folder's name is its slash.
    const sorted = entries.map((entry) => ({ ...entry, key: prefix + entry.name + (entry.stats.isDirectory() ? '/' : '') }));
    for (const { key, stats, name } of sorted.sort((left, right) => compareText(left.key, right.key))) {
      if (stats.isDirectory()) yield* this.list(key);
      else if (stats.isFile() && !name.endsWith(SIDECAR)) yield { key, size: stats.size };
    }
  }

  /** Those that lie in the folder itself. */
  async *objectsIn(prefix: string): AsyncGenerator<TrailObject, void, undefined> {
    for (const { name, stats } of await this.entriesOf(prefix))
      if (stats.isFile() && !name.endsWith(SIDECAR)) yield { key: prefix + name, size: stats.size };
  }

  async read(key: string): Promise<TrailRead> {
    for (const { path } of this.placesOf(key)) {
      try {
        return { kind: 'found', bytes: await readFile(path), metadata: await metadataOf(path) };
      } catch (error) {
        const code = errorCode(error);
        if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') continue;
        return { kind: code === 'EACCES' || code === 'EPERM' ? 'refused' : 'failed', reason: printable(reasonOf(error)) };
      }
    }
    return { kind: 'missing' };
  }

  problems(): readonly Problem[] {
    return this.damages;
  }

  private async findBelow(folder: Root, depth: number): Promise<void> {
    for (const { name, stats, ...place } of await this.entriesIn(folder)) {
      if (!stats.isDirectory()) continue;
      if (name === AWS_LOGS) this.roots.push({ root: place, below: `${AWS_LOGS}/` });
      else if (depth < MOST_PARTS) await this.findBelow(place, depth + 1);
    }
  }

  /** A key that leads out of the folder has none: a digest may say anything. */
  private placesOf(key: string): readonly Root[] {
    if (/(?:^|\/)\.{0,2}(?:\/|$)|[\0\\]/.test(key.replace(/\/$/, ''))) return [];
    return this.roots.flatMap(({ root, below }) => {
      if (!key.startsWith(below)) return [];
      const rest = key.slice(below.length);
      return [rest === '' ? root : { uri: uriBelow(root.uri, rest), path: join(root.path, rest) }];
    });
  }

  /** What lies below a prefix, in all folders that stand for it; of a name the first. */
  private async entriesOf(prefix: string): Promise<readonly Entry[]> {
    const entries = new Map<string, Entry>();
    for (const [name, place] of this.rootsAbove(prefix)) entries.set(name, { name, ...place, stats: await stat(place.path) });
    for (const place of this.placesOf(prefix)) {
      for (const entry of await this.entriesIn(place)) {
        const first = entries.get(entry.name);
        if (first === undefined) entries.set(entry.name, entry);
        else if (entry.stats.isFile() && entry.uri !== first.uri) this.tellOfCopy(entry, first);
      }
    }
    return [...entries.values()].sort((left, right) => compareText(left.name, right.name));
  }

  /** A folder in the midst of `AWSLogs` stands for the parts above it, too. */
  private rootsAbove(prefix: string): readonly (readonly [string, Root])[] {
    return this.roots.flatMap(({ root, below }) => {
      if (!below.startsWith(prefix) || below === prefix) return [];
      const [name = ''] = below.slice(prefix.length).split('/');
      return [[name, root] as const];
    });
  }

  private async entriesIn(folder: Root): Promise<readonly Entry[]> {
    try {
      const found = await readdir(folder.path, { withFileTypes: true });
      const entries = await Promise.all(found.map((entry) => this.entryOf(entry, folder)));
      return entries.filter((entry) => entry !== undefined);
    } catch (error) {
      // A folder of the layout that is not in this copy has nothing in it.
      if (errorCode(error) !== 'ENOENT' && errorCode(error) !== 'ENOTDIR') this.failed(folder.uri, error);
      return [];
    }
  }

  private async entryOf(entry: Dirent, folder: Root): Promise<Entry | undefined> {
    const { name } = entry;
    const place = { uri: uriBelow(folder.uri, name), path: join(folder.path, name) };
    try {
      if (!entry.isSymbolicLink() || !(await leadsBack(place.path, folder.path))) return { name, ...place, stats: await stat(place.path) };
      this.damages.push({ code: 'CTA4003', uri: place.uri, message: 'The link leads back to a folder above it.' });
    } catch (error) {
      this.failed(place.uri, error);
    }
    return undefined;
  }

  /** Once for each: a folder is looked at more than once. */
  private tellOfCopy({ uri }: Entry, first: Entry): void {
    if (this.damages.some((damage) => damage.uri === uri)) return;
    this.damages.push({ code: 'CTA4001', uri, message: `It was not checked: it has the name of ${printable(first.uri)}, which was.` });
  }

  private failed(uri: string, error: unknown): void {
    this.damages.push({ code: 'CTA4001', uri, message: `It cannot be read (${printable(reasonOf(error))}).` });
  }
}

async function leadsBack(link: string, folder: string): Promise<boolean> {
  const [target, above] = await Promise.all([realpath(link), realpath(folder)]);
  return above === target || above.startsWith(target + sep);
}

async function metadataOf(path: string): Promise<Readonly<Record<string, string>>> {
  try {
    const value: unknown = JSON.parse(await readFile(`${path}${SIDECAR}`, 'utf8'));
    const entries = Object.entries(typeof value === 'object' && value !== null ? value : {});
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    return {}; // no file of metadata, or one that says nothing: the signature is then not known, which the check tells
  }
}
