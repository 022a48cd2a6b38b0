import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Manifest {
  readonly name?: string;
  readonly version?: string;
}

/** The folder of the ctaudit package, whether this code runs from its build, its bundle or its sources. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (readManifest(folder)?.name !== 'ctaudit') {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('the ctaudit package has lost its package.json');
    folder = parent;
  }
  return folder;
}

/** The version of the ctaudit package. */
export function packageVersion(): string {
  return readManifest(packageRoot())?.version ?? '';
}

function readManifest(folder: string): Manifest | undefined {
  const path = join(folder, 'package.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Manifest) : undefined;
}
