import { type IntegrityResult } from '../../model/integrity.js';
import { type Problem } from '../../model/problem.js';

/** Folders that are told apart; a run over more has one problem for the rest. */
const MOST_FOLDERS = 100;

const REST = '';

/** Counts by folder the files with events that a check of digest files did not come to: nothing is known of them. */
export class UnjudgedFiles {
  private readonly folders = new Map<string, number>();
  private readonly integrity: Pick<IntegrityResult, 'isJudged'>;

  constructor(integrity: Pick<IntegrityResult, 'isJudged'>) {
    this.integrity = integrity;
  }

  take(uri: string): void {
    if (this.integrity.isJudged(uri)) return;
    const own = uri.slice(0, uri.lastIndexOf('/') + 1) || uri;
    const folder = this.folders.has(own) || this.folders.size < MOST_FOLDERS ? own : REST;
    this.folders.set(folder, (this.folders.get(folder) ?? 0) + 1);
  }

  problems(): readonly Problem[] {
    return [...this.folders].map(([uri, count]) => ({ code: 'CTA4060', uri, message: messageOf(uri, count) }));
  }
}

function messageOf(uri: string, count: number): string {
  const files = count === 1 ? '1 file' : `${count} files`;
  const place = uri === REST ? 'in further folders' : 'here';
  return `Digest files say nothing of ${files} with events ${place}: no trail puts its logs under such a name, or no check came to them.`;
}
