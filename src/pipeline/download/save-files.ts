import { type LogContent } from '../../model/log-content.js';
import { type Problem } from '../../model/problem.js';
import { printable } from '../../model/safe-text.js';
import { type LogFile } from '../../sources/log-file.js';
import { type LogSource } from '../../sources/log-source.js';
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

/**
 * Copies files as they are, by their path from `AWSLogs` on. What was copied by an earlier download is not read again.
 * @throws OutputError
 */
export async function saveFiles(source: LogSource, options: DownloadOptions, destination: Destination): Promise<void> {
  const { tally } = destination;
  for await (const file of source.files) {
    if (options.signal?.aborted === true) break;
    const path = destination.paths.pathFor(file.uri);
    await saveFile(file, path, options, destination);
    await saveMetadata(file, path, options, destination);
  }
  tally.problems.push(...source.counts().problems);
}

async function saveFile(file: LogFile, path: string, { signal }: DownloadOptions, { folder, tally }: Destination): Promise<void> {
  const note = ['file', file.uri, path, String(file.size)];
  if (await isSaved(file, path, folder.hasNote(note) ? folder : undefined)) {
    tally.add(file.uri, { present: 1 });
    return;
  }
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

/** @param noted the folder, if a note says that the file is saved there */
async function isSaved({ size }: LogFile, path: string, noted: DownloadFolder | undefined): Promise<boolean> {
  return size > 0 && noted !== undefined && (await noted.sizeOf(path)) === size;
}

async function saveMetadata(file: LogFile, path: string, { metadataOf }: DownloadOptions, { folder, tally }: Destination): Promise<void> {
  const metadata = await metadataOf?.(file);
  if (metadata === undefined) return;
  const metadataPath = `${path}.metadata.json`;
  const { outcome } = await folder.save(metadataPath, [Buffer.from(`${JSON.stringify(metadata)}\n`)]);
  if (outcome === 'conflict') tally.problems.push(conflict(file.uri, metadataPath));
}

function chunksOf(content: LogContent): AsyncIterable<Uint8Array> | Iterable<Uint8Array> {
  return content.kind === 'whole' ? [content.bytes] : content.chunks;
}

function conflict(uri: string, path: string): Problem {
  return { code: 'CTA4058', uri, message: `Something else stands at ${printable(path)}, and was left as it is.` };
}

function unreadable(uri: string, error: unknown): Problem {
  return { code: 'CTA4001', uri, message: printable(error instanceof Error ? error.message : String(error)) };
}
