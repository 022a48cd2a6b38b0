import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join, normalize, resolve, sep } from 'node:path';
import { type Stats } from 'node:fs';

import { glob, isDynamicPattern } from 'tinyglobby';

import { type Problem, type ProblemCode } from '../model/problem.js';
import { printable } from '../model/safe-text.js';
import { compareText } from '../model/text.js';
import { localLogFile, type LogFile, reasonOf, standardInputFile } from './log-file.js';

export interface LogFileList {
  /** By URI, each once. */
  readonly files: readonly LogFile[];
  readonly problems: readonly Problem[];
  /** Entries of folders that are no files: sockets, devices. */
  readonly skipped: number;
  /** Files and folders that cannot be opened, each with its problem. */
  readonly damaged: number;
  /** Arguments that name nothing. */
  readonly unmatched: readonly string[];
}

export interface ListOptions {
  readonly cwd: string;
  readonly standardInput: AsyncIterable<Uint8Array>;
}

/** Lists what files, folders, globs and `-` name. A name that exists is that file, whatever characters it has. */
export async function listLogFiles(inputs: readonly string[], options: ListOptions): Promise<LogFileList> {
  const listing = new Listing(options.cwd);
  const unmatched: string[] = [];
  for (const input of inputs) {
    if (input === '-') listing.add(standardInputFile(options.standardInput));
    else if (!(await listing.addInput(input))) unmatched.push(input);
  }
  return { ...listing.result(), unmatched };
}

/** The slashes of a URI, whatever the system's own are; a folder's last one says nothing. */
function uriOf(path: string): string {
  const normal = normalize(path).split(sep).join('/');
  return normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal;
}

const below = (uri: string, name: string): string => (uri === '.' ? name : uri.endsWith('/') ? uri + name : `${uri}/${name}`);

class Listing {
  private readonly cwd: string;
  private readonly files = new Map<string, LogFile>();
  private readonly problems = new Map<string, Problem>();
  private skipped = 0;

  constructor(cwd: string) {
    this.cwd = cwd;
  }

  add(file: LogFile): void {
    if (!this.files.has(file.uri) || file.named) this.files.set(file.uri, file);
  }

  /** Gives whether the input names anything. */
  async addInput(input: string): Promise<boolean> {
    const path = resolve(this.cwd, input);
    const uri = uriOf(input);
    if (await exists(path)) {
      await this.addPath(path, uri, { named: true, folders: [] });
      return true;
    }
    if (!isDynamicPattern(input)) return false;
    const matches = await glob([input], {
      cwd: this.cwd,
      dot: true,
      onlyFiles: false,
      expandDirectories: false,
      followSymbolicLinks: false,
    });
    for (const match of matches) await this.addPath(resolve(this.cwd, match), uriOf(match), { named: true, folders: [] });
    return matches.length > 0;
  }

  result(): Omit<LogFileList, 'unmatched'> {
    const files = [...this.files.values()].sort((left, right) => compareText(left.uri, right.uri));
    const problems = [...this.problems.values()].sort((left, right) => compareText(left.uri, right.uri));
    return { files, problems, skipped: this.skipped, damaged: problems.length };
  }

  /** `folders` holds the real paths of the folders on the way down: meeting one of them again is a loop. */
  private async addPath(path: string, uri: string, way: { readonly named: boolean; readonly folders: readonly string[] }): Promise<void> {
    let stats: Stats;
    try {
      stats = await stat(path);
    } catch (error) {
      await this.addUnreadable(path, uri, error);
      return;
    }
    if (stats.isDirectory()) await this.addFolder(path, uri, way.folders);
    else if (stats.isFile()) this.add(localLogFile({ path, uri, named: way.named, size: stats.size, isStream: false }));
    else if (way.named && !stats.isSocket()) this.add(localLogFile({ path, uri, named: true, size: 0, isStream: true }));
    else this.skipped++;
  }

  private async addFolder(path: string, uri: string, folders: readonly string[]): Promise<void> {
    try {
      const real = await realpath(path);
      if (folders.includes(real)) {
        this.addProblem('CTA4003', uri, 'The link leads back into a folder that holds it, and was not followed.');
        return;
      }
      const names = await readdir(path);
      for (const name of names) {
        if (name !== '.git') await this.addPath(join(path, name), below(uri, name), { named: false, folders: [...folders, real] });
      }
    } catch (error) {
      this.addProblem('CTA4001', uri, `The folder cannot be read: ${reasonOf(error)}.`);
    }
  }

  private async addUnreadable(path: string, uri: string, error: unknown): Promise<void> {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ELOOP') this.addProblem('CTA4003', uri, 'The link leads to itself.');
    else if (code === 'ENOENT' && (await exists(path)))
      this.addProblem('CTA4002', uri, 'The link leads nowhere: the file that it names does not exist.');
    else this.addProblem('CTA4001', uri, `The file cannot be read: ${reasonOf(error)}.`);
  }

  private addProblem(code: ProblemCode, uri: string, message: string): void {
    this.problems.set(uri, { code, uri, message: printable(message) });
  }
}

/** Whether there is something by the name, be it a link that leads nowhere. */
async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'));
  }
}
