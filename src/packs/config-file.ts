import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { type AuthorFile } from './rule-files.js';

const CONFIG_NAME = 'ctaudit.yaml';

/** A project's configuration and the folder that its paths start from. */
export interface ConfigFile extends AuthorFile {
  readonly folder: string;
}

/** The nearest `ctaudit.yaml` from the folder upwards. */
export function findConfigFile(cwd: string): ConfigFile | undefined {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const path = join(folder, CONFIG_NAME);
    if (existsSync(path)) return { file: relative(cwd, path), text: readFileSync(path, 'utf8'), folder };
    if (dirname(folder) === folder) return undefined;
  }
}
