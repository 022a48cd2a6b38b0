import { compareText } from '../model/text.js';
import { type LogFile } from './log-file.js';

/** The files of several sources, each in the order of its URIs, as one such row: a URI that two of them give comes once. */
export async function* mergeFiles(sources: readonly AsyncIterable<LogFile>[]): AsyncGenerator<LogFile, void, undefined> {
  const rows = sources.map((source) => source[Symbol.asyncIterator]());
  try {
    const heads = await Promise.all(rows.map(next));
    let last: string | undefined;
    for (let least = leastOf(heads); least !== undefined; least = leastOf(heads)) {
      const row = rows[least.at];
      if (row === undefined) throw new Error('a file without a source');
      if (least.file.uri !== last) yield least.file;
      last = least.file.uri;
      heads[least.at] = await next(row);
    }
  } finally {
    for (const row of rows) await row.return?.();
  }
}

async function next(row: AsyncIterator<LogFile>): Promise<LogFile | undefined> {
  const result = await row.next();
  return result.done === true ? undefined : result.value;
}

function leastOf(heads: readonly (LogFile | undefined)[]): { readonly at: number; readonly file: LogFile } | undefined {
  let least: { readonly at: number; readonly file: LogFile } | undefined;
  for (const [at, file] of heads.entries()) {
    if (file !== undefined && (least === undefined || compareText(file.uri, least.file.uri) < 0)) least = { at, file };
  }
  return least;
}
