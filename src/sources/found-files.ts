import { type Stats } from 'node:fs';

import { type Problem, type ProblemCode } from '../model/problem.js';
import { printable } from '../model/safe-text.js';
import { compareText } from '../model/text.js';
import { type FilePlace, type LogFile, regularFile } from './log-file.js';
import { errorCode, reasonOf } from './log-read-error.js';

/** Stands in a name for each byte that is not UTF-8. The name as changed leads nowhere, although what it was is there. */
const NOT_UTF8 = '\uFFFD';

/** Collects what is found: each URI once, and a problem for what can't be a file to read. */
export class FoundFiles {
  /** Files that are recognised as none to read. */
  skipped = 0;
  private readonly files = new Map<string, LogFile>();
  private readonly damages = new Map<string, Problem>();

  add(file: LogFile): void {
    const known = this.files.get(file.uri);
    if (known === undefined || (file.named && !known.named)) this.files.set(file.uri, file);
  }

  regular(place: FilePlace, { size, mtimeMs }: Pick<Stats, 'size' | 'mtimeMs'>): void {
    this.add(regularFile({ ...place, version: `${size} ${mtimeMs}` }, size));
  }

  skip(): void {
    this.skipped++;
  }

  /** Takes what the system says of a path: a link to nothing, a loop of links, or anything else that keeps it from being read. */
  failed(uri: string, error: unknown): void {
    switch (errorCode(error)) {
      case 'ENOENT':
        if (uri.includes(NOT_UTF8)) this.damage('CTA4001', uri, 'It cannot be read (a name on the way to it is not UTF-8).');
        else this.damage('CTA4002', uri, 'The link leads to nothing.');
        break;
      case 'ELOOP':
        this.damage('CTA4003', uri, 'The link leads to itself.');
        break;
      default:
        this.damage('CTA4001', uri, `It cannot be read (${printable(reasonOf(error))}).`);
    }
  }

  damage(code: ProblemCode, uri: string, message: string): void {
    this.damages.set(uri, { code, uri, message });
  }

  /** By URI, in the order of code points. */
  sortedFiles(): readonly LogFile[] {
    return [...this.files.values()].sort((left, right) => compareText(left.uri, right.uri));
  }

  sortedProblems(): readonly Problem[] {
    return [...this.damages.values()].sort((left, right) => compareText(left.uri, right.uri));
  }
}
