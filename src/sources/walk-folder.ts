import { type Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { compareText } from '../model/text.js';
import { type FoundFiles } from './found-files.js';
import { isTrailName, METADATA_SUFFIX, uriBelow } from './log-uri.js';

interface Folder {
  readonly uri: string;
  readonly path: string;
  /** Without links. */
  readonly realPath: string;
}

interface FolderBelow extends Folder {
  /** The real folders on the way down to it. */
  readonly above: readonly string[];
}

/** Version control keeps no logs there, and much else. */
const LEFT_OUT = '.git';

/**
 * Finds the files below a folder. Folders are walked before links to folders, and each real folder once: what a second way leads to is the
 * same files again, and a link to a folder above it is a loop.
 */
export async function walkFolder(root: { readonly uri: string; readonly path: string }, found: FoundFiles): Promise<void> {
  const walked = new Set<string>();
  const links: FolderBelow[] = [{ ...root, realPath: await realpath(root.path), above: [] }];
  for (let link = links.shift(); link !== undefined; link = links.shift()) {
    if (link.above.some((folder) => folder === link.realPath))
      found.damage('CTA4003', link.uri, 'The link leads back to a folder above it.');
    else if (!walked.has(link.realPath)) await walkRealFolders(link, { walked, links, found });
  }
}

interface Walk {
  readonly walked: Set<string>;
  readonly links: FolderBelow[];
  readonly found: FoundFiles;
}

async function walkRealFolders(start: FolderBelow, walk: Walk): Promise<void> {
  const folders = [start];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    if (walk.walked.has(folder.realPath)) continue;
    walk.walked.add(folder.realPath);
    const above = [...folder.above, folder.realPath];
    const entries = await entriesOf(folder, walk.found);
    const names = new Set(entries.map(({ name }) => name));
    for (const entry of entries) {
      const below = {
        uri: uriBelow(folder.uri, entry.name),
        path: join(folder.path, entry.name),
        realPath: join(folder.realPath, entry.name),
      };
      if (entry.isDirectory()) folders.push({ ...below, above });
      else if (entry.isSymbolicLink()) await takeLink(below, above, walk);
      else if (isMetadata(entry.name, names)) walk.found.skip();
      else await takeFile(below, walk.found);
    }
  }
}

/** Beside a file of a download: what the object of that file had beside its bytes. */
function isMetadata(name: string, names: ReadonlySet<string>): boolean {
  return name.endsWith(METADATA_SUFFIX) && names.has(name.slice(0, -METADATA_SUFFIX.length));
}

async function entriesOf(folder: Folder, found: FoundFiles): Promise<readonly Dirent[]> {
  try {
    const entries = await readdir(folder.path, { withFileTypes: true });
    return entries.filter(({ name }) => name !== LEFT_OUT).sort((left, right) => compareText(left.name, right.name));
  } catch (error) {
    found.failed(folder.uri, error);
    return [];
  }
}

async function takeLink(link: Folder, above: readonly string[], { links, found }: Walk): Promise<void> {
  try {
    const target = await stat(link.path);
    if (target.isDirectory()) links.push({ ...link, realPath: await realpath(link.path), above });
    else await takeFile(link, found);
  } catch (error) {
    found.failed(link.uri, error);
  }
}

/** Pipes, sockets and devices in a folder are no log files, and reading them might never end. */
async function takeFile({ uri, path }: Folder, found: FoundFiles): Promise<void> {
  try {
    const file = await stat(path);
    if (file.isFile()) found.regular({ uri, path, named: isTrailName(path) }, file);
    else found.skip();
  } catch (error) {
    found.failed(uri, error);
  }
}
