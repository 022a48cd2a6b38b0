import { type LogContent } from '../../model/log-content.js';
import { type Problem } from '../../model/problem.js';
import { printable } from '../../model/safe-text.js';
import { type LogFile } from '../../sources/log-file.js';
import { type LogSource } from '../../sources/log-source.js';
import { METADATA_SUFFIX } from '../../sources/log-uri.js';
import { readAhead } from '../../sources/read-ahead.js';
import { OutputError } from '../report-output.js';
import { type DownloadFolder } from './download-folder.js';
import { type DownloadOptions } from './download-options.js';
import { type DownloadTally } from './download-tally.js';
import { type SavePaths } from './harmless-path.js';

interface Destination {
  readonly folder: DownloadFolder;
  readonly paths: SavePaths;
  readonly tally: DownloadTally;
}

/** Where a file goes, and what is noted once it is there. */
interface Place {
  readonly path: string;
  readonly note: readonly string[];
}

/**
 * Copies files as they are, by their path from `AWSLogs` on. What was copied by an earlier download is not read again.
 * @throws OutputError
 */
export async function saveFiles(source: LogSource, options: DownloadOptions, destination: Destination): Promise<void> {
  const places = new Map<string, Place>();
  for await (const file of readAhead(unsavedFiles(source.files, places, destination), { signal: options.signal })) {
    if (options.signal?.aborted === true) break;
    const place = places.get(file.uri);
    places.delete(file.uri);
    if (place === undefined) throw new Error('a file without a place');
    // First, because the note behind the file says that nothing is left to do for it.
    if (await saveMetadata(file, place.path, options, destination)) await saveFile(file, place, options, destination);
  }
  destination.tally.problems.push(...source.counts().problems);
}

/** Those that are still to be copied: others must not even be opened. */
async function* unsavedFiles(
  files: AsyncIterable<LogFile>,
  places: Map<string, Place>,
  { folder, paths, tally }: Destination,
): AsyncGenerator<LogFile, void, undefined> {
  for await (const file of files) {
    const path = paths.pathFor(file.uri);
    const note = ['file', file.uri, path, String(file.size), file.version ?? ''];
    if (file.size > 0 && folder.hasNote(note) && (await isSaved(file, path, folder))) tally.add(file.uri, { present: 1 });
    else {
      places.set(file.uri, { path, note });
      yield file;
    }
  }
}

/** With what stands beside it, if there is anything. */
async function isSaved({ size, metadata }: LogFile, path: string, folder: DownloadFolder): Promise<boolean> {
  if ((await folder.sizeOf(path)) !== size) return false;
  return metadata === undefined || (await folder.sizeOf(`${path}${METADATA_SUFFIX}`)) !== undefined;
}

async function saveFile(file: LogFile, { path, note }: Place, { signal }: DownloadOptions, { folder, tally }: Destination): Promise<void> {
  try {
    const { outcome, bytes } = await folder.save(path, chunksOf(await file.open(signal)));
    if (outcome === 'conflict') tally.problems.push(conflict(file.uri, path));
    else await folder.addNote(note);
    tally.add(file.uri, outcome === 'written' ? { written: 1, bytes } : { present: outcome === 'present' ? 1 : 0 });
  } catch (error) {
    if (error instanceof OutputError) throw error;
    if (signal?.aborted !== true) tally.problems.push(unreadable(file.uri, error));
  }
}

/** What the file system has no place for goes to a file beside. Gives whether the file itself may follow. */
async function saveMetadata(file: LogFile, path: string, { signal }: DownloadOptions, { folder, tally }: Destination): Promise<boolean> {
  const metadata = await metadataOf(file, signal, tally);
  if (metadata === undefined) return false;
  if (Object.keys(metadata).length === 0) return true;
  const metadataPath = `${path}${METADATA_SUFFIX}`;
  const { outcome } = await folder.save(metadataPath, [Buffer.from(`${JSON.stringify(metadata)}\n`)]);
  if (outcome === 'conflict') tally.problems.push(conflict(file.uri, metadataPath));
  return true;
}

/** Empty where there is none; undefined where it cannot be had. */
async function metadataOf(
  file: LogFile,
  signal: AbortSignal | undefined,
  tally: DownloadTally,
): Promise<Readonly<Record<string, string>> | undefined> {
  try {
    return (await file.metadata?.(signal)) ?? {};
  } catch (error) {
    if (signal?.aborted !== true) tally.problems.push(unreadable(file.uri, error));
    return undefined;
  }
}

function chunksOf(content: LogContent): AsyncIterable<Uint8Array> | Iterable<Uint8Array> {
  return content.kind === 'whole' ? [content.bytes] : content.chunks;
}

function conflict(uri: string, path: string): Problem {
  return { code: 'CTA4058', uri, message: `Something else stands at ${printable(path)}, and was left as it is.` };
}

function unreadable(uri: string, error: unknown): Problem {
  return {
    code: 'CTA4001',
    uri,
    message: `The file cannot be read (${printable(error instanceof Error ? error.message : String(error))}).`,
  };
}
