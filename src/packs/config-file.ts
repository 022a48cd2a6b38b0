import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { type AuthorFile, readAuthorFile } from './read-author-file.js';

const CONFIG_NAME = 'ctaudit.yaml';

/** A project's configuration and the folder that its paths start from. */
export interface ConfigFile extends AuthorFile {
  readonly folder: string;
}

/**
 * The nearest `ctaudit.yaml` from the folder upwards.
 * @throws UnreadableFileError
 */
export function findConfigFile(cwd: string): ConfigFile | undefined {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const path = join(folder, CONFIG_NAME);
    if (existsSync(path)) return { ...readAuthorFile(path, relative(cwd, path)), folder };
    if (dirname(folder) === folder) return undefined;
  }
}
