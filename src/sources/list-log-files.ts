import { lstat, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Problem } from '../model/problem.js';
import { FoundFiles } from './found-files.js';
import { device, type LogFile, pipe, standardInputFile } from './log-file.js';
import { errorCode } from './log-read-error.js';
import { uriOf } from './log-uri.js';
import { walkFolder } from './walk-folder.js';

export interface ListOptions {
  /** The folder that relative arguments begin in. */
  readonly cwd: string;
  readonly standardInput: AsyncIterable<Uint8Array>;
}

export interface LogFileList {
  /** By URI, in the order of code points, each once. */
  readonly files: readonly LogFile[];
  /** What can't be a file to read: dangling links, loops of links, folders that can't be read. */
  readonly problems: readonly Problem[];
  /** Files that are recognised as none to read: pipes, sockets and devices in folders. */
  readonly skipped: number;
  /** How many files or folders `problems` stands for. */
  readonly damaged: number;
  /** Arguments that match nothing, as written. */
  readonly unmatched: readonly string[];
}

/**
 * Finds the log files that arguments name: files, folders (with all below, hidden ones too), globs, and `-` for standard input. A file
 * whose name is that of a glob is that file. Files that a glob matches count as named, as they would had the shell matched them.
 */
export async function listLogFiles(args: readonly string[], { cwd, standardInput }: ListOptions): Promise<LogFileList> {
  const found = new FoundFiles();
  const unmatched: string[] = [];
  for (const argument of args) {
    if (argument === '-') found.add(standardInputFile(standardInput));
    else if (await isThere(resolve(cwd, argument))) await takeNamed(argument, cwd, found);
    else if (!(await takeGlob(argument, cwd, found))) unmatched.push(argument);
  }
  const problems = found.sortedProblems();
  return { files: found.sortedFiles(), problems, skipped: found.skipped, damaged: problems.length, unmatched };
}

/** Whether the path itself is there, if only as a link to nothing or out of reach. */
async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    const code = errorCode(error);
    return code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'ENAMETOOLONG';
  }
}

async function takeGlob(pattern: string, cwd: string, found: FoundFiles): Promise<boolean> {
  // Few runs have a glob of their own, because the shell has most: the library is loaded where one has come.
  const { glob, isDynamicPattern } = await import('tinyglobby');
  if (!isDynamicPattern(pattern)) return false;
  const matches = await glob([pattern], {
    cwd,
    dot: true,
    onlyFiles: false,
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore: ['**/.git/**'],
  });
  for (const match of matches) await takeNamed(match, cwd, found);
  return matches.length > 0;
}

async function takeNamed(argument: string, cwd: string, found: FoundFiles): Promise<void> {
  const place = { uri: uriOf(argument), path: resolve(cwd, argument), named: true };
  try {
    const target = await stat(place.path);
    if (target.isDirectory()) await walkFolder(place, found);
    else if (target.isFile()) found.regular(place, target);
    else found.add(target.isFIFO() ? pipe(place) : device(place));
  } catch (error) {
    found.failed(place.uri, error);
  }
}
